/* checksum.c - see checksum.h */
#include "checksum.h"

#include <string.h>

typedef unsigned __int128 wide;

enum { PAIRS = CHECKSUM_BLOCK / CHECKSUM_PAIR };

/* Keys: a counter in steps of 2^64 / golden ratio, mixed twice (SplitMix64: Steele, Lea, Flood,
 * OOPSLA 2014). Constant expressions, so that they stand in the program as a table. */
#define STEP(i)   (0x9e3779b97f4a7c15u * ((i) + UINT64_C(1)))
#define ONCE(x)   (((x) ^ (x) >> 30) * 0xbf58476d1ce4e5b9u)
#define TWICE(x)  (((x) ^ (x) >> 27) * 0x94d049bb133111ebu)
#define LAST(x)   ((x) ^ (x) >> 31)
#define KEY(i)    LAST(TWICE(ONCE(STEP(i))))
#define KEYS4(i)  KEY(i), KEY((i) + 1), KEY((i) + 2), KEY((i) + 3)
#define KEYS16(i) KEYS4(i), KEYS4((i) + 4), KEYS4((i) + 8), KEYS4((i) + 12)
#define KEYS64(i) KEYS16(i), KEYS16((i) + 16), KEYS16((i) + 32), KEYS16((i) + 48)
static const uint64_t keys[2 * PAIRS] = {KEYS64(0), KEYS64(64), KEYS64(128), KEYS64(192)};
_Static_assert(2 * PAIRS == 256, "a key for each word of a block");

static inline wide join(const uint64_t half[2]) { return (wide)half[1] << 64 | half[0]; }
static inline void split(uint64_t half[2], wide x) {
    half[0] = (uint64_t)x;
    half[1] = (uint64_t)(x >> 64);
}

/* ---- modulo p = 2^127 - 1, where 2^127 is 1 ------------------------------------------------- */

static const wide p = ((wide)1 << 127) - 1;

/* The same modulo p: p at most for x below 2^128 - 1, and 2^127 for that. */
static inline wide folded(wide x) { return (x & p) + (x >> 127); }

/* The polynomial, p at most, with one coefficient more: their sum times the key. The product is
 * three sums of products of halves, with the weights 1, 2^64 and 2^128 = 2. The key is below 2^124,
 * of which there are 2^124: so none of the sums here reaches 2^128. */
static inline wide with(wide whole, wide coefficient) {
    const uint64_t y0 = KEY(256), y1 = KEY(257) >> 4;
    const wide x = folded(whole + folded(coefficient));
    const uint64_t x0 = (uint64_t)x, x1 = (uint64_t)(x >> 64); /* 2^63 at most */
    const wide middle = (wide)x0 * y1 + (wide)x1 * y0;
    const wide upper = (wide)x1 * y1 * 2 + (middle << 64 & p) + (middle >> 63);
    return folded(folded(upper) + folded((wide)x0 * y0));
}

/* ---- blocks --------------------------------------------------------------------------------- */

/* `n` pairs of words, from number `first` of a block on. */
static inline wide sum_of(const unsigned char *bytes, size_t first, size_t n) {
    const uint64_t *key = keys + 2 * first;
    wide sum = 0;
#pragma GCC unroll 8
    for (size_t i = 0; i < n; i++) {
        uint64_t word[2];
        memcpy(word, bytes + i * CHECKSUM_PAIR, sizeof word);
        sum += (wide)(word[0] + key[2 * i]) * (word[1] + key[2 * i + 1]);
    }
    return sum;
}

/* Apart, for its registers: in the loop over blocks they would be in memory. */
static __attribute__((noinline)) wide sum_of_block(const unsigned char *bytes) {
    return sum_of(bytes, 0, PAIRS);
}
static __attribute__((noinline)) wide sum_of_some(const unsigned char *bytes, size_t first,
                                                  size_t n) {
    return sum_of(bytes, first, n);
}

/* Adds `n` pairs; `at` is how many there were before. */
static void add_pairs(struct checksum *c, uint64_t at, const unsigned char *bytes, size_t n) {
    wide block = join(c->block), whole = join(c->whole);
    for (size_t first = at % PAIRS, some; n > 0; first = 0) {
        some = n < PAIRS - first ? n : PAIRS - first;
        block += some == PAIRS ? sum_of_block(bytes) : sum_of_some(bytes, first, some);
        if (first + some == PAIRS) whole = with(whole, block), block = 0;
        bytes += some * CHECKSUM_PAIR;
        n -= some;
    }
    split(c->block, block);
    split(c->whole, whole);
}

void checksum_add(struct checksum *c, const void *bytes, size_t count) {
    const unsigned char *from = bytes;
    if (count == 0) return; /* then `bytes` may be NULL, which memcpy may not */
    const size_t held = c->bytes % CHECKSUM_PAIR;
    uint64_t at = c->bytes / CHECKSUM_PAIR;
    c->bytes += count;
    if (held > 0) { /* fill the pair that was begun */
        size_t n = CHECKSUM_PAIR - held < count ? CHECKSUM_PAIR - held : count;
        memcpy(c->pair + held, from, n);
        from += n, count -= n;
        if (held + n < CHECKSUM_PAIR) return;
        add_pairs(c, at++, c->pair, 1);
    }
    add_pairs(c, at, from, count / CHECKSUM_PAIR);
    const size_t rest = count % CHECKSUM_PAIR;
    if (rest > 0) memcpy(c->pair, from + count - rest, rest);
}

/* The last block may be cut off: zeros in place of what is missing, which the length tells apart
 * from zeros that came in. */
uint64_t checksum_value(const struct checksum *c) {
    struct checksum end = *c;
    const size_t held = end.bytes % CHECKSUM_PAIR;
    const uint64_t at = end.bytes / CHECKSUM_PAIR;
    if (held > 0) {
        memset(end.pair + held, 0, CHECKSUM_PAIR - held);
        add_pairs(&end, at, end.pair, 1);
    }
    wide whole = join(end.whole);
    if (held > 0 ? (at + 1) % PAIRS : at % PAIRS) whole = with(whole, join(end.block));
    split(end.whole, with(whole, end.bytes));
    const wide low = (wide)KEY(258) << 64 | KEY(259), high = (wide)KEY(260) << 64 | KEY(261);
    const wide carry = (wide)KEY(262) << 64 | KEY(263);
    return (uint64_t)((low * end.whole[0] + high * end.whole[1] + carry) >> 64);
}
