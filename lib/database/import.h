/* import.h - files into tables. What fails ends the program with one line. */
#ifndef IMPORT_H
#define IMPORT_H

/* The whole of a file, or of standard input ("-"); to be given back by sqlite3_free. */
char *file_content(const char *path);

/* A row for each line: name of the file, number from 1, text; what else the table has is :COLUMN.
 * The table is made if there is none. */
void import_lines(const char *table, const char *path);

/* A row for each line of JSON. Keys of the lines and columns of the table are matched by name; a
 * table that is not there gets a column for each key. What a table's definition says (not null,
 * check, default) is said of the lines, too. A key without a column is left out; a column without a
 * key gets :COLUMN if that is set, else its default, and so does null. An object or a list stays
 * as its text. Cost:
 * some 20 us a line of a hundred keys. */
void import_json(const char *table, const char *path);

/* The same for the rows of the table `from`: text, a line of JSON; run, line and path, which are
 * columns of `table` where it has them, whatever the JSON says; file. A row that a constraint of
 * `table` refuses does not end the program: it goes to left_out(run, file, line, reason), with the
 * constraint's name as the reason. */
void import_rows(const char *table, const char *from);

#endif
