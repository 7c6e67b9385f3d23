/* checksum.h - a hash of bytes and their order, fast enough to run beside what is measured.
 *
 *     struct checksum c = {0};
 *     checksum_add(&c, block, bytes);          // in pieces of any size
 *     uint64_t sum = checksum_value(&c);
 *
 * Three steps, each with a proof for keys that are drawn at random (p is 2^127 - 1):
 *   block   of each 2 KiB the 64-bit words, plus a key each, are multiplied in pairs, and the
 *           products summed modulo 2^128. The sums of two different blocks differ by a given number
 *           with probability 2^-64 (NH: Black, Halevi, Krawczyk, Krovetz, Rogaway, UMAC, CRYPTO
 *           1999; of 64-bit words: Krovetz and Dai, VHASH, 2007). Modulo p five such are 0
 *   whole   those sums and the length are the coefficients of a polynomial modulo p, taken at one
 *           of 2^124 keys: the difference of two has no more zeros than its degree (Carter and
 *           Wegman, 1979)
 *   value   of these 128 bits 64 are made, by multiply and shift: alike with probability 2^-64
 *           (Dietzfelbinger, 1996; Thorup, High Speed Hashing for Integers and Strings, 2015)
 *
 * So two inputs that differ, of n bytes at most, have the same value with probability at most
 *     5 x 2^-64  +  (n / 2048 + 2) x 2^-124  +  2^-64   <   2^-61      for n < 2^70
 * over the keys. But the keys are fixed: this is a bound for accidents, which do not know them, and
 * no defence against forgery.
 *
 * It takes one multiplication and six other instructions for 16 bytes; the `discard` program shows
 * what that costs on your machine. Another byte order gives another value.
 */
#ifndef CHECKSUM_H
#define CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

enum { CHECKSUM_PAIR = 16, CHECKSUM_BLOCK = 2048 }; /* bytes */

/* All zero is the sum of nothing. */
struct checksum {
    uint64_t block[2], whole[2];       /* 128 bits each, low word first */
    uint64_t bytes;                    /* how many were added */
    unsigned char pair[CHECKSUM_PAIR]; /* the last bytes % 16, not summed yet */
};

/* Adds bytes. The result depends on the bytes and their order, not on how they were cut up. */
void checksum_add(struct checksum *c, const void *bytes, size_t count);

/* The sum so far; `c` can go on growing. */
uint64_t checksum_value(const struct checksum *c);

#endif
