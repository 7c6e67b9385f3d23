/* file_map.h - a file that grows, mapped shared into memory, without the two ways it can kill.
 *
 *     struct file_map *m = file_map_create(setup, NOT_KEPT);
 *     char *data = file_map_grow(m, bytes);         // the address may change, bytes may be more
 *     ...
 *     file_map_close(m, used);
 *
 * A store into a mapped page for which the disk has no room, or which lies behind the end of a file
 * that somebody else cut short, is SIGBUS: no error code, a dead process. So
 *   - disk space is allocated before the mapping grows (posix_fallocate(3); ftruncate would only
 *     make a hole), and a full disk is an error before the store;
 *   - a guard turns the SIGBUS that is left into one line and exit status 1 (file_guard.h).
 * A file that is not kept has no name from the start (temporary_file.h); one that is has a header
 * before its elements (kept_file.h), which is mapped with them, but written by system calls.
 */
#ifndef FILE_MAP_H
#define FILE_MAP_H

#include "kept_file.h"
#include "strategy.h"

struct file_map;

/* A file in setup->directory, with a name and perhaps elements (file_map_count) only if it is kept.
 * NULL and a note on failure. */
struct file_map *file_map_create(const struct setup *setup, enum keeping how);

/* How many elements it had when it was opened. */
size_t file_map_count(const struct file_map *m);

/* Makes room for at least `bytes` of elements, in file and mapping. Their new address, or NULL and
 * a note; the old one is then still valid. Costs two or three system calls; pages are moved, never
 * bytes. */
RARE char *file_map_grow(struct file_map *m, size_t bytes);

/* The bytes of elements that there is room for. 0 for NULL. */
size_t file_map_bytes(const struct file_map *m);

/* Waits until the first `used` bytes are on the disk (msync(2), fsync(2)). One that is not kept is
 * cut off behind them: nothing may be added then. After a failure nothing is tried again: the
 * kernel may have dropped the pages. */
bool file_map_sync(struct file_map *m, size_t used);

/* Maps the first `used` bytes anew, read-only, at the same address: no page is resident, as another
 * process would find them. False and a note on failure; the old mapping then stays. */
bool file_map_reopen(struct file_map *m, size_t used);

/* Unmaps and closes. A kept file is synced, if it was not, and has `used` bytes of elements then.
 * NULL is allowed. */
void file_map_close(struct file_map *m, size_t used);

#endif
