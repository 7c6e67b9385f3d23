/* written_file.c - see written_file.h */
#include "written_file.h"
#include "temporary_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct written_file {
    int fd;
    char name[4096]; /* for messages */
};

struct written_file *written_file_create(const char *directory) {
    struct written_file *f = calloc(1, sizeof *f);
    if (!f) {
        failure("calloc", errno, "a written file");
        return NULL;
    }
    snprintf(f->name, sizeof f->name, "unnamed file in %.4000s", directory);
    f->fd = temporary_file(directory);
    if (f->fd >= 0) return f;
    free(f);
    return NULL;
}

bool written_file_write(struct written_file *f, const char *bytes, size_t count, size_t at) {
    while (count > 0) {
        ssize_t n = pwrite(f->fd, bytes, count, (off_t)at);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return failure("write", errno, "%s, %zu bytes long", f->name, at);
        bytes += n, at += (size_t)n, count -= (size_t)n;
    }
    return true;
}

void written_file_read(struct written_file *f, char *to, size_t count, size_t at) {
    while (count > 0) {
        ssize_t n = pread(f->fd, to, count, (off_t)at);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) { /* 0: it is shorter than what was written */
            failure("read", n < 0 ? errno : EIO, "%s, at byte %zu", f->name, at);
            die(EXIT_FAILED);
        }
        to += n, at += (size_t)n, count -= (size_t)n;
    }
}

int written_file_descriptor(const struct written_file *f) { return f->fd; }

bool written_file_sync(struct written_file *f) {
    return fsync(f->fd) == 0 || failure("fsync", errno, "%s", f->name);
}

void written_file_close(struct written_file *f) {
    if (!f) return;
    close(f->fd);
    free(f);
}
