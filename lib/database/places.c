/* places.c - places for labels in a figure; see functions.h. */
#include "functions.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct label {
    double x, y, width, right, top;
    size_t group; /* spread: how many labels the cluster that ends here has */
};
struct labels {
    struct label *all;
    size_t count, capacity;
};

static void step(sqlite3_context *context, int columns, sqlite3_value **values) {
    struct labels *l = sqlite3_aggregate_context(context, sizeof *l);
    if (l && l->count == l->capacity) {
        size_t capacity = l->capacity > 0 ? 2 * l->capacity : 32;
        struct label *larger = realloc(l->all, capacity * sizeof *larger);
        if (larger) l->all = larger, l->capacity = capacity;
    }
    if (!l || l->count == l->capacity) {
        sqlite3_result_error_nomem(context);
        return;
    }
    struct label *new = &l->all[l->count++];
    *new = (struct label){.group = 1};
    if (columns == 2) { /* spread(y, step) */
        new->y = sqlite3_value_double(values[0]);
        new->width = sqlite3_value_double(values[1]);
    } else { /* beside(x, y, text, right, top) */
        const char *text = (const char *)sqlite3_value_text(values[2]);
        new->x = sqlite3_value_double(values[0]);
        new->y = sqlite3_value_double(values[1]);
        new->width = text ? (double)strlen(text) : -1;
        new->right = sqlite3_value_double(values[3]);
        new->top = sqlite3_value_double(values[4]);
    }
}

/* Clusters of labels that are too close stand around the mean of their y. A cluster is kept in the place
 * of its last label: `y` its mean, `group` how many it has. */
static void spread(sqlite3_str *out, struct labels *l) {
    struct label *stack = l->all; /* clusters so far; never more than labels read */
    size_t clusters = 0;
    const double gap = l->count > 0 ? l->all[0].width : 0;
    for (size_t i = 0; i < l->count; i++) {
        stack[clusters++] = l->all[i];
        for (; clusters > 1; clusters--) {
            struct label *last = &stack[clusters - 1], *before = last - 1;
            double room = gap * (double)(before->group + last->group) / 2;
            if (last->y - before->y >= room) break;
            before->y = (before->y * (double)before->group + last->y * (double)last->group) /
                        (double)(before->group + last->group);
            before->group += last->group;
        }
    }
    for (size_t c = 0; c < clusters; c++)
        for (size_t k = 0; k < stack[c].group; k++)
            sqlite3_str_appendf(out, "%s%.17g", c + k > 0 ? "," : "",
                                stack[c].y + ((double)k - (double)(stack[c].group - 1) / 2) * gap);
}

/* A letter is 1.15 % of the plane wide, a line 5.2 % of it high. */
static void beside(sqlite3_str *out, struct labels *l) {
    struct box {
        double left, right, y;
    } *taken = calloc(l->count + 1, sizeof *taken);
    for (size_t i = 0; taken && i < l->count; i++) {
        const struct label *p = &l->all[i];
        const double letter = p->right * 0.0115, line = p->top * 0.052;
        struct box b = {p->x, p->right, p->y};
        if (p->width >= 0)
            b = (struct box){p->x + letter, p->x + letter * (2 + p->width), p->y + line * 0.6};
        for (bool hit = p->width >= 0; hit;) {
            hit = false;
            for (size_t j = 0; j < i && !hit; j++)
                hit = taken[j].left < b.right && b.left < taken[j].right &&
                      fabs(taken[j].y - b.y) < line;
            if (hit) b.y += line / 4;
        }
        taken[i] = b;
        sqlite3_str_appendf(out, "%s[%.17g,%.17g]", i > 0 ? "," : "", b.left, b.y);
    }
    free(taken);
}

static void final(sqlite3_context *context) {
    struct labels *l = sqlite3_aggregate_context(context, 0), none = {0};
    sqlite3_str *out = sqlite3_str_new(NULL);
    sqlite3_str_appendchar(out, 1, '[');
    if (sqlite3_user_data(context))
        beside(out, l ? l : &none);
    else
        spread(out, l ? l : &none);
    sqlite3_str_appendchar(out, 1, ']');
    sqlite3_result_text(context, sqlite3_str_finish(out), -1, sqlite3_free);
    if (l) free(l->all);
}

int places_register(sqlite3 *database) {
    static int is_beside;
    int error =
        sqlite3_create_function(database, "spread", 2, SQLITE_UTF8, NULL, NULL, step, final);
    if (error) return error;
    return sqlite3_create_function(database, "beside", 5, SQLITE_UTF8, &is_beside, NULL, step,
                                   final);
}
