/* column.c - see column.h */
#include "column.h"
#include "failure.h"
#include "quantity.h"

#include <stdio.h>
#include <string.h>

bool column_set(struct column *c, const char *text) {
    uint64_t number = 0;
    const bool digits = text[strspn(text, "0123456789")] == '\0';
    if (digits && (!parse_count(text, &number) || number == 0)) return false;
    c->number = number;
    c->name = digits ? NULL : text;
    return true;
}

bool column_set_separator(struct column *c, const char *text) {
    if (strcmp(text, "tab") == 0 || strcmp(text, "\\t") == 0) text = "\t";
    if (strlen(text) != 1 || strchr(" \"\r\n", *text)) return false;
    c->separator = *text;
    return true;
}

static char *behind_blanks(char *from) {
    while (*from == ' ') from++;
    return from;
}

/* The end of the field at `from`: its separator, or that of the line. NULL and what is wrong. */
static char *end_of(char *from, char separator, const char **wrong) {
    from = behind_blanks(from);
    if (*from != '"') return strchrnul(from, separator);
    do { /* from a quote to the next: two side by side are one inside */
        from = strchr(from + 1, '"');
        if (!from) {
            *wrong = "a quote is not closed on its line (a line break inside quotes is not read "
                     "here; Python's csv module reads it)";
            return NULL;
        }
    } while (*++from == '"');
    from = behind_blanks(from);
    if (*from == '\0' || *from == separator) return from;
    *wrong = "text stands behind a closing quote (one inside quotes is written twice)";
    return NULL;
}

/* Cuts the field out of its line; its quotes and the blanks around it go. */
static char *cut(char *from, char *end) {
    from = behind_blanks(from);
    if (*from != '"') {
        while (end > from && end[-1] == ' ') end--;
        *end = '\0';
        return from;
    }
    char *to = ++from;
    for (const char *c = from; *c != '"' || *++c == '"'; c++) *to++ = *c;
    *to = '\0';
    return from;
}

/* What is said of a line when a column is not found. */
struct fields {
    size_t count, found; /* how many; the one that has the name, or 0 */
    size_t again;        /* one more that has it, or 0 */
    char list[240];      /* all, for a message */
};

/* Cuts a whole line up. False and what is wrong with one of its fields. */
static bool list_fields(struct fields *f, const struct column *c, char *line, const char **wrong) {
    *f = (struct fields){0};
    for (char *from = line, *end; from; from = end) {
        f->count++;
        end = end_of(from, c->separator, wrong);
        if (!end) return false;
        const bool last = *end == '\0';
        const char *field = cut(from, end);
        if (c->name && strcmp(field, c->name) == 0) *(f->found ? &f->again : &f->found) = f->count;
        size_t length = strlen(f->list);
        snprintf(f->list + length, sizeof f->list - length, "%s\"%.40s\"", length > 0 ? " " : "",
                 field);
        end = last ? NULL : end + 1;
    }
    return true;
}

/* One field, and a sign of another separator in it: that is what went wrong. */
static const char *other_separator(const struct fields *f) {
    if (f->count > 1) return "";
    return strchr(f->list, ';')    ? " (--separator ';'?)"
           : strchr(f->list, '\t') ? " (--separator tab?)"
           : strchr(f->list, ',')  ? " (--separator ,?)"
           : strchr(f->list, '|')  ? " (--separator '|'?)"
                                   : "";
}

static void tell_wrong(const char *path, uint64_t line, size_t column, const char *wrong) {
    failure("input", 0, "%s: line %llu, column %zu: %s", path, (unsigned long long)line, column,
            wrong);
}

bool column_find(struct column *c, char *line, const char *path) {
    struct fields f;
    const char *wrong;
    if (!list_fields(&f, c, line, &wrong)) {
        tell_wrong(path, 1, f.count, wrong);
        return false;
    }
    if (f.again)
        return failure("input", 0, "%s: columns %zu and %zu are both named \"%s\": say the number",
                       path, f.found, f.again, c->name);
    if (c->name) c->number = f.found;
    if (c->number > 0 && c->number <= f.count) return true;
    if (c->name)
        return failure("input", 0, "%s: no column is named \"%.60s\"; there are %s%s", path,
                       c->name, f.list, other_separator(&f));
    return failure("input", 0, "%s: there is no column %zu; there are %zu: %s%s", path, c->number,
                   f.count, f.list, other_separator(&f));
}

char *column_field(const struct column *c, char *line, const char *path, uint64_t number) {
    const char *wrong;
    char *from = line;
    for (size_t k = 1;; k++) {
        char *end = end_of(from, c->separator, &wrong);
        if (!end) return tell_wrong(path, number, k, wrong), NULL;
        if (k == c->number) return cut(from, end);
        if (*end == '\0') break;
        from = end + 1;
    }
    struct fields f;
    list_fields(&f, c, line, &wrong);
    failure("input", 0, "%s: line %llu has no column %zu; it has %zu: %s%s", path,
            (unsigned long long)number, c->number, f.count, f.list, other_separator(&f));
    return NULL;
}
