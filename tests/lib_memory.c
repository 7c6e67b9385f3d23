/* lib_memory.c - every allocation is counted, and any of them can be made to fail. */
#include "memory.h"
#include "allocator.h"
#include "failure.h"
#include "test.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

static int fresh(void **state) {
    (void)state;
    assert_int_equal(memory_counts.live_bytes, 0); /* the test before gave all back */
    assert_int_equal(memory_counts.live_blocks, 0);
    memset(&memory_counts, 0, sizeof memory_counts);
    memory_fail_at(0);
    return 0;
}

static void levels_rise_and_fall_and_peaks_stay(void **state) {
    (void)state;
    char *a = counted_malloc(1000), *b = counted_malloc(500);
    assert_int_equal(memory_counts.live_bytes, 1500);
    a = counted_realloc(a, 1000, 3000);
    assert_int_equal(memory_counts.live_bytes, 3500);
    assert_int_equal(memory_counts.live_blocks, 2);
    /* b is behind a: so a was copied, and for a moment was there twice. */
    const size_t twice = memory_counts.moves > 0 ? 1000 : 0;
    assert_int_equal(memory_counts.realloc_copied_bytes, twice);
    assert_int_equal(memory_counts.live_peak_bytes, 3500 + twice);
    counted_free(b, 500);
    a = counted_realloc(a, 3000, 10);
    assert_int_equal(memory_counts.live_bytes, 10);
    counted_free(a, 10);
    counted_free(NULL, 77);
    assert_int_equal(memory_counts.live_bytes, 0);
    assert_int_equal(memory_counts.live_blocks, 0);
    assert_int_equal(memory_counts.reserved_bytes, 0);
    assert_int_equal(memory_counts.live_peak_bytes, 3500 + twice);
    assert_int_equal(memory_counts.reserved_peak_bytes, 3500 + twice);
    assert_int_equal(memory_counts.allocations, 4);
}

static void realloc_of_nothing_is_no_move(void **state) {
    (void)state;
    char *a = counted_realloc(NULL, 0, 100);
    assert_int_equal(memory_counts.moves, 0);
    assert_int_equal(memory_counts.allocations, 1);
    counted_free(a, 100);
}

/* What was on the heap and becomes this large is mapped elsewhere. */
static void a_move_is_counted_with_its_bytes(void **state) {
    (void)state;
    const size_t large = 1 << 20;
    char *a = counted_malloc(2000);
    memset(a, 7, 2000);
    char *now = counted_realloc(a, 2000, large);
    assert_int_equal(memory_counts.moves, 1);
    assert_int_equal(memory_counts.moved_bytes, 2000);
    assert_int_equal(memory_counts.realloc_copied_bytes, 2000);
    assert_int_equal(memory_counts.live_peak_bytes, 2000 + large);
    assert_int_equal(now[1999], 7);
    counted_free(now, large);
}

/* Each is mapped by itself (above 32 MiB always, in glibc): its pages move, and nothing is there
 * twice. */
static void a_large_block_is_moved_as_the_allocator_does(void **state) {
    (void)state;
    const size_t large = 40 << 20, larger = 80 << 20;
    char *a = counted_malloc(large), *b = counted_malloc(large);
    memset(a, 7, large);
    const bool remaps = realloc_remaps(a, large, larger);
    assert_int_equal(remaps, strcmp(allocator_name(), libc_name()) == 0);
    a = counted_realloc(a, large, larger);
    assert_int_equal(a[large - 1], 7);
    const size_t copied = memory_counts.moves > 0 && !remaps ? large : 0;
    assert_int_equal(memory_counts.realloc_copied_bytes, copied);
    assert_int_equal(memory_counts.live_peak_bytes, large + larger + copied);
    assert_false(realloc_remaps(NULL, 0, larger));
    counted_free(a, larger);
    counted_free(b, large);
}

static void copies_are_counted(void **state) {
    (void)state;
    char from[100] = "abc", to[100];
    assert_ptr_equal(counted_memcpy(to, from, sizeof from), to);
    counted_memcpy(to, from, 0);
    assert_string_equal(to, "abc");
    assert_int_equal(memory_counts.copied_bytes, 100);
}

static void mappings_are_counted(void **state) {
    (void)state;
    const size_t page = 4096;
    char *a = counted_mmap(4 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    assert_non_null(a);
    a[0] = 42;
    a = counted_mremap(a, 4 * page, 400 * page);
    assert_int_equal(a[0], 42);
    a[400 * page - 1] = 1;
    assert_int_equal(memory_counts.live_bytes, 400 * page);
    assert_int_equal(memory_counts.live_blocks, 1);
    assert_int_equal(memory_counts.allocations, 2);
    assert_true(memory_counts.remapped_bytes == memory_counts.moves * 4 * page);
    counted_munmap(a, 400 * page);
    counted_munmap(NULL, 1);
    assert_int_equal(memory_counts.live_bytes, 0);
}

static void try_malloc(void) {
    void *a = counted_malloc(10);
    if (a) counted_free(a, 10);
}

static void try_realloc(void) {
    char *a = counted_malloc(10);
    if (!a) return;
    a[9] = 5;
    char *now = counted_realloc(a, 10, 100);
    assert_int_equal((now ? now : a)[9], 5); /* after a failure the old block is still there */
    counted_free(now ? now : a, now ? 100 : 10);
}

static void try_mmap(void) {
    const size_t page = 4096;
    char *a = counted_mmap(page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    if (!a) return;
    a[9] = 5;
    char *now = counted_mremap(a, page, 2 * page);
    assert_int_equal((now ? now : a)[9], 5);
    counted_munmap(now ? now : a, now ? 2 * page : page);
}

static void (*const allocate[])(void) = {try_malloc, try_realloc, try_mmap};

static void the_kth_allocation_fails_and_only_that(void **state) {
    (void)state;
    for (size_t way = 0; way < sizeof allocate / sizeof *allocate; way++) {
        memset(&memory_counts, 0, sizeof memory_counts);
        allocate[way]();
        uint64_t all = memory_counts.allocations;
        assert_true(all > 0);
        for (uint64_t k = 1; k <= all; k++) {
            memset(&memory_counts, 0, sizeof memory_counts);
            memory_fail_at(k);
            allocate[way]();
            assert_int_equal(memory_counts.allocations, k - 1);
            assert_int_equal(memory_counts.live_bytes, 0);
            assert_int_equal(memory_counts.live_blocks, 0);
            assert_true(memory_failure_injected() && failure_noted());
            allocate[way](); /* once, and not again */
            assert_int_equal(memory_counts.allocations, k - 1 + all);
        }
    }
}

static void a_failure_sets_errno(void **state) {
    (void)state;
    memory_fail_at(1);
    errno = 0;
    assert_null(counted_malloc(1));
    assert_int_equal(errno, ENOMEM);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(levels_rise_and_fall_and_peaks_stay, fresh),
        cmocka_unit_test_setup(realloc_of_nothing_is_no_move, fresh),
        cmocka_unit_test_setup(a_move_is_counted_with_its_bytes, fresh),
        cmocka_unit_test_setup(a_large_block_is_moved_as_the_allocator_does, fresh),
        cmocka_unit_test_setup(copies_are_counted, fresh),
        cmocka_unit_test_setup(mappings_are_counted, fresh),
        cmocka_unit_test_setup(the_kth_allocation_fails_and_only_that, fresh),
        cmocka_unit_test_setup(a_failure_sets_errno, fresh),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
