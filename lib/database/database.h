/* database.h - the one database of this program: opened, asked, its statements' parameters filled.
 * What fails ends the program with one line. */
#ifndef DATABASE_H
#define DATABASE_H

#include "print.h"

extern sqlite3 *database;

/* Opens it, with the functions of functions.h: for reading only if it is there, else anew. */
void database_open(const char *path);

/* :NAME in all statements from now on; as text, or as a number. An empty value is null. The two
 * texts are kept by their addresses. */
void setting_add(const char *name, const char *value, bool number);
bool setting_known(const char *name);
void settings_bind(sqlite3_stmt *statement);

/* Runs all statements and prints their rows. `about` stands in the line of an error. Returns how
 * many rows came. */
long run_sql(const char *sql, const char *about, enum form form, FILE *to);

/* The same for statements that are made as by printf (sqlite3_mprintf: %w quotes a name, %Q a text)
 * and have no rows. */
void execute(const char *about, const char *format, ...);

/* A statement, to be stepped through; and the first column of its next row, or NULL at its end. */
sqlite3_stmt *prepared(const char *about, const char *format, ...);
const char *next_text(sqlite3_stmt *statement);

/* Ends the program with what SQLite says. */
_Noreturn void refuse(const char *operation, const char *context);

#endif
