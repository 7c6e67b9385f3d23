/* statistics.c - aggregates on GSL; see functions.h. */
#include "functions.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

enum { COLUMNS = 3 }; /* x, y and a weight at most */

/* All rows of a group. */
struct sample {
    double *column[COLUMNS];
    size_t count, capacity;
};

static void step(sqlite3_context *context, int columns, sqlite3_value **values) {
    struct sample *s = sqlite3_aggregate_context(context, sizeof *s);
    if (!s) {
        sqlite3_result_error_nomem(context);
        return;
    }
    for (int c = 0; c < columns; c++)
        if (sqlite3_value_type(values[c]) == SQLITE_NULL) return;
    if (s->count == s->capacity) {
        size_t capacity = s->capacity > 0 ? 2 * s->capacity : 16;
        for (int c = 0; c < columns; c++) {
            double *larger = realloc(s->column[c], capacity * sizeof *larger);
            if (!larger) {
                sqlite3_result_error_nomem(context);
                return;
            }
            s->column[c] = larger;
        }
        s->capacity = capacity;
    }
    for (int c = 0; c < columns; c++) s->column[c][s->count] = sqlite3_value_double(values[c]);
    s->count++;
}

/* ---- of one column, sorted ------------------------------------------------------------------ */

static double median(const struct sample *s) {
    return gsl_stats_median_from_sorted_data(s->column[0], 1, s->count);
}

/* How many values may be left out at each end so that the rest holds the median in 95 of 100
 * samples: the largest k with 2 P(Binomial(n, 1/2) < k) <= 5 %. */
static size_t sign_test_rank(size_t n) {
    unsigned k = 0;
    while (k < n && 2 * gsl_cdf_binomial_P(k, 0.5, (unsigned)n) <= 0.05) k++;
    return k;
}
/* The kth value from below, and from above. */
static double lowest(const struct sample *s, size_t k) {
    return k == 0 ? NAN : s->column[0][k - 1];
}
static double highest(const struct sample *s, size_t k) {
    return k == 0 ? NAN : s->column[0][s->count - k];
}
static double low(const struct sample *s) { return lowest(s, sign_test_rank(s->count)); }
static double high(const struct sample *s) { return highest(s, sign_test_rank(s->count)); }

/* The samples' sizes stand beside each value. */
static size_t mann_whitney_rank(const struct sample *s) {
    const double m = s->column[1][0], n = s->column[2][0];
    const double normal = gsl_cdf_ugaussian_Pinv(0.975);
    const double k = floor(m * n / 2 - normal * sqrt(m * n * (m + n + 1) / 12));
    return k < 1 || m < 4 || n < 4 || k > (double)s->count ? 0 : (size_t)k;
}
static double rank_low(const struct sample *s) { return lowest(s, mann_whitney_rank(s)); }
static double rank_high(const struct sample *s) { return highest(s, mann_whitney_rank(s)); }

/* ---- of two columns, and weights ------------------------------------------------------------ */

struct line {
    double slope, intercept, slope_variance;
};

static struct line fitted(const struct sample *s) {
    struct line l = {NAN, NAN, NAN};
    double covariance, intercept_variance, squares;
    if (s->count < 2) return l;
    if (s->column[2])
        gsl_fit_wlinear(s->column[0], 1, s->column[2], 1, s->column[1], 1, s->count, &l.intercept,
                        &l.slope, &intercept_variance, &covariance, &l.slope_variance, &squares);
    else
        gsl_fit_linear(s->column[0], 1, s->column[1], 1, s->count, &l.intercept, &l.slope,
                       &intercept_variance, &covariance, &l.slope_variance, &squares);
    return l;
}
static double slope(const struct sample *s) { return fitted(s).slope; }
static double intercept(const struct sample *s) { return fitted(s).intercept; }
static double slope_error(const struct sample *s) {
    if (s->count < 3) return NAN;
    return gsl_cdf_tdist_Pinv(0.975, (double)s->count - 2) * sqrt(fitted(s).slope_variance);
}

/* ---- for SQLite ----------------------------------------------------------------------------- */

static const struct aggregate {
    const char *name;
    int columns;
    double (*value)(const struct sample *);
} aggregates[] = {
    {"median", 1, median},       {"low", 1, low},
    {"high", 1, high},           {"rank_low", 3, rank_low},
    {"rank_high", 3, rank_high}, {"slope", 2, slope},
    {"slope", 3, slope},         {"intercept", 2, intercept},
    {"intercept", 3, intercept}, {"slope_error", 2, slope_error},
};

static void final(sqlite3_context *context) {
    const struct aggregate *a = sqlite3_user_data(context);
    struct sample *s = sqlite3_aggregate_context(context, 0); /* NULL where no row came */
    double value = NAN;
    if (s && s->count > 0) {
        const bool ranks = a->value == rank_low || a->value == rank_high;
        if (a->columns == 1 || ranks) /* of ranks, the sizes are the same in all rows */
            gsl_sort(s->column[0], 1, s->count);
        value = a->value(s);
    }
    if (isfinite(value)) sqlite3_result_double(context, value); /* else it is null */
    for (int c = 0; s && c < COLUMNS; c++) free(s->column[c]);
}

static void tied(sqlite3_context *context, int columns, sqlite3_value **values) {
    (void)columns;
    if (sqlite3_value_type(values[1]) == SQLITE_NULL) return;
    const double ratio = sqlite3_value_double(values[0]), floor = sqlite3_value_double(values[3]);
    const bool holds_1 =
        sqlite3_value_double(values[1]) <= 1 && sqlite3_value_double(values[2]) >= 1;
    sqlite3_result_int(context, holds_1 || fabs(ratio - 1) <= floor);
}

int statistics_register(sqlite3 *database) {
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
    gsl_set_error_handler_off(); /* what has no result is null, not the end of the program */
    int error = sqlite3_create_function(database, "tied", 4, flags, NULL, tied, NULL, NULL);
    for (size_t i = 0; i < sizeof aggregates / sizeof *aggregates && !error; i++)
        error = sqlite3_create_function(database, aggregates[i].name, aggregates[i].columns, flags,
                                        (void *)(uintptr_t)&aggregates[i], NULL, step, final);
    return error;
}
