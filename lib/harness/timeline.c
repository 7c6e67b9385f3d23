/* timeline.c - see timeline.h */
#include "timeline.h"
#include "failure.h"
#include "measure.h"
#include "memory.h"

#include <errno.h>
#include <inttypes.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>

enum { COLUMNS = 8, LINES = 16384 };

static const char *const column_names[COLUMNS] = {"appended",   "rss_bytes",     "peak_bytes",
                                                  "anon_bytes", "file_bytes",    "shmem_bytes",
                                                  "live_bytes", "reserved_bytes"};
enum { APPENDED, RSS, PEAK, ANON, FILE_, SHMEM, LIVE, RESERVED };

struct line {
    const char *event;
    int64_t value[COLUMNS];
};

static struct {
    struct line *lines; /* NULL: not begun */
    size_t count;
    struct resident before; /* at the start: what the program itself needs */
    uint64_t appended, step, next;
    uint64_t grown_at; /* the element at the last growth told */
    size_t told_bytes; /* live_bytes at the last line */
    bool on, peaks;    /* whether the kernel lets us ask for the peak between two lines */
} t;

static int64_t beyond(int64_t now, int64_t before) { return now > before ? now - before : 0; }

static size_t highest(int column) {
    size_t at = 0;
    for (size_t k = 1; k < t.count; k++)
        if (t.lines[k].value[column] > t.lines[at].value[column]) at = k;
    return at;
}

/* Makes place: half as many lines, and from now on half as often. */
static void thin(void) {
    const size_t peak = highest(PEAK), live = highest(LIVE), reserved = highest(RESERVED);
    size_t kept = 0;
    for (size_t k = 0; k < t.count; k++) {
        const char *event = t.lines[k].event;
        bool ordinary = strcmp(event, "append") == 0 || strcmp(event, "growth") == 0;
        if (k % 2 == 1 && ordinary && k != peak && k != live && k != reserved) continue;
        t.lines[kept++] = t.lines[k];
    }
    t.count = kept;
    t.step *= 2;
}

void timeline_event(const char *event) {
    if (!t.on) return;
    if (t.count == LINES) thin();
    struct resident now = resident_now();
    t.told_bytes = memory_counts.live_bytes;
    t.lines[t.count++] = (struct line){
        event,
        {
            [APPENDED] = (int64_t)t.appended,
            [RSS] = beyond(now.rss_bytes, t.before.rss_bytes),
            [PEAK] = beyond(t.peaks ? now.peak_bytes : now.rss_bytes, t.before.rss_bytes),
            [ANON] = beyond(now.anon_bytes, t.before.anon_bytes),
            [FILE_] = beyond(now.file_bytes, t.before.file_bytes),
            [SHMEM] = beyond(now.shmem_bytes, t.before.shmem_bytes),
            [LIVE] = (int64_t)memory_counts.live_bytes,
            [RESERVED] = (int64_t)memory_counts.reserved_bytes,
        }};
    if (t.peaks) t.peaks = memory_peak_reset();
}

/* Growth for each element would be a line an element. So a change below 1/200 of the peak waits,
 * and so does a growth that comes within 1/4000 of all elements after the last one told. */
static void watch(size_t to_be_freed) {
    size_t live = memory_counts.live_bytes;
    size_t change = to_be_freed           ? to_be_freed
                    : live > t.told_bytes ? live - t.told_bytes
                                          : t.told_bytes - live;
    if (change < memory_counts.live_peak_bytes / 200) return;
    if (t.appended != t.grown_at && t.appended < t.grown_at + t.step / 20) return;
    t.grown_at = t.appended;
    timeline_event("growth");
}

bool timeline_begin(uint64_t count) {
    /* Resident now: what is told must not show that it is. */
    const int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE;
    const size_t bytes = LINES * sizeof *t.lines;
    void *lines = mmap(NULL, bytes, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (lines == MAP_FAILED) return failure("mmap", errno, "%zu bytes for the timeline", bytes);
    t.lines = lines;
    t.on = true;
    resident_now(); /* the first look makes its own buffers resident */
    t.peaks = memory_peak_reset();
    t.before = resident_now();
    t.step = count == UINT64_MAX ? 65536 : count / 200 + 1;
    memory_watch = watch;
    return true;
}

void timeline_at(uint64_t appended) {
    t.appended = appended;
    if (appended < t.next) return;
    timeline_event("append");
    t.next = appended + t.step;
}

void timeline_end(void) {
    memory_watch = NULL;
    timeline_event("end");
    t.on = false;
}

bool timeline_write(struct output *to) {
    bool ok =
        output_print(to, "# peak_bytes is good to %" PRId64 " bytes, all else is exact\nevent",
                     memory_peak_error_bytes());
    for (int c = 0; c < COLUMNS; c++) ok = ok && output_print(to, "\t%s", column_names[c]);
    ok = ok && output_print(to, "\n");
    for (size_t k = 0; ok && k < t.count; k++) {
        const int64_t *v = t.lines[k].value;
        ok = output_print(to,
                          "%s\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%" PRId64
                          "\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\n",
                          t.lines[k].event, v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]);
    }
    return ok;
}

void timeline_record(struct record *r) {
    record_open(r, "timeline");
    record_open_list(r, "event");
    for (size_t k = 0; k < t.count; k++) record_string(r, NULL, t.lines[k].event);
    record_close_list(r);
    for (int c = 0; c < COLUMNS; c++) {
        record_open_list(r, column_names[c]);
        for (size_t k = 0; k < t.count; k++) record_number(r, NULL, t.lines[k].value[c]);
        record_close_list(r);
    }
    record_close(r);
    record_number(r, "peak_error_bytes", memory_peak_error_bytes());
}
