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
