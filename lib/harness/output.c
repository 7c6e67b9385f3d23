/* output.c - see output.h */
#include "output.h"
#include "failure.h"
#include "temporary_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

bool output_is_stdout(const char *path) {
    return path && (strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0);
}

void output_guard(void) {
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) >= 0) continue;
        if (fd == STDOUT_FILENO) {
            failure("write", EBADF, "standard output");
            die(EXIT_FAILED);
        }
        if (open("/dev/null", O_RDWR) < 0) failure("open", errno, "/dev/null");
    }
}

/* The directory that `path` is in. */
static void directory_of(const char *path, char directory[4096]) {
    snprintf(directory, 4096, "%s", path);
    char *slash = strrchr(directory, '/');
    if (slash)
        slash[slash == directory] = '\0'; /* "/x" is in "/" */
    else
        strcpy(directory, ".");
}

bool output_check(const char *path, bool replace) {
    struct stat there;
    if (!path || output_is_stdout(path)) return true;
    if (stat(path, &there) == 0) {
        if (S_ISDIR(there.st_mode)) return failure("output", EISDIR, "%s", path);
        if (S_ISREG(there.st_mode) && !replace)
            return failure("output", 0, "%s exists (say --force to replace it)", path);
        return access(path, W_OK) == 0 || failure("output", errno, "%s", path);
    }
    char directory[4096];
    directory_of(path, directory);
    return access(directory, W_OK | X_OK) == 0 || failure("output", errno, "%s", path);
}

bool output_open(struct output *o, const char *path) {
    struct stat there;
    *o = (struct output){.fd = STDOUT_FILENO, .path = path};
    if (output_is_stdout(path)) return true;
    if (lstat(path, &there) == 0 && !S_ISREG(there.st_mode)) {
        o->fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);
        return o->fd >= 0 || failure("output", errno, "%s", path);
    }
    char directory[4096];
    directory_of(path, directory);
    if (!temporary_name(o->temporary, sizeof o->temporary, directory))
        return failure("output", errno, "%s", path);
    o->fd = nameless_file(directory, O_WRONLY, 0666);
    o->unnamed = o->fd >= 0;
    if (o->unnamed) return true;
    o->fd = temporary_named(o->temporary, sizeof o->temporary, directory, O_WRONLY, 0666);
    return o->fd >= 0 || failure("output", errno, "%s", path);
}

bool output_write(struct output *o, const void *bytes, size_t count) {
    for (const char *from = bytes; count > 0;) {
        ssize_t n = write(o->fd, from, count);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return failure("output", errno, "%s", o->path);
        from += n, count -= (size_t)n;
    }
    return true;
}

bool output_print(struct output *o, const char *format, ...) {
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    return output_write(o, line, (size_t)length);
}

/* Gives a file without a name its own, in one step, so that who is killed leaves all or nothing;
 * where something has that name, which cannot be replaced so, the temporary one. */
static bool name(struct output *o) {
    if (name_file(o->fd, o->path))
        *o->temporary = '\0';
    else if (errno != EEXIST || !name_file(o->fd, o->temporary))
        return false;
    o->unnamed = false;
    return true;
}

bool output_close(struct output *o, bool keep) {
    if (output_is_stdout(o->path)) return true;
    bool ok = true;
    if (keep && *o->temporary && (fsync(o->fd) != 0 || (o->unnamed && !name(o))))
        ok = failure("output", errno, "%s", o->path);
    if (close(o->fd) != 0 && ok) ok = failure("output", errno, "%s", o->path);
    if (keep && *o->temporary && ok && rename(o->temporary, o->path) != 0)
        ok = failure("output", errno, "%s", o->path);
    if (*o->temporary && !o->unnamed && (!keep || !ok)) unlink(o->temporary);
    return ok;
}

bool output_flush(void) {
    if (fflush(stdout) == 0 && !ferror(stdout)) return true;
    return failure("write", errno, "standard output");
}

const char *file_system_of(const char *directory) {
    static const struct {
        unsigned long magic;
        const char *name;
    } known[] = {
        {0xEF53, "ext4"},        {0x01021994, "tmpfs"}, {0x58465342, "xfs"},  {0x9123683E, "btrfs"},
        {0x794C7630, "overlay"}, {0x6969, "nfs"},       {0xF2F52010, "f2fs"}, {0x2FC12FC1, "zfs"},
    };
    static char text[24];
    struct statfs fs;
    if (statfs(directory, &fs) != 0) return "unknown";
    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
        if ((unsigned long)fs.f_type == known[k].magic) return known[k].name;
    snprintf(text, sizeof text, "0x%lx", (unsigned long)fs.f_type);
    return text;
}
