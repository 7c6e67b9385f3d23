/* import.c - see import.h */
#include "import.h"
#include "database.h"
#include "failure.h"

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
    if (ferror(file)) {
        failure("read", errno, "%s", path);
        die(EXIT_FAILED);
    }
    if (file != stdin) fclose(file);
    char *text = sqlite3_str_finish(out);
    return text ? text : sqlite3_mprintf("");
}

void import_lines(const char *table, const char *path) {
    char *text = file_content(path), *rest = text, *line;
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    execute(path, "create table if not exists \"%w\"(name text, number integer, text)", table);
    sqlite3_stmt *insert = prepared(path, "insert into \"%w\" values (?, ?, ?)", table);
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
    execute(path, "create temp table keys as select distinct j.key as name, "
                  "'$.\"' || j.key || '\"' as place from imported, json_each(text) as j");

    sqlite3_stmt *keys = prepared(path, "select name from keys");
    sqlite3_str *columns = sqlite3_str_new(database), *values = sqlite3_str_new(database);
    while ((text = next_text(keys)))
        sqlite3_str_appendf(columns, "%s\"%w\"", sqlite3_str_length(columns) > 0 ? ", " : "", text);
    sqlite3_finalize(keys);
    char *all = sqlite3_str_finish(columns);
    if (all) execute(path, "create table if not exists \"%w\"(%s)", table, all);
    sqlite3_free(all);

    columns = sqlite3_str_new(database);
    sqlite3_stmt *known = prepared(path,
                                   "select c.name, k.place from pragma_table_info(%Q) as c "
                                   "left join keys as k using (name)",
                                   table);
    while ((text = next_text(known))) {
        const char *place = (const char *)sqlite3_column_text(known, 1);
        if (!place && !setting_known(text)) continue;
        const char *comma = sqlite3_str_length(columns) > 0 ? ", " : "";
        sqlite3_str_appendf(columns, "%s\"%w\"", comma, text);
        if (place)
            sqlite3_str_appendf(values, "%sjson_extract(text, %Q)", comma, place);
        else
            sqlite3_str_appendf(values, "%s:%s", comma, text);
    }
    sqlite3_finalize(known);
    char *into = sqlite3_str_finish(columns), *from = sqlite3_str_finish(values);
    if (into)
        execute(path, "insert into \"%w\"(%s) select %s from imported order by number", table, into,
                from);
    sqlite3_free(into);
    sqlite3_free(from);
    execute(path, "drop table imported; drop table keys");
}
