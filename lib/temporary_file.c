/* temporary_file.c - see temporary_file.h */
#include "temporary_file.h"
#include "failure.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/random.h>
#include <unistd.h>

bool temporary_name(char *name, size_t size, const char *directory) {
    unsigned long long chance;
    if (getrandom(&chance, sizeof chance, 0) != (ssize_t)sizeof chance) return false;
    int length = snprintf(name, size, "%s/growbench-%016llx.tmp", directory, chance);
    if (length > 0 && (size_t)length < size) return true;
    errno = ENAMETOOLONG;
    return false;
}

int temporary_named(char *name, size_t size, const char *directory, int flags, unsigned mode) {
    for (int tries = 0; tries < 8; tries++) {
        if (!temporary_name(name, size, directory)) return -1;
        int fd = open(name, flags | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
        if (fd >= 0 || errno != EEXIST) return fd;
    }
    return -1;
}

/* A file system or a kernel that knows no files without a name: NFS, old overlays, Linux before
 * 3.11. */
static bool unknown(int error) { return error == EOPNOTSUPP || error == EISDIR || error == EINVAL; }

int temporary_file(const char *directory) {
    int fd = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0 && unknown(errno)) {
        char name[4096];
        fd = temporary_named(name, sizeof name, directory, O_RDWR, 0600);
        if (fd >= 0) unlink(name);
    }
    if (fd < 0) failure("open", errno, "unnamed file in %s", directory);
    return fd;
}

/* By its descriptor alone, for which the kernel may ask for a right (CAP_DAC_READ_SEARCH; since
 * Linux 6.10, that it is we who opened it); else by /proc, if that is there. */
bool name_file(int fd, const char *name) {
    if (linkat(fd, "", AT_FDCWD, name, AT_EMPTY_PATH) == 0) return true;
    if (errno == EEXIST) return false;
    char self[40];
    snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    return linkat(AT_FDCWD, self, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0;
}

/* Whether it will get a name in the end is asked now, and not when hours of work are in it. The
 * root exists, so this can only fail. */
int nameless_file(const char *directory, int flags, unsigned mode) {
    const int fd = open(directory, flags | O_TMPFILE | O_CLOEXEC, mode);
    if (fd < 0 || (!name_file(fd, "/") && errno == EEXIST)) return fd;
    close(fd);
    return -1;
}
