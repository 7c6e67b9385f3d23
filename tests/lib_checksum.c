/* lib_checksum.c - the checksum sees every change and no cut. */
#include "checksum.h"
#include "stream.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

enum { SIZE = 5000 }; /* more than two blocks of the checksum */
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
    for (size_t piece = 1; piece <= SIZE; piece++) {
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

/* ---- mutations ------------------------------------------------------------------------------ */

enum { ROOM = 256 * 1024 };
static unsigned char original[ROOM], mutated[ROOM];

static uint64_t state_of_random = 1;
static uint64_t random_word(void) { /* xorshift64*: Vigna, 2016 */
    state_of_random ^= state_of_random >> 12;
    state_of_random ^= state_of_random << 25;
    state_of_random ^= state_of_random >> 27;
    return state_of_random * 0x2545f4914f6cdd1du;
}
static size_t below(size_t n) { return random_word() % n; }

static void generate(enum element_type type, unsigned char *to, size_t count) {
    struct stream s;
    stream_generate(&s, type);
    stream_share(&s, count);
    for (size_t n; (n = stream_next(&s)) > 0; to += n * s.width) memcpy(to, s.block, n * s.width);
}

static void flip(size_t bit) { mutated[bit / 8] ^= (unsigned char)(1 << bit % 8); }

static void swap(size_t a, size_t b, size_t width) {
    unsigned char held[64];
    memcpy(held, mutated + a * width, width);
    memmove(mutated + a * width, mutated + b * width, width);
    memcpy(mutated + b * width, held, width);
}

/* What goes wrong in an array of `count` elements. Returns how many it has then. */
static size_t mutate(size_t count, size_t width) {
    static unsigned char held[ROOM];
    unsigned char *m = mutated;
    const size_t i = below(count), k = below(count), rest = count - i;
    switch (below(7)) {
    case 0: flip(below(count * width * 8)); return count;
    case 1: flip((i + 1) * width * 8 - 1); return count; /* the top bit, on a small machine */
    case 2: flip((i + 1) * width * 8 - 1), flip((k + 1) * width * 8 - 1); return count;
    case 3: swap(i, k, width); return count;
    case 4: { /* a run goes to the end */
        size_t run = 1 + below(rest);
        memcpy(held, m + i * width, run * width);
        memmove(m + i * width, m + (i + run) * width, (rest - run) * width);
        memcpy(m + (count - run) * width, held, run * width);
        return count;
    }
    case 5: { /* some are lost: from the middle, or at the end */
        size_t run = below(2) ? 1 : 1 + below(rest);
        memmove(m + i * width, m + (i + run) * width, (rest - run) * width);
        return count - run;
    }
    default: /* one is there twice, and takes its own place or that of the next */
        if ((count + 1) * width <= ROOM && below(2)) {
            memmove(m + (i + 1) * width, m + i * width, rest * width);
            return count + 1;
        }
        if (i + 1 < count) memcpy(m + (i + 1) * width, m + i * width, width);
        return count;
    }
}

/* All of one value; drawn at random; or as the harness makes them. */
static void fill_original(enum element_type type, int kind, size_t count) {
    const size_t width = type_width(type);
    const unsigned char value = below(2) ? (unsigned char)below(256) : 0;
    if (kind == 2) {
        generate(type, original, count);
        return;
    }
    for (size_t b = 0; b < count * width; b++)
        original[b] = kind == 0 ? value : (unsigned char)(random_word() >> 56);
}

static void a_million_mutations_are_seen(void **state) {
    (void)state;
#ifdef __SANITIZE_ADDRESS__ /* which ask where is read, and not what of */
    enum { MUTATIONS = 50000, BATCH = 500 };
#else
    enum { MUTATIONS = 1000000, BATCH = 500 };
#endif
    for (int done = 0, batch = 0; done < MUTATIONS; batch++) {
        const enum element_type type = batch % TYPE_COUNT;
        const size_t width = type_width(type);
        /* Mostly a few blocks, at times the distances of whole chunks. */
        const size_t most = (below(50) == 0 ? (size_t)ROOM : 12000) / width;
        const size_t count = 1 + below(most);
        fill_original(type, batch / TYPE_COUNT % 3, count);
        const uint64_t right = sum_of(original, count * width);
        for (int k = 0; k < BATCH; k++) {
            memcpy(mutated, original, count * width);
            size_t now = mutate(count, width);
            if (now > 0 && below(2)) now = mutate(now, width);
            if (now == count && memcmp(original, mutated, count * width) == 0) continue;
            if (sum_of(mutated, now * width) == right)
                fail_msg("a mutation of %zu elements of %s passed", count, type_name(type));
            done++;
        }
    }
}

/* The holes of a running sum of sums: there 2^63 times an even number is nothing. */
static void the_top_bits_of_any_two_elements_are_seen(void **state) {
    (void)state;
    for (enum element_type type = 0; type < TYPE_COUNT; type++) {
        const size_t width = type_width(type), count = 2000;
        generate(type, mutated, count);
        const uint64_t right = sum_of(mutated, count * width);
        for (size_t distance = 1; distance < count; distance++) {
            const size_t a = below(count - distance), b = a + distance;
            flip((a + 1) * width * 8 - 1), flip((b + 1) * width * 8 - 1);
            assert_true(sum_of(mutated, count * width) != right);
            flip((a + 1) * width * 8 - 1), flip((b + 1) * width * 8 - 1);
        }
    }
}

static void swaps_at_each_distance_are_seen(void **state) {
    (void)state;
    static const size_t distances[] = {16, 224, 1424};
    for (enum element_type type = 0; type < TYPE_COUNT; type++) {
        const size_t width = type_width(type), count = 2000;
        generate(type, mutated, count);
        const uint64_t right = sum_of(mutated, count * width);
        for (size_t d = 0; d < sizeof distances / sizeof *distances; d++)
            for (size_t a = 0; a < 500; a++) {
                swap(a, a + distances[d], width);
                assert_true(sum_of(mutated, count * width) != right);
                swap(a, a + distances[d], width);
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
        cmocka_unit_test(the_top_bits_of_any_two_elements_are_seen),
        cmocka_unit_test(swaps_at_each_distance_are_seen),
        cmocka_unit_test(a_million_mutations_are_seen),
    };
    return cmocka_run_group_tests(tests, fill, NULL);
}
