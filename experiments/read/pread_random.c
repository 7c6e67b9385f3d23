/* pread_random.c - a system call for each element that is wanted, where it is.
 *
 *     page cache  | . . . e . . . . . e . . |
 *                         v           v       pread(2), one element copied
 *     element             | e |
 *
 * Time    at random a call for each element, a few hundred ns; in order by a buffer, as read_buffer
 * Memory  a buffer
 * Expect  at random ten to a hundred times slower than a mapped page that is there; and the same
 *         again for an element that was read before
 * See     databases, which pread a page and keep it themselves: PostgreSQL, LevelDB, SQLite
 */
#include "reading.h"

struct reader {
    struct input file;
    char *buffer, element[64];
    size_t room;
};

static bool open_file(struct reader *r, const struct setup *setup) {
    if (!counted_open(&r->file, setup, 0)) return false;
    r->room = whole_elements((size_t)parameter(setup, "buffer"), setup->width);
    r->buffer = counted_malloc(r->room);
    return r->buffer != NULL;
}

static const char *next(struct reader *r, size_t from, size_t *bytes) {
    *bytes = counted_pread(&r->file, r->buffer, r->room, from);
    return *bytes > 0 ? r->buffer : NULL;
}

static const char *at(struct reader *r, size_t offset, size_t width) {
    return counted_pread(&r->file, r->element, width, offset) == width ? r->element : NULL;
}

static void close_file(struct reader *r) {
    counted_free(r->buffer, r->room);
    counted_close(&r->file);
}

static const struct way way = {.open = open_file, .next = next, .at = at, .close = close_file};

static const struct strategy strategy = {
    .title = "pread",
    .about = "A pread for each element at random; in order by a buffer.",
    .family = "read",
    .parameters = {{"buffer", "1MiB", "bytes that one call reads, in order", PARAMETER_BYTES}},
    .reads = &way,
};

#include "read_run.h"
