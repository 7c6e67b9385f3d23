/* print.c - see print.h */
#include "print.h"
#include "failure.h"
#include "functions.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char *text_of(sqlite3_stmt *row, int column) {
    const char *text = (const char *)sqlite3_column_text(row, column);
    return text ? text : "";
}

/* Tabs and ends of lines would be taken for those of the table. */
static void put_tsv(FILE *to, const char *text) {
    for (; *text; text++) putc((unsigned char)*text < ' ' ? ' ' : *text, to);
}
/* A spreadsheet takes what begins like a formula for one, and does it: a ' goes before. */
static void put_csv(FILE *to, const char *text, bool formula) {
    const bool quoted = text[strcspn(text, ",\"\r\n")] != '\0';
    if (quoted) putc('"', to);
    if (formula) putc('\'', to);
    for (; *text; text++) {
        if (*text == '"') putc('"', to);
        putc(*text, to);
    }
    if (quoted) putc('"', to);
}
static void put_html(FILE *to, const char *text) {
    for (; *text; text++) {
        const char *escaped = html_escape(*text);
        if (escaped)
            fputs(escaped, to);
        else
            putc(*text, to);
    }
}

static void print_line(FILE *to, sqlite3_stmt *row, enum form form, bool head) {
    const int columns = sqlite3_column_count(row);
    if (form == HTML) fputs("<tr>", to);
    for (int c = 0; c < columns; c++) {
        const char *text = head ? sqlite3_column_name(row, c) : text_of(row, c);
        if (form == HTML) {
            fputs(head ? "<th scope=col>" : "<td>", to);
            put_html(to, text);
            fputs(head ? "</th>" : "</td>", to);
        } else {
            if (c > 0) putc(form == CSV ? ',' : '\t', to);
            if (form == CSV)
                put_csv(to, text,
                        !head && sqlite3_column_type(row, c) == SQLITE_TEXT && *text &&
                            strchr("=+-@\t\r", *text));
            else
                put_tsv(to, text);
        }
    }
    fputs(form == HTML ? "</tr>\n" : "\n", to);
}

/* A row is one object on a line. SQLite itself knows how to quote; a value that is JSON stays
 * JSON. */
static void print_json(FILE *to, sqlite3_stmt *row) {
    sqlite3_stmt *quote;
    const char *sql = "select case when json_valid(?1) and substr(?1, 1, 1) in ('{', '[') then ?1 "
                      "else json_quote(?1) end, json_quote(?2)";
    if (sqlite3_prepare_v2(sqlite3_db_handle(row), sql, -1, &quote, NULL) != SQLITE_OK) return;
    for (int c = 0; c < sqlite3_column_count(row); c++) {
        sqlite3_bind_value(quote, 1, sqlite3_column_value(row, c));
        sqlite3_bind_text(quote, 2, sqlite3_column_name(row, c), -1, SQLITE_TRANSIENT);
        sqlite3_step(quote);
        fprintf(to, "%s%s:%s", c > 0 ? "," : "{", text_of(quote, 1), text_of(quote, 0));
        sqlite3_reset(quote);
    }
    fputs("}\n", to);
    sqlite3_finalize(quote);
}

/* Aligned columns need all rows first. A column stands to the right where most of it is numbers. */
struct grid {
    char **cells;
    size_t rows, columns, capacity;
};
static void keep_row(struct grid *g, sqlite3_stmt *row, bool head) {
    g->columns = (size_t)sqlite3_column_count(row);
    if ((g->rows + 1) * g->columns > g->capacity) {
        g->capacity = 2 * g->capacity + 64 * g->columns;
        char **larger = realloc(g->cells, g->capacity * sizeof *larger);
        if (!larger) {
            failure("realloc", errno, "a table");
            die(EXIT_FAILED);
        }
        g->cells = larger;
    }
    for (int c = 0; c < (int)g->columns; c++) {
        char *cell = sqlite3_mprintf("%s", head ? sqlite3_column_name(row, c) : text_of(row, c));
        /* A terminal takes control characters for commands. */
        for (char *t = cell; t && *t; t++)
            if ((unsigned char)*t < ' ') *t = ' ';
        g->cells[g->rows * g->columns + (size_t)c] = cell;
    }
    g->rows++;
}
static size_t letters(const char *utf8) {
    size_t n = 0;
    for (; *utf8; utf8++) n += ((unsigned char)*utf8 & 0xc0) != 0x80;
    return n;
}
static void print_grid(struct grid *g, FILE *to) {
    for (size_t r = 0; r < g->rows; r++) {
        size_t behind = 0; /* blanks that are due before the next text: none at a line's end */
        for (size_t c = 0; c < g->columns; c++) {
            size_t width = 0, numbers = 0, texts = 0;
            for (size_t k = 0; k < g->rows; k++) {
                const char *cell = g->cells[k * g->columns + c];
                if (letters(cell) > width) width = letters(cell);
                if (k == 0 || !*cell) continue;
                if (strchr("0123456789+-", *cell)) numbers++;
                texts++;
            }
            const char *cell = g->cells[r * g->columns + c];
            const size_t room = width - letters(cell);
            const bool right = c > 0 && 2 * numbers > texts;
            if (right) behind += room;
            if (*cell) {
                fprintf(to, "%*s%s", (int)behind, "", cell);
                behind = 0;
            }
            behind += right ? 2 : 2 + room;
        }
        putc('\n', to);
    }
    for (size_t i = 0; i < g->rows * g->columns; i++) sqlite3_free(g->cells[i]);
    free(g->cells);
}

long print_rows(sqlite3_stmt *statement, enum form form, FILE *to) {
    struct grid grid = {0};
    long rows = 0;
    if (form == HEADED) print_line(to, statement, form, true);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        if (rows++ == 0) {
            if (form == HTML) fputs("<table><thead>", to);
            if (form == TABLE) keep_row(&grid, statement, true);
            if (form == CSV || form == HTML) print_line(to, statement, form, true);
            if (form == HTML) fputs("</thead><tbody>\n", to);
        }
        if (form == TABLE)
            keep_row(&grid, statement, false);
        else if (form == JSON)
            print_json(to, statement);
        else if (form != NONE)
            print_line(to, statement, form, false);
    }
    if (rows > 0 && form == HTML) fputs("</tbody></table>\n", to);
    if (grid.rows > 0) print_grid(&grid, to);
    return rows;
}
