/* open_memstream.c - a stdio stream into memory: fwrite for each element.
 *
 *     | b b b b |  ->  | b b b b 0 0 0 0 |     malloc, memcpy, free, and zeros behind it
 *
 * Needs   libc6-dev
 * Time    amortised O(1), doubling; each append is a call of fwrite, with a lock
 * Memory  up to twice the data, and all of it resident because of the zeros
 * Expect  ten times a plain append
 * See     open_memstream(3); glibc libio/strops.c, _IO_str_overflow
 */
#include "strategy.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* The stream keeps the addresses of these two, so they have a place of their own. */
struct written {
    char *data;
    size_t bytes;
};

struct array {
    FILE *stream;
    struct written *written;
    bool flushed; /* `written` is up to date */
};

static bool begin(struct array *a, const struct setup *setup) {
    (void)setup;
    a->written = calloc(1, sizeof *a->written);
    if (a->written) a->stream = open_memstream(&a->written->data, &a->written->bytes);
    return a->stream || failure("open_memstream", errno, "a stream into memory");
}

static bool append(struct array *a, const void *element, size_t width) {
    if (fwrite(element, width, 1, a->stream) == 1) return true;
    return failure("fwrite", errno, "a stream into memory");
}

static char *at(struct array *a, size_t i, size_t width) {
    if (!a->flushed) a->flushed = fflush(a->stream) == 0;
    return a->written->data + i * width;
}

static void release(struct array *a, size_t width) {
    (void)width;
    if (a->stream) fclose(a->stream);
    if (a->written) free(a->written->data);
    free(a->written);
}

static const struct strategy strategy = {
    .title = "open_memstream",
    .about = "fwrite into a stream of open_memstream, as C programs do to build a text.",
    .family = "peer",
    .uncounted = true,
    .begin = begin,
};

#include "run.h"
