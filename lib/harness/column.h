/* column.h - one column of a table in text (CSV), as RFC 4180 and spreadsheets write it.
 *
 *     time;note;temperature               --column 3 --header --separator ';'
 *     12:00;"a;b, said ""c""";21.5        --column temperature --separator ';'
 *
 * A field may stand in quotes: a separator in them is text, and two quotes are one. Blanks around
 * a field are no part of it. A quote must be closed on its line.
 */
#ifndef COLUMN_H
#define COLUMN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a text says its numbers. All zero: one a line, and no header. */
struct column {
    const char *name; /* in the first line; NULL where `number` says which */
    size_t number;    /* from 1; 0: the whole line is the number, or `name` was not looked for */
    char separator;   /* the byte between two fields */
    bool header;      /* the first line has no numbers but names */
};

/* The column that `text` says: a number, or else a name, and so a header. False if it is neither:
 * "", 0, or above 2^47. `column` is then unchanged. */
bool column_set(struct column *column, const char *text);

/* The separator that `text` says: one byte, or "tab", or "\t". False if it is none, or one that a
 * number or a quoted field may hold: a blank, a quote, an end of line. */
bool column_set_separator(struct column *column, const char *text);

/* Looks for the column in the first line (ended by '\0'; it is cut up). False and a note in
 * failure.h, which names the columns that are there, if it is not among them. */
bool column_find(struct column *column, char *line, const char *path);

/* The column's field in a line, without its quotes and ended by '\0': the line is changed. NULL and
 * a note if the line has none; `path` and `number` say where. Time: that of a look at each byte
 * before it. */
char *column_field(const struct column *column, char *line, const char *path, uint64_t number);

#endif
