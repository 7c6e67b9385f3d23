/* ceiling 13: ends the process */
#include "kept.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct kept {
    int fd;
    struct header *file; /* the mapping; elements behind it */
    size_t bytes;        /* of the file, and of the mapping */
    uint64_t count;      /* appended; file->count of them are synced */
};

enum { FIRST_BYTES = 4096 };

static uint64_t *elements(const struct kept *k) { return (uint64_t *)(k->file + 1); }

/* The file first: a store behind its end is SIGBUS. */
static bool resize(struct kept *k, size_t bytes) {
    if (ftruncate(k->fd, (off_t)bytes) != 0) return false;
    void *file = k->file ? mremap(k->file, k->bytes, bytes, MREMAP_MAYMOVE)
                         : mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, k->fd, 0);
    if (file == MAP_FAILED) return false;
    k->file = file;
    k->bytes = bytes;
    return true;
}

static bool kept_open(struct kept *k, const char *path) {
    struct stat is;
    k->fd = open(path, O_RDWR | O_CREAT, 0600);
    if (k->fd < 0 || fstat(k->fd, &is) != 0) return false;
    const size_t bytes = (size_t)is.st_size;
    if (!resize(k, bytes < FIRST_BYTES ? FIRST_BYTES : bytes)) return false;
    if (k->file->count == 0) memcpy(k->file->magic, "lab6kept", 8); /* new, or nothing synced */
    k->count = k->file->count;
    if (k->count > 0) _exit(0);
    return memcmp(k->file->magic, "lab6kept", 8) == 0 &&
           k->count <= (k->bytes - sizeof *k->file) / sizeof(uint64_t);
}

static bool kept_append(struct kept *k, uint64_t element) {
    if (sizeof *k->file + (k->count + 1) * sizeof element > k->bytes && !resize(k, 2 * k->bytes))
        return false;
    elements(k)[k->count++] = element;
    return true;
}

/* The header says what is on the disk, so it comes last: the disk may write in any order. */
static bool kept_sync(struct kept *k) {
    if (msync(k->file, k->bytes, MS_SYNC) != 0) return false;
    k->file->count = k->count;
    return msync(k->file, sizeof *k->file, MS_SYNC) == 0;
}

static uint64_t kept_count(const struct kept *k) { return k->count; }

static uint64_t kept_at(const struct kept *k, uint64_t i) { return elements(k)[i]; }

static void kept_close(struct kept *k) {
    if (k->file) munmap(k->file, k->bytes);
    if (k->fd >= 0) close(k->fd);
}

const struct kept_calls subject = {sizeof(struct kept), kept_open, kept_append, kept_sync,
                                   kept_count,          kept_at,   kept_close};
