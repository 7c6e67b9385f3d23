/* contract.c - see contract.h */
#include "contract.h"
#include "quantity.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* clang-format off */
const char *const counter_names[COUNTERS] = {
    "n", "width", "data", "page",
    "copied", "realloc_copied", "allocations", "moves", "moved", "remapped", "largest",
    "live", "live_peak", "reserved", "reserved_peak", "left",
    "faults", "peak", "resident", "virtual",
    "brk", "mmap", "munmap", "mremap", "mprotect", "madvise", "msync",
    "ftruncate", "fallocate", "fsync", "fdatasync", "pread64", "pwrite64"};
/* clang-format on */

/* The text behind the blanks at both ends, in place. */
static char *trimmed(char *text) {
    text += strspn(text, " \t");
    size_t length = strlen(text);
    while (length > 0 && strchr(" \t\r\n", text[length - 1])) text[--length] = '\0';
    return text;
}

/* Cuts `text` at the next ';' and returns what stands behind it; NULL when there is none. */
static char *cut(char *text) {
    char *end = text ? strchr(text, ';') : NULL;
    if (!end) return NULL;
    *end = '\0';
    return trimmed(end + 1);
}

/* Whether it fits. */
#define COPY(to, text) (snprintf(to, sizeof to, "%s", text) < (int)sizeof to)

/* "NAME = EXPRESSION" */
static bool equation(char *text, char *name, size_t room, char *expression, size_t expressions) {
    char *equals = strchr(text, '=');
    if (!equals) return false;
    *equals = '\0';
    return snprintf(name, room, "%s", trimmed(text)) < (int)room &&
           snprintf(expression, expressions, "%s", trimmed(equals + 1)) < (int)expressions;
}

/* run NAME n=COUNT [width=BYTES] [PARAMETER=VALUE] */
static bool read_run(struct contract *c, char *text) {
    struct run_of_contract *r = &c->runs[c->run_count++];
    r->width = 8;
    char *word = strtok(text, " ");
    if (!word || !COPY(r->name, word)) return false;
    while ((word = strtok(NULL, " "))) {
        if (strncmp(word, "n=", 2) == 0) {
            if (!parse_count(word + 2, &r->n)) return false;
        } else if (strncmp(word, "width=", 6) == 0) {
            if (!parse_bytes(word + 6, &r->width)) return false;
        } else if (r->with[0] || !COPY(r->with, word)) {
            return false;
        }
    }
    return true;
}

/* n=LOW..HIGH PARAMETER=... */
static bool read_range(struct criterion *r, const char *text) {
    int used = 0;
    return text && sscanf(text, "n=%" SCNu64 "..%" SCNu64 " %n", &r->low, &r->high, &used) == 2 &&
           used > 0 && r->low <= r->high && COPY(r->with, text + used);
}

static bool read_criterion(struct contract *c, const char *word, char *text) {
    static const struct {
        const char *word;
        enum kind kind;
    } known[] = {{"prediction", PREDICTION}, {"contents", CONTENTS}, {"arrays", ARRAYS},
                 {"no_memory", NO_MEMORY},   {"release", RELEASE},   {"cost", COST},
                 {"theory", THEORY},         {"answer", ANSWER},     {"own", OWN}};
    struct criterion *r = &c->criteria[c->criterion_count];
    char *rest;
    size_t k = 0;
    while (k < sizeof known / sizeof *known && strcmp(known[k].word, word) != 0) k++;
    if (k == sizeof known / sizeof *known) return false;
    r->kind = known[k].kind;
    r->points = strtod(text, &rest);
    if (rest == text) return false;
    text = trimmed(rest);
    c->criterion_count++;
    char *second = cut(text), *third = cut(second);
    switch (r->kind) {
    case PREDICTION: return COPY(r->name, word);
    case CONTENTS:
    case ARRAYS:
    case NO_MEMORY:
    case RELEASE: return COPY(r->name, word) && COPY(r->with, text);
    case COST:
        return second && third &&
               equation(text, r->name, sizeof r->name, r->expression, sizeof r->expression) &&
               strncmp(second, "full ", 5) == 0 && COPY(r->full, second + 5) &&
               strncmp(third, "zero ", 5) == 0 && COPY(r->zero, third + 5);
    case THEORY:
        return equation(text, r->name, sizeof r->name, r->expression, sizeof r->expression) &&
               read_range(r, second);
    case ANSWER:
        r->within =
            second && strncmp(second, "within ", 7) == 0 ? strtod(second + 7, NULL) / 100 : 0;
        return equation(text, r->name, sizeof r->name, r->expression, sizeof r->expression);
    case OWN: /* its name, and what it is told: "find empty" */
        rest = text + strcspn(text, " ");
        if (*rest) *rest++ = '\0';
        return COPY(r->name, text) && COPY(r->with, trimmed(rest));
    }
    return false;
}

static bool read_line(struct contract *c, char *line) {
    char *text = trimmed(line), word[32];
    int used = 0;
    if (!*text || *text == '#') return true;
    if (sscanf(text, "%31s %n", word, &used) != 1) return false;
    text = trimmed(text + used);
    if (strcmp(word, "file") == 0) return COPY(c->file, text);
    if (strcmp(word, "calls") == 0) { /* of several lines all count */
        const size_t length = strlen(c->calls), room = sizeof c->calls - length;
        return snprintf(c->calls + length, room, "%s ", text) < (int)room;
    }
    if (strcmp(word, "files") == 0) return parse_bytes(text, &c->files);
    if (strcmp(word, "contiguous") == 0) return c->contiguous = true;
    if (strcmp(word, "figure") == 0 || strcmp(word, "beside") == 0 || strcmp(word, "time") == 0)
        return true; /* which labs/lab reads */
    if (strcmp(word, "run") == 0) return c->run_count < 24 && read_run(c, text);
    if (strcmp(word, "predict") == 0 && c->asked_count < 16) {
        struct asked *a = &c->asked[c->asked_count++];
        return equation(text, a->name, sizeof a->name, a->expression, sizeof a->expression);
    }
    return c->criterion_count < 40 && read_criterion(c, word, text);
}

bool contract_read(struct contract *contract, const char *path) {
    FILE *file = fopen(path, "re");
    char line[512], said[512];
    bool right = file != NULL;
    if (!file) fprintf(stderr, "grader: open: %s (%s)\n", strerror(errno), path);
    for (int number = 1; right && fgets(line, sizeof line, file); number++) {
        snprintf(said, sizeof said, "%s", line);
        right = read_line(contract, line);
        if (!right)
            fprintf(stderr, "grader: contract: not understood (%s:%d: %.*s)\n", path, number,
                    (int)strcspn(said, "\n"), said);
    }
    if (file) fclose(file);
    return right;
}

bool alternative(const char *with, int k, char *text, unsigned long room) {
    const char *equals = strchr(with, '=');
    const char *value = equals ? equals + 1 : with;
    if (!equals) return snprintf(text, room, "%s", with) >= 0 && k == 0;
    for (; k > 0; k--) {
        value += strcspn(value, "|");
        if (!*value++) return false;
    }
    snprintf(text, room, "%.*s=%.*s", (int)(equals - with), with, (int)strcspn(value, "|"), value);
    return true;
}
