/* failure.c - see failure.h */
#include "failure.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *program = "growbench";
static char line[768]; /* longer than any message; a path that is longer still is cut */

void failure_program(const char *name) { program = name; }

const char *failure_program_name(void) { return program; }

bool failure_noted(void) { return line[0] != '\0'; }

static void note(const char *operation, int error, const char *format, va_list arguments) {
    if (failure_noted()) return;
    char context[512];
    vsnprintf(context, sizeof context, format, arguments);
    /* A message is one line, whatever bytes a user's file name holds. */
    for (char *c = context; *c; c++)
        if ((unsigned char)*c < ' ') *c = '?';
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

void die(enum exit_status status) {
    fprintf(stderr, "%s: %s\n", program, line);
    exit((int)status);
}

void die_usage(const char *operation, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    line[0] = '\0';
    note(operation, 0, format, arguments);
    va_end(arguments);
    fprintf(stderr, "%s: %s (try: %s --help)\n", program, line, program);
    exit(EXIT_USAGE);
}
