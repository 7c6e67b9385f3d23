/* reading.c - see reading.h */
#include "reading.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct call_counts call_counts;

bool counted_open(struct input *f, const struct setup *setup, int flags) {
    struct stat file;
    f->name = setup->input_name;
    f->alignment = flags & O_DIRECT ? 4096 : 1;
    call_counts.calls += 2;
    f->fd = open(setup->input, O_RDONLY | O_CLOEXEC | flags);
    if (f->fd < 0) return failure("open", errno, "%s", f->name);
    f->opened = true;
    if (fstat(f->fd, &file) != 0) return failure("fstat", errno, "%s", f->name);
    f->bytes = (size_t)file.st_size;
    return f->bytes == setup->count * setup->width ||
           failure("open", 0, "%s: its length was changed by somebody else", f->name);
}

/* From `offset` on by pread(2); from where the file stands by read(2) if that is SIZE_MAX. */
static size_t read_all(struct input *f, char *to, size_t bytes, size_t offset) {
    const bool stands = offset == SIZE_MAX;
    const size_t from = stands ? f->place : offset;
    const size_t left = from < f->bytes ? f->bytes - from : 0, wanted = bytes < left ? bytes : left;
    for (size_t have = 0, before; have < wanted;) {
        call_counts.calls++;
        ssize_t n = stands ? read(f->fd, to + have, bytes - have)
                           : pread(f->fd, to + have, bytes - have, (off_t)(from + have));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return failure("read", errno, "%s, at byte %zu", f->name, from + have);
        call_counts.received_bytes += (size_t)n;
        before = have, have += (size_t)n;
        if (have >= wanted) return wanted;
        have -= have % f->alignment; /* the next call must begin there */
        if (have == before)
            return failure("read", 0, "%s ends at byte %zu: it was cut short by somebody else",
                           f->name, from + have + (size_t)n % f->alignment);
    }
    return 0;
}

size_t counted_read(struct input *f, char *to, size_t bytes) {
    const size_t n = read_all(f, to, bytes, SIZE_MAX);
    f->place += n;
    return n;
}

size_t counted_pread(struct input *f, char *to, size_t bytes, size_t offset) {
    return read_all(f, to, bytes, offset);
}

bool counted_write(int to, const char *from, size_t bytes) {
    for (size_t done = 0; done < bytes;) {
        call_counts.calls++;
        const ssize_t n = write(to, from + done, bytes - done);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return failure("write", errno, "the copy");
        call_counts.sent_bytes += (size_t)n;
        done += (size_t)n;
    }
    return true;
}

bool counted_moved(struct input *f, const char *call, ssize_t n, size_t *done) {
    call_counts.calls++;
    if (n < 0) return errno == EINTR || failure(call, errno, "%s", f->name);
    f->place += (size_t)n;
    *done += (size_t)n;
    return n > 0 || failure(call, 0, "%s ends at byte %zu: it was cut short by somebody else",
                            f->name, f->place);
}

bool counted_seek(struct input *f, size_t offset) {
    call_counts.calls++;
    f->place = offset;
    return lseek(f->fd, (off_t)offset, SEEK_SET) >= 0 || failure("lseek", errno, "%s", f->name);
}

bool counted_map(struct input *f, int flags) {
    f->data = "";
    if (f->bytes == 0) return true;
    snprintf(f->guard.name, sizeof f->guard.name, "%s", f->name);
    if (!file_guard_begin(&f->guard)) return false;
    call_counts.calls++;
    const char *data = counted_mmap(f->bytes, PROT_READ, MAP_SHARED | flags, f->fd);
    if (!data) return false;
    f->guard.data = f->data = data;
    f->guard.bytes = f->bytes;
    return true;
}

bool counted_advise(struct input *f, int advice) {
    if (f->bytes == 0) return true;
    call_counts.calls++;
    return madvise((void *)(uintptr_t)f->data, f->bytes, advice) == 0 ||
           failure("madvise", errno, "%s", f->name);
}

void counted_close(struct input *f) {
    if (f->guard.data) {
        call_counts.calls++;
        counted_munmap((void *)(uintptr_t)f->data, f->bytes);
    }
    file_guard_end(&f->guard);
    if (f->opened) {
        call_counts.calls++;
        close(f->fd);
    }
    *f = (struct input){0};
}
