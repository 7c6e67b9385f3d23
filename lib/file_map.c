/* file_map.c - see file_map.h */
#include "file_map.h"
#include "allowance.h"
#include "file_guard.h"
#include "temporary_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct file_map {
    char *data;   /* the mapping, or NULL while nothing is mapped */
    size_t bytes; /* its length */
    int fd;
    bool kept;
    struct file_guard guard;
};

static bool open_kept(struct file_map *m, const struct setup *setup) {
    char path[4096];
    int length = setup->number == 0
                     ? snprintf(path, sizeof path, "%s/%s.data", setup->directory, setup->program)
                     : snprintf(path, sizeof path, "%s/%s.%zu.data", setup->directory,
                                setup->program, setup->number);
    if (length < 0 || (size_t)length >= sizeof path)
        return failure("open", ENAMETOOLONG, "%s", setup->directory);
    int when_there = setup->force ? O_TRUNC : O_EXCL;
    memcpy(m->guard.name, path, sizeof path);
    m->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | when_there, 0666);
    if (m->fd >= 0) return true;
    if (errno == EEXIST) return failure("open", errno, "%s: --force replaces it", path);
    return failure("open", errno, "%s", path);
}

static bool open_unnamed(struct file_map *m, const struct setup *setup) {
    snprintf(m->guard.name, sizeof m->guard.name, "unnamed file in %.4000s", setup->directory);
    m->fd = temporary_file(setup->directory);
    return m->fd >= 0;
}

struct file_map *file_map_create(const struct setup *setup, bool keep) {
    struct file_map *m = calloc(1, sizeof *m);
    if (!m) {
        failure("calloc", errno, "a file map");
        return NULL;
    }
    m->kept = keep;
    if (file_guard_begin(&m->guard) && (keep ? open_kept(m, setup) : open_unnamed(m, setup)))
        return m;
    file_guard_end(&m->guard);
    free(m);
    return NULL;
}

/* Disk space for bytes [from, to). */
static bool allocate(struct file_map *m, size_t from, size_t to) {
    if (to - from > file_allowance(m->fd))
        return failure("fallocate", ENOMEM, "%s to %zu bytes: on tmpfs a file is memory",
                       m->guard.name, to);
    int error = posix_fallocate(m->fd, (off_t)from, (off_t)(to - from));
    if (error == EOPNOTSUPP || error == EINVAL) { /* musl does not emulate it: write zeros */
        static const char zeros[64 * 1024] = {0};
        for (error = 0; from < to && error == 0;) {
            size_t n = to - from < sizeof zeros ? to - from : sizeof zeros;
            ssize_t written = pwrite(m->fd, zeros, n, (off_t)from);
            if (written < 0 && errno != EINTR) error = errno;
            if (written > 0) from += (size_t)written;
        }
    }
    return error == 0 || failure("fallocate", error, "%s to %zu bytes", m->guard.name, to);
}

enum { LARGE = 1024 * 1024 }; /* enough to ask whether memory is tight */

char *file_map_grow(struct file_map *m, size_t bytes) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    bytes = (bytes + page - 1) / page * page;
    if (bytes <= m->bytes) return m->data;
    if (!allocate(m, m->bytes, bytes)) return NULL;
    char *data = m->data ? counted_mremap(m->data, m->bytes, bytes)
                         : counted_mmap(bytes, PROT_READ | PROT_WRITE, MAP_SHARED, m->fd);
    if (!data) return NULL;
    if (bytes >= LARGE && memory_is_tight()) madvise(data, bytes, MADV_RANDOM);
    m->data = data, m->bytes = bytes;
    m->guard.data = data, m->guard.bytes = bytes;
    return data;
}

size_t file_map_bytes(const struct file_map *m) { return m ? m->bytes : 0; }

bool file_map_sync(struct file_map *m, size_t used) {
    if (ftruncate(m->fd, (off_t)used) != 0) return failure("ftruncate", errno, "%s", m->guard.name);
    if (m->data && msync(m->data, m->bytes, MS_SYNC) != 0)
        return failure("msync", errno, "%s", m->guard.name);
    if (fsync(m->fd) != 0) return failure("fsync", errno, "%s", m->guard.name);
    return true;
}

bool file_map_reopen(struct file_map *m, size_t used) {
    if (used == 0) return true;
    if (!counted_mmap_over(m->data, m->bytes, used, PROT_READ, MAP_SHARED, m->fd)) return false;
    if (used >= LARGE && memory_is_tight()) madvise(m->data, used, MADV_RANDOM);
    m->bytes = used;
    m->guard.bytes = used;
    return true;
}

void file_map_close(struct file_map *m, size_t used) {
    if (!m) return;
    counted_munmap(m->data, m->bytes);
    /* Only tidying: what is behind `used` is zeros. */
    if (m->kept && ftruncate(m->fd, (off_t)used) != 0)
        failure("ftruncate", errno, "%s", m->guard.name);
    close(m->fd);
    file_guard_end(&m->guard);
    free(m);
}
