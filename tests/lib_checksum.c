/* lib_checksum.c - the checksum sees every change and no cut. */
#include "checksum.h"
#include "test.h"

#include <string.h>

enum { SIZE = 1000 };
static unsigned char bytes[SIZE];

static int fill(void **state) {
    (void)state;
    for (int i = 0; i < SIZE; i++) bytes[i] = (unsigned char)(i * 37 + 11);
    return 0;
}

static uint64_t sum_of(const void *from, size_t count) {
    struct checksum c = {0};
    checksum_add(&c, from, count);
    return checksum_value(&c);
}

static void any_cut_gives_the_same(void **state) {
    (void)state;
    for (size_t length = 0; length <= 200; length++) {
        uint64_t whole = sum_of(bytes, length);
        for (size_t cut = 0; cut <= length; cut++) {
            struct checksum c = {0};
            checksum_add(&c, bytes, cut);
            checksum_value(&c); /* a look in between changes nothing */
            checksum_add(&c, bytes + cut, length - cut);
            assert_true(checksum_value(&c) == whole);
        }
    }
    for (size_t piece = 1; piece <= 130; piece++) {
        struct checksum c = {0};
        for (size_t from = 0; from < SIZE; from += piece)
            checksum_add(&c, bytes + from, SIZE - from < piece ? SIZE - from : piece);
        assert_true(checksum_value(&c) == sum_of(bytes, SIZE));
    }
}

static void every_single_bit_matters(void **state) {
    (void)state;
    uint64_t right = sum_of(bytes, SIZE);
    for (int bit = 0; bit < SIZE * 8; bit++) {
        bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
        assert_true(sum_of(bytes, SIZE) != right);
        bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
    }
    assert_true(sum_of(bytes, SIZE) == right);
}

static void every_length_matters_even_of_zeros(void **state) {
    (void)state;
    static const char zeros[300];
    for (size_t a = 0; a < sizeof zeros; a++)
        for (size_t b = 0; b < a; b++) assert_true(sum_of(zeros, a) != sum_of(zeros, b));
}

static void any_two_bytes_that_change_places_are_seen(void **state) {
    (void)state;
    uint64_t right = sum_of(bytes, SIZE);
    for (int a = 0; a < SIZE; a++)
        for (int b = a + 1; b < SIZE; b += 7) {
            if (bytes[a] == bytes[b]) continue;
            unsigned char held = bytes[a];
            bytes[a] = bytes[b], bytes[b] = held;
            assert_true(sum_of(bytes, SIZE) != right);
            bytes[b] = bytes[a], bytes[a] = held;
        }
}

static void two_chunks_that_change_places_are_seen(void **state) {
    (void)state;
    enum { CHUNK = 64 * 1024, CHUNKS = 8 };
    static unsigned char data[CHUNKS * CHUNK], held[CHUNK];
    for (int i = 0; i < CHUNKS * CHUNK; i++) data[i] = (unsigned char)(i % 251);
    uint64_t right = sum_of(data, sizeof data);
    for (int a = 0; a < CHUNKS; a++)
        for (int b = a + 1; b < CHUNKS; b++) {
            for (int turn = 0; turn < 2; turn++) { /* there, and back again */
                memcpy(held, data + a * CHUNK, CHUNK);
                memcpy(data + a * CHUNK, data + b * CHUNK, CHUNK);
                memcpy(data + b * CHUNK, held, CHUNK);
                assert_true((sum_of(data, sizeof data) == right) == (turn == 1));
            }
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_cut_gives_the_same),
        cmocka_unit_test(every_single_bit_matters),
        cmocka_unit_test(every_length_matters_even_of_zeros),
        cmocka_unit_test(any_two_bytes_that_change_places_are_seen),
        cmocka_unit_test(two_chunks_that_change_places_are_seen),
    };
    return cmocka_run_group_tests(tests, fill, NULL);
}
