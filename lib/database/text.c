/* text.c - texts for a page, for a shell and for people; see functions.h. */
#include "functions.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

int functions_add(sqlite3 *database, const struct function *functions, size_t count) {
    int error = SQLITE_OK;
    for (const struct function *f = functions; f < functions + count && !error; f++)
        error = sqlite3_create_function(database, f->name, f->arguments,
                                        SQLITE_UTF8 | SQLITE_DETERMINISTIC, (void *)f->data,
                                        f->call, NULL, NULL);
    return error;
}

void result_text(sqlite3_context *context, const char *text) {
    sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}

/* Of an empty string builder SQLite makes NULL: here it is the empty text. */
static void result_built(sqlite3_context *context, sqlite3_str *out) {
    char *text = sqlite3_str_finish(out);
    if (text)
        sqlite3_result_text(context, text, -1, sqlite3_free);
    else
        result_text(context, "");
}

const char *html_escape(char c) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

static void html(sqlite3_context *context, int count, sqlite3_value **values) {
    const char *text = (const char *)sqlite3_value_text(values[0]);
    (void)count;
    if (!text) return;
    sqlite3_str *out = sqlite3_str_new(NULL);
    for (; *text; text++) {
        const char *escaped = html_escape(*text);
        if (escaped)
            sqlite3_str_appendall(out, escaped);
        else
            sqlite3_str_appendchar(out, 1, *text);
    }
    result_built(context, out);
}

static void word(sqlite3_context *context, int count, sqlite3_value **values) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "_./,:=+-%@";
    const char *text = (const char *)sqlite3_value_text(values[0]);
    (void)count;
    if (!text) return;
    if (*text && text[strspn(text, plain)] == '\0') {
        result_text(context, text);
        return;
    }
    sqlite3_str *out = sqlite3_str_new(NULL);
    sqlite3_str_appendchar(out, 1, '\'');
    for (; *text; text++)
        if (*text == '\'')
            sqlite3_str_appendall(out, "'\\''");
        else
            sqlite3_str_appendchar(out, 1, *text);
    sqlite3_str_appendchar(out, 1, '\'');
    sqlite3_result_text(context, sqlite3_str_finish(out), -1, sqlite3_free);
}

static uint64_t mixed(uint64_t x) {
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 27) * 0x94d049bb133111ebu;
    return x ^ x >> 31;
}
static void order_of(sqlite3_context *context, int count, sqlite3_value **values) {
    uint64_t x = 0;
    for (int i = 0; i < count; i++)
        x = mixed(x + 0x9e3779b97f4a7c15u + (uint64_t)sqlite3_value_int64(values[i]));
    sqlite3_result_int64(context, (int64_t)(x >> 1));
}

/* ---- listing -------------------------------------------------------------------------------- */

struct list {
    sqlite3_str *head, *shown; /* of the first `most` - 1 names and of one fewer, with commas */
    char *last;                /* the name that is not in `head` yet */
    int count, most;
};

static void listing_step(sqlite3_context *context, int columns, sqlite3_value **values) {
    struct list *l = sqlite3_aggregate_context(context, sizeof *l);
    (void)columns;
    if (!l) return;
    if (!l->head) l->head = sqlite3_str_new(NULL);
    l->most = sqlite3_value_int(values[1]);
    if (l->last && l->count < l->most)
        sqlite3_str_appendf(l->head, "%s%s", l->count > 1 ? ", " : "", l->last);
    l->count++;
    sqlite3_free(l->last);
    l->last = sqlite3_mprintf("%s", sqlite3_value_text(values[0]));
}

static void listing_final(sqlite3_context *context) {
    struct list *l = sqlite3_aggregate_context(context, 0);
    if (!l || l->count == 0) {
        result_text(context, "none");
        return;
    }
    char *head = sqlite3_str_finish(l->head), *text;
    if (l->count == 1)
        text = sqlite3_mprintf("%s", l->last);
    else if (l->count <= l->most)
        text = sqlite3_mprintf("%s and %s", head, l->last);
    else
        text = sqlite3_mprintf("%s and %d more", head, l->count - l->most + 1);
    sqlite3_result_text(context, text, -1, sqlite3_free);
    sqlite3_free(head);
    sqlite3_free(l->last);
}

int text_register(sqlite3 *database) {
    static const struct function functions[] = {
        {"html", 1, html, NULL}, {"word", 1, word, NULL}, {"order_of", 3, order_of, NULL}};
    int error = functions_add(database, functions, sizeof functions / sizeof *functions);
    return error ? error
                 : sqlite3_create_function(database, "listing", 2, SQLITE_UTF8, NULL, NULL,
                                           listing_step, listing_final);
}
