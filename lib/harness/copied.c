/* copied.c - see copied.h */
#include "copied.h"
#include "checksum.h"
#include "failure.h"
#include "measure.h"
#include "temporary_file.h"

#include <errno.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#if __has_include(<linux/fiemap.h>) /* not with musl alone */
#include <linux/fiemap.h>
#include <linux/fs.h>
#endif

/* The other end: reads until there is no more, and then says what it has got. */
static _Noreturn void receive(int from) {
    static char buffer[1 << 18];
    struct checksum sum = {0};
    for (ssize_t n; (n = read(from, buffer, sizeof buffer)) != 0;) {
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) _exit(EXIT_FAILED);
        checksum_add(&sum, buffer, (size_t)n);
    }
    const struct arrived all = {sum.bytes, checksum_value(&sum)};
    _exit(write(from, &all, sizeof all) == sizeof all ? EXIT_DONE : EXIT_FAILED);
}

bool copied_open(struct copied *c, bool socket, const char *directory) {
    int ends[2];
    *c = (struct copied){.fd = -1};
    if (!socket) {
        c->fd = temporary_file(directory);
        return c->fd >= 0;
    }
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return failure("socketpair", errno, "to copy to");
    c->fd = ends[0];
    c->receiver = fork();
    if (c->receiver == 0) {
        close(ends[0]); /* else it would wait for itself */
        receive(ends[1]);
    }
    const int error = errno;
    close(ends[1]);
    if (c->receiver > 0) return true;
    c->receiver = 0;
    return failure("fork", error, "a receiver");
}

bool copied_arrived(struct copied *c) {
    if (!c->receiver) {
        struct stat file;
        if (fstat(c->fd, &file) != 0) return failure("fstat", errno, "the copy");
        c->arrived.bytes = (uint64_t)file.st_size;
        return true;
    }
    shutdown(c->fd, SHUT_WR);
    ssize_t n;
    do n = read(c->fd, &c->arrived, sizeof c->arrived);
    while (n < 0 && errno == EINTR);
    return n == sizeof c->arrived || failure("socket", n < 0 ? errno : 0, "the receiver ended");
}

bool copied_read(const struct copied *c, size_t from, char *to, size_t bytes) {
    for (size_t done = 0; done < bytes;) {
        const ssize_t n = pread(c->fd, to + done, bytes - done, (off_t)(from + done));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return failure("read", errno, "the copy, at byte %zu", from + done);
        if (n == 0) return failure("read", 0, "the copy ends at byte %zu", from + done);
        done += (size_t)n;
    }
    return true;
}

#ifdef FS_IOC_FIEMAP
int64_t copied_shared(const struct copied *c) {
    enum { SOME = 64 };
    union {
        struct fiemap map;
        char room[sizeof(struct fiemap) + SOME * sizeof(struct fiemap_extent)];
    } asked;
    struct fiemap *map = &asked.map;
    int64_t shared = 0;
    bool last = false;
    for (uint64_t from = 0; !last;) {
        *map = (struct fiemap){
            .fm_start = from, .fm_length = UINT64_MAX - from, .fm_extent_count = SOME};
        if (c->receiver || ioctl(c->fd, FS_IOC_FIEMAP, map) != 0) return UNKNOWN;
        last = map->fm_mapped_extents == 0;
        for (unsigned k = 0; k < map->fm_mapped_extents; k++) {
            const struct fiemap_extent *e = &map->fm_extents[k];
            if (e->fe_flags & FIEMAP_EXTENT_SHARED) shared += (int64_t)e->fe_length;
            from = e->fe_logical + e->fe_length;
            last = last || (e->fe_flags & FIEMAP_EXTENT_LAST);
        }
    }
    return shared;
}
#else
int64_t copied_shared(const struct copied *c) {
    (void)c;
    return UNKNOWN;
}
#endif

void copied_close(struct copied *c) {
    if (c->fd >= 0) close(c->fd);
    while (c->receiver && waitpid(c->receiver, NULL, 0) < 0 && errno == EINTR) continue;
    *c = (struct copied){.fd = -1};
}
