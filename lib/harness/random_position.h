/* random_position.h - where the random phase reads; inlined into the measured loops. */
#ifndef RANDOM_POSITION_H
#define RANDOM_POSITION_H

#include <stddef.h>
#include <stdint.h>

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

#endif
