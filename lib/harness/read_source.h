/* read_source.h - the file that is read, and what of it the page cache holds. */
#ifndef READ_SOURCE_H
#define READ_SOURCE_H

#include "options.h"
#include "stream.h"

struct source {
    int fd;
    const char *path; /* to open it by */
    const char *name; /* for messages */
};

/* Makes it: --input, of which all is read once, or a file of --count generated elements, without a
 * name, in --directory. Its pages are warm then, and `s` knows its elements and checksum. False and
 * a note on failure: a file that is missing, no plain one, or ends inside an element. */
bool source_make(struct source *source, struct stream *s, const struct options *o);

/* Waits until it is on the disk. False and a note on failure. */
bool source_sync(const struct source *source);

/* How many bytes of it, in whole pages, are in the page cache (mincore(2)); UNKNOWN where that
 * cannot be asked. Some 40 ns a page. */
int64_t source_cached(const struct source *source);

/* Drops its pages from the page cache, and looks whether they are gone (mincore(2)). False and a
 * note where they cannot be: a file system that is memory, a page that somebody else has mapped, or
 * a file of which this user may not ask. */
bool source_drop(const struct source *source);

#endif
