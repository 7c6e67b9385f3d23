/* crc32.c - see crc32.h */
#include "crc32.h"

#include <endian.h>
#include <string.h>

/* table[t][b]: what byte b becomes, t bytes further on. */
static void fill(uint32_t table[8][256]) {
    for (uint32_t b = 0; b < 256; b++) {
        uint32_t crc = b;
        for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
        table[0][b] = crc;
    }
    for (int t = 1; t < 8; t++)
        for (int b = 0; b < 256; b++)
            table[t][b] = table[t - 1][b] >> 8 ^ table[0][table[t - 1][b] & 255];
}

uint32_t crc32_of(uint32_t crc, const char *bytes, size_t count) {
    static uint32_t table[8][256];
    if (!table[0][1]) fill(table);
    for (crc = ~crc; count >= 8; bytes += 8, count -= 8) {
        uint64_t word;
        memcpy(&word, bytes, sizeof word);
        word = le64toh(word) ^ crc;
        crc = 0;
        for (int t = 0; t < 8; t++) crc ^= table[7 - t][word >> 8 * t & 255];
    }
    for (; count > 0; bytes++, count--)
        crc = crc >> 8 ^ table[0][(crc ^ (unsigned char)*bytes) & 255];
    return ~crc;
}
