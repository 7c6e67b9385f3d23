/* lib_quantity.c - numbers on the command line mean what they say, or nothing. */
#include "quantity.h"
#include "strategy.h"
#include "test.h"

enum { REFUSED = -1 };

static const struct {
    const char *text;
    int64_t count, bytes;
} cases[] = {
    {"0", 0, REFUSED},
    {"1", 1, 1},
    {"0017", 17, 17},
    {"1e6", 1000000, 1000000},
    {"10M", 10000000, 10000000},
    {"2.5k", 2500, 2500},
    {"0.5k", 500, 500},
    {"1.5", REFUSED, REFUSED},
    {"0.0001k", REFUSED, REFUSED},
    {"1G", 1000000000, 1000000000},
    {"3T", 3000000000000, 3000000000000},
    {"64Ki", 65536, 65536},
    {"1.5Mi", 1572864, 1572864},
    {"2Gi", 2147483648, 2147483648},
    {"1Ti", 1099511627776, 1099511627776},
    {"512M", 512000000, 512000000},
    {"2G", 2000000000, 2000000000},
    {"2GB", REFUSED, 2000000000},
    {"1e9", 1000000000, 1000000000},
    {"1k", 1000, 1000},
    {"64KiB", REFUSED, 65536},
    {"1.5MiB", REFUSED, 1572864},
    {"2GiB", REFUSED, 2147483648},
    {"10kB", REFUSED, 10000},
    {"10MB", REFUSED, 10000000},
    {"7B", REFUSED, 7},
    {"2TB", REFUSED, 2000000000000},
    {"2TiB", REFUSED, 2199023255552},
    {"1e3kB", REFUSED, 1000000},
    {"140737488355327", 140737488355327, 140737488355327},
    {"140737488355328", REFUSED, REFUSED},
    {"131072GiB", REFUSED, REFUSED},
    {"141T", REFUSED, REFUSED},
    {"1e30", REFUSED, REFUSED},
    {"1e400", REFUSED, REFUSED},
    {"NaN", REFUSED, REFUSED},
    {"18446744073709551616", REFUSED, REFUSED},
    {"", REFUSED, REFUSED},
    {"-1", REFUSED, REFUSED},
    {"+1", REFUSED, REFUSED},
    {" 1", REFUSED, REFUSED},
    {"1 ", REFUSED, REFUSED},
    {"1 k", REFUSED, REFUSED},
    {"12abc", REFUSED, REFUSED},
    {"0x10", REFUSED, REFUSED},
    {"nan", REFUSED, REFUSED},
    {"inf", REFUSED, REFUSED},
    {".5k", REFUSED, REFUSED},
    {"1K", REFUSED, REFUSED},
    {"1m", REFUSED, REFUSED},
    {"1kib", REFUSED, REFUSED},
    {"1kiB", REFUSED, REFUSED},
    {"1KB", REFUSED, REFUSED},
    {"1MIB", REFUSED, REFUSED},
    {"1i", REFUSED, REFUSED},
    {"1iB", REFUSED, REFUSED},
    {"1BB", REFUSED, REFUSED},
    {"1kk", REFUSED, REFUSED},
    {"1 B", REFUSED, REFUSED},
    {"0.0001Ki", REFUSED, REFUSED},
    {"128Ti", REFUSED, REFUSED},
};

static void counts(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        uint64_t value = 77;
        if (parse_count(cases[k].text, &value) != (cases[k].count != REFUSED) ||
            value != (cases[k].count == REFUSED ? 77 : (uint64_t)cases[k].count))
            fail_msg("count \"%s\" became %llu", cases[k].text, (unsigned long long)value);
    }
}

static void elements_are_counts_but_for_0(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        uint64_t value = 77;
        const bool right = cases[k].count != REFUSED && cases[k].count != 0;
        if (parse_elements(cases[k].text, &value) != right ||
            value != (right ? (uint64_t)cases[k].count : 77))
            fail_msg("elements \"%s\" became %llu", cases[k].text, (unsigned long long)value);
    }
}

static void sizes(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        uint64_t value = 77;
        bool good = parse_bytes(cases[k].text, &value);
        if (good != (cases[k].bytes != REFUSED) || (good && value != (uint64_t)cases[k].bytes))
            fail_msg("size \"%s\" became %llu", cases[k].text, (unsigned long long)value);
    }
}

static void times(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t seconds;
    } times[] = {{"90", 90},         {"90s", 90},      {"3min", 180},      {"1h", 3600},
                 {"1.5min", 90},     {"0.5h", 1800},   {"1e3", 1000},      {"1", 1},
                 {"", REFUSED},      {"0", REFUSED},   {"0.5s", REFUSED},  {"3m", REFUSED},
                 {"3 min", REFUSED}, {"-1", REFUSED},  {"1e400", REFUSED}, {"300h", REFUSED},
                 {"min", REFUSED},   {"1hs", REFUSED}, {"nan", REFUSED}};
    for (size_t k = 0; k < sizeof times / sizeof *times; k++) {
        uint64_t value = 77;
        bool good = parse_seconds(times[k].text, &value);
        if (good != (times[k].seconds != REFUSED) ||
            value != (good ? (uint64_t)times[k].seconds : 77))
            fail_msg("time \"%s\" became %llu", times[k].text, (unsigned long long)value);
    }
}

static void capacities_always_rise(void **state) {
    (void)state;
    static const double factors[] = {1.0000001, 1.05, 1.125, 1.5, 2, 64};
    for (size_t f = 0; f < sizeof factors / sizeof *factors; f++) {
        assert_int_equal(grown_capacity(0, factors[f]), 16);
        for (size_t c = 16; c < 100000; c = c * 5 / 4 + 1) {
            size_t grown = grown_capacity(c, factors[f]);
            assert_true(grown > c && (double)grown <= (double)c * factors[f] + 1);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts),
        cmocka_unit_test(elements_are_counts_but_for_0),
        cmocka_unit_test(sizes),
        cmocka_unit_test(times),
        cmocka_unit_test(capacities_always_rise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
