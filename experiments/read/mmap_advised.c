/* mmap_advised.c - mapped, and the kernel is told how it will be read.
 *
 *     sequential   reads far ahead; pages behind may go        random   no reading ahead, each
 *     willneed     begins to read all of it now                         fault its own page
 *     hugepage     asks for huge pages                         normal   as mmap_scan
 *
 * Time    one call more, madvise(2)
 * Memory  as mmap_scan
 * Expect  nothing where the file is cached, but for random: without reading ahead the kernel also
 *         maps less around a fault. What is not cached is another matter: at random, 4 KiB are read
 *         for an element, and not all that the kernel reads ahead (128 KiB or more)
 * See     madvise(2); LMDB's MDB_NORDAHEAD; PostgreSQL and ClickHouse use posix_fadvise(2)
 */
#include "reading.h"

#include <errno.h>
#include <sys/mman.h>

struct reader {
    struct input file;
};

/* In the order of the parameter's words. */
static const int advices[] = {MADV_SEQUENTIAL, MADV_RANDOM, MADV_WILLNEED, MADV_HUGEPAGE,
                              MADV_NORMAL};

static bool open_file(struct reader *r, const struct setup *setup) {
    const int advice = advices[(int)parameter(setup, "advice")];
    if (!counted_open(&r->file, setup, 0) || !counted_map(&r->file, 0)) return false;
    if (counted_advise(&r->file, advice)) return true;
    if (failure_errno() == EINVAL) die(EXIT_UNABLE); /* a kernel without huge pages */
    return false;
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
    .title = "mmap, advised",
    .about = "Mapped, and madvise says how it will be read.",
    .family = "mmap",
    .parameters = {{"advice", "sequential random willneed hugepage normal", "what madvise says",
                    PARAMETER_CHOICE}},
    .reads = &way,
};

#include "read_run.h"
