/* checksum.h - an order-sensitive sum of bytes, fast enough to run beside what is measured.
 *
 *     struct checksum c = {0};
 *     checksum_add(&c, block, bytes);          // in pieces of any size
 *     uint64_t sum = checksum_value(&c);
 *
 * Two running sums, as in Fletcher's checksum (IEEE Trans. Comm. COM-30, 1982), in eight lanes of
 * 64 bits: `sum` depends on the words, `weighted` (a sum of sums) also on their order. Additions
 * only, so the compiler can use vector instructions; the `discard` program shows what it costs on
 * your machine. It finds faults; it is no defence against forgery.
 */
#ifndef CHECKSUM_H
#define CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

enum { CHECKSUM_LANES = 8, CHECKSUM_ROW = CHECKSUM_LANES * 8 }; /* a row is 64 bytes */

/* All zero is the sum of nothing. */
struct checksum {
    uint64_t sum[CHECKSUM_LANES], weighted[CHECKSUM_LANES];
    uint64_t bytes;                  /* how many were added */
    unsigned char row[CHECKSUM_ROW]; /* the last bytes % 64, not summed yet */
};

/* Adds bytes. The result depends on the bytes and their order, not on how they were cut up. */
void checksum_add(struct checksum *c, const void *bytes, size_t count);

/* The sum so far; `c` can go on growing. */
uint64_t checksum_value(const struct checksum *c);

#endif
