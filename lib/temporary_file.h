/* temporary_file.h - a file without a name: whatever ends the program, nothing stays behind. */
#ifndef TEMPORARY_FILE_H
#define TEMPORARY_FILE_H

#include <stdbool.h>
#include <stddef.h>

/* Opens an empty file for reading and writing in `directory`, without a name (open(2), O_TMPFILE;
 * where the file system knows none, a name that is gone at once). The descriptor, or -1 and a note
 * in failure.h. */
int temporary_file(const char *directory);

/* Fills `name` with one in `directory` that nobody can foresee. False, with errno, when it is too
 * long or there is no chance to be had. */
bool temporary_name(char *name, size_t size, const char *directory);

/* Makes an empty file under such a name and opens it with open(2)'s `flags` and `mode`. Never one
 * that was there before, and never what a symbolic link points to. The descriptor, or -1 with
 * errno. */
int temporary_named(char *name, size_t size, const char *directory, int flags, unsigned mode);

/* Opens an empty file in `directory` that has no name, and can get one when it is whole. Where the
 * file system or the kernel cannot do that: -1, and temporary_named is the next best. */
int nameless_file(const char *directory, int flags, unsigned mode);

/* Gives it this name in one step, so that who is killed leaves all or nothing. False and errno;
 * EEXIST where something has that name. */
bool name_file(int fd, const char *name);

#endif
