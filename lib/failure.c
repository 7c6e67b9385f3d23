/* failure.c - see failure.h */
#include "failure.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *program = "growbench";
static char line[768]; /* longer than any message; a path that is longer still is cut */
static int noted_error;
static const char *noted_operation = "";
static bool noted_wrong;
static void (*call_last)(enum exit_status);

void failure_program(const char *name) { program = name; }

const char *failure_program_name(void) { return program; }

bool failure_noted(void) { return line[0] != '\0'; }

bool failure_is_wrong(void) { return noted_wrong; }

int failure_errno(void) { return noted_error; }

const char *failure_operation(void) { return noted_operation; }

const char *failure_line(void) { return line; }

void failure_call_last(void (*last)(enum exit_status status)) { call_last = last; }

/* glibc has strerrorname_np(3) since 2.32, musl has not: these are the ones that the calls of the
 * suite can fail with. */
const char *errno_name(int error) {
#define NAMED(name)                                                                                \
    { name, #name }
    static const struct {
        int error;
        const char *name;
    } names[] = {
        NAMED(ENOMEM),  NAMED(ENOSPC),    NAMED(EFBIG),        NAMED(EDQUOT),  NAMED(EIO),
        NAMED(EACCES),  NAMED(EPERM),     NAMED(ENOENT),       NAMED(EEXIST),  NAMED(EISDIR),
        NAMED(ENOTDIR), NAMED(ELOOP),     NAMED(ENAMETOOLONG), NAMED(EMFILE),  NAMED(ENFILE),
        NAMED(EROFS),   NAMED(ENODEV),    NAMED(ENXIO),        NAMED(EINVAL),  NAMED(EAGAIN),
        NAMED(EINTR),   NAMED(EBADF),     NAMED(EPIPE),        NAMED(ETXTBSY), NAMED(EBUSY),
        NAMED(ENOSYS),  NAMED(EOVERFLOW), NAMED(ESTALE),       NAMED(EFAULT),  NAMED(EOPNOTSUPP),
        NAMED(ESPIPE),  NAMED(ERANGE),    NAMED(EDOM),         NAMED(E2BIG),   NAMED(ENOEXEC),
        NAMED(EBADMSG),
    };
#undef NAMED
    static char other[24];
    if (error == 0) return NULL;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (names[k].error == error) return names[k].name;
    snprintf(other, sizeof other, "errno %d", error);
    return other;
}

const char *one_line(char *text) {
    for (char *c = text; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 127) *c = '?';
    return text;
}

static void note(const char *operation, int error, const char *format, va_list arguments) {
    if (failure_noted()) return;
    noted_error = error;
    noted_operation = operation;
    char context[512];
    vsnprintf(context, sizeof context, format, arguments);
    one_line(context);
    if (error == 0)
        snprintf(line, sizeof line, "%s: %s", operation, context);
    else
        snprintf(line, sizeof line, "%s: %s (%s)", operation, strerror(error), context);
}

bool failure(const char *operation, int error, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    note(operation, error, format, arguments);
    va_end(arguments);
    return false;
}

bool failure_of_other(const char *operation, int error, bool wrong, const char *text) {
    if (failure_noted()) return false;
    noted_operation = operation;
    noted_error = error;
    noted_wrong = wrong;
    snprintf(line, sizeof line, "%s", text);
    return false;
}

bool wrong_result(const char *operation, const char *format, ...) {
    va_list arguments;
    if (noted_wrong) return false;
    char before[sizeof line];
    memcpy(before, line, sizeof line);
    line[0] = '\0';
    va_start(arguments, format);
    note(operation, 0, format, arguments);
    va_end(arguments);
    const size_t room = sizeof line - 1 - strlen(line);
    if (before[0]) strncat(strncat(line, "; before: ", room), before, room > 10 ? room - 10 : 0);
    noted_wrong = true;
    return false;
}

void die(enum exit_status status) {
    void (*const last)(enum exit_status) = call_last;
    fprintf(stderr, "%s: %s\n", program, line);
    call_last = NULL; /* should it fail itself, it is not called again */
    if (last) last(status);
    exit((int)status);
}

void *unreadable(void) { die(EXIT_FAILED); }

void die_usage(const char *operation, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    line[0] = '\0';
    note(operation, 0, format, arguments);
    va_end(arguments);
    fprintf(stderr, "%s: %s (try: %s --help)\n", program, line, program);
    exit(EXIT_USAGE);
}
