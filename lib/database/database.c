/* database.c - see database.h */
#include "database.h"
#include "failure.h"
#include "functions.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

sqlite3 *database;

enum { SETTINGS = 64 };
static struct setting {
    const char *name, *value;
    bool number;
} settings[SETTINGS];
static int settings_count;

/* Its place, or where it would be put. */
static int place_of(const char *name) {
    int s = 0;
    while (s < settings_count && strcmp(settings[s].name, name) != 0) s++;
    return s;
}

void refuse(const char *operation, const char *context) {
    if (sqlite3_errcode(database) == SQLITE_AUTH) { /* what a person said is wrong, not the SQL */
        char *said = sqlite3_mprintf("%s", sqlite3_errmsg(database));
        fprintf(stderr, "%s: %s\n", failure_program_name(), said ? one_line(said) : "no memory");
        exit(EXIT_USAGE);
    }
    failure(operation, 0, "%s%s%s%s", sqlite3_errmsg(database), *context ? " (" : "", context,
            *context ? ")" : "");
    die(EXIT_FAILED);
}

void database_open(const char *path) {
    const int create = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const bool there = access(path, F_OK) == 0;
    int error = sqlite3_open_v2(path, &database, there ? SQLITE_OPEN_READONLY : create, NULL);
    if (!error) error = statistics_register(database);
    if (!error) error = numbers_register(database);
    if (!error) error = text_register(database);
    if (!error) error = places_register(database);
    if (error) refuse("open", path);
    execute(path, "pragma temp_store = memory");
    /* What fails half-way is dropped by who made it: so nothing needs to wait for the disk. */
    if (!there) execute(path, "pragma synchronous = off; pragma journal_mode = off");
}

/* ---- settings ------------------------------------------------------------------------------- */

void setting_add(const char *name, const char *value, bool number) {
    const int s = place_of(name);
    char *end = NULL;
    if (number && *value && (strtod(value, &end), *end)) {
        failure("usage", 0, "%s: \"%s\" is not a number", name, value);
        die(EXIT_USAGE);
    }
    if (s == SETTINGS) {
        failure("usage", 0, "more than %d settings", SETTINGS);
        die(EXIT_USAGE);
    }
    settings[s] = (struct setting){name, value, number};
    if (s == settings_count) settings_count++;
}

bool setting_known(const char *name) { return place_of(name) < settings_count; }

void settings_bind(sqlite3_stmt *statement) {
    for (int p = 1; p <= sqlite3_bind_parameter_count(statement); p++) {
        const char *name = sqlite3_bind_parameter_name(statement, p);
        const int s = name ? place_of(name + 1) : settings_count;
        const char *value = s < settings_count ? settings[s].value : "";
        if (!*value) continue;
        if (!settings[s].number)
            sqlite3_bind_text(statement, p, value, -1, SQLITE_STATIC);
        else if (strpbrk(value, ".eE"))
            sqlite3_bind_double(statement, p, strtod(value, NULL));
        else
            sqlite3_bind_int64(statement, p, strtoll(value, NULL, 10));
    }
}

/* ---- statements ----------------------------------------------------------------------------- */

long run_sql(const char *sql, const char *about, enum form form, FILE *to) {
    long rows = 0;
    while (*sql) {
        sqlite3_stmt *statement;
        if (sqlite3_prepare_v2(database, sql, -1, &statement, &sql) != SQLITE_OK)
            refuse("sql", about);
        if (!statement) continue; /* a comment */
        settings_bind(statement);
        rows += print_rows(statement, form, to);
        if (sqlite3_finalize(statement) != SQLITE_OK) refuse("sql", about);
    }
    return rows;
}

void execute(const char *about, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *sql = sqlite3_vmprintf(format, arguments);
    va_end(arguments);
    if (!sql) refuse("sql", about);
    run_sql(sql, about, NONE, stdout);
    sqlite3_free(sql);
}

sqlite3_stmt *prepared(const char *about, const char *format, ...) {
    sqlite3_stmt *statement;
    va_list arguments;
    va_start(arguments, format);
    char *sql = sqlite3_vmprintf(format, arguments);
    va_end(arguments);
    if (!sql || sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK)
        refuse("sql", about);
    sqlite3_free(sql);
    return statement;
}

const char *next_text(sqlite3_stmt *statement) {
    if (sqlite3_step(statement) != SQLITE_ROW) return NULL;
    const char *text = (const char *)sqlite3_column_text(statement, 0);
    return text ? text : "";
}
