/* lib_allowance.c - the limit of a control group, and what of it is left. */
#include "allowance.h"
#include "measure.h"
#include "test.h"

#include <sys/resource.h>

static void the_limit_is_never_below_what_is_left(void **state) {
    (void)state;
    const struct group_limit limit = group_limit();
    assert_in_range(limit.version, 0, 2);
    if (limit.version == 0) assert_true(limit.limit_bytes == SIZE_MAX);
    assert_true(limit.limit_bytes > 0);
    assert_true(memory_allowance() <= limit.limit_bytes);
}

static void a_limit_of_private_memory_counts(void **state) {
    (void)state;
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_DATA, &before), 0);
    struct rlimit now = {.rlim_cur = 64 << 20, .rlim_max = before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_DATA, &now), 0);
    assert_in_range(memory_allowance(), 1, 64 << 20);
    assert_int_equal(setrlimit(RLIMIT_DATA, &before), 0);
}

static void refaults_are_told_with_whose_they_are_and_never_run_backwards(void **state) {
    (void)state;
    struct refaults now = refaults_now();
    assert_true((now.of == NULL) == (now.pages == UNKNOWN));
    assert_true(now.of == NULL || now.pages >= 0);
    now.pages += 1 << 20; /* as a kernel that adds up later would say */
    assert_true(now.of == NULL || refaults_since(now).pages == 0);
    now.of = "somebody else";
    assert_true(refaults_since(now).pages == UNKNOWN);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_limit_is_never_below_what_is_left),
        cmocka_unit_test(a_limit_of_private_memory_counts),
        cmocka_unit_test(refaults_are_told_with_whose_they_are_and_never_run_backwards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
