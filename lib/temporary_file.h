/* temporary_file.h - a file without a name: whatever ends the program, nothing stays behind. */
#ifndef TEMPORARY_FILE_H
#define TEMPORARY_FILE_H

/* Opens an empty file for reading and writing in `directory`, without a name (open(2), O_TMPFILE;
 * where the file system knows none, a name that is gone at once). The descriptor, or -1 and a note
 * in failure.h. */
int temporary_file(const char *directory);

#endif
