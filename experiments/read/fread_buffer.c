/* fread_buffer.c - C's own files: fread(3), a KiB at a time, through the buffer of stdio.
 *
 *     page cache  | e e e e e e e e e e e e |
 *                         v v v v             read(2), --buffer bytes: stdio's own
 *     stdio       | . . | e e e e |
 *                         v v                 fread(3): copied once more
 *     stretch             | e e |
 *
 * Time    a call for each --buffer, and two copies of each byte
 * Memory  the buffer
 * Expect  calls as read_buffer with a buffer of the same size, 4 KiB where a program does not call
 *         setvbuf(3). At random each fseek(3) throws the buffer away: --buffer bytes are read for
 *         one element
 * See     C11 7.21; fopencookie(3), by which the calls are counted that stdio makes
 */
#include "reading.h"

#include <errno.h>
#include <stdio.h>

enum { STRETCH = 1024 }; /* smaller than a buffer: glibc reads larger ones past it */

struct reader {
    struct input file;
    FILE *stream;
    char *buffer, stretch[STRETCH], element[64];
    size_t room, place; /* of the buffer; where fread goes on */
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
    r->room = (size_t)parameter(setup, "buffer");
    r->buffer = counted_malloc(r->room);
    if (!r->buffer) return false;
    if (setvbuf(r->stream, r->buffer, _IOFBF, r->room) == 0) return true;
    return failure("setvbuf", 0, "%zu bytes", r->room);
}

static size_t read_from(struct reader *r, size_t offset, char *to, size_t bytes) {
    if (offset != r->place && fseeko(r->stream, (off_t)offset, SEEK_SET) != 0) return 0;
    const size_t n = fread(to, 1, bytes, r->stream);
    r->place = offset + n;
    return n;
}

static const char *next(struct reader *r, size_t from, size_t *bytes) {
    *bytes = read_from(r, from, r->stretch, STRETCH);
    return *bytes > 0 && !failure_noted() ? r->stretch : NULL;
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
        "C's own files: fread through the buffer of stdio, a copy more; at random fseek first.",
    .family = "read",
    .parameters = {{"buffer", "4KiB", "bytes of stdio's buffer (setvbuf)", PARAMETER_BYTES}},
    .reads = &way,
};

#include "read_run.h"
