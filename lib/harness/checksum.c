/* checksum.c - see checksum.h */
#include "checksum.h"

#include <string.h>

/* sum ^ sum >> 31 carries high bits down: without it a difference in the top bit alone (the sign of
 * a double), moved by an even number of rows, would vanish modulo 2^64.
 * The lanes live in locals while rows are summed, so that they stay in registers. */
static void add_rows(struct checksum *c, const unsigned char *bytes, size_t rows) {
    uint64_t sum[CHECKSUM_LANES], weighted[CHECKSUM_LANES];
    memcpy(sum, c->sum, sizeof sum);
    memcpy(weighted, c->weighted, sizeof weighted);
    for (size_t r = 0; r < rows; r++) {
        uint64_t word[CHECKSUM_LANES];
        memcpy(word, bytes + r * CHECKSUM_ROW, sizeof word);
        for (int lane = 0; lane < CHECKSUM_LANES; lane++) {
            sum[lane] += word[lane];
            weighted[lane] += sum[lane] ^ (sum[lane] >> 31);
        }
    }
    memcpy(c->sum, sum, sizeof sum);
    memcpy(c->weighted, weighted, sizeof weighted);
}

void checksum_add(struct checksum *c, const void *bytes, size_t count) {
    const unsigned char *from = bytes;
    size_t held = c->bytes % CHECKSUM_ROW;
    c->bytes += count;
    if (held > 0) { /* fill the row that was begun */
        size_t n = CHECKSUM_ROW - held < count ? CHECKSUM_ROW - held : count;
        memcpy(c->row + held, from, n);
        from += n, count -= n;
        if (held + n < CHECKSUM_ROW) return;
        add_rows(c, c->row, 1);
    }
    add_rows(c, from, count / CHECKSUM_ROW);
    size_t rest = count % CHECKSUM_ROW;
    if (rest > 0) memcpy(c->row, from + count - rest, rest);
}

uint64_t checksum_value(const struct checksum *c) {
    struct checksum end = *c;
    size_t held = end.bytes % CHECKSUM_ROW;
    if (held > 0) {
        memset(end.row + held, 0, CHECKSUM_ROW - held);
        add_rows(&end, end.row, 1);
    }
    /* Multiply-and-shift between lanes, so that equal words in two lanes do not cancel out. The
     * constant is 2^64 / golden ratio, odd (Knuth, The Art of Computer Programming 3, 6.4). */
    uint64_t value = end.bytes;
    for (int lane = 0; lane < CHECKSUM_LANES; lane++) {
        value = (value ^ end.sum[lane]) * 0x9E3779B97F4A7C15u;
        value ^= value >> 29;
        value = (value ^ end.weighted[lane]) * 0x9E3779B97F4A7C15u;
        value ^= value >> 32;
    }
    return value;
}
