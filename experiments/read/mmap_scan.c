/* mmap_scan.c - the file mapped into memory: its pages are those of the page cache.
 *
 *     page cache  | e e e e e e e e |
 *                   : : : : : : : :     no copy: the page table points there
 *     addresses   | e e e e e e e e |
 *
 * Time    no copy and no read; instead a page fault for each 64 KiB or more that is touched first
 *         (the kernel maps what is cached around it: fault_around_bytes)
 * Memory  the pages count as resident, but the kernel can take them back
 * Expect  fastest where the file is cached and read more than once, or at random. A fault costs as
 *         much as copying some pages, so that one pass is near read_buffer's time. What is not
 *         cached waits at the fault, where no other work can go on
 * See     mmap(2); ripgrep, which maps a few files and reads many; Crotty, Leis, Pavlo: Are You
 *         Sure You Want to Use MMAP in Your DBMS? (CIDR 2022)
 */
#include "reading.h"

struct reader {
    struct input file;
};

static bool open_file(struct reader *r, const struct setup *setup) {
    return counted_open(&r->file, setup, 0) && counted_map(&r->file, 0);
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
    .title = "mmap",
    .about = "The file mapped into memory: no copy, a page fault where it is touched first.",
    .family = "mmap",
    .reads = &way,
};

#include "read_run.h"
