/* lib_crc32.c - the CRC is that of zlib: the published check value, bit by bit, in pieces. */
#include "crc32.h"
#include "test.h"

#include <string.h>

static void the_check_value_is_the_published_one(void **state) {
    (void)state;
    assert_int_equal(crc32_of(0, "", 0), 0);
    assert_int_equal(crc32_of(0, "123456789", 9), 0xcbf43926); /* of CRC-32/ISO-HDLC */
}

/* As the definition says it: a bit a step. */
static uint32_t by_bits(const char *bytes, size_t count) {
    uint32_t crc = 0xffffffff;
    for (size_t i = 0; i < count; i++) {
        crc ^= (unsigned char)bytes[i];
        for (int bit = 0; bit < 8; bit++) crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
    }
    return ~crc;
}

static void any_length_in_any_pieces_is_the_same(void **state) {
    (void)state;
    char bytes[100];
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (char)(i * i * 31);
    for (size_t n = 0; n <= sizeof bytes; n++)
        for (size_t cut = 0; cut <= n; cut += 7) {
            const uint32_t first = crc32_of(0, bytes, cut);
            assert_int_equal(crc32_of(first, bytes + cut, n - cut), by_bits(bytes, n));
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_check_value_is_the_published_one),
        cmocka_unit_test(any_length_in_any_pieces_is_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
