/* crc32.h - the checksum of zlib, PNG and Ethernet: anybody can compute it again. */
#ifndef CRC32_H
#define CRC32_H

#include <stddef.h>
#include <stdint.h>

/* CRC-32 of `count` bytes behind those whose CRC is `crc`; of nothing it is 0. As zlib's crc32():
 * polynomial 0x04c11db7, reflected (IEEE 802.3). Finds every error within 32 bits in a row, and
 * misses others once in 2^32. Eight bytes a step with eight tables (Kounavis and Berry, Intel,
 * 2005): more than 1 GB a second. */
uint32_t crc32_of(uint32_t crc, const char *bytes, size_t count);

#endif
