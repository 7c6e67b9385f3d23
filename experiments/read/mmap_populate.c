/* mmap_populate.c - mapped with all its pages at once (MAP_POPULATE).
 *
 *     page cache  | e e e e e e e e |
 *                   | | | | | | | |     the whole page table is filled in one call
 *     addresses   | e e e e e e e e |
 *
 * Time    open takes time with the size of the file: it reads what is not cached; then no fault
 * Memory  all pages resident from the start, which the kernel can take back
 * Expect  scan and random at the speed of memory, open as slow as mmap_scan's faults were, or a
 *         little faster. Nothing is saved by it where only some of the file is wanted
 * See     mmap(2); MADV_POPULATE_READ, which also tells what went wrong
 */
#include "reading.h"

#include <sys/mman.h>

struct reader {
    struct input file;
};

static bool open_file(struct reader *r, const struct setup *setup) {
    return counted_open(&r->file, setup, 0) && counted_map(&r->file, MAP_POPULATE);
}

static const char *next(struct reader *r, size_t from, size_t *bytes) {
    *bytes = r->file.bytes - from;
    return *bytes > 0 ? r->file.data + from : NULL;
}

static const char *at(struct reader *r, size_t offset, size_t width) {
    (void)width;
    return r->file.data + offset;
}

static void close_file(struct reader *r) { counted_close(&r->file); }

static const struct way way = {.open = open_file, .next = next, .at = at, .close = close_file};

static const struct strategy strategy = {
    .title = "mmap, populated",
    .about = "Mapped with all its pages at once: open takes long, and then there is no fault.",
    .family = "mmap",
    .reads = &way,
};

#include "read_run.h"
