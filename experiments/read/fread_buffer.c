/* fread_buffer.c - C's own files: fread(3), through the buffer of stdio.
 *
 *     page cache  | e e e e e e e e e e e e |
 *                         v v v v             read(2), 4096 bytes: stdio's buffer
 *     stdio       | . . | e e e e |
 *                         v v                 fread(3), --buffer bytes: copied once more
 *     buffer              | e e |
 *
 * Time    a call for each 4 KiB, whatever a small --buffer is, and two copies; a --buffer of 4 KiB
 *         or more glibc reads straight into, without the copy of its own
 * Memory  two buffers
 * Expect  calls as read_buffer with 4 KiB; at random each fseek(3) throws the buffer away: up to a
 *         page is read for one element
 * See     C11 7.21; fopencookie(3), by which the calls are counted that stdio makes
 */
#include "reading.h"

#include <errno.h>
#include <stdio.h>

enum { STDIO_BUFFER = 4096 }; /* what fopen(3) takes: st_blksize of most file systems */

struct reader {
    struct input file;
    FILE *stream;
    char *buffer, element[64];
    size_t room, place; /* where fread goes on */
    char of_stdio[STDIO_BUFFER];
};

static ssize_t cookie_read(void *reader, char *to, size_t bytes) {
    struct reader *r = reader;
    const size_t n = counted_read(&r->file, to, bytes);
    return n == 0 && failure_noted() ? -1 : (ssize_t)n;
}

static int cookie_seek(void *reader, off_t *offset, int whence) {
    struct reader *r = reader;
    if (whence == SEEK_CUR) *offset += (off_t)r->file.place;
    if (whence == SEEK_END) *offset += (off_t)r->file.bytes;
    return counted_seek(&r->file, (size_t)*offset) ? 0 : -1;
}

static bool open_file(struct reader *r, const struct setup *setup) {
    const cookie_io_functions_t calls = {.read = cookie_read, .seek = cookie_seek};
    if (!counted_open(&r->file, setup, 0)) return false;
    r->stream = fopencookie(r, "r", calls);
    if (!r->stream) return failure("fopencookie", ENOMEM, "%s", r->file.name);
    setvbuf(r->stream, r->of_stdio, _IOFBF, sizeof r->of_stdio);
    r->room = whole_elements((size_t)parameter(setup, "buffer"), setup->width);
    r->buffer = counted_malloc(r->room);
    return r->buffer != NULL;
}

static size_t read_from(struct reader *r, size_t offset, char *to, size_t bytes) {
    if (offset != r->place && fseeko(r->stream, (off_t)offset, SEEK_SET) != 0) return 0;
    const size_t n = fread(to, 1, bytes, r->stream);
    r->place = offset + n;
    return n;
}

static const char *next(struct reader *r, size_t from, size_t *bytes) {
    *bytes = read_from(r, from, r->buffer, r->room);
    return *bytes > 0 && !failure_noted() ? r->buffer : NULL;
}

static const char *at(struct reader *r, size_t offset, size_t width) {
    return read_from(r, offset, r->element, width) == width ? r->element : NULL;
}

static void close_file(struct reader *r) {
    if (r->stream) fclose(r->stream);
    counted_free(r->buffer, r->room);
    counted_close(&r->file);
}

static const struct way way = {.open = open_file, .next = next, .at = at, .close = close_file};

static const struct strategy strategy = {
    .title = "fread",
    .about =
        "C's own files: fread into a buffer, through that of stdio; fseek before each element.",
    .family = "read",
    .parameters = {{"buffer", "1KiB", "bytes that one fread asks for", PARAMETER_BYTES}},
    .reads = &way,
};

#include "read_run.h"
