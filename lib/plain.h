/* plain.h - what the calls of the library are where nobody counts: experiments/driver/take reads
 * this when it makes a header of a strategy. No program includes it.
 *
 * A macro is put in place of what it stands for. One without a body: the statement, or the member
 * of a struct, that names it is left out. A function is taken as it is.
 */
#ifndef PLAIN_H
#define PLAIN_H

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define counted_malloc(bytes)                    malloc(bytes)
#define counted_realloc(block, old_bytes, bytes) realloc(block, bytes)
#define counted_free(block, bytes)               free(block)
#define counted_memcpy(to, from, bytes)          memcpy(to, from, bytes)
#define counted_unreserve(block, bytes, usable)  counted_munmap(block, bytes)

/* Of memory.c. */
#define memory_asks_for_huge_pages
#define memory_counts
#define memory_watch
#define count_move
#define level
#define levels
#define admitted()                true
#define refused(operation, bytes) NULL

/* Of failure.h. */
#define failure(operation, error, ...) failed(error)
#define unreadable()                   NULL
#define die(status)                    abort()
#define growing

/* A page that a failing disk cannot give is SIGBUS, as for all who map a file. */
#define file_guard_begin(guard) true
#define guard

/* Of struct setup. */
#define parameters
#define values

/* Of a strategy's file. */
#define keeping_of(s) (parameter(s, "resume") ? RESUMED : parameter(s, "keep") ? KEPT : NOT_KEPT)

/* An error is errno. What was full without being refused by the system is out of memory, too. */
static inline bool failed(int error) {
    errno = error ? error : ENOMEM;
    return false;
}

#endif
