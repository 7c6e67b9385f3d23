/* file_guard.h - a mapped page that the file cannot give is an error in one line, not a dead
 * process.
 *
 *     snprintf(f->guard.name, sizeof f->guard.name, "%s", path);
 *     if (!file_guard_begin(&f->guard)) return false;
 *     f->guard.data = data, f->guard.bytes = bytes;      // whenever the mapping changes
 *     file_guard_end(&f->guard);
 *
 * A load or store behind the end of a file that somebody else cut short, or in a page that its disk
 * cannot read, is SIGBUS. Inside one of the guarded ranges it ends the program as every failure
 * does: one line, EXIT_FAILED. Elsewhere the signal takes its usual course. All who map a file use
 * this.
 */
#ifndef FILE_GUARD_H
#define FILE_GUARD_H

#include <stdbool.h>
#include <stddef.h>

struct file_guard {
    const char *data; /* what is mapped from the file, or NULL */
    size_t bytes;
    char name[4096]; /* of the file, for messages */
    struct file_guard *next;
};

/* Puts it into the list of all. It must stay where it is until file_guard_end. False and a note on
 * failure. */
bool file_guard_begin(struct file_guard *g);

/* Before all that is guarded is read: where memory is tight by now (allowance.h), its pages are
 * read one by one, whatever was the case when it was mapped. Costs what that question costs. */
void file_guard_before_reading(void);

/* Takes it out of the list. One that was never begun is allowed. */
void file_guard_end(struct file_guard *g);

#endif
