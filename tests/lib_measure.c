/* lib_measure.c - the ruler is held against memory and time whose amount is known. */
#include "measure.h"
#include "output.h"
#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const int64_t mib = 1024 * 1024;
static long page;

static bool exact(void) { return access("/proc/self/smaps_rollup", R_OK) == 0; }

static void assert_near(int64_t value, int64_t truth, int64_t error) {
    if (value < truth - error || value > truth + error)
        fail_msg("%lld bytes, and not %lld +- %lld", (long long)value, (long long)truth,
                 (long long)error);
}

static int prepare(void **state) {
    (void)state;
    page = sysconf(_SC_PAGESIZE);
    resident_now(); /* its own buffers become resident */
    return 0;
}

/* Maps and touches exactly so many pages, each with a store. */
static char *touch(long pages, int flags, int fd) {
    char *at = mmap(NULL, (size_t)(pages * page), PROT_READ | PROT_WRITE, flags, fd, 0);
    assert_true(at != MAP_FAILED);
    madvise(at, (size_t)(pages * page), MADV_NOHUGEPAGE); /* one page more is one page more */
    for (long p = 0; p < pages; p++) ((volatile char *)at)[p * page] = 1;
    return at;
}

static void present_memory_is_exact(void **state) {
    (void)state;
    if (!exact()) skip();
    static const long sizes[] = {1, 7, 31, 33, 63, 100, 1000, 25600};
    for (int turn = 0; turn < 5; turn++)
        for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
            struct resident before = resident_now();
            char *at = touch(sizes[k], MAP_PRIVATE | MAP_ANONYMOUS, -1);
            struct resident after = resident_now();
            munmap(at, (size_t)(sizes[k] * page));
            struct resident end = resident_now();
            assert_int_equal(after.rss_bytes - before.rss_bytes, sizes[k] * page);
            assert_int_equal(after.anon_bytes - before.anon_bytes, sizes[k] * page);
            assert_int_equal(end.rss_bytes, before.rss_bytes);
        }
}

/* Two processes have the pages mapped, then one. */
static void a_page_that_two_have_counts_by_half(void **state) {
    (void)state;
    if (!exact()) skip();
    enum { PAGES = 400 };
    int go[2], done[2];
    char word = 0;
    assert_true(pipe(go) == 0 && pipe(done) == 0);
    char *at = touch(PAGES, MAP_SHARED | MAP_ANONYMOUS, -1);
    const pid_t other = fork();
    if (other == 0) {
        for (long p = 0; p < PAGES; p++) word = ((volatile char *)at)[p * page];
        bool ok = write(done[1], &word, 1) == 1 && read(go[0], &word, 1) == 1;
        munmap(at, (size_t)(PAGES * page));
        ok = ok && write(done[1], &word, 1) == 1 && read(go[0], &word, 1) == 1;
        _exit(ok ? 0 : 1);
    }
    assert_int_equal(read(done[0], &word, 1), 1);
    const struct resident two = resident_now();
    assert_int_equal(write(go[1], &word, 1), 1);
    assert_int_equal(read(done[0], &word, 1), 1);
    const struct resident one = resident_now();
    assert_int_equal(write(go[1], &word, 1), 1);
    waitpid(other, NULL, 0);
    assert_int_equal(one.rss_bytes, two.rss_bytes);
    assert_near(one.pss_bytes - two.pss_bytes, PAGES / 2 * page, 4 * page);
    munmap(at, (size_t)(PAGES * page));
}

static void a_peak_is_within_the_error_it_states(void **state) {
    (void)state;
    if (!memory_peak_reset()) skip();
    for (long pages = 1; pages < 20000; pages = pages * 2 + 1) {
        assert_true(memory_peak_reset());
        struct resident before = resident_now();
        char *at = touch(pages, MAP_PRIVATE | MAP_ANONYMOUS, -1);
        munmap(at, (size_t)(pages * page));
        struct resident after = resident_now();
        assert_near(after.peak_bytes - before.rss_bytes, pages * page, memory_peak_error_bytes());
        assert_true(after.peak_bytes >= after.rss_bytes);
        assert_true(memory_peak_reset());
        assert_near(resident_now().peak_bytes, after.rss_bytes, memory_peak_error_bytes());
    }
}

static void untouched_memory_is_not_resident(void **state) {
    (void)state;
    struct resident before = resident_now();
    char *at = malloc((size_t)(64 * mib));
    assert_non_null(at);
    at[0] = 1;
    assert_near(resident_now().rss_bytes, before.rss_bytes, memory_peak_error_bytes());
    free(at);
}

static void the_heap_is_anonymous(void **state) {
    (void)state;
    struct resident before = resident_now();
    volatile char *at = malloc((size_t)(64 * mib));
    assert_non_null((char *)at);
    for (int64_t b = 0; b < 64 * mib; b += page) at[b] = 1;
    struct resident after = resident_now();
    free((char *)at);
    assert_near(after.anon_bytes - before.anon_bytes, 64 * mib, 64 * 1024);
    assert_near(after.file_bytes - before.file_bytes, 0, memory_peak_error_bytes());
    assert_near(after.shmem_bytes - before.shmem_bytes, 0, memory_peak_error_bytes());
}

/* 64 MiB of a mapped file in the directory: resident as a file's pages on a disk, and as shared
 * memory on a tmpfs, which has no disk to write them back to. */
static void mapped_in(const char *directory) {
    int fd = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0) skip();
    assert_int_equal(posix_fallocate(fd, 0, 64 * mib), 0);
    struct resident before = resident_now();
    char *at = touch(64 * mib / page, MAP_SHARED, fd);
    struct resident after = resident_now();
    munmap(at, (size_t)(64 * mib));
    close(fd);
    bool shared = strcmp(file_system_of(directory), "tmpfs") == 0;
    int64_t error = memory_peak_error_bytes();
    assert_near(after.file_bytes - before.file_bytes, shared ? 0 : 64 * mib, error);
    assert_near(after.shmem_bytes - before.shmem_bytes, shared ? 64 * mib : 0, error);
    assert_near(after.anon_bytes - before.anon_bytes, 0, 64 * 1024);
    if (exact()) assert_int_equal(after.rss_bytes - before.rss_bytes, 64 * mib);
}

static void a_mapped_file_here_is_what_its_file_system_says(void **state) {
    (void)state;
    mapped_in(".");
}

static void a_mapped_file_in_shared_memory_is_shmem(void **state) {
    (void)state;
    if (strcmp(file_system_of("/dev/shm"), "tmpfs") != 0) skip();
    mapped_in("/dev/shm");
}

static void faults_are_counted(void **state) {
    (void)state;
    reading_now();
    struct reading before = reading_now();
    char *at = touch(500, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    struct reading after = reading_now();
    munmap(at, (size_t)(500 * page));
    assert_in_range(after.minor_faults - before.minor_faults, 500, 510);
}

static int64_t clock_of(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* The second clock is read just outside and just inside the first: whatever interrupts, an interval
 * of ours lies between these two. The rates may differ by what NTP corrects, 500 ppm at most. */
static void wall_time_agrees_with_another_clock(void **state) {
    (void)state;
    for (int64_t busy = 100000; busy <= 100000000; busy *= 10) {
        int64_t outer = clock_of(CLOCK_MONOTONIC_RAW);
        int64_t from = wall_now();
        int64_t inner = clock_of(CLOCK_MONOTONIC_RAW), to;
        while (clock_of(CLOCK_MONOTONIC_RAW) - inner < busy) continue;
        inner = clock_of(CLOCK_MONOTONIC_RAW) - inner;
        to = wall_now();
        outer = clock_of(CLOCK_MONOTONIC_RAW) - outer;
        int64_t tolerance = 150 + busy / 2000;
        assert_true(to - from >= inner - tolerance && to - from <= outer + tolerance);
    }
}

static void cpu_time_leaves_out_waiting(void **state) {
    (void)state;
    struct reading before = reading_now();
    usleep(50000);
    struct reading after = reading_now();
    assert_true(after.wall_ns - before.wall_ns >= 50000000);
    assert_true(after.cpu_ns - before.cpu_ns < 25000000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(present_memory_is_exact),
        cmocka_unit_test(a_page_that_two_have_counts_by_half),
        cmocka_unit_test(a_peak_is_within_the_error_it_states),
        cmocka_unit_test(untouched_memory_is_not_resident),
        cmocka_unit_test(the_heap_is_anonymous),
        cmocka_unit_test(a_mapped_file_here_is_what_its_file_system_says),
        cmocka_unit_test(a_mapped_file_in_shared_memory_is_shmem),
        cmocka_unit_test(faults_are_counted),
        cmocka_unit_test(wall_time_agrees_with_another_clock),
        cmocka_unit_test(cpu_time_leaves_out_waiting),
    };
    return cmocka_run_group_tests(tests, prepare, NULL);
}
