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
    char *start;  /* the mapping, or NULL while nothing is mapped */
    size_t bytes; /* its length */
    size_t head;  /* of it, what is before the elements */
    size_t there; /* of the file, what has disk space and elements already */
    size_t element_bytes;
    int fd;
    bool failed;            /* a sync */
    struct kept_file *kept; /* or NULL */
    struct file_guard guard;
};

static bool open_kept(struct file_map *m, const struct setup *setup, enum keeping how) {
    m->kept = kept_file_open(setup, how);
    if (!m->kept) return false;
    memcpy(m->guard.name, m->kept->name, sizeof m->guard.name);
    m->fd = m->kept->fd;
    m->head = KEPT_DATA;
    m->there = m->head + kept_file_count(m->kept) * m->element_bytes;
    return true;
}

static bool open_unnamed(struct file_map *m, const struct setup *setup) {
    snprintf(m->guard.name, sizeof m->guard.name, "unnamed file in %.4000s", setup->directory);
    m->fd = temporary_file(setup->directory);
    return m->fd >= 0;
}

struct file_map *file_map_create(const struct setup *setup, enum keeping how) {
    struct file_map *m = calloc(1, sizeof *m);
    if (!m) {
        failure("calloc", errno, "a file map");
        return NULL;
    }
    m->element_bytes = setup->width;
    if (file_guard_begin(&m->guard) &&
        (how == NOT_KEPT ? open_unnamed(m, setup) : open_kept(m, setup, how)))
        return m;
    file_guard_end(&m->guard);
    free(m);
    return NULL;
}

size_t file_map_count(const struct file_map *m) { return kept_file_count(m->kept); }

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
    bytes = (m->head + bytes + page - 1) / page * page;
    if (bytes <= m->bytes) return m->start + m->head;
    if (bytes > m->there && !allocate(m, m->there, bytes)) return NULL;
    m->there = bytes;
    char *start = m->start ? counted_mremap(m->start, m->bytes, bytes)
                           : counted_mmap(bytes, PROT_READ | PROT_WRITE, MAP_SHARED, m->fd);
    if (!start) return NULL;
    if (bytes >= LARGE && memory_is_tight()) madvise(start, bytes, MADV_RANDOM);
    m->start = start, m->bytes = bytes;
    m->guard.data = start, m->guard.bytes = bytes;
    return start + m->head;
}

size_t file_map_bytes(const struct file_map *m) { return m && m->start ? m->bytes - m->head : 0; }

static bool sync_all(struct file_map *m, size_t used) {
    if (m->kept && used == kept_file_count(m->kept) * m->element_bytes) return true; /* it was */
    if (!m->kept && ftruncate(m->fd, (off_t)used) != 0)
        return failure("ftruncate", errno, "%s", m->guard.name);
    if (m->start && msync(m->start, m->bytes, MS_SYNC) != 0)
        return failure("msync", errno, "%s", m->guard.name);
    if (m->kept) return kept_file_commit(m->kept, used / m->element_bytes);
    return fsync(m->fd) == 0 || failure("fsync", errno, "%s", m->guard.name);
}

bool file_map_sync(struct file_map *m, size_t used) {
    m->failed = m->failed || !sync_all(m, used);
    return !m->failed;
}

bool file_map_reopen(struct file_map *m, size_t used) {
    if (used == 0) return true;
    used += m->head;
    if (!counted_mmap_over(m->start, m->bytes, used, PROT_READ, MAP_SHARED, m->fd)) return false;
    if (used >= LARGE && memory_is_tight()) madvise(m->start, used, MADV_RANDOM);
    m->bytes = used;
    m->guard.bytes = used;
    return true;
}

void file_map_close(struct file_map *m, size_t used) {
    if (!m) return;
    if (m->kept) file_map_sync(m, used);
    counted_munmap(m->start, m->bytes);
    if (m->kept)
        kept_file_close(m->kept);
    else
        close(m->fd);
    file_guard_end(&m->guard);
    free(m);
}
