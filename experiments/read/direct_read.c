/* direct_read.c - past the page cache: the disk writes into the program's own buffer (O_DIRECT).
 *
 *     disk        | e e e e e e e e e e e e |
 *                           v v v             the disk's controller writes it, no CPU copies
 *     buffer                | e e e |         addresses, offsets and lengths in multiples of 4 KiB
 *
 * Time    the disk's, also for what was read a moment ago; at random a block of 4 KiB an element
 * Memory  the buffer, and nothing in the page cache
 * Expect  little CPU time and the most wall time where the file would be cached. For a file that is
 *         larger than memory it is the one that leaves the page cache to others
 * See     open(2), O_DIRECT and its traps; databases with a cache of their own: Oracle, InnoDB
 *         (innodb_flush_method), ScyllaDB
 */
#include "reading.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>

enum { BLOCK = 4096 };

struct reader {
    struct input file;
    char *buffer; /* aligned to a page */
    size_t room;
};

static bool open_file(struct reader *r, const struct setup *setup) {
    if (!counted_open(&r->file, setup, O_DIRECT)) {
        if (failure_errno() == EINVAL) die(EXIT_UNABLE); /* this file system has no such way */
        return false;
    }
    r->room = whole_elements((size_t)parameter(setup, "buffer") + BLOCK - 1, BLOCK);
    r->buffer = counted_mmap(r->room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    return r->buffer != NULL;
}

/* `from` is a multiple of the block: all stretches but the last are. */
static const char *next(struct reader *r, size_t from, size_t *bytes) {
    *bytes = counted_pread(&r->file, r->buffer, r->room, from);
    return *bytes > 0 ? r->buffer : NULL;
}

/* No element lies in two blocks: its width divides them. */
static const char *at(struct reader *r, size_t offset, size_t width) {
    const size_t in_block = offset % BLOCK;
    const size_t n = counted_pread(&r->file, r->buffer, BLOCK, offset - in_block);
    return n >= in_block + width ? r->buffer + in_block : NULL;
}

static void close_file(struct reader *r) {
    counted_munmap(r->buffer, r->room);
    counted_close(&r->file);
}

static const struct way way = {
    .open = open_file, .next = next, .at = at, .close = close_file, .uncached = true};

static const struct strategy strategy = {
    .title = "read, O_DIRECT",
    .about = "Past the page cache: the disk writes into the program's own buffer.",
    .family = "direct",
    .parameters = {{"buffer", "1MiB", "bytes that one call reads, in order; a multiple of 4096",
                    PARAMETER_BYTES}},
    .reads = &way,
};

#include "read_run.h"
