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
    double low, high; /* beside: the ends of the point's interval */
    size_t group;     /* spread: how many labels the cluster that ends here has */
    bool placed;      /* beside: it has a place, of this turn or the one before */
};
struct labels {
    struct label *all;
    size_t count, capacity, given;
    double *x, *y; /* the places, once all labels are known */
};

/* In letters as wide as an n, of a usual sans-serif type. */
static double width_of(const char *text) {
    double width = 0;
    for (; *text; text++)
        width += strchr("mwMW", *text) ? 1.45 : strchr("fijlrt(),. ", *text) ? 0.55 : 1;
    return width;
}

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
    } else { /* beside(low, x, high, y, text, right, top) */
        const char *text = (const char *)sqlite3_value_text(values[4]);
        new->low = sqlite3_value_double(values[0]);
        new->x = sqlite3_value_double(values[1]);
        new->high = sqlite3_value_double(values[2]);
        new->y = sqlite3_value_double(values[3]);
        new->width = text ? width_of(text) : 0;
        new->right = sqlite3_value_double(values[5]);
        new->top = sqlite3_value_double(values[6]);
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

/* ---- beside ---------------------------------------------------------------------------------- */

struct box {
    double left, right, bottom, top;
};
struct segment {
    double x0, y0, x1, y1;
};

static const double line = 2.2; /* so many letters wide is a line high */

static bool overlap(struct box a, struct box b) {
    return a.left < b.right && b.left < a.right && a.bottom < b.top && b.bottom < a.top;
}
static double side(struct segment s, double x, double y) {
    return (s.x1 - s.x0) * (y - s.y0) - (s.y1 - s.y0) * (x - s.x0);
}
static bool cross(struct segment a, struct segment b) {
    return side(a, b.x0, b.y0) * side(a, b.x1, b.y1) < 0 &&
           side(b, a.x0, a.y0) * side(b, a.x1, a.y1) < 0;
}
/* What passes through a box crosses a diagonal of it; no leader ends in one. */
static bool through(struct segment s, struct box b) {
    return cross(s, (struct segment){b.left, b.bottom, b.right, b.top}) ||
           cross(s, (struct segment){b.left, b.top, b.right, b.bottom});
}

static struct box box_of(const struct label *p, double x, double y) {
    return (struct box){x, x + p->width + 1, y - 0.5, y + 0.5};
}
static struct box around(double low, double high, double y) {
    return (struct box){low - 0.8, high + 0.8, y - 0.4, y + 0.4};
}
/* From the point to where its label is nearest. */
static struct segment leader_of(const struct label *p, struct box b) {
    return (struct segment){p->x, p->y, fmin(fmax(p->x, b.left), b.right),
                            fmin(fmax(p->y, b.bottom), b.top)};
}

/* How bad it is that label i stands in b: what it covers weighs more than any way is long. */
static double covered(const struct labels *l, size_t i, struct box b, struct segment leader) {
    double sum = 0;
    for (size_t j = 0; j < l->count; j++) {
        const struct label *other = &l->all[j];
        if (overlap(b, around(other->low, other->high, other->y))) sum += 1e4;
        if (j == i) continue;
        if (through(leader, around(other->x, other->x, other->y))) sum += 30;
        if (!other->placed) continue;
        const struct box theirs = box_of(other, l->x[j], l->y[j]);
        const struct segment way = leader_of(other, theirs);
        if (overlap(b, theirs)) sum += 1e4;
        if (through(leader, theirs) || through(way, b)) sum += 100;
        if (cross(leader, way)) sum += 50;
    }
    return sum;
}

/* Each label where it is nearest to its point and covers nothing; then all once more, for those
 * that came first knew nothing of the others. */
static void beside(struct labels *l) {
    for (size_t turn = 0; turn < 4 * l->count; turn++) {
        const size_t i = turn % l->count;
        struct label *p = &l->all[i];
        double best = INFINITY;
        for (double y = 0.5; y <= p->top - 0.5; y += 0.25)
            for (double x = 0; x <= fmax(p->right - p->width - 1, 0); x++) {
                const struct box b = box_of(p, x, y);
                const struct segment leader = leader_of(p, b);
                double cost = hypot(leader.x1 - p->x, line * (leader.y1 - p->y));
                if (cost < best) cost += covered(l, i, b, leader);
                if (cost < best) best = cost, l->x[i] = x, l->y[i] = y;
            }
        p->placed = true;
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
    const struct segment leader = leader_of(&l->all[i], box_of(&l->all[i], l->x[i], l->y[i]));
    char *place =
        sqlite3_mprintf("[%.17g,%.17g,%.17g,%.17g]", l->x[i] + 0.5, l->y[i], leader.x1, leader.y1);
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
                 : sqlite3_create_window_function(database, "beside", 7, SQLITE_UTF8, &is_beside,
                                                  step, final, value, inverse, NULL);
}
