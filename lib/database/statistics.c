/* statistics.c - aggregates on GSL; see functions.h. */
#include "functions.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_sf_psi.h>
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

/* ---- of one column, and its rounds ---------------------------------------------------------- */

static double median(const double *sorted, size_t n) {
    return gsl_stats_median_from_sorted_data(sorted, 1, n);
}
/* The kth value from below, and from above. */
static double lowest(const double *sorted, size_t k) { return k == 0 ? NAN : sorted[k - 1]; }
static double highest(const double *sorted, size_t n, size_t k) {
    return k == 0 ? NAN : sorted[n - k];
}

/* How many values may be left out at each end so that the rest holds the median in all but `miss`
 * of the samples: the largest k with 2 P(Binomial(n, 1/2) < k) <= miss. */
static size_t sign_test_rank(size_t n, double miss) {
    unsigned k = 0;
    while (k < n && 2 * gsl_cdf_binomial_P(k, 0.5, (unsigned)n) <= miss) k++;
    return k;
}

/* A middle, and where it is in all but `miss` of the samples; NAN: there are too few to tell. */
struct interval {
    double low, middle, high;
};

static struct interval of_one_run(const double *sorted, size_t n, double miss) {
    const size_t k = sign_test_rank(n, miss);
    return (struct interval){lowest(sorted, k), median(sorted, n), highest(sorted, n, k)};
}

/* Of one number for each run. Relative to the first, so that equal numbers stay as they are. */
static struct interval of_series(double *number, size_t runs, double miss) {
    const double first = number[0];
    const bool ratios = gsl_stats_min(number, 1, runs) > 0;
    for (size_t r = 0; r < runs; r++)
        number[r] = ratios ? log(number[r] / first) : number[r] - first;
    const double mean = gsl_stats_mean(number, 1, runs);
    const double reach = runs < 3 ? NAN
                                  : gsl_cdf_tdist_Pinv(1 - miss / 2, (double)runs - 1) *
                                        gsl_stats_sd(number, 1, runs) / sqrt((double)runs);
    if (!ratios) return (struct interval){first + mean - reach, first + mean, first + mean + reach};
    return (struct interval){first * exp(mean - reach), first * exp(mean),
                             first * exp(mean + reach)};
}

static double run_of(double round) { return floor(round / 1000); } /* see record.round */

/* Sorted by round, the rows of a run are neighbours: its median takes their place, at the front. */
static struct interval of_rounds(const struct sample *s) {
    double *x = s->column[0], *round = s->column[1];
    const double miss = 0.05 / (s->column[2] ? fmax(s->column[2][0], 1) : 1); /* Bonferroni */
    size_t runs = 0;
    if (round) gsl_sort2(round, 1, x, 1, s->count);
    for (size_t from = 0, to; from < s->count; from = to) {
        to = from;
        while (to < s->count && (!round || run_of(round[to]) == run_of(round[from]))) to++;
        gsl_sort(x + from, 1, to - from);
        if (to - from == s->count) return of_one_run(x, s->count, miss);
        x[runs++] = median(x + from, to - from);
    }
    return of_series(x, runs, miss);
}
static double middle(const struct sample *s) { return of_rounds(s).middle; }
static double low(const struct sample *s) { return of_rounds(s).low; }
static double high(const struct sample *s) { return of_rounds(s).high; }

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

/* ---- of many variances, and their degrees of freedom ---------------------------------------- */

/* The y of which psi_1(y) is x, by Newton's method, which comes from below (Smyth 2004). */
static double trigamma_inverse(double x) {
    double y = 0.5 + 1 / x, step = 1;
    for (int i = 0; i < 50 && fabs(step) > 1e-10 * y; i++) {
        step = gsl_sf_psi_1(y) * (1 - gsl_sf_psi_1(y) / x) / gsl_sf_psi_n(2, y);
        y += step;
    }
    return y;
}

/* What deviations of a ten-thousandth say is the clock's. One that is the same for all has no
 * spread beyond chance: as good as known. */
static void prior(const struct sample *s, double *df, double *variance) {
    const double least = 1e-8, known = 1e6;
    double *e = s->column[0], *d = s->column[1], chance = 0;
    *df = *variance = NAN;
    if (s->count < 3) return;
    for (size_t i = 0; i < s->count; i++) {
        e[i] = log(fmax(e[i], least)) - gsl_sf_psi(d[i] / 2) + log(d[i] / 2);
        chance += gsl_sf_psi_1(d[i] / 2) / (double)s->count;
    }
    const double spread = gsl_stats_variance(e, 1, s->count) - chance;
    *df = spread > 0 ? fmin(2 * trigamma_inverse(spread), known) : known;
    *variance = exp(gsl_stats_mean(e, 1, s->count) + gsl_sf_psi(*df / 2) - log(*df / 2));
}
static double prior_df(const struct sample *s) {
    double df, variance;
    prior(s, &df, &variance);
    return df;
}
static double prior_variance(const struct sample *s) {
    double df, variance;
    prior(s, &df, &variance);
    return variance;
}

/* ---- for SQLite ----------------------------------------------------------------------------- */

static const struct aggregate {
    const char *name;
    int columns;
    double (*value)(const struct sample *);
} aggregates[] = {
    {"median", 1, middle},
    {"median", 2, middle},
    {"low", 1, low},
    {"low", 2, low},
    {"low", 3, low},
    {"high", 1, high},
    {"high", 2, high},
    {"high", 3, high},
    {"prior_df", 2, prior_df},
    {"prior_variance", 2, prior_variance},
    {"slope", 2, slope},
    {"slope", 3, slope},
    {"intercept", 2, intercept},
    {"intercept", 3, intercept},
    {"slope_error", 2, slope_error},
};

static void final(sqlite3_context *context) {
    const struct aggregate *a = sqlite3_user_data(context);
    struct sample *s = sqlite3_aggregate_context(context, 0); /* NULL where no row came */
    const double value = s && s->count > 0 ? a->value(s) : NAN;
    if (isfinite(value)) sqlite3_result_double(context, value); /* else it is null */
    for (int c = 0; s && c < COLUMNS; c++) free(s->column[c]);
}

static const struct distribution {
    const char *name;
    double (*value)(double, double);
} distributions[] = {{"student", gsl_cdf_tdist_Pinv}, {"student_p", gsl_cdf_tdist_P}};

static void of_distribution(sqlite3_context *context, int columns, sqlite3_value **values) {
    const struct distribution *d = sqlite3_user_data(context);
    (void)columns;
    if (sqlite3_value_type(values[0]) == SQLITE_NULL || !(sqlite3_value_double(values[1]) > 0))
        return;
    sqlite3_result_double(
        context, d->value(sqlite3_value_double(values[0]), sqlite3_value_double(values[1])));
}

int statistics_register(sqlite3 *database) {
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
    gsl_set_error_handler_off(); /* what has no result is null, not the end of the program */
    int error = SQLITE_OK;
    for (size_t i = 0; i < sizeof distributions / sizeof *distributions && !error; i++)
        error = sqlite3_create_function(database, distributions[i].name, 2, flags,
                                        (void *)(uintptr_t)&distributions[i], of_distribution, NULL,
                                        NULL);
    for (size_t i = 0; i < sizeof aggregates / sizeof *aggregates && !error; i++)
        error = sqlite3_create_function(database, aggregates[i].name, aggregates[i].columns, flags,
                                        (void *)(uintptr_t)&aggregates[i], NULL, step, final);
    return error;
}
