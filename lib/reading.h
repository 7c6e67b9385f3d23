/* reading.h - what a way to read a file says of itself. A whole way:
 *
 *     #include "reading.h"
 *
 *     struct reader { struct input file; };
 *
 *     static bool open_file(struct reader *r, const struct setup *setup) {
 *         return counted_open(&r->file, setup, 0) && counted_map(&r->file, 0);
 *     }
 *     static const char *next(struct reader *r, size_t from, size_t *bytes) { ... }
 *     static const char *at(struct reader *r, size_t offset, size_t width) { ... }
 *     static void close_file(struct reader *r) { counted_close(&r->file); }
 *
 *     static const struct way way = {.open = open_file, .next = next, .at = at, ...};
 *     static const struct strategy strategy = {.title = "...", ..., .reads = &way};
 *
 *     #include "read_run.h"        // the loop that reads at random and main(), the same for all
 *
 * The harness sums the elements in one and the same loop for all ways. The calls below do what the
 * system call of that name does, and count it: what a way asks of the kernel, and how many bytes it
 * is handed, are then numbers and no opinions.
 */
#ifndef READING_H
#define READING_H

#include "file_guard.h"
#include "strategy.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Each way defines its own. It starts all zero. */
struct reader;

struct way {
    /* Gets ready to read setup->input. False and a note on failure, as all here; a machine that
     * cannot do it at all is failure() and die(EXIT_UNABLE). */
    bool (*open)(struct reader *r, const struct setup *setup);
    /* The next stretch of the file: begins at byte `from`, which is where the one before ended, or
     * 0. Holds whole elements and stays until the next call. NULL at the end, and on failure. */
    const char *(*next)(struct reader *r, size_t from, size_t *bytes);
    /* One element, at byte `offset` of the file; stays until the next call. NULL on failure. A way
     * that only reads in order has none. */
    const char *(*at)(struct reader *r, size_t offset, size_t width);
    /* Of a way to copy the file (experiments/copy), instead of next and at: its next `bytes`, which
     * are there, to the descriptor `to`, another file or a socket. */
    bool (*copy)(struct reader *r, int to, size_t bytes);
    /* Gives everything back, also after a failure. */
    void (*close)(struct reader *r);
    bool uncached; /* goes past the page cache: what it reads must be on the disk */
};

/* What was asked of the kernel since the program began; counters. */
struct call_counts {
    uint64_t calls;          /* system calls on the file, and on the memory that it is mapped to */
    uint64_t received_bytes; /* that read calls left in memory of the program: copied there by the
                              * kernel, or with O_DIRECT written by the disk */
    uint64_t sent_bytes;     /* that write calls took from memory of the program: copied by the
                              * kernel */
};
extern struct call_counts call_counts;

/* The file, as a way has it open. All zero: not open. */
struct input {
    bool opened;
    int fd;
    size_t bytes;     /* its length, when it was opened */
    size_t place;     /* where counted_read, or a copy, goes on */
    size_t alignment; /* of the bytes that one call reads: 1, or with O_DIRECT 4096 */
    const char *data; /* where it is mapped, or NULL */
    const char *name; /* for messages */
    struct file_guard guard;
};

/* open(2) to read, with more flags, and fstat(2): two calls. A file that is not as long as the
 * harness found it is a failure. */
RARE bool counted_open(struct input *f, const struct setup *setup, int flags);

/* read(2) and pread(2), again until all bytes are there, or the file ends: one call, unless it is
 * interrupted or comes short. Returns how many; 0 at the end, and on failure. A file that ends
 * before where it did when it was opened is a failure. */
RARE size_t counted_read(struct input *f, char *to, size_t bytes);
RARE size_t counted_pread(struct input *f, char *to, size_t bytes, size_t offset);

/* write(2), again until all bytes are written. */
RARE bool counted_write(int to, const char *from, size_t bytes);

/* Counts a call by which the kernel itself moved n bytes of the file (sendfile, splice,
 * copy_file_range), and adds them to `done`; an interrupted one is to be made again. False where it
 * failed, or found the end of the file: it was cut short. */
RARE bool counted_moved(struct input *f, const char *call, ssize_t n, size_t *done);

/* lseek(2). */
RARE bool counted_seek(struct input *f, size_t offset);

/* mmap(2) of the whole file, MAP_SHARED, read-only, with more flags: data. An empty file is not
 * mapped, and data is not NULL all the same. A page that cannot be had ends the program with one
 * line (file_guard.h). */
RARE bool counted_map(struct input *f, int flags);

/* madvise(2) of all of it. What this kernel does not know is a failure. */
RARE bool counted_advise(struct input *f, int advice);

/* munmap(2) and close(2). */
RARE void counted_close(struct input *f);

/* The largest multiple of `width` that is not above `bytes`, but at least `width`: no element is
 * split between two stretches. */
static inline size_t whole_elements(size_t bytes, size_t width) {
    return bytes < width ? width : bytes - bytes % width;
}

#endif
