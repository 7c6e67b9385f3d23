/* copied.h - where a way to copy (reading.h) copies to, and what came there.
 *
 *     struct copied c;
 *     if (!copied_open(&c, socket, directory)) die(EXIT_FAILED);
 *     ... way->copy(reader, c.fd, bytes) ...
 *     ok = copied_arrived(&c);                 // a socket: until the receiver has all
 *     ok = copied_read(&c, from, to, bytes);   // a file: what is in it
 *     copied_close(&c);
 *
 * A file is one without a name. At the other end of a socket (a local one, which stands for a
 * connection of a network) a process of its own reads and sums all that comes: its time is none of
 * the program's CPU time, but the program waits for it.
 */
#ifndef COPIED_H
#define COPIED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct copied {
    int fd;         /* to write to */
    pid_t receiver; /* at the other end; 0: it is a file */
    struct arrived {
        uint64_t bytes, checksum; /* checksum.h */
    } arrived;                    /* after copied_arrived; of a file no checksum */
};

/* Opens it. False and a note on failure, as all here. */
bool copied_open(struct copied *c, bool socket, const char *directory);

/* Says that this was all, and asks what arrived: of a socket once the receiver has it. */
bool copied_arrived(struct copied *c);

/* `bytes` of the file that begin at byte `from`. */
bool copied_read(const struct copied *c, size_t from, char *to, size_t bytes);

/* Bytes of the file that stand in blocks which another file has, too (a reflink): the flag
 * FIEMAP_EXTENT_SHARED of its extents. UNKNOWN where the file system does not tell. */
int64_t copied_shared(const struct copied *c);

void copied_close(struct copied *c);

#endif
