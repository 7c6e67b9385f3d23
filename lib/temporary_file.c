/* temporary_file.c - see temporary_file.h */
#include "temporary_file.h"
#include "failure.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int temporary_file(const char *directory) {
    int fd = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR)) { /* NFS, old overlays */
        char name[4096];
        snprintf(name, sizeof name, "%.4000s/growbench-XXXXXX", directory);
        fd = mkostemp(name, O_CLOEXEC);
        if (fd >= 0) unlink(name);
    }
    if (fd < 0) failure("open", errno, "unnamed file in %s", directory);
    return fd;
}
