/* copy_file_range.c - the file system is told to copy from file to file, as it knows best.
 *
 *     source      | e e e e e e e e |
 *                   |   | v v v         Btrfs, XFS: the new file refers to the same blocks of the
 *     destination | e e e e e e . . |   disk, until one of the two is written; NFS, SMB: the server
 *                                       copies; else the kernel does, as sendfile
 *
 * Time    one call for up to 2 GiB; where blocks are shared, none for the bytes
 * Memory  none of the program's
 * Expect  on ext4 and tmpfs what sendfile takes. The record says how many bytes the two files share
 *         (shared_bytes), where the file system tells
 * See     copy_file_range(2), ioctl_ficlone(2); cp(1) since coreutils 9.0 tries it first
 */
#include "reading.h"

#include <errno.h>
#include <unistd.h>

struct reader {
    struct input file;
};

static bool open_file(struct reader *r, const struct setup *setup) {
    return counted_open(&r->file, setup, 0);
}

/* Of what is no file, across file systems before Linux 5.19, or on a kernel before 4.5. */
static bool unable(int error) { return error == EINVAL || error == EXDEV || error == ENOSYS; }

static bool copy(struct reader *r, int to, size_t bytes) {
    for (size_t done = 0; done < bytes;) {
        const ssize_t n = copy_file_range(r->file.fd, NULL, to, NULL, bytes - done, 0);
        if (counted_moved(&r->file, "copy_file_range", n, &done)) continue;
        if (unable(failure_errno())) die(EXIT_UNABLE);
        return false;
    }
    return true;
}

static void close_file(struct reader *r) { counted_close(&r->file); }

static const struct way way = {.open = open_file, .copy = copy, .close = close_file};

static const struct strategy strategy = {
    .title = "copy_file_range",
    .about = "The file system copies from file to file as it knows best, or shares the blocks.",
    .family = "kernel",
    .parameters = {{"to", "file socket", "what it is copied to: a socket it refuses",
                    PARAMETER_CHOICE}},
    .reads = &way,
};

#include "read_run.h"
