/* written_file.h - a file that is written and read by system calls.
 *
 *     struct written_file *f = written_file_create(setup->directory);
 *     if (!written_file_write(f, bytes, count, at)) return false;   // bytes from byte `at` on
 *     written_file_read(f, to, count, at);
 *     written_file_close(f);
 */
#ifndef WRITTEN_FILE_H
#define WRITTEN_FILE_H

#include "kept_file.h"

#include <stdbool.h>
#include <stddef.h>

struct written_file;

/* An empty temporary file (temporary_file.h) in `directory`. NULL and a note on failure. */
struct written_file *written_file_create(const char *directory);

/* What is behind the header of a kept file, which stays open until this is closed, and is synced by
 * kept_file_commit. NULL and a note on failure. */
struct written_file *written_file_of(const struct kept_file *kept);

/* Writes all of it, however many calls that takes. False and a note on failure (a full disk); what
 * was at [at, at + count) is then undefined, and the same call may be made again. */
RARE bool written_file_write(struct written_file *f, const char *bytes, size_t count, size_t at);

/* Reads all of it. False and a note where the disk fails: what was written cannot be read again. */
RARE bool written_file_read(struct written_file *f, char *to, size_t count, size_t at);

/* Takes `count` bytes of memory, a multiple of the page size, out of RAM: writes them to the file
 * from byte `at` on and maps them from there, at the same address. With `next` their pages go on at
 * that address (memory.h: counted_page_out). Byte 0 of the file must belong to the same address in
 * all calls. Writing to the disk begins at once; and it waits for what was written two calls ago,
 * so that pages waiting for the disk do not fill the memory. False and a note on failure; what was
 * in memory is then still there. */
RARE bool written_file_page_out(struct written_file *f, char *memory, size_t count, char *next,
                                size_t at);

/* Waits until it is on the disk (fsync(2)). After a failure nothing is tried again. */
bool written_file_sync(struct written_file *f);

/* NULL is allowed. */
void written_file_close(struct written_file *f);

#endif
