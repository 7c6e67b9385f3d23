/* stream.h - the data, in blocks, from a generator, a file or a pipe.
 *
 *     for (size_t n; (n = stream_next(s)) > 0;)          // n elements, 1024 at most
 *         for (size_t i = 0; i < n; i++) use(s->block + i * s->width);
 *
 * Generated data, raw files and text take this one path, so a strategy cannot tell them apart.
 * An input is read and nothing else: never asked for its size (stat) nor moved about in (seek),
 * because a pipe could not answer either. With a budget it is waited for (poll) before each read:
 * so one that delivers nothing ends with the budget.
 */
#ifndef STREAM_H
#define STREAM_H

#include "checksum.h"
#include "column.h"
#include "failure.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { STREAM_BLOCK = 1024 }; /* elements in a block, at most */

/* The type of an element. What is generated for element i stands behind each. One more takes: its
 * name here; its generator, its text form and its row of the table in stream.c; and where no other
 * type is as wide, the loops for that width in run.h. */
enum element_type {
    TYPE_INT32,    /* i, modulo 2^32 */
    TYPE_INT64,    /* i */
    TYPE_FLOAT32,  /* i * 0.5 */
    TYPE_FLOAT64,  /* i * 0.5 */
    TYPE_RECORD64, /* struct sensor_reading of i */
    TYPE_BYTE,     /* i mod 251: with 256, two 64 KiB blocks could change places unnoticed */
    TYPE_COUNT
};

/* An element of TYPE_RECORD64: 64 bytes, the width of a cache line. */
struct sensor_reading {
    int64_t time_ns;  /* 1,700,000,000 s + i ms */
    uint64_t id;      /* i mod 1000 */
    double values[6]; /* i * 0.5 + 0, 1, .. 5 */
};

/* The name as on the command line, and bytes an element: 4 8 4 8 64 1. */
const char *type_name(enum element_type type);
size_t type_width(enum element_type type);

/* Writes an element as a number, with all its digits; "" where the type is not one number. */
void type_print(enum element_type type, const char *element, char *text, size_t room);

/* Whether a line of text can say an element of it. */
bool type_has_text(enum element_type type);

/* The type of that name, or TYPE_COUNT. */
enum element_type type_of_name(const char *name);

struct stream {
    /* for the measured loops */
    const char *block; /* the present block; stays until the next call */
    size_t width;      /* bytes an element */

    /* for the harness */
    enum element_type type;
    uint64_t delivered;       /* elements handed out and stored */
    uint64_t left;            /* elements of the share that are not delivered yet */
    int64_t stop_at_ns;       /* wall_now() at which to stop, or 0: the budget */
    bool over_budget;         /* it did stop there, also while waiting for a slow pipe */
    bool failed;              /* the input cannot be read, or is not of the type: see failure.h */
    struct checksum checksum; /* of all elements delivered */

    /* for the stream itself */
    bool (*fill)(struct stream *); /* the source: makes a block and sets `filled` */
    size_t filled;                 /* elements at `block` that are not delivered yet */
    size_t pending;                /* of those, handed out by the last stream_next */
    int fd;                        /* an input's, or -1 */
    const char *path;              /* an input's, for messages */
    struct column column;          /* of a text: which of its columns */
    uint64_t lines, blank; /* of a text: lines so far, and the first of them that is blank */
    size_t used, have;     /* bytes gone, and bytes ready, in the input buffer */
    bool ended;            /* the input has given its last byte */
};

/* Element 0, 1, 2 ... of the type, without end. */
void stream_generate(struct stream *s, enum element_type type);

/* The elements of a file; "-" is standard input. `text` is NULL for raw elements, or says where a
 * line has its number: blanks around it, CRLF, a byte order mark, blank lines at the end and a last
 * line without an end are no part of the numbers. Waits for the first bytes, until `stop_at_ns` if
 * that is not 0: then the stream is over its budget. False and a note in failure.h if it cannot be
 * opened or is a directory. */
bool stream_open(struct stream *s, enum element_type type, const char *path,
                 const struct column *text, int64_t stop_at_ns);

/* Allows `count` more elements: the share of the next array. */
void stream_share(struct stream *s, uint64_t count);

/* The next block: its elements, 1 to 1024, or 0 at the end of share or input, over the budget, or
 * on failure. Sums the block before, which is taken to be stored. */
size_t stream_next(struct stream *s);

/* Says that of the present block only the first `stored` elements were stored. */
RARE void stream_settle(struct stream *s, size_t stored);

/* Begins again, at the first element, with nothing delivered: opens an input by its name a second
 * time. False and a note on failure. */
bool stream_again(struct stream *s);

/* Whether that would give the same elements: they are generated, or in a file that has a name. */
bool stream_repeats(const struct stream *s);

void stream_close(struct stream *s);

#endif
