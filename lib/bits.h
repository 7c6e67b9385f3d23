/* bits.h - what C has no operator for. */
#ifndef BITS_H
#define BITS_H

#include <stddef.h>

/* The place of the highest bit of x, which is not 0: 2^log2_floor(x) <= x. One instruction (lzcnt,
 * bsr, clz).
 *
 * The empty assembly makes of x a copy of its own, which is dead after that instruction: so the
 * compiler takes the same register for the result. x86's bsr waits for what its target held before:
 * into another register it would chain each index to the element read before it, at four times the
 * cost. */
static inline size_t log2_floor(size_t x) {
    __asm__("" : "+r"(x));
    return (size_t)(63 ^ __builtin_clzll(x));
}

#endif
