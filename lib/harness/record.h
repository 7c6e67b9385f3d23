/* record.h - one run, one line of JSON, one write.
 *
 *     struct record r = {0};
 *     record_string(&r, "strategy", "chunk_list");
 *     record_number(&r, "count", 1000000);
 *     record_missing(&r, "shmem_bytes", "no /proc/self/status");
 *     record_append(&r, "runs.jsonl");
 *
 * The line is flat; units are in the names. A figure that could not be read is null, with the
 * reason in NAME_reason, and never 0.
 */
#ifndef RECORD_H
#define RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RECORD_SCHEMA = 2 }; /* raised when a field changes its meaning */

/* All zero is the empty record. */
struct record {
    char text[8192]; /* what is written so far, without the braces */
    size_t length;
};

/* One field each. `name` is a literal of ours; a string's value is UTF-8: quotes and
 * control characters are escaped. A record that outgrows its buffer ends the program: that is a bug. */
void record_string(struct record *r, const char *name, const char *value);
void record_number(struct record *r, const char *name, int64_t value);
void record_real(struct record *r, const char *name, double value);
void record_truth(struct record *r, const char *name, bool value);
void record_missing(struct record *r, const char *name, const char *reason);

/* `value` as a number, or missing with `reason` if it is UNKNOWN (measure.h). */
void record_known(struct record *r, const char *name, int64_t value, const char *reason);

/* An object inside the record: fields between the two calls belong to it. */
void record_open(struct record *r, const char *name);
void record_close(struct record *r);

/* Appends the line to a file with a single write(2), so that a reader never sees half of it and
 * concurrent writers do not mix. False and a note on failure. */
bool record_append(const struct record *r, const char *path);

/* Prints the line on standard output. */
void record_print(const struct record *r);

#endif
