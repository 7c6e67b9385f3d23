/* timeline.c - see timeline.h */
#include "timeline.h"
#include "measure.h"
#include "memory.h"

#include <inttypes.h>
#include <stddef.h>

static struct {
    struct output *to;
    struct resident before; /* at the start: what the program itself needs */
    uint64_t appended, step, next;
    uint64_t grown_at; /* the element at the last growth told */
    size_t told_bytes; /* live_bytes at the last line */
    bool ok, peaks;    /* whether the kernel lets us ask for the peak between two lines */
} t;

static int64_t beyond(int64_t now, int64_t before) { return now > before ? now - before : 0; }

void timeline_event(const char *event) {
    if (!t.to || !t.ok) return;
    struct resident now = resident_now();
    t.told_bytes = memory_counts.live_bytes;
    t.ok = output_print(t.to,
                        "%s\t%" PRIu64 "\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%" PRId64
                        "\t%" PRId64 "\t%zu\t%zu\n",
                        event, t.appended, beyond(now.rss_bytes, t.before.rss_bytes),
                        beyond(t.peaks ? now.peak_bytes : now.rss_bytes, t.before.rss_bytes),
                        beyond(now.anon_bytes, t.before.anon_bytes),
                        beyond(now.file_bytes, t.before.file_bytes),
                        beyond(now.shmem_bytes, t.before.shmem_bytes), memory_counts.live_bytes,
                        memory_counts.reserved_bytes);
    if (t.peaks) t.peaks = memory_peak_reset();
}

/* Growth for each element would be a line an element. So a change below 1/200 of the peak waits, and
 * so does a growth that comes within 1/4000 of all elements after the last one told. */
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

bool timeline_begin(struct output *to, uint64_t count) {
    t.to = to;
    t.ok = output_print(to, "# peak_bytes is good to %" PRId64 " bytes, all else is exact\n",
                        memory_peak_error_bytes());
    t.ok = t.ok && output_print(to, "event\tappended\trss_bytes\tpeak_bytes\tanon_bytes"
                                    "\tfile_bytes\tshmem_bytes\tlive_bytes\treserved_bytes\n");
    resident_now(); /* the first look makes its own buffers resident */
    t.peaks = memory_peak_reset();
    t.before = resident_now();
    t.step = count == UINT64_MAX ? 65536 : count / 200 + 1;
    memory_watch = watch;
    return t.ok;
}

void timeline_at(uint64_t appended) {
    t.appended = appended;
    if (appended < t.next) return;
    timeline_event("append");
    t.next = appended + t.step;
}

bool timeline_end(void) {
    memory_watch = NULL;
    timeline_event("end");
    t.to = NULL;
    return t.ok;
}
