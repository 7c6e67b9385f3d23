/* read_source.c - see read_source.h */
#include "read_source.h"
#include "allowance.h"
#include "failure.h"
#include "measure.h"
#include "temporary_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static bool open_input(struct source *source, struct stream *s, const struct options *o) {
    struct stat file;
    if (strcmp(o->input, "-") == 0)
        die_usage("input", "a pipe cannot be read again, or mapped: say a file");
    if (stat(o->input, &file) != 0) return failure("open", errno, "%s", o->input);
    if (!S_ISREG(file.st_mode) && !S_ISDIR(file.st_mode)) /* of a directory read(2) tells */
        return failure("input", 0, "%s is not a plain file: it cannot be read again, or mapped",
                       o->input);
    if (!stream_open(s, o->type, o->input, false, 0)) return false;
    /* What others have of it in the page cache would be outside of our limit. */
    if ((uint64_t)file.st_size > memory_allowance())
        posix_fadvise(s->fd, 0, 0, POSIX_FADV_DONTNEED);
    stream_share(s, UINT64_MAX);
    while (stream_next(s) > 0) continue;
    source->path = source->name = o->input;
    source->fd = s->fd;
    return !s->failed;
}

static bool make_file(struct source *source, struct stream *s, const struct options *o) {
    static char path[40], name[4096];
    snprintf(name, sizeof name, "generated file in %.4000s", o->directory);
    source->fd = temporary_file(o->directory);
    if (source->fd < 0) return false;
    snprintf(path, sizeof path, "/proc/self/fd/%d", source->fd);
    source->path = path;
    source->name = name;
    stream_generate(s, o->type);
    stream_share(s, o->count);
    for (size_t n; (n = stream_next(s)) > 0;)
        for (size_t done = 0, bytes = n * s->width; done < bytes;) {
            ssize_t written = write(source->fd, s->block + done, bytes - done);
            if (written < 0 && errno != EINTR) return failure("write", errno, "%s", name);
            if (written > 0) done += (size_t)written;
        }
    return true;
}

bool source_make(struct source *source, struct stream *s, const struct options *o) {
    return o->input ? open_input(source, s, o) : make_file(source, s, o);
}

bool source_sync(const struct source *source) {
    return fsync(source->fd) == 0 || failure("fsync", errno, "%s", source->name);
}

/* How many of the pages in [data, data + bytes) are in the page cache. */
static size_t cached(char *data, size_t bytes) {
    static unsigned char in_memory[4096];
    const size_t page = (size_t)sysconf(_SC_PAGESIZE), some = sizeof in_memory * page;
    size_t sum = 0;
    for (size_t at = 0; at < bytes; at += some) {
        const size_t n = bytes - at < some ? bytes - at : some;
        if (mincore(data + at, n, in_memory) != 0) return SIZE_MAX;
        for (size_t k = 0; k < (n + page - 1) / page; k++) sum += in_memory[k] & 1;
    }
    return sum;
}

int64_t source_cached(const struct source *source) {
    struct stat file;
    if (fstat(source->fd, &file) != 0) return UNKNOWN;
    const size_t bytes = (size_t)file.st_size;
    if (bytes == 0) return 0;
    char *data = mmap(NULL, bytes, PROT_READ, MAP_SHARED, source->fd, 0);
    if (data == MAP_FAILED) return UNKNOWN;
    const size_t pages = cached(data, bytes);
    munmap(data, bytes);
    return pages == SIZE_MAX ? UNKNOWN : (int64_t)pages * sysconf(_SC_PAGESIZE);
}

bool source_drop(const struct source *source) {
    posix_fadvise(source->fd, 0, 0, POSIX_FADV_DONTNEED); /* what it did is seen below */
    if (source_cached(source) == 0) return true;
    return failure("cold", 0,
                   "%s stays in the page cache: its file system is memory (tmpfs), or "
                   "somebody else uses it; say another --directory",
                   source->name);
}
