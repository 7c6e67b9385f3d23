/* crash.h - what a sanitizer said, in one line. */
#ifndef CRASH_H
#define CRASH_H

#include <stdbool.h>
#include <stddef.h>

/* Looks through `log`, all that a process wrote to standard error. True and "heap-buffer-overflow:
 * write of size 8 outside of a 64-byte region, in append (my_append.c:17)" where a sanitizer named
 * an error; the place is the first in the file `source`. */
bool crash_found(int log, const char *source, char *text, size_t room);

#endif
