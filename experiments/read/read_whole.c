/* read_whole.c - asks how long the file is, takes as much memory, and reads all of it at once.
 *
 *     page cache  | e e e e e e e e |
 *                     v v v v v v       one read(2), all bytes copied
 *     heap        | e e e e e e e e |   fresh memory: a page fault for each page
 *
 * Time    one call; a copy of all, into memory that was never touched
 * Memory  the data, beside what the page cache holds of it
 * Expect  no faster than the other ways for one pass, and often the slowest: not read() is slow but
 *         the faults of a fresh block. Fast for many passes, and at random
 * See     read_buffer, which reads into the same memory again; Python's file.read(), np.fromfile
 */
#include "reading.h"

struct reader {
    struct input file;
    char *data;
};

static bool open_file(struct reader *r, const struct setup *setup) {
    struct input *f = &r->file;
    if (!counted_open(f, setup, 0)) return false;
    if (f->bytes == 0) return true;
    r->data = counted_malloc(f->bytes);
    return r->data && counted_read(f, r->data, f->bytes) == f->bytes;
}

static const char *next(struct reader *r, size_t from, size_t *bytes) {
    *bytes = r->file.bytes - from;
    return *bytes > 0 ? r->data + from : NULL;
}

static const char *at(struct reader *r, size_t offset, size_t width) {
    (void)width;
    return r->data + offset;
}

static void close_file(struct reader *r) {
    counted_free(r->data, r->file.bytes);
    counted_close(&r->file);
}

static const struct way way = {.open = open_file, .next = next, .at = at, .close = close_file};

static const struct strategy strategy = {
    .title = "read, whole",
    .about = "One malloc as large as the file, and all of it read into that.",
    .family = "read",
    .reads = &way,
};

#include "read_run.h"
