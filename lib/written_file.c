/* written_file.c - see written_file.h */
#include "written_file.h"
#include "allowance.h"
#include "file_guard.h"
#include "memory.h"
#include "temporary_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct extent {
    size_t at, count;
};

struct written_file {
    int fd;
    size_t credit;            /* bytes to write until it is asked how many there may be */
    bool borrowed;            /* the descriptor */
    size_t from;              /* what is called byte 0 */
    bool asked, page_by_page; /* whether memory is tight; and then it is read so */
    struct extent writing[2]; /* by page_out: the last two */
    struct file_guard guard;  /* what is mapped of it */
};

struct written_file *written_file_create(const char *directory) {
    struct written_file *f = calloc(1, sizeof *f);
    if (!f) {
        failure("calloc", errno, "a written file");
        return NULL;
    }
    snprintf(f->guard.name, sizeof f->guard.name, "unnamed file in %.4000s", directory);
    f->fd = temporary_file(directory);
    if (f->fd >= 0 && file_guard_begin(&f->guard)) return f;
    if (f->fd >= 0) close(f->fd);
    free(f);
    return NULL;
}

struct written_file *written_file_of(const struct kept_file *kept) {
    struct written_file *f = calloc(1, sizeof *f);
    if (!f) {
        failure("calloc", errno, "a written file");
        return NULL;
    }
    memcpy(f->guard.name, kept->name, sizeof f->guard.name);
    f->fd = kept->fd;
    f->borrowed = true;
    f->from = KEPT_DATA;
    return f;
}

static void ask_once(struct written_file *f) {
    if (f->asked) return;
    f->asked = true;
    f->page_by_page = memory_is_tight();
    if (f->page_by_page) posix_fadvise(f->fd, 0, 0, POSIX_FADV_RANDOM);
}

enum { LARGE = 1024 * 1024 }; /* worth asking */

/* Where a file is memory, a write that finds none is no error but the end: so it is asked before,
 * each 8 MiB, or sooner when little is left. */
static bool affordable(struct written_file *f, size_t count) {
    const size_t most = 8 * LARGE;
    if (count > f->credit) {
        size_t room = file_allowance(f->fd);
        if (count > room) return false;
        f->credit = room / 2 < most ? room / 2 : most;
        if (f->credit < count) f->credit = count;
    }
    f->credit -= count;
    return true;
}

bool written_file_write(struct written_file *f, const char *bytes, size_t count, size_t at) {
    if (!affordable(f, count))
        return failure("write", ENOMEM, "%s, %zu bytes long: on tmpfs a file is memory",
                       f->guard.name, at);
    while (count > 0) {
        ssize_t n = pwrite(f->fd, bytes, count, (off_t)(f->from + at));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return failure("write", errno, "%s, %zu bytes long", f->guard.name, at);
        bytes += n, at += (size_t)n, count -= (size_t)n;
    }
    if (at >= LARGE) ask_once(f);
    return true;
}

bool written_file_read(struct written_file *f, char *to, size_t count, size_t at) {
    while (count > 0) {
        ssize_t n = pread(f->fd, to, count, (off_t)(f->from + at));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) /* 0: it is shorter than what was written */
            return failure("read", n < 0 ? errno : EIO, "%s, at byte %zu", f->guard.name, at);
        to += n, at += (size_t)n, count -= (size_t)n;
    }
    return true;
}

/* sync_file_range(2). A file system that does not know it (EINVAL, ENOSYS, EOPNOTSUPP) writes when
 * it likes: only slower. All else is told, above all what the disk could not write: EIO, ENOSPC,
 * EDQUOT. */
static bool to_disk(struct written_file *f, struct extent e, unsigned flags) {
    if (e.count == 0 || sync_file_range(f->fd, (off_t)e.at, (off_t)e.count, flags) == 0)
        return true;
    if (errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP || errno == EINTR) return true;
    return failure("sync_file_range", errno, "%s, at byte %zu", f->guard.name, e.at);
}

bool written_file_page_out(struct written_file *f, char *memory, size_t count, char *next,
                           size_t at) {
    const unsigned begin = SYNC_FILE_RANGE_WRITE;
    const unsigned wait = SYNC_FILE_RANGE_WAIT_BEFORE | begin | SYNC_FILE_RANGE_WAIT_AFTER;
    struct extent now = {at, count};
    ask_once(f);
    if (!written_file_write(f, memory, count, at) || !to_disk(f, now, begin)) return false;
    if (!to_disk(f, f->writing[1], wait)) return false;
    f->writing[1] = f->writing[0];
    f->writing[0] = now;
    if (!counted_page_out(memory, count, next, f->fd, at)) return false;
    if (f->page_by_page) madvise(memory, count, MADV_RANDOM);
    f->guard.data = memory - at;
    if (f->guard.bytes < at + count) f->guard.bytes = at + count;
    return true;
}

bool written_file_sync(struct written_file *f) {
    return fsync(f->fd) == 0 || failure("fsync", errno, "%s", f->guard.name);
}

void written_file_close(struct written_file *f) {
    if (!f) return;
    file_guard_end(&f->guard);
    if (!f->borrowed) close(f->fd);
    free(f);
}
