/* read_buffer.c - one buffer, read into again and again.
 *
 *     page cache  | e e e e e e e e e e e e |
 *                           v v v             read(2), --buffer bytes copied
 *     buffer                | e e e |         the same memory each time: it stays in the cache
 *
 * Time    a call for each buffer, and a copy of each byte into memory that is warm
 * Memory  the buffer, however large the file
 * Expect  the way to beat for one pass in order. Small buffers pay for calls (a few hundred ns
 *         each), buffers larger than the CPU's cache for memory
 * See     cat(1), cp(1), grep(1): 64 KiB to 256 KiB; mmap_scan, its rival
 */
#include "reading.h"

struct reader {
    struct input file;
    char *buffer;
    size_t room;
};

static bool open_file(struct reader *r, const struct setup *setup) {
    if (!counted_open(&r->file, setup, 0)) return false;
    r->room = whole_elements((size_t)parameter(setup, "buffer"), setup->width);
    r->buffer = counted_malloc(r->room);
    return r->buffer != NULL;
}

static const char *next(struct reader *r, size_t from, size_t *bytes) {
    if (from != r->file.place && !counted_seek(&r->file, from)) return NULL;
    *bytes = counted_read(&r->file, r->buffer, r->room);
    return *bytes > 0 ? r->buffer : NULL;
}

static void close_file(struct reader *r) {
    counted_free(r->buffer, r->room);
    counted_close(&r->file);
}

static const struct way way = {.open = open_file, .next = next, .close = close_file};

static const struct strategy strategy = {
    .title = "read, buffer",
    .about = "One buffer, read into again and again: in order only.",
    .family = "read",
    .baseline = true,
    .parameters = {{"buffer", "1MiB", "bytes that one call reads", PARAMETER_BYTES}},
    .reads = &way,
};

#include "read_run.h"
