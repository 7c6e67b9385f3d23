/* measure.h - what the clock and the kernel say about this process.
 *
 *     memory_peak_reset();
 *     struct reading before = reading_now();
 *     ...                                             // the phase
 *     struct reading after = reading_now();           // after.wall_ns - before.wall_ns
 *     struct resident r = resident_now();             // r.peak_bytes since the reset
 *
 * Nothing here is called from inside a measured loop: a clock read costs some 22 ns and a
 * plain append 0.3 ns. Sources: clock_gettime(2), getrusage(2), proc(5).
 */
#ifndef MEASURE_H
#define MEASURE_H

#include <stdbool.h>
#include <stdint.h>

/* Marks a figure that could not be read; records show it as null, with a reason. */
#define UNKNOWN INT64_MIN

/* Counters of this process at one moment; take the difference of two. Costs about 1.5 us. */
struct reading {
    int64_t wall_ns;      /* CLOCK_MONOTONIC: goes on while the process waits */
    int64_t cpu_ns;       /* user + system time; leaves out waiting and stolen time */
    int64_t minor_faults; /* page faults that needed no input */
    int64_t major_faults; /* page faults that read from a disk */
};
struct reading reading_now(void);

/* CLOCK_MONOTONIC alone, ns. Costs about 22 ns. */
int64_t wall_now(void);

/* CPU time of this thread alone, ns: a system call, some 200 ns. */
int64_t thread_cpu_now(void);

/* How often this thread gave up the CPU by itself, to wait for something (ru_nvcsw). */
int64_t sleeps_now(void);

/* Resident memory now, and its high-water mark since the last reset, in bytes.
 * The current size is exact (smaps_rollup walks the page table: some 8 ns a resident KiB); where
 * the kernel has no smaps_rollup it is VmRSS. The peak is VmHWM, which the kernel keeps in
 * batches: good to memory_peak_error_bytes(). Never ru_maxrss: that inherits the launcher's peak.
 * Any field is UNKNOWN where /proc does not tell. */
struct resident {
    int64_t rss_bytes;   /* all that is in RAM and mapped here */
    int64_t anon_bytes;  /* of that: heap, stack, anonymous mappings: needs RAM or swap */
    int64_t file_bytes;  /* of that: pages of files: the kernel can write them back and drop them */
    int64_t shmem_bytes; /* of that: tmpfs and shared anonymous pages: need RAM or swap */
    int64_t pss_bytes;   /* as rss_bytes, but of a page that n processes have mapped a n-th */
    int64_t peak_bytes;  /* high-water mark, never below rss_bytes */
};
struct resident resident_now(void);

/* Sets the high-water mark back to the present size: writes 5 to /proc/self/clear_refs (3 us;
 * writing 1 would clear the accessed bits of every page and slow the next phase). False where the
 * kernel does not offer it (before 4.0, or /proc restricted): peaks are then those of the
 * process. */
bool memory_peak_reset(void);

/* By how much VmHWM may be off: it is the sum of three counters (anonymous, file and shmem pages),
 * and each holds back up to max(32, 2 x CPUs) pages on each CPU before they are added up
 * (lib/percpu_counter.c). Seen: 364 KiB on two busy CPUs, where this says 768. */
int64_t memory_peak_error_bytes(void);

/* The first 8 KiB of a small file of /proc or /sys as a string, "" if it cannot be read. In a
 * static buffer, until the next call. */
const char *proc_text(const char *path);

/* Bytes that this process made the kernel fetch from and send to storage (/proc/self/io).
 * Stores into a mapped file count once, when the page becomes dirty. received_bytes: that its read
 * calls left in its memory, from storage or not; those of the look itself do not count. */
struct storage {
    int64_t read_bytes, written_bytes, received_bytes;
};
struct storage storage_now(void);

/* The same since `before`. */
struct storage storage_since(struct storage before);

#endif
