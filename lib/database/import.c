/* import.c - see import.h */
#include "import.h"
#include "database.h"
#include "failure.h"
#include "record.h"

#include <errno.h>
#include <string.h>

char *file_content(const char *path) {
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
    if (!file) {
        failure("open", errno, "%s", path);
        die(EXIT_FAILED);
    }
    sqlite3_str *out = sqlite3_str_new(NULL);
    char block[65536];
    for (size_t n; (n = fread(block, 1, sizeof block, file)) > 0;)
        sqlite3_str_append(out, block, (int)n);
    if (ferror(file) || sqlite3_str_errcode(out)) {
        failure("read", ferror(file) ? errno : EFBIG, "%s", path);
        die(EXIT_FAILED);
    }
    if (file != stdin) fclose(file);
    const int length = sqlite3_str_length(out);
    char *text = sqlite3_str_finish(out);
    /* A 0 would end the text early, and what is no UTF-8 breaks pages and figures: another control
     * character instead is no JSON. */
    for (int i = 0, n; i < length; i += n) {
        n = text[i] == '\0' ? 0 : utf8_bytes((unsigned char *)text + i);
        if (n == 0) text[i] = '\1', n = 1;
    }
    return text ? text : sqlite3_mprintf("");
}

void import_lines(const char *table, const char *path) {
    char *text = file_content(path), *rest = text, *line;
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    execute(path, "create table if not exists \"%w\"(name text, number integer, text)", table);
    sqlite3_stmt *others = prepared(path,
                                    "select name from pragma_table_info(%Q) "
                                    "where name not in ('name', 'number', 'text')",
                                    table);
    sqlite3_str *columns = sqlite3_str_new(database), *values = sqlite3_str_new(database);
    sqlite3_str_appendall(columns, "name, number, text");
    sqlite3_str_appendall(values, "?1, ?2, ?3");
    while ((line = (char *)next_text(others))) {
        sqlite3_str_appendf(columns, ", \"%w\"", line);
        sqlite3_str_appendf(values, ", :%s", line);
    }
    sqlite3_finalize(others);
    char *into = sqlite3_str_finish(columns), *what = sqlite3_str_finish(values);
    sqlite3_stmt *insert = prepared(path, "insert into \"%w\"(%s) values (%s)", table, into, what);
    sqlite3_free(into);
    sqlite3_free(what);
    settings_bind(insert);
    execute(path, "savepoint lines");
    for (int number = 1; (line = strsep(&rest, "\n")) && (rest || *line); number++) {
        sqlite3_bind_text(insert, 1, name, -1, SQLITE_STATIC);
        sqlite3_bind_int(insert, 2, number);
        sqlite3_bind_text(insert, 3, line, -1, SQLITE_STATIC);
        if (sqlite3_step(insert) != SQLITE_DONE) refuse("lines", path);
        sqlite3_reset(insert);
    }
    execute(path, "release lines");
    sqlite3_finalize(insert);
    sqlite3_free(text);
}

/* "insert into TABLE(...) values (...)" for a row of `from`: @text is its JSON. In a row that is
 * `placed`, where it stands counts and not where its JSON says so. NULL: nothing of it fits. */
static char *insertion(const char *table, const char *from, bool placed) {
    const char *column;
    sqlite3_str *columns = sqlite3_str_new(database), *values = sqlite3_str_new(database);
    execute(from,
            "create temp table keys as select distinct j.key as name, "
            "'$.\"' || j.key || '\"' as place from \"%w\", json_each(text) as j",
            from);
    sqlite3_stmt *known = prepared(from,
                                   "select c.name, k.place, coalesce(c.dflt_value, 'null') "
                                   "from pragma_table_info(%Q) as c "
                                   "left join keys as k using (name)",
                                   table);
    while ((column = next_text(known))) {
        const char *place = (const char *)sqlite3_column_text(known, 1), *own = NULL;
        if (placed && strcmp(column, "run") == 0) own = "@run";
        if (placed && strcmp(column, "line") == 0) own = "@line";
        if (placed && strcmp(column, "path") == 0) own = "@path";
        if (!own && !place && (placed || !setting_known(column))) continue;
        const char *comma = sqlite3_str_length(columns) > 0 ? ", " : "";
        sqlite3_str_appendf(columns, "%s\"%w\"", comma, column);
        if (own)
            sqlite3_str_appendf(values, "%s%s", comma, own);
        else if (place)
            sqlite3_str_appendf(values, "%scoalesce(json_extract(@text, %Q), %s)", comma, place,
                                sqlite3_column_text(known, 2));
        else
            sqlite3_str_appendf(values, "%s:%s", comma, column);
    }
    sqlite3_finalize(known);
    char *into = sqlite3_str_finish(columns), *what = sqlite3_str_finish(values);
    char *sql =
        into ? sqlite3_mprintf("insert into \"%w\"(%s) values (%s)", table, into, what) : NULL;
    sqlite3_free(into);
    sqlite3_free(what);
    execute(from, "drop table keys");
    return sql;
}

/* What the constraint that just failed says: its name, or what SQLite says of it. */
static const char *constraint(void) {
    static const char check[] = "CHECK constraint failed: ";
    const char *said = sqlite3_errmsg(database);
    return strncmp(said, check, sizeof check - 1) == 0 ? said + sizeof check - 1 : said;
}

/* The columns of a row as the parameters of their names, where the statement has them. */
static void bind_row(sqlite3_stmt *statement, sqlite3_stmt *row) {
    static const char *const names[] = {"@text", "@run", "@line", "@file", "@path"};
    for (int c = 0; c < 5; c++) {
        const int parameter = sqlite3_bind_parameter_index(statement, names[c]);
        if (parameter) sqlite3_bind_value(statement, parameter, sqlite3_column_value(row, c));
    }
}

/* A row of `table` for each of `from`(text, run, line, file, path). What the table refuses goes to
 * left_out, or ends the program if all must be good. */
static void insert_rows(const char *table, const char *from, bool all) {
    char *sql = insertion(table, from, !all);
    if (!sql) return;
    sqlite3_stmt *rows = prepared(from, "select text, run, line, file, path from \"%w\"", from);
    sqlite3_stmt *insert = prepared(from, "%s", sql), *refused = NULL;
    if (!all) refused = prepared(from, "insert into left_out values (@run, @file, @line, @reason)");
    if (all) settings_bind(insert);
    while (next_text(rows)) {
        bind_row(insert, rows);
        const int result = sqlite3_step(insert);
        if (result != SQLITE_DONE && (all || result != SQLITE_CONSTRAINT)) {
            failure("import", 0, "%s: line %s: %s", sqlite3_column_text(rows, 3),
                    sqlite3_column_text(rows, 2), constraint());
            die(EXIT_FAILED);
        }
        if (result != SQLITE_DONE) {
            sqlite3_bind_text(refused, sqlite3_bind_parameter_index(refused, "@reason"),
                              constraint(), -1, SQLITE_TRANSIENT);
            bind_row(refused, rows); /* after what it says is read: a call that works says so */
            if (sqlite3_step(refused) != SQLITE_DONE) refuse("import", from);
            sqlite3_reset(refused);
        }
        sqlite3_reset(insert);
    }
    sqlite3_finalize(rows);
    sqlite3_finalize(insert);
    sqlite3_finalize(refused);
    sqlite3_free(sql);
}

void import_json(const char *table, const char *path) {
    const char *text;
    execute(path, "create temp table imported(name text, number integer, text)");
    import_lines("imported", path);
    execute(path, "delete from imported where trim(text, ' ' || char(13, 9)) = ''");
    sqlite3_stmt *bad =
        prepared(path, "select number from imported where not json_valid(text) limit 1");
    if ((text = next_text(bad))) {
        failure("import", 0, "%s: line %s is not JSON", path, text);
        die(EXIT_FAILED);
    }
    sqlite3_finalize(bad);

    sqlite3_stmt *keys =
        prepared(path, "select distinct j.key from imported, json_each(text) as j");
    sqlite3_str *columns = sqlite3_str_new(database);
    while ((text = next_text(keys)))
        sqlite3_str_appendf(columns, "%s\"%w\"", sqlite3_str_length(columns) > 0 ? ", " : "", text);
    sqlite3_finalize(keys);
    char *all = sqlite3_str_finish(columns);
    if (all) execute(path, "create table if not exists \"%w\"(%s)", table, all);
    sqlite3_free(all);
    execute(path,
            "create temp view arrived as select text, null as run, number as line, "
            "%Q as file, null as path from imported",
            path);
    execute(path, "savepoint rows");
    insert_rows(table, "arrived", true);
    execute(path, "release rows");
    execute(path, "drop view arrived; drop table imported");
}

void import_rows(const char *table, const char *from) { insert_rows(table, from, false); }
