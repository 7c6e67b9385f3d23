/* file_map.h - a file that grows, mapped shared into memory, without the two ways it can kill.
 *
 *     struct file_map *m = file_map_create(setup, keep);
 *     char *data = file_map_grow(m, bytes);         // the address may change, bytes may be more
 *     ...
 *     file_map_close(m, used);
 *
 * A store into a mapped page for which the disk has no room, or which lies behind the end of a file
 * that somebody else cut short, is SIGBUS: no error code, a dead process. So
 *   - disk space is allocated before the mapping grows (posix_fallocate(3); ftruncate would only
 *     make a hole), and a full disk is an error before the store;
 *   - a guard turns the SIGBUS that is left into one line and exit status 1 (file_guard.h).
 * An unkept file has no name from the start (temporary_file.h).
 */
#ifndef FILE_MAP_H
#define FILE_MAP_H

#include "strategy.h"

struct file_map;

/* An empty file in setup->directory; with `keep` named PROGRAM.data (PROGRAM.1.data for the second
 * of --arrays). An existing file is replaced only with setup->force. NULL and a note on failure. */
struct file_map *file_map_create(const struct setup *setup, bool keep);

/* Makes file and mapping at least `bytes` long. The mapping's new address, or NULL and a note; the
 * old one is then still valid. Costs two or three system calls; pages are moved, never bytes. */
RARE char *file_map_grow(struct file_map *m, size_t bytes);

/* The bytes that are mapped: a multiple of the page size. 0 for NULL. */
size_t file_map_bytes(const struct file_map *m);

/* Cuts the file to `used` bytes and waits until they are on the disk (msync(2), fsync(2)). After a
 * failure nothing is tried again: the kernel may have dropped the pages. */
bool file_map_sync(struct file_map *m, size_t used);

/* Maps the first `used` bytes anew, read-only, at the same address: no page is resident, as another
 * process would find them. False and a note on failure; the old mapping then stays. */
bool file_map_reopen(struct file_map *m, size_t used);

/* Unmaps and closes; a kept file is cut to `used` bytes. NULL is allowed. */
void file_map_close(struct file_map *m, size_t used);

#endif
