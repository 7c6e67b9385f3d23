/* output.h - results that are whole or not there: written to a temporary name, then renamed. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

/* A file being written. It has no name until it is whole (O_TMPFILE), or where the file system
 * knows no such files, a temporary one. A device, a pipe or what a symbolic link points to is
 * written as it is; "-" is standard output. */
struct output {
    int fd;
    const char *path;
    bool unnamed;
    char temporary[4096]; /* "" where nothing is to be renamed */
};

/* Ends the program if standard output is closed: the next file opened would get its number, and the
 * table would be written into it. Standard input and error, if closed, become /dev/null. */
void output_guard(void);

/* Whether `path` can be made or, with `replace`, written: asked before hours of work. NULL: yes.
 * False and a note in failure.h if not. */
bool output_check(const char *path, bool replace);

/* Whether `path` is standard output: "-". False for NULL. */
bool output_is_stdout(const char *path);

/* Opens it. False and a note on failure. */
bool output_open(struct output *o, const char *path);

/* Writes all the bytes, or returns false and a note (disk full, closed pipe). */
bool output_write(struct output *o, const void *bytes, size_t count);

/* Writes a line as printf does; 512 bytes at most. */
bool output_print(struct output *o, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* With `keep`, flushes it and gives it its name; else drops it. False and a note on failure. */
bool output_close(struct output *o, bool keep);

/* Flushes standard output. Without this check a full disk loses the results and the exit status is
 * still 0. False and a note on failure. */
bool output_flush(void);

/* The name of the file system a directory is on: "ext4", "tmpfs" ..., its magic number in hex
 * (statfs(2)), or "unknown". In a static buffer. */
const char *file_system_of(const char *directory);

#endif
