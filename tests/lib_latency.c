/* lib_latency.c - the histogram of single appends (lib/latency.h). */
#include "test.h"

#include "latency.h"
#include "measure.h"

#include <time.h>

/* An append of `ns` that ended now. */
static void took(struct latency *l, int64_t ns, uint64_t element) {
    int64_t now = wall_now();
    latency_add(l, now - ns, now, element);
}

static void keeps_the_longest_in_falling_order(void **state) {
    (void)state;
    static struct latency l;
    /* Each length from 1 to 9973 ns once, in an order that is neither rising nor falling. */
    for (uint64_t i = 0; i < 9973; i++) took(&l, (int64_t)(i * 4001 % 9973), i);
    assert_int_equal(l.appends, 9973);
    assert_int_equal(l.kept, LATENCY_LONGEST);
    for (size_t k = 0; k < LATENCY_LONGEST; k++) {
        assert_int_equal(l.longest[k].ns, 9972 - (int64_t)k);
        assert_int_equal(l.longest[k].element * 4001 % 9973, 9972 - k);
    }
}

static void of_equals_the_first_comes_first(void **state) {
    (void)state;
    static struct latency l;
    for (uint64_t i = 0; i < 100; i++) took(&l, 500, i);
    for (size_t k = 0; k < l.kept; k++) assert_int_equal(l.longest[k].element, k);
}

static void counts_each_append_once_by_both_times(void **state) {
    (void)state;
    static struct latency l;
    for (uint64_t i = 0; i < 1000; i++) took(&l, (int64_t)(i * i), i);
    uint64_t count = 0, ran = 0;
    for (int b = 0; b < LATENCY_BUCKETS; b++) count += l.count[b], ran += l.ran[b];
    assert_int_equal(count, 1000);
    assert_int_equal(ran, 1000);
}

/* The CPU's clock says so, whatever else runs here: of 20 ms of work 20 ms ran. */
static void what_the_program_did_itself_is_its_own(void **state) {
    (void)state;
    const int64_t work = 20000000;
    bool own = false;
    /* Another may just have the CPU between the first append and the second. */
    for (int trial = 0; trial < 5 && !own; trial++) {
        struct latency l = {0};
        latency_add(&l, wall_now() - LATENCY_LONG_NS, wall_now(), 0); /* both clocks are read */
        int64_t before = wall_now(), from = thread_cpu_now();
        while (thread_cpu_now() - from < work) continue;
        latency_add(&l, before, wall_now(), 1);
        own = l.longest[0].element == 1 && l.longest[0].ns - l.longest[0].waited_ns >= work;
    }
    assert_true(own);
}

/* Going to sleep, as for a disk, is the program's doing: no other took the CPU. */
static void sleeping_is_its_own(void **state) {
    (void)state;
    static struct latency l;
    latency_add(&l, wall_now() - LATENCY_LONG_NS, wall_now(), 0);
    int64_t before = wall_now();
    nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    latency_add(&l, before, wall_now(), 1);
    assert_int_equal(l.longest[0].element, 1);
    assert_int_equal(l.longest[0].waited_ns, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_the_longest_in_falling_order),
        cmocka_unit_test(of_equals_the_first_comes_first),
        cmocka_unit_test(counts_each_append_once_by_both_times),
        cmocka_unit_test(what_the_program_did_itself_is_its_own),
        cmocka_unit_test(sleeping_is_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
