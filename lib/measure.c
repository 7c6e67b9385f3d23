/* measure.c - see measure.h. /proc is read with plain read() into static buffers: stdio would
 * allocate, and so change what is measured. */
#include "measure.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static int64_t clock_ns(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t); /* cannot fail for these clocks with a valid pointer */
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int64_t wall_now(void) { return clock_ns(CLOCK_MONOTONIC); }

int64_t thread_cpu_now(void) { return clock_ns(CLOCK_THREAD_CPUTIME_ID); }

struct reading reading_now(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (struct reading){
        .wall_ns = wall_now(),
        .cpu_ns = clock_ns(CLOCK_PROCESS_CPUTIME_ID),
        .minor_faults = usage.ru_minflt,
        .major_faults = usage.ru_majflt,
    };
}

int64_t sleeps_now(void) {
    struct rusage usage;
    getrusage(RUSAGE_THREAD, &usage);
    return usage.ru_nvcsw;
}

const char *proc_text(const char *path) {
    static char text[8192];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    size_t length = 0;
    for (ssize_t n; fd >= 0 && length < sizeof text - 1; length += (size_t)n) {
        n = read(fd, text + length, sizeof text - 1 - length);
        if (n <= 0) break;
    }
    if (fd >= 0) close(fd);
    text[length] = '\0';
    return text;
}

/* The number behind `name` at the start of a line, times `unit`, or UNKNOWN. */
static int64_t field(const char *text, const char *name, int64_t unit) {
    size_t length = strlen(name);
    for (const char *line = text; line; line = strchr(line, '\n')) {
        if (*line == '\n') line++;
        if (strncmp(line, name, length) == 0) return strtoll(line + length, NULL, 10) * unit;
    }
    return UNKNOWN;
}

struct resident resident_now(void) {
    const int64_t kib = 1024;
    const char *status = proc_text("/proc/self/status");
    struct resident r = {
        .rss_bytes = field(status, "VmRSS:", kib),
        .anon_bytes = field(status, "RssAnon:", kib),
        .file_bytes = field(status, "RssFile:", kib),
        .shmem_bytes = field(status, "RssShmem:", kib),
        .peak_bytes = field(status, "VmHWM:", kib),
    };
    const char *exact = proc_text("/proc/self/smaps_rollup");
    int64_t rss = field(exact, "Rss:", kib), anon = field(exact, "Anonymous:", kib);
    if (rss != UNKNOWN) r.rss_bytes = rss;
    if (anon != UNKNOWN) r.anon_bytes = anon;
    r.pss_bytes = field(exact, "Pss:", kib);
    if (r.peak_bytes < r.rss_bytes && r.peak_bytes != UNKNOWN) r.peak_bytes = r.rss_bytes;
    return r;
}

bool memory_peak_reset(void) {
    int fd = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);
    if (fd < 0) return false;
    bool done = write(fd, "5", 1) == 1;
    close(fd);
    return done;
}

int64_t memory_peak_error_bytes(void) {
    long cpus = sysconf(_SC_NPROCESSORS_ONLN), page = sysconf(_SC_PAGESIZE);
    long batch = 2 * cpus > 32 ? 2 * cpus : 32, counters = 3; /* anonymous, file, shmem */
    return (int64_t)counters * batch * cpus * page;
}

static struct storage storage_of(const char *io) {
    return (struct storage){field(io, "read_bytes:", 1), field(io, "write_bytes:", 1),
                            field(io, "rchar:", 1)};
}

/* The kernel adds this look to rchar when it is over: what is counted begins behind it. */
struct storage storage_now(void) {
    const char *io = proc_text("/proc/self/io");
    struct storage now = storage_of(io);
    if (now.received_bytes != UNKNOWN) now.received_bytes += (int64_t)strlen(io);
    return now;
}

static int64_t beyond(int64_t now, int64_t before) {
    return now == UNKNOWN ? UNKNOWN : now - before;
}

struct storage storage_since(struct storage before) {
    const struct storage now = storage_of(proc_text("/proc/self/io"));
    return (struct storage){beyond(now.read_bytes, before.read_bytes),
                            beyond(now.written_bytes, before.written_bytes),
                            beyond(now.received_bytes, before.received_bytes)};
}
