/* unreadable.c - see unreadable.h */
#include "unreadable.h"
#include "failure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool begins_as_text(const struct stream *s, const char *bytes) {
    static const struct {
        const char *begin, *is, *then;
    } others[] = {
        {"\x1f\x8b", "compressed", "zcat FILE | PROGRAM --input - ..."},
        {"\x28\xb5\x2f\xfd", "compressed", "zstdcat FILE | PROGRAM --input - ..."},
        {"\xfd\x37zXZ", "compressed", "xzcat FILE | PROGRAM --input - ..."},
        {"BZh", "compressed", "bzcat FILE | PROGRAM --input - ..."},
        {"PK\x03\x04", "packed, as spreadsheets are", "save it as CSV"},
        {"\xff\xfe", "UTF-16", "iconv -f UTF-16 -t UTF-8 FILE | PROGRAM --input - ..."},
        {"\xfe\xff", "UTF-16", "iconv -f UTF-16 -t UTF-8 FILE | PROGRAM --input - ..."},
    };
    for (size_t k = 0; k < sizeof others / sizeof *others; k++)
        if (strncmp(bytes, others[k].begin, strlen(others[k].begin)) == 0)
            return failure("input", 0, "%s is no text but %s: %s", s->path, others[k].is,
                           others[k].then);
    return true;
}

/* A type in which the number would fit. */
static const char *wider(const char *number) {
    const bool digits = number[strspn(number, "+-0123456789")] == '\0' && strlen(number) < 19;
    return digits ? " (--type int64?)" : " (--type float64?)";
}

const char *advice_on(const struct stream *s, const char *found) {
    static char text[320];
    const struct column *c = &s->column;
    const char *file = s->fd == STDIN_FILENO ? "FILE" : s->path;
    char *end;
    strtod(found, &end);
    if (end != found && *end == '\0') return s->type == TYPE_FLOAT64 ? "" : wider(found);
    if (end != found && *end == ',' && end[1] && end[1 + strspn(end + 1, "0123456789")] == '\0')
        return " (a decimal comma? tr , . makes it a point; or two columns? --column N)";
    if (c->number == 0 && strpbrk(found, ",; \t|"))
        return " (several in a line? --column N, with --separator if that is no comma)";
    if (s->lines == 1 && !c->header && *found)
        return " (a line of names? --header; in make HEADER=1)";
    if (strlen(found) > 20 || strpbrk(found, "\"'\\")) return "";
    if (c->number == 0)
        snprintf(text, sizeof text, " (a missing value? without it: grep -vx '%s' %s)", found,
                 file);
    else
        snprintf(text, sizeof text,
                 " (a missing value? without it: awk -F'%s%c' '$%zu != \"%s\"' %s)",
                 c->separator == '\t' ? "\\" : "", c->separator == '\t' ? 't' : c->separator,
                 c->number, found, file);
    return text;
}
