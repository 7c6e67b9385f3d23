/* kept_file.c - see kept_file.h */
#include "kept_file.h"
#include "crc32.h"
#include "temporary_file.h"

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char magic[] = "growkept";

/* ---- the header ----------------------------------------------------------------------------- */

static uint32_t crc_of(const struct kept_header *h) {
    return crc32_of(0, (const char *)h, offsetof(struct kept_header, crc));
}

static bool write_header(struct kept_file *k, off_t at) {
    ssize_t n;
    do n = pwrite(k->fd, &k->header, sizeof k->header, at);
    while (n < 0 && errno == EINTR);
    if (n == (ssize_t)sizeof k->header) return true;
    return failure("write", n < 0 ? errno : ENOSPC, "%s, header at byte %lld", k->name,
                   (long long)at);
}

static bool sync_file(struct kept_file *k) {
    return fsync(k->fd) == 0 || failure("fsync", errno, "%s", k->name);
}

/* So that it ends behind the elements that the header counts. */
static bool cut(struct kept_file *k) {
    const size_t end = KEPT_DATA + k->header.count * k->header.element_bytes;
    return ftruncate(k->fd, (off_t)end) == 0 || failure("ftruncate", errno, "%s", k->name);
}

/* Lets the header count `count` elements: reads those that it does not, for the CRC. */
static bool count_up_to(struct kept_file *k, size_t count) {
    struct kept_header *h = &k->header;
    size_t at = KEPT_DATA + h->count * h->element_bytes;
    const size_t end = KEPT_DATA + count * h->element_bytes;
    char buffer[64 * 1024];
    while (at < end) {
        const size_t most = end - at < sizeof buffer ? end - at : sizeof buffer;
        const ssize_t n = pread(k->fd, buffer, most, (off_t)at);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) /* 0: somebody else has cut it short */
            return failure("read", n < 0 ? errno : EIO, "%s, at byte %zu", k->name, at);
        h->data_crc = crc32_of(h->data_crc, buffer, (size_t)n);
        at += (size_t)n;
    }
    h->count = count;
    h->crc = crc_of(h);
    return true;
}

/* ---- one that is there ---------------------------------------------------------------------- */

/* Of the header and its copy the one that counts more, of those that are whole. */
static bool read_header(struct kept_file *k, const struct kept_header *like, size_t size) {
    struct kept_header h;
    bool found = false;
    for (off_t at = 0; at <= KEPT_COPY; at += KEPT_COPY) {
        const ssize_t n = pread(k->fd, &h, sizeof h, at);
        if (n < 0) return failure("read", errno, "%s, at byte %lld", k->name, (long long)at);
        if (n < (ssize_t)sizeof h || memcmp(h.magic, magic, sizeof h.magic) != 0) continue;
        if (h.crc != crc_of(&h) || (found && h.count <= k->header.count)) continue;
        k->header = h;
        found = true;
    }
    h = k->header;
    if (!found)
        return failure("open", EBADMSG,
                       "%s, bytes 0 and %d: no header of a kept file, or a damaged one", k->name,
                       KEPT_COPY);
    if (h.version != like->version)
        return failure("open", EINVAL, "%s, byte 8: version %u, and this program knows %u", k->name,
                       h.version, like->version);
    if (h.element_bytes != like->element_bytes || memcmp(h.type, like->type, sizeof h.type) != 0)
        return failure("open", EINVAL, "%s, byte 12: elements are %.31s of %u bytes, not %s of %u",
                       k->name, h.type, h.element_bytes, like->type, like->element_bytes);
    if (size < KEPT_DATA || h.count > (size - KEPT_DATA) / h.element_bytes)
        return failure("open", EBADMSG, "%s ends at byte %zu, before the last of its %llu elements",
                       k->name, size, (unsigned long long)h.count);
    return true;
}

/* So that nobody else writes it; until it is closed. */
static bool lock(struct kept_file *k) {
    return flock(k->fd, LOCK_EX | LOCK_NB) == 0 ||
           failure("open", errno, "%s: another program is writing it", k->name);
}

static bool resume(struct kept_file *k) {
    const struct kept_header like = k->header;
    struct stat is;
    if (!lock(k)) return false;
    if (fstat(k->fd, &is) != 0) return failure("open", errno, "%s", k->name);
    if (!S_ISREG(is.st_mode) || is.st_nlink == 0) /* 0: replaced before we had the lock */
        return failure("open", ESTALE, "%s is no file, or was replaced just now", k->name);
    if (!read_header(k, &like, (size_t)is.st_size)) return false;
    const struct kept_header was = k->header;
    k->header.count = k->header.data_crc = 0;
    if (!count_up_to(k, was.count)) return false;
    if (k->header.data_crc != was.data_crc)
        return failure("open", EBADMSG,
                       "%s, bytes %d to %zu: not what was written (CRC-32 %08x, was %08x)", k->name,
                       KEPT_DATA, KEPT_DATA + was.count * was.element_bytes, k->header.data_crc,
                       was.data_crc);
    /* Who was killed may have done a part of a commit: it is confirmed now, in both places. */
    return sync_file(k) && write_header(k, 0) && write_header(k, KEPT_COPY);
}

/* ---- a new one ------------------------------------------------------------------------------ */

/* The file is whole: it gets its name. One that has it is replaced in one step, or refused; but not
 * while it is written. */
static bool get_name(struct kept_file *k, const struct setup *setup, char *temporary, size_t room) {
    if (!setup->force) {
        const bool named = *temporary ? link(temporary, k->name) == 0 : name_file(k->fd, k->name);
        if (named || errno != EEXIST) return named || failure("open", errno, "%s", k->name);
        return failure("open", errno, "%s: --resume goes on with it, --force replaces it", k->name);
    }
    const int old = open(k->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    bool ok = old < 0 || flock(old, LOCK_EX | LOCK_NB) == 0 ||
              failure("open", errno, "%s: another program is writing it", k->name);
    if (ok && !*temporary)
        ok = (temporary_name(temporary, room, setup->directory) && name_file(k->fd, temporary)) ||
             failure("open", errno, "%s", k->name);
    if (ok && rename(temporary, k->name) != 0) ok = failure("open", errno, "%s", k->name);
    if (ok) *temporary = '\0';
    if (old >= 0) close(old);
    return ok;
}

/* A name is on the disk when its directory is. */
static bool sync_directory(const char *directory) {
    const int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool ok = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL); /* not known there */
    if (!ok) failure("fsync", errno, "%s", directory);
    if (fd >= 0) close(fd);
    return ok;
}

static bool create(struct kept_file *k, const struct setup *setup) {
    char temporary[4096] = "";
    k->fd = nameless_file(setup->directory, O_RDWR, 0600);
    if (k->fd < 0)
        k->fd = temporary_named(temporary, sizeof temporary, setup->directory, O_RDWR, 0600);
    if (k->fd < 0) return failure("open", errno, "%s", k->name);
    const bool ok = lock(k) && cut(k) && count_up_to(k, 0) && write_header(k, 0) &&
                    write_header(k, KEPT_COPY) && sync_file(k) &&
                    get_name(k, setup, temporary, sizeof temporary);
    if (*temporary) unlink(temporary);
    return ok && sync_directory(setup->directory);
}

/* ---- what others call ----------------------------------------------------------------------- */

static bool begin_kept(struct kept_file *k, const struct setup *setup, enum keeping how) {
    char number[24] = "";
    if (setup->number > 0) snprintf(number, sizeof number, ".%zu", setup->number);
    const int length =
        snprintf(k->name, sizeof k->name, "%s/%s%s.data", setup->directory, setup->program, number);
    if (length < 0 || (size_t)length >= sizeof k->name)
        return failure("open", ENAMETOOLONG, "%s", setup->directory);
    if (htole32(1) != 1) return failure("open", ENOTSUP, "kept files are little-endian");
    memcpy(k->header.magic, magic, sizeof k->header.magic);
    k->header.version = 1;
    k->header.element_bytes = (uint32_t)setup->width;
    snprintf(k->header.type, sizeof k->header.type, "%s", setup->type);
    if (how == KEPT) return create(k, setup);
    k->fd = open(k->name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (k->fd < 0 && errno == ENOENT) return create(k, setup);
    return k->fd >= 0 ? resume(k) : failure("open", errno, "%s", k->name);
}

struct kept_file *kept_file_open(const struct setup *setup, enum keeping how) {
    struct kept_file *k = calloc(1, sizeof *k);
    if (!k) {
        failure("calloc", errno, "a kept file");
        return NULL;
    }
    k->fd = -1;
    if (begin_kept(k, setup, how)) return k;
    if (k->fd >= 0) close(k->fd);
    free(k);
    return NULL;
}

size_t kept_file_count(const struct kept_file *k) { return k ? k->header.count : 0; }

bool kept_file_commit(struct kept_file *k, size_t count) {
    if (k->failed) return false;
    if (count == k->header.count) return true;
    k->failed = true; /* until all is done */
    if (!sync_file(k) || !count_up_to(k, count) || !write_header(k, 0) || !sync_file(k) ||
        !write_header(k, KEPT_COPY))
        return false;
    k->failed = false;
    return true;
}

void kept_file_close(struct kept_file *k) {
    if (!k) return;
    if (!k->failed) cut(k);
    close(k->fd);
    free(k);
}
