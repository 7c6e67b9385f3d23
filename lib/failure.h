/* failure.h - one voice for errors, one exit status for each kind.
 *
 *     if (fd < 0) return failure("open", errno, "%s", path);    // a library function: false
 *     if (!array_begin(...)) die(EXIT_FAILED);                 // the program: prints it, exits
 *
 * Every error is one line on standard error:   NAME: operation: reason (context)
 * Its parts are kept, so that a record can say them as fields. Nothing here allocates memory: what
 * is to be told may be that there is none.
 */
#ifndef FAILURE_H
#define FAILURE_H

#include "platform.h"

#include <stdbool.h>

/* Marks a call that is rarely made: growth and failure. Without it clang gives their path the
 * registers that belong to the plain append, and the measured loop is a quarter slower than the
 * same loop written by hand (make harness-cost CC=clang BUILD=build-clang). */
#define RARE __attribute__((cold))

/* Exit status, the same for every program of the suite. */
enum exit_status {
    EXIT_DONE = 0,
    EXIT_FAILED = 1, /* failed while running: no memory, disk full, I/O */
    EXIT_USAGE = 2,  /* the command line, or a value on it, is wrong */
    EXIT_WRONG = 3,  /* what is stored differs from what came in, or was not given back */
    EXIT_UNABLE = 4, /* this machine cannot do it; the line says what is missing */
};

/* The name that opens each error line. Kept as a pointer, not copied. */
void failure_program(const char *name);

/* The name that was set, for messages and records. */
const char *failure_program_name(void);

/* Notes why something failed and returns false, so that a function can end with
 * `return failure(...)`. `error` is an errno value, or 0 when `format` says it all.
 * The first note wins: what fails while cleaning up never hides the cause. Allocates nothing. */
RARE bool failure(const char *operation, int error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same for a result that is wrong (EXIT_WRONG), which is worse than a failure: it takes the
 * place of what was noted before, and the line ends with that. The first of these wins. */
RARE bool wrong_result(const char *operation, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Notes what another process noted: the parts as failure_operation() and those behind it gave them
 * there. */
RARE bool failure_of_other(const char *operation, int error, bool wrong, const char *line);

/* Whether something was noted; and whether it is a wrong result. */
bool failure_noted(void);
bool failure_is_wrong(void);

/* The parts of what was noted: the errno value (0: none), the operation, the line without the
 * program's name. */
int failure_errno(void);
const char *failure_operation(void);
const char *failure_line(void);

/* The symbolic name of an errno value, "ENOSPC"; "errno 77" for one that is seldom met. In a static
 * buffer; NULL for 0. */
const char *errno_name(int error);

/* Makes of a text, such as a file's name, one that is one line and moves no cursor: its control
 * characters become '?'. Returns it. All that failure() is given is made so. */
const char *one_line(char *text);

/* Calls `last` from die() when the line is printed, before the program ends: the harness writes a
 * record of the failure there. NULL: nothing. */
void failure_call_last(void (*last)(enum exit_status status));

/* Prints what was noted and ends the program with `status`. */
_Noreturn void die(enum exit_status status);

/* For an element that was stored and cannot be had again, as its disk failed: ends the program with
 * what was noted, as a mapped page does that cannot be had (file_guard.h). Returns nothing. */
RARE void *unreadable(void);

/* Ends with EXIT_USAGE and one line that points to --help. */
_Noreturn void die_usage(const char *operation, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
