/* rulers.c - the rulers of lib/measure held against others: on the same interval, the same memory.
 *
 *     rulers          a line of JSON each: ruler, unit, expected, seen, error (how far they may be
 *                     apart)
 *
 * The second clock is CLOCK_MONOTONIC_RAW, asked of the kernel itself: past libc, past the page
 * that the kernel maps into each program (vDSO), and not slewed by NTP. CPU time is held against
 * getrusage, which the kernel counts by another way. For memory the truth is the pages touched;
 * mincore(2) counts them once more.
 */
#include "failure.h"
#include "measure.h"
#include "output.h"
#include "record.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static struct record line;

static void print(const char *ruler, const char *unit, int64_t expected, int64_t seen,
                  int64_t error) {
    record_again(&line);
    record_string(&line, "ruler", ruler);
    record_string(&line, "unit", unit);
    record_number(&line, "expected", expected);
    record_known(&line, "seen", seen, "the kernel does not tell");
    record_number(&line, "error", error);
    record_print(&line);
}

/* ---- time ----------------------------------------------------------------------------------- */

static int64_t second_clock(void) {
    struct timespec t = {0};
    if (syscall(SYS_clock_gettime, CLOCK_MONOTONIC_RAW, &t) != 0) {
        failure("clock_gettime", errno, "CLOCK_MONOTONIC_RAW");
        die(EXIT_UNABLE);
    }
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int64_t second_cpu_clock(void) {
    struct rusage u;
    getrusage(RUSAGE_SELF, &u); /* cannot fail for this process */
    return ((int64_t)u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1000000000 +
           ((int64_t)u.ru_utime.tv_usec + u.ru_stime.tv_usec) * 1000;
}

/* Both clocks around the same interval, the second one outside; of several the one that was
 * disturbed least between their readings. NTP may slew by 0.05 %. It is the second clock that ends
 * the interval: the first may stand still. */
static void clocks(int64_t interval_ns) {
    int64_t expected = 0, seen = INT64_MIN / 2;
    for (int turn = 0; turn < 10; turn++) {
        const int64_t outside = second_clock(), inside = wall_now();
        while (second_clock() - outside < interval_ns) continue;
        const int64_t within = wall_now() - inside, around = second_clock() - outside;
        if (llabs(around - within) < llabs(expected - seen)) expected = around, seen = within;
    }
    print("clock", "ns", expected, seen, interval_ns / 1000 + 2000);
}

static void cpu_clocks(int64_t interval_ns) {
    const int64_t outside = second_cpu_clock(), inside = reading_now().cpu_ns;
    while (second_cpu_clock() - outside < interval_ns) continue;
    const int64_t within = reading_now().cpu_ns - inside, around = second_cpu_clock() - outside;
    print("CPU clock", "ns", around, within, interval_ns / 1000 + 100000);
}

/* ---- memory --------------------------------------------------------------------------------- */

/* What mincore says of the pages, in bytes; UNKNOWN where it may not. */
static int64_t resident_of(void *at, size_t pages, size_t page) {
    unsigned char *there = malloc(pages);
    int64_t bytes = UNKNOWN;
    if (there && mincore(at, pages * page, there) == 0) {
        bytes = 0;
        for (size_t p = 0; p < pages; p++) bytes += (there[p] & 1) * (int64_t)page;
    }
    free(there);
    return bytes;
}

static int64_t difference(int64_t after, int64_t before) {
    return after == UNKNOWN || before == UNKNOWN ? UNKNOWN : after - before;
}

static void memory(size_t pages) {
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    const int64_t truth = (int64_t)(pages * page);
    char *at = mmap(NULL, pages * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED) {
        failure("mmap", errno, "%zu pages", pages);
        die(EXIT_FAILED);
    }
    madvise(at, pages * page, MADV_NOHUGEPAGE); /* one page more is one page more */
    /* Without smaps_rollup the kernel counts in batches. */
    const int64_t error =
        access("/proc/self/smaps_rollup", R_OK) == 0 ? 0 : memory_peak_error_bytes();
    const int64_t counted = resident_of(at, pages, page);
    const bool peak_is_kept = memory_peak_reset();
    const struct resident before = resident_now();
    for (size_t p = 0; p < pages; p++) ((volatile char *)at)[p * page] = 1;
    const struct resident full = resident_now();
    print("resident memory", "bytes", truth, difference(full.rss_bytes, before.rss_bytes), error);
    print("anonymous memory", "bytes", truth, difference(full.anon_bytes, before.anon_bytes),
          error);
    print("mincore", "bytes", truth, difference(resident_of(at, pages, page), counted), 0);
    munmap(at, pages * page);
    print("peak memory", "bytes", truth,
          peak_is_kept ? difference(resident_now().peak_bytes, before.rss_bytes) : UNKNOWN,
          memory_peak_error_bytes());
}

int main(void) {
    static const size_t pages[] = {1, 7, 33, 100, 1000, 25600};
    failure_program("rulers");
    output_guard();
    if (!record_begin(&line, 4096)) die(EXIT_FAILED);
    resident_now(); /* its own buffers become resident */
    for (int64_t ms = 1; ms <= 100; ms *= 10) clocks(ms * 1000000);
    cpu_clocks(100000000);
    for (size_t k = 0; k < sizeof pages / sizeof *pages; k++) memory(pages[k]);
    if (!output_flush()) die(EXIT_FAILED);
    return EXIT_DONE;
}
