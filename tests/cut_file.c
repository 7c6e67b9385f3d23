/* cut_file.c - a library to preload: reads that come short, a file that somebody cuts, a file
 * system that cannot do everything.
 *
 *     SHORT=1 LD_PRELOAD=./cut_file.so program ...
 *     CUT=FILE CUT_AT=4 LD_PRELOAD=./cut_file.so program ...     before the 4th phase is measured
 *     NO_FALLOCATE=1 or NO_TMPFILE=1                             no posix_fallocate, no O_TMPFILE
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* Half of what is asked, but whole blocks where O_DIRECT may want them. */
static size_t less(size_t bytes) {
    if (!getenv("SHORT") || bytes < 2 || (bytes >= 4096 && bytes < 8192)) return bytes;
    return bytes < 4096 ? bytes / 2 : bytes / 2 / 4096 * 4096;
}

ssize_t read(int fd, void *to, size_t bytes) {
    ssize_t (*next)(int, void *, size_t);
    *(void **)&next = dlsym(RTLD_NEXT, "read");
    return next(fd, to, less(bytes));
}

ssize_t pread(int fd, void *to, size_t bytes, off_t offset) {
    ssize_t (*next)(int, void *, size_t, off_t);
    *(void **)&next = dlsym(RTLD_NEXT, "pread");
    return next(fd, to, less(bytes), offset);
}

int posix_fallocate(int fd, off_t from, off_t bytes) {
    int (*next)(int, off_t, off_t);
    *(void **)&next = dlsym(RTLD_NEXT, "posix_fallocate");
    return getenv("NO_FALLOCATE") ? EOPNOTSUPP : next(fd, from, bytes);
}

int open(const char *path, int flags, ...) {
    int (*next)(const char *, int, ...);
    va_list arguments;
    va_start(arguments, flags);
    const unsigned mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(arguments, unsigned) : 0;
    va_end(arguments);
    *(void **)&next = dlsym(RTLD_NEXT, "open");
    if ((flags & O_TMPFILE) != O_TMPFILE || !getenv("NO_TMPFILE")) return next(path, flags, mode);
    errno = EOPNOTSUPP;
    return -1;
}

/* Called around each phase: once to warm up, then twice a phase. */
int getrusage(__rusage_who_t who, struct rusage *usage) {
    static int calls;
    int (*next)(__rusage_who_t, struct rusage *);
    *(void **)&next = dlsym(RTLD_NEXT, "getrusage");
    const char *file = getenv("CUT"), *phase = getenv("CUT_AT");
    if (file && ++calls == 2 * atoi(phase) && truncate(file, 5000) != 0) abort();
    return next(who, usage);
}
