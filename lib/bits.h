/* bits.h - what C has no operator for. */
#ifndef BITS_H
#define BITS_H

#include <stddef.h>

/* The place of the highest bit of x, which is not 0: 2^log2_floor(x) <= x. One instruction (lzcnt,
 * bsr, clz). */
static inline size_t log2_floor(size_t x) {
    return sizeof(unsigned long long) * 8 - 1 - (size_t)__builtin_clzll(x);
}

#endif
