/* run.h - included last by a strategy's file: its measured loops, and main().
 *
 * The harness (harness.h) owns the phases, the command line and the record; it enters the loops
 * through a table, because a call by name lets gcc clone a function and lose `flatten`.
 */
#ifndef RUN_H
#define RUN_H

#include "harness.h"
#include "measure.h"
#include "random_position.h"
#include "stream.h"
#include "timeline.h"

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
