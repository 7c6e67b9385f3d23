/* record.h - one run, one line of JSON, one write.
 *
 *     struct record r;
 *     if (!record_begin(&r, 65536)) die(EXIT_FAILED);
 *     record_string(&r, "strategy", "chunk_list");
 *     record_number(&r, "count", 1000000);
 *     record_missing(&r, "shmem_bytes", "no /proc/self/status");
 *     record_append(&r, "runs.jsonl");
 *
 * The line is flat but for the tables of instrumented runs; units are in the names. A figure that
 * could not be read is null, with the reason in NAME_reason, and never 0.
 */
#ifndef RECORD_H
#define RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Raised when a field changes its meaning. 2: a record can be read alone (commit, command, flags,
 * allocator, time ...), and so can that of a run that failed (ended, errno, error_at). */
enum { RECORD_SCHEMA = 2 };

struct record {
    char *text;          /* what is written so far, from the opening brace on; ends with a '\0' */
    size_t length, room; /* of the text, and the most that it may have */
};

/* An empty record in memory of its own, mapped here and nowhere else: so that it is there before
 * memory is measured, and no allocator is asked. False and a note on failure. */
bool record_begin(struct record *r, size_t room);

/* Empties it. */
void record_again(struct record *r);

/* Gives its memory back. */
void record_end(struct record *r);

/* One field each. `name` is a literal of ours, or NULL for an item of a list. In a string quotes
 * and control characters are escaped, and bytes that are not UTF-8 become U+FFFD. A record that
 * outgrows its room ends the program: that is a bug. */
void record_string(struct record *r, const char *name, const char *value);
void record_number(struct record *r, const char *name, int64_t value);
void record_real(struct record *r, const char *name, double value);
void record_truth(struct record *r, const char *name, bool value);
void record_missing(struct record *r, const char *name, const char *reason);

/* `value` as a string, or missing with `reason` if it is NULL. */
void record_said(struct record *r, const char *name, const char *value, const char *reason);

/* `value` as a number, or missing with `reason` if it is UNKNOWN (measure.h). */
void record_known(struct record *r, const char *name, int64_t value, const char *reason);

/* A string that is made of parts: record_part adds to it. */
void record_open_string(struct record *r, const char *name);
void record_part(struct record *r, const char *part);
void record_close_string(struct record *r);

/* An object inside the record: fields between the two calls belong to it. */
void record_open(struct record *r, const char *name);
void record_close(struct record *r);

/* A list: what stands between the two calls, with NULL for names, are its items. */
void record_open_list(struct record *r, const char *name);
void record_close_list(struct record *r);

/* Appends the line to a file with a single write(2), so that a reader never sees half of it and
 * concurrent writers do not mix; on a new line, should the last one of the file be torn. False and
 * a note on failure. */
bool record_append(const struct record *r, const char *path);

/* Prints the line on standard output. */
void record_print(const struct record *r);

/* The bytes of the character of UTF-8 at `c`, or 0 if there is none (RFC 3629). */
int utf8_bytes(const unsigned char *c);

#endif
