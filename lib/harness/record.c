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
#include <unistd.h>

static void add(struct record *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(struct record *r, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    size_t room = sizeof r->text - r->length;
    int n = vsnprintf(r->text + r->length, room, format, arguments);
    va_end(arguments);
    if (n < 0 || (size_t)n >= room) {
        failure("record", 0, "a line is longer than %zu bytes", sizeof r->text);
        die(EXIT_FAILED);
    }
    r->length += (size_t)n;
}

static void add_name(struct record *r, const char *name) {
    bool first = r->length == 0 || r->text[r->length - 1] == '{';
    add(r, "%s\"%s\":", first ? "" : ",", name);
}

void record_string(struct record *r, const char *name, const char *value) {
    add_name(r, name);
    add(r, "\"");
    for (const unsigned char *c = (const unsigned char *)value; *c; c++) {
        if (*c == '"' || *c == '\\')
            add(r, "\\%c", *c);
        else if (*c < ' ' || *c == 0x7f) /* UTF-8 passes */
            add(r, "\\u%04x", *c);
        else
            add(r, "%c", *c);
    }
    add(r, "\"");
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

bool record_append(const struct record *r, const char *path) {
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (fd < 0) return failure("record", errno, "%s", path);
    char line[sizeof r->text + 4];
    int length = snprintf(line, sizeof line, "{%s}\n", r->text);
    errno = 0;
    ssize_t written = write(fd, line, (size_t)length);
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

void record_print(const struct record *r) { printf("{%s}\n", r->text); }
