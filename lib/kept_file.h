/* kept_file.h - a file of elements that has a name, and what was synced is in it after a crash.
 *
 *     byte     0  header          both say the same; the second is written when the first is
 *           2048  its copy        on the disk
 *           4096  elements 0, 1, 2 ... as they are in memory: little-endian
 *                 behind the last of `count`: nothing, or what no sync has confirmed
 *
 * So numpy opens it: np.memmap(name, dtype, 'r', offset=4096); after a crash first resume it once
 * (--resume --count 0), which cuts off what was not confirmed.
 *
 * A commit:   elements, sync, header, sync, copy      each waits for the one before
 *
 * A crash before the second sync finds the old copy, later ones the new header: whatever a disk has
 * made of the one that it was writing. And the header never counts elements that are not on the
 * disk. (ZFS writes the labels of a disk so, the even ones first and then the odd ones: Sun, ZFS
 * On-Disk Specification, 2006, two staged label update. LMDB has two pages that it writes in turn.)
 * A bit that flips later in one of the two is repaired from the other.
 *
 * It trusts that fsync(2) returns when the disk has it, and that a write touches no other bytes.
 */
#ifndef KEPT_FILE_H
#define KEPT_FILE_H

#include "strategy.h"

#include <stdbool.h>
#include <stdint.h>

enum { KEPT_COPY = 2048, KEPT_DATA = 4096 /* where the elements begin */ };

/* What stands at byte 0 and at byte KEPT_COPY; without gaps, all numbers little-endian. */
struct kept_header {
    char magic[8];          /*  0  "growkept" */
    uint32_t version;       /*  8  1 */
    uint32_t element_bytes; /* 12 */
    char type[32];          /* 16  the name of its type, zeros behind it */
    uint64_t count;         /* 48  elements that are confirmed; it only rises */
    uint32_t data_crc;      /* 56  CRC-32 of their bytes, as zlib.crc32 computes it */
    uint32_t crc;           /* 60  of the 60 bytes before */
};

struct kept_file {
    int fd;
    bool failed;               /* a commit: nothing is tried again */
    struct kept_header header; /* as it is on the disk */
    char name[4096];
};

/* What becomes of a strategy's file, by its parameters "keep" and "resume". */
enum keeping { NOT_KEPT, KEPT, RESUMED };
static inline enum keeping keeping_of(const struct setup *setup) {
    if (parameter(setup, "resume") != 0) return RESUMED;
    return parameter(setup, "keep") != 0 ? KEPT : NOT_KEPT;
}

/* setup->directory/PROGRAM.data (PROGRAM.1.data for the second of --arrays), for its owner alone
 * (0600), locked (flock(2)): another writer is refused, readers are not. A symbolic link is never
 * followed. NULL and a note on failure.
 *   KEPT      a new one, without elements; it has its name only when its header is on the disk. One
 *             that is there is replaced only with setup->force, in one step
 *   RESUMED   the one that is there, or a new one. It is read and compared with its CRC; what is
 *             damaged, cut short or of another type is refused, and not changed */
struct kept_file *kept_file_open(const struct setup *setup, enum keeping how);

/* How many elements it has: those that are confirmed. 0 for NULL. */
size_t kept_file_count(const struct kept_file *k);

/* Confirms that it has `count` elements: waits until they are on the disk, and a header that says
 * so. What is mapped must be written back before (msync(2)). Reads what is new once more, for its
 * CRC. False and a note on failure; then the file is as the last commit left it, and all that
 * follow fail, too: the kernel may have dropped the pages. */
bool kept_file_commit(struct kept_file *k, size_t count);

/* Cuts off what is behind the confirmed elements, and closes it. NULL is allowed. */
void kept_file_close(struct kept_file *k);

#endif
