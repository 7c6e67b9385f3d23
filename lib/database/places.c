/* places.c - places for labels in a figure; see functions.h.
 *
 * They are window functions over all rows of a window: when the last row has come, all places are
 * known, and the rows then ask for theirs one after the other.
 */
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
    size_t count, capacity, given;
    double *x, *y; /* the places, once all labels are known */
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

/* Clusters of labels that are too close stand around the mean of their y. A cluster is kept in the
 * place of its first label: `y` its mean, `group` how many it has. */
static void spread(struct labels *l) {
    struct label *stack = l->all; /* clusters so far; never more than labels read */
    size_t clusters = 0, place = 0;
    const double gap = l->all[0].width;
    for (size_t i = 0; i < l->count; i++) {
        stack[clusters++] = l->all[i];
        for (; clusters > 1; clusters--) {
            struct label *last = &stack[clusters - 1], *before = last - 1;
            const double both = (double)(before->group + last->group);
            if (last->y - before->y >= gap * both / 2) break;
            before->y = (before->y * (double)before->group + last->y * (double)last->group) / both;
            before->group += last->group;
        }
    }
    for (size_t c = 0; c < clusters; c++)
        for (size_t k = 0; k < stack[c].group; k++)
            l->y[place++] = stack[c].y + ((double)k - (double)(stack[c].group - 1) / 2) * gap;
}

/* A letter is 1.15 % of the plane wide, a line 5.2 % of it high. */
static void beside(struct labels *l) {
    for (size_t i = 0; i < l->count; i++) {
        const struct label *p = &l->all[i];
        const double letter = p->right * 0.0115, line = p->top * 0.052;
        const bool text = p->width >= 0;
        double left = text ? p->x + letter : p->x, y = text ? p->y + line * 0.6 : p->y;
        const double right = text ? p->x + letter * (2 + p->width) : p->right;
        for (size_t j = 0; text && j < i; j++)
            if (l->x[j] < right && left < l->all[j].right && fabs(l->y[j] - y) < line) {
                y += line / 4;
                j = (size_t)-1; /* once more from the first */
            }
        l->x[i] = left, l->y[i] = y;
        l->all[i].right = right; /* of the label, from now on */
    }
}

/* The place of the next row. */
static void value(sqlite3_context *context) {
    struct labels *l = sqlite3_aggregate_context(context, sizeof *l);
    const bool is_beside = sqlite3_user_data(context);
    if (!l || l->given >= l->count) return;
    if (!l->x) {
        l->x = calloc(l->count, 2 * sizeof *l->x);
        if (!l->x) {
            sqlite3_result_error_nomem(context);
            return;
        }
        l->y = l->x + l->count;
        (is_beside ? beside : spread)(l);
    }
    const size_t i = l->given++;
    if (!is_beside) {
        sqlite3_result_double(context, l->y[i]);
        return;
    }
    char *place = sqlite3_mprintf("[%.17g,%.17g]", l->x[i], l->y[i]);
    sqlite3_result_text(context, place, -1, sqlite3_free);
}

static void final(sqlite3_context *context) {
    struct labels *l = sqlite3_aggregate_context(context, 0);
    if (!l) return;
    free(l->all);
    free(l->x);
}

static void inverse(sqlite3_context *context, int columns, sqlite3_value **values) {
    (void)columns, (void)values;
    sqlite3_result_error(
        context,
        "places: over (order by ... rows between unbounded preceding and unbounded following)", -1);
}

int places_register(sqlite3 *database) {
    static int is_beside;
    const int error = sqlite3_create_window_function(database, "spread", 2, SQLITE_UTF8, NULL, step,
                                                     final, value, inverse, NULL);
    return error ? error
                 : sqlite3_create_window_function(database, "beside", 5, SQLITE_UTF8, &is_beside,
                                                  step, final, value, inverse, NULL);
}
