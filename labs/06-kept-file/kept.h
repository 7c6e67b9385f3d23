/* kept.h - lab 6: an array of numbers in a file, which keeps what was synced.
 *
 *     byte  0  struct header    count: elements 0 ... count - 1 are there
 *          16  elements, 8 bytes each
 */
#ifndef KEPT_H
#define KEPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct header {
    char magic[8]; /* "lab6kept" */
    uint64_t count;
};

struct kept; /* yours */

struct kept_calls {
    size_t bytes; /* sizeof(struct kept); it comes with zeros in it */
    /* A new file, or one that is there with what was synced. False: it is no file of ours. */
    bool (*open)(struct kept *, const char *path);
    bool (*append)(struct kept *, uint64_t element);
    /* When it returns true, all that was appended is there after a crash. */
    bool (*sync)(struct kept *);
    uint64_t (*count)(const struct kept *);
    uint64_t (*at)(const struct kept *, uint64_t i);
    void (*close)(struct kept *);
};

extern const struct kept_calls subject; /* what the grader calls */

#endif
