/* spill_vector.c - reserved, on huge pages, and to a file when memory is short. Ours.
 *
 *     | e e e e e e e e e e e e | e e e . | reserved  ...      |
 *       in the file, mapped here  in RAM
 *       ----------------------->  the window: written out when full, then its pages go on
 *                                 to the next addresses, warm, the file in their place
 *
 * Time    O(1). While it fits: a page fault for each huge page (2 MiB on x86-64) and nothing else.
 *         When it spills: one write() of each element and a store into a page that is in the cache
 *         already
 * Memory  the data, until the limit; then the window. What is spilled is file: the kernel can drop
 *         it
 * Expect  the fastest for unknown n while it fits; under a limit that kills the others it goes on,
 *         and faster than a mapped file, which takes a fault for each page and is written out by
 *         page reclaim. Contiguous, addresses never change, no element is ever moved
 * See     PostgreSQL's tuplestore, which spills from work_mem to a file; mremap(2), MREMAP_FIXED;
 *         sync_file_range(2). Linux only
 */
#include "allowance.h"
#include "pages.h"
#include "strategy.h"
#include "written_file.h"

#include <fcntl.h>

struct array {
    char *data;
    size_t count, capacity;             /* in elements: stored, and usable without a call */
    size_t spilled, committed, reserve; /* in bytes: in the file, usable, reserved */
    size_t limit;                       /* bytes of RAM it may take; 0: not asked yet */
    size_t window, step;                /* bytes: what goes on once it spills; usable by one call */
    struct written_file *file;          /* where it spills to; NULL: it has not yet */
    const char *directory;
};

/* A window is a huge page that is small enough to stay in the cache. The first window is on small
 * pages: a small array must not take a huge one. Then four windows become usable by one call, or a
 * huge page where that is more. The smallest limit is a few windows. */
enum { CACHED = 2 * 1024 * 1024, WINDOWS = 4, LEAST_WINDOWS = 8 };

static bool begin(struct array *a, const struct setup *setup) {
    a->window = huge_page_bytes() < CACHED ? huge_page_bytes() : CACHED;
    a->limit = (size_t)parameter(setup, "memory-limit");
    if (a->limit > 0 && a->limit < LEAST_WINDOWS * a->window) a->limit = LEAST_WINDOWS * a->window;
    a->step = WINDOWS * a->window > huge_page_bytes() ? WINDOWS * a->window : huge_page_bytes();
    a->reserve = (size_t)parameter(setup, "reserve");
    a->reserve = (a->reserve + a->step - 1) / a->step * a->step + a->window;
    a->directory = setup->directory;
    a->data = counted_reserve(a->reserve);
    return a->data != NULL;
}

/* A window from `spilled` on to the file. Writing to the disk begins at once; and it waits for what
 * was written two windows ago, so that pages waiting for the disk do not fill the memory. */
static bool write_out(struct array *a) {
    const size_t bytes = a->window;
    if (!written_file_write(a->file, a->data + a->spilled, bytes, a->spilled)) return false;
    const int fd = written_file_descriptor(a->file);
    sync_file_range(fd, (off_t)a->spilled, (off_t)bytes, SYNC_FILE_RANGE_WRITE);
    if (a->spilled >= 2 * bytes)
        sync_file_range(fd, (off_t)(a->spilled - 2 * bytes), (off_t)bytes,
                        SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE |
                            SYNC_FILE_RANGE_WAIT_AFTER);
    return true;
}

/* All but the last window goes to the file and out of RAM; the last goes there too, and its pages
 * go on to the next addresses. */
static bool spill(struct array *a) {
    if (!a->file) a->file = written_file_create(a->directory);
    if (!a->file) return false;
    while (a->spilled < a->committed) {
        char *window = a->data + a->spilled;
        bool last = a->committed - a->spilled == a->window;
        if (!write_out(a)) return false;
        if (!counted_page_out(window, a->window, last ? window + a->window : NULL,
                              written_file_descriptor(a->file), a->spilled))
            return false;
        a->spilled += a->window;
        if (last) break;
    }
    a->committed += a->window;
    return true;
}

/* The limit by itself: three quarters of what is free when the array begins to be large. */
static size_t limit_here(const struct array *a) {
    size_t free = memory_allowance() / 4 * 3, least = LEAST_WINDOWS * a->window;
    return free < least ? least : free;
}

static bool grow(struct array *a, size_t width) {
    const bool first = a->committed == 0;
    if (!first && a->limit == 0) a->limit = limit_here(a);
    size_t step = first ? a->window : a->step;
    if (a->committed + step > a->reserve)
        return failure("append", 0, "the reserved %zu bytes are full (more: --reserve)",
                       a->reserve);
    /* Once it has spilled, it goes on by windows. */
    if (a->spilled > 0 || (a->limit > 0 && a->committed + step > a->limit)) {
        if (!spill(a)) return false;
    } else {
        if (!counted_commit(a->data + a->committed, step, !first)) return false;
        a->committed += step;
    }
    a->capacity = a->committed / width;
    return true;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity && !grow(a, width)) return false;
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) {
    (void)width;
    counted_unreserve(a->data, a->reserve, a->committed);
    written_file_close(a->file);
}

static const struct strategy strategy = {
    .title = "spill (ours)",
    .about = "Reserved, on huge pages, and spilled to a file when memory is short: contiguous, "
             "addresses never change, nothing is copied in memory.",
    .family = "virtual memory",
    .stable = true,
    .parameters = {{"memory-limit", "auto", "RAM it may take before it spills to --directory",
                    PARAMETER_BYTES},
                   {"reserve", "64GiB", "address space for each array", PARAMETER_BYTES}},
    .begin = begin,
};

#include "run.h"
