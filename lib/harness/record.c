/* record.c - see record.h */
#include "record.h"
#include "failure.h"
#include "measure.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const size_t ending = 3; /* bytes kept for "}\n" and '\0' */

bool record_begin(struct record *r, size_t room) {
    char *line = mmap(NULL, room + 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (line == MAP_FAILED) return failure("mmap", errno, "%zu bytes for the record", room);
    line[0] = '\n'; /* in front of the text, for record_append */
    *r = (struct record){.text = line + 1, .room = room};
    record_again(r);
    return true;
}

void record_again(struct record *r) {
    r->text[0] = '{';
    r->text[1] = '\0';
    r->length = 1;
}

void record_end(struct record *r) {
    munmap(r->text - 1, r->room + 1);
    *r = (struct record){0};
}

static void add(struct record *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(struct record *r, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    size_t room = r->room - ending - r->length;
    int n = vsnprintf(r->text + r->length, room, format, arguments);
    va_end(arguments);
    if (n < 0 || (size_t)n >= room) {
        failure("record", 0, "a line is longer than %zu bytes", r->room);
        die(EXIT_FAILED);
    }
    r->length += (size_t)n;
}

static void add_name(struct record *r, const char *name) {
    const char last = r->text[r->length - 1];
    if (last != '{' && last != '[') add(r, ",");
    if (name) add(r, "\"%s\":", name);
}

int utf8_bytes(const unsigned char *c) {
    const int bytes = *c < 0x80 ? 1 : *c < 0xc2 ? 0 : *c < 0xe0 ? 2 : *c < 0xf0 ? 3 : 4;
    if (*c > 0xf4) return 0;
    for (int k = 1; k < bytes; k++)
        if ((c[k] & 0xc0) != 0x80) return 0;
    /* What a shorter form could say, halves of UTF-16's pairs, and what is above U+10FFFF. */
    if ((*c == 0xe0 && c[1] < 0xa0) || (*c == 0xed && c[1] > 0x9f)) return 0;
    if ((*c == 0xf0 && c[1] < 0x90) || (*c == 0xf4 && c[1] > 0x8f)) return 0;
    return bytes;
}

void record_open_string(struct record *r, const char *name) {
    add_name(r, name);
    add(r, "\"");
}

void record_part(struct record *r, const char *part) {
    for (const unsigned char *c = (const unsigned char *)part; *c;) {
        const int bytes = utf8_bytes(c);
        if (*c == '"' || *c == '\\')
            add(r, "\\%c", *c);
        else if (*c < ' ' || *c == 0x7f)
            add(r, "\\u%04x", *c);
        else if (bytes == 0)
            add(r, "\\ufffd");
        else
            add(r, "%.*s", bytes, (const char *)c);
        c += bytes > 0 ? bytes : 1;
    }
}

void record_close_string(struct record *r) { add(r, "\""); }

void record_string(struct record *r, const char *name, const char *value) {
    record_open_string(r, name);
    record_part(r, value);
    record_close_string(r);
}

void record_number(struct record *r, const char *name, int64_t value) {
    add_name(r, name);
    add(r, "%" PRId64, value);
}

void record_real(struct record *r, const char *name, double value) {
    add_name(r, name);
    add(r, "%.17g", value);
}

void record_truth(struct record *r, const char *name, bool value) {
    add_name(r, name);
    add(r, value ? "true" : "false");
}

void record_missing(struct record *r, const char *name, const char *reason) {
    char name_reason[80];
    snprintf(name_reason, sizeof name_reason, "%s_reason", name);
    add_name(r, name);
    add(r, "null");
    record_string(r, name_reason, reason);
}

void record_said(struct record *r, const char *name, const char *value, const char *reason) {
    if (value)
        record_string(r, name, value);
    else
        record_missing(r, name, reason);
}

void record_known(struct record *r, const char *name, int64_t value, const char *reason) {
    if (value == UNKNOWN)
        record_missing(r, name, reason);
    else
        record_number(r, name, value);
}

void record_open(struct record *r, const char *name) {
    add_name(r, name);
    add(r, "{");
}

void record_close(struct record *r) { add(r, "}"); }

void record_open_list(struct record *r, const char *name) {
    add_name(r, name);
    add(r, "[");
}

void record_close_list(struct record *r) { add(r, "]"); }

/* Whether the file ends inside a line, as a writer leaves it that was killed or had no disk: a
 * record behind that would be part of it. One who writes now has the lock; where there are no locks
 * its half line may be seen, and an empty line comes of it. */
static bool torn(int fd, const char *path) {
    struct flock all = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    fcntl(fd, F_OFD_SETLKW, &all); /* until the file is closed */
    struct stat file;
    if (fstat(fd, &file) != 0 || !S_ISREG(file.st_mode) || file.st_size == 0) return false;
    char last = '\n';
    int in = open(path, O_RDONLY | O_CLOEXEC);
    bool read_it = in >= 0 && pread(in, &last, 1, file.st_size - 1) == 1;
    if (in >= 0) close(in);
    return read_it && last != '\n';
}

bool record_append(const struct record *r, const char *path) {
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (fd < 0) return failure("record", errno, "%s", path);
    const char *line = torn(fd, path) ? r->text - 1 : r->text;
    const ssize_t length = r->text + r->length + 2 - line;
    strcpy(r->text + r->length, "}\n");
    errno = 0;
    ssize_t written = write(fd, line, (size_t)length);
    r->text[r->length] = '\0';
    bool done = written == length; /* a short write means the disk is full */
    if (!done) {
        failure("record", errno ? errno : ENOSPC, "%s", path);
        /* Half a line would be glued to the next record. */
        if (written > 0 && ftruncate(fd, lseek(fd, 0, SEEK_END) - written) != 0)
            failure("record", errno, "%s", path);
    }
    if (close(fd) != 0 && done) return failure("record", errno, "%s", path);
    return done;
}

void record_print(const struct record *r) { printf("%s}\n", r->text); }
