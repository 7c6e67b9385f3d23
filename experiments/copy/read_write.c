/* read_write.c - read(2) into a buffer and write(2) out of it, again and again.
 *
 *     page cache  | e e e e e e e e |
 *                       v v             read(2): copied by the kernel into the program
 *     buffer            | e e |         the same memory each time
 *                       v v             write(2): copied by the kernel out of it
 *     destination | e e e e . . . . |
 *
 * Time    two copies of each byte, and two calls for each buffer
 * Memory  the buffer, however large the file
 * Expect  the way to beat. It works for all that can be read and written: pipes, terminals, files
 *         that grow; and the program could look at the bytes, or change them, on the way
 * See     cat(1), and cp(1) before it knew copy_file_range; the ways beside this
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

static bool copy(struct reader *r, int to, size_t bytes) {
    for (size_t n; bytes > 0; bytes -= n) {
        n = counted_read(&r->file, r->buffer, bytes < r->room ? bytes : r->room);
        if (n == 0 || !counted_write(to, r->buffer, n)) return false;
    }
    return true;
}

static void close_file(struct reader *r) {
    counted_free(r->buffer, r->room);
    counted_close(&r->file);
}

static const struct way way = {.open = open_file, .copy = copy, .close = close_file};

static const struct strategy strategy = {
    .title = "read + write",
    .about = "Read into a buffer and written out of it: two copies of each byte.",
    .family = "read",
    .baseline = true,
    .parameters = {{"to", "file socket", "what it is copied to", PARAMETER_CHOICE},
                   {"buffer", "256KiB", "bytes that one call reads", PARAMETER_BYTES}},
    .reads = &way,
};

#include "read_run.h"
