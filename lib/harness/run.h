/* run.h - included last by a strategy's file: its measured loops, and main().
 *
 * The harness (harness.h) owns the phases, the command line and the record; it enters the loops
 * through a table, because a call by name lets gcc clone a function and lose `flatten`.
 */
#ifndef RUN_H
#define RUN_H

#include "harness.h"
#include "measure.h"
#include "stream.h"
#include "timeline.h"

/* A position below `count`: a counter in steps of the golden ratio (Steele, Lea, Flood 2014),
 * mixed, and scaled by a multiplication instead of a division (Lemire 2019). No position waits for
 * the one before, as with a linear congruential generator: its 1 ns would hide what an index costs
 * in the cache. The empty asm keeps clang from making one shift of 128 bits of the scaling and the
 * element's width, which took longer than the read. */
static inline size_t random_position(uint64_t *x, size_t count) {
    *x += 0x9e3779b97f4a7c15u;
    uint64_t mixed = (*x ^ *x >> 32) * 0xd6e8feb86659fd93u;
    size_t position = (size_t)(((unsigned __int128)mixed * count) >> 64);
    __asm__("" : "+r"(position));
    return position;
}

/* The widths that element types have: here, and in `program` below. */
#define WIDTH 1
#include "loops.h"
#define WIDTH 4
#include "loops.h"
#define WIDTH 8
#include "loops.h"
#define WIDTH 64
#include "loops.h"

#define LOOPS_OF(width)                                                                            \
    {                                                                                              \
        width, append_##width, append_in_turn_##width, append_timed_##width,                       \
            append_watched_##width, scan_##width, random_##width, random_chained_##width,          \
            copy_out_##width                                                                       \
    }

int main(int argc, char **argv) {
    static const struct program program = {
        .source = __BASE_FILE__,
        .compiler = COMPILER,
        .strategy = &strategy,
        .array_bytes = sizeof(struct array),
        .release = release,
        .loops = {LOOPS_OF(1), LOOPS_OF(4), LOOPS_OF(8), LOOPS_OF(64)},
    };
    return harness_main(&program, argc, argv);
}

#endif
