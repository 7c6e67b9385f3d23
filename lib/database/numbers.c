/* numbers.c - numbers for people, and what a person said as a number; see functions.h. */
#include "functions.h"
#include "quantity.h"
#include "stream.h"

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT = 64 }; /* longer than any number for people */

/* ---- numbers -------------------------------------------------------------------------------- */

static void write_fixed(char *text, double x, int decimals) {
    if (decimals == 0 && fabs(x) >= 9999.5) { /* three digits count: 495,000 */
        const double step = pow(10, floor(log10(fabs(x))) - 2);
        sqlite3_snprintf(TEXT, text, "%,lld", (sqlite3_int64)(round(x / step) * step));
        return;
    }
    const double scaled = round(x * pow(10, decimals)); /* halves away from 0, as people round */
    snprintf(text, TEXT, "%.*f", decimals, scaled / pow(10, decimals));
}

static void write_short(char *text, double x) {
    const double size = fabs(x);
    const double step = size >= 99.5 ? 1 : size >= 9.95 ? 10 : 100;
    snprintf(text, TEXT, "%.15g", round(x * step) / step);
}

static void write_ratio(char *text, double x) {
    write_fixed(text, x, x >= 99.95 ? 0 : x >= 9.995 ? 1 : 2);
}

/* The largest unit in which the number is not below 0.9995, so that three digits suffice. */
struct unit {
    double size;
    const char *name;
};
static void write_in(char *text, double x, const struct unit *unit) {
    while (unit[1].name && x >= unit[1].size * 0.9995) unit++;
    write_short(text, x / unit->size);
    strncat(text, unit->name, TEXT - strlen(text) - 1);
}

static const struct unit none[] = {{1, ""}, {0, NULL}};
static const struct unit si[] = {{1, ""}, {1e3, "k"}, {1e6, "M"}, {1e9, "G"}, {0, NULL}};
static const struct unit bytes[] = {{1, " B"}, {1e3, " kB"}, {1e6, " MB"}, {1e9, " GB"}, {0, NULL}};
static const struct unit binary[] = {
    {1, " B"}, {1024, " KiB"}, {1048576, " MiB"}, {1073741824, " GiB"}, {0, NULL}};
static const struct unit duration[] = {
    {1, " ns"}, {1e3, " us"}, {1e6, " ms"}, {1e9, " s"}, {0, NULL}};
static const struct unit span[] = {{1, " ns"},         {1e3, " us"},         {1e6, " ms"},
                                   {1e9, " s"},        {60e9, " minutes"},   {3600e9, " hours"},
                                   {86400e9, " days"}, {3.156e16, " years"}, {0, NULL}};

static void number(sqlite3_context *context, int count, sqlite3_value **values) {
    char text[TEXT] = "?";
    (void)count;
    if (sqlite3_value_type(values[0]) != SQLITE_NULL)
        write_in(text, sqlite3_value_double(values[0]), sqlite3_user_data(context));
    result_text(context, text);
}

static void ratio(sqlite3_context *context, int count, sqlite3_value **values) {
    char text[TEXT] = "?";
    (void)count;
    if (sqlite3_value_type(values[0]) != SQLITE_NULL)
        write_ratio(text, sqlite3_value_double(values[0]));
    result_text(context, text);
}

static void fixed(sqlite3_context *context, int count, sqlite3_value **values) {
    char text[TEXT] = "?";
    (void)count;
    if (sqlite3_value_type(values[0]) != SQLITE_NULL)
        write_fixed(text, sqlite3_value_double(values[0]), sqlite3_value_int(values[1]));
    result_text(context, text);
}

/* The end of an interval: one that is not 1 does not look like 1. */
static void write_end(char text[TEXT], double x) {
    write_ratio(text, x);
    for (int digits = 3; fabs(x - 1) > 1e-6 && strtod(text, NULL) == 1; digits++)
        write_fixed(text, x, digits);
}

static void within(sqlite3_context *context, int count, sqlite3_value **values) {
    char low[TEXT], high[TEXT], text[2 * TEXT + 8] = " (too few rounds)";
    (void)count;
    if (sqlite3_value_type(values[0]) != SQLITE_NULL) {
        write_end(low, sqlite3_value_double(values[0]));
        write_end(high, sqlite3_value_double(values[1]));
        snprintf(text, sizeof text, " [%s, %s]", low, high);
    }
    result_text(context, text);
}

/* ---- a ratio, and whether it is one -------------------------------------------------------- */

struct compared {
    double ratio, low, high, floor; /* NAN: not known */
};

static struct compared compared(sqlite3_value **values, int count) {
    double x[4] = {NAN, NAN, NAN, NAN};
    for (int v = 0; v < count; v++)
        if (sqlite3_value_type(values[v]) != SQLITE_NULL) x[v] = sqlite3_value_double(values[v]);
    return (struct compared){x[0], x[1], x[2], x[3]};
}
static bool holds_1(struct compared c) { return c.low <= 1 && c.high >= 1; }
static bool below_floor(struct compared c) { return !isnan(c.low) && fabs(c.ratio - 1) <= c.floor; }

/* In percent, and not less: 0.1 %  6.1 %  12 % */
static void write_percent(char *text, double x) {
    const double step = x < 0.1 ? 1000 : 100;
    x = fmax(x, 0.001);
    snprintf(text, TEXT, "%.15g %%", ceil(x * step - 1e-9) / (step / 100));
}

/* As many as show half of the interval, three at most, and the three digits of a ratio. */
static int decimals_of(double x, struct compared c) {
    const double reach = (c.high - c.low) / 2;
    const int least = x >= 99.95 ? 0 : x >= 9.995 ? 1 : 2;
    return reach > 0 ? (int)fmax(fmin(ceil(-log10(reach)), 3), least) : least;
}

/* One that is not 1 does not look like 1. */
static void write_bound(char *text, double x, struct compared c) {
    int decimals = decimals_of(x, c);
    do write_fixed(text, x, decimals);
    while (decimals++ < 6 && strtod(text, NULL) == 1 && x != 1);
}

/* A difference above that of the end that is farther from 1 is excluded: 0.5 is as far as 2. */
static void write_tie(char *text, struct compared c, const char *tied, const char *below) {
    char percent[TEXT];
    text[0] = '\0';
    if (holds_1(c)) {
        write_percent(percent, fmax(c.high, 1 / c.low) - 1);
        snprintf(text, 2 * TEXT, tied, percent);
    } else if (below_floor(c)) {
        write_percent(percent, c.floor);
        snprintf(text, 2 * TEXT, below, percent);
    }
}

static void ratio_between(sqlite3_context *context, int count, sqlite3_value **values) {
    const struct compared c = compared(values, count);
    char text[TEXT] = "?";
    if (!isnan(c.ratio)) write_fixed(text, c.ratio, decimals_of(c.ratio, c));
    result_text(context, text);
}

static void times(sqlite3_context *context, int count, sqlite3_value **values) {
    const struct compared c = compared(values, count);
    char ratio[TEXT], low[TEXT], high[TEXT], tie[2 * TEXT], text[6 * TEXT] = "?";
    if (!isnan(c.ratio) && isnan(c.low)) {
        write_ratio(ratio, c.ratio);
        snprintf(text, sizeof text, "%s x (too few rounds)", ratio);
    } else if (!isnan(c.ratio)) {
        write_fixed(ratio, c.ratio, decimals_of(c.ratio, c));
        write_bound(low, c.low, c);
        write_bound(high, c.high, c);
        write_tie(tie, c, ", tied: a difference above %s is excluded",
                  ", below what this machine can tell apart (%s)");
        snprintf(text, sizeof text, "%s x [%s, %s]%s", ratio, low, high, tie);
    }
    result_text(context, text);
}

static void tie(sqlite3_context *context, int count, sqlite3_value **values) {
    char text[2 * TEXT];
    write_tie(text, compared(values, count), "tied, < %s", "below %s");
    if (*text) result_text(context, text);
}

static void tied(sqlite3_context *context, int count, sqlite3_value **values) {
    const struct compared c = compared(values, count);
    if (!isnan(c.low)) sqlite3_result_int(context, holds_1(c) || below_floor(c));
}

static void shade(sqlite3_context *context, int count, sqlite3_value **values) {
    (void)count;
    if (sqlite3_value_type(values[0]) == SQLITE_NULL) return;
    const double x = sqlite3_value_double(values[0]), best = sqlite3_value_double(values[1]);
    const double place = log(x / best) / log(sqlite3_value_double(values[2]));
    sqlite3_result_double(context, !(place > 0) ? 0 : place < 1 ? place : 1);
}

/* ---- what a person said --------------------------------------------------------------------- */

static const struct grammar {
    bool (*parse)(const char *text, uint64_t *number);
    const char *form;
} a_count = {parse_elements, ELEMENTS_FORM}, a_size = {parse_bytes, BYTES_FORM},
  a_time = {parse_seconds, SECONDS_FORM};

/* Ends the statement, and so the program, with a message for a person and EXIT_USAGE: see refuse()
 * in database.c. SQLITE_AUTH because no other function of ours or SQLite's gives it. */
static void refuse_usage(sqlite3_context *context, char *message) {
    sqlite3_result_error(context, message ? message : "no memory", -1);
    sqlite3_result_error_code(context, SQLITE_AUTH);
    sqlite3_free(message);
}

static void parsed(sqlite3_context *context, int count, sqlite3_value **values) {
    const struct grammar *said = sqlite3_user_data(context);
    const char *text = (const char *)sqlite3_value_text(values[0]);
    uint64_t number;
    (void)count;
    if (!text) return;
    if (said->parse(text, &number))
        sqlite3_result_int64(context, (int64_t)number);
    else
        refuse_usage(context, sqlite3_mprintf("%s: \"%s\" is not %s", sqlite3_value_text(values[1]),
                                              text, said->form));
}

static void refused(sqlite3_context *context, int count, sqlite3_value **values) {
    (void)count;
    refuse_usage(context, sqlite3_mprintf("%s", sqlite3_value_text(values[0])));
}

/* ---- types of elements ---------------------------------------------------------------------- */

static void type_names(sqlite3_context *context, int count, sqlite3_value **values) {
    sqlite3_str *out = sqlite3_str_new(NULL);
    (void)count, (void)values;
    for (int t = 0; t < TYPE_COUNT; t++)
        sqlite3_str_appendf(out, "%s\"%s\"", t > 0 ? "," : "[", type_name((enum element_type)t));
    sqlite3_str_appendchar(out, 1, ']');
    sqlite3_result_text(context, sqlite3_str_finish(out), -1, sqlite3_free);
}

static void width_of(sqlite3_context *context, int count, sqlite3_value **values) {
    const char *name = (const char *)sqlite3_value_text(values[0]);
    const enum element_type type = name ? type_of_name(name) : TYPE_COUNT;
    (void)count;
    if (type != TYPE_COUNT) sqlite3_result_int64(context, (int64_t)type_width(type));
}

int numbers_register(sqlite3 *database) {
    static const struct function functions[] = {
        {"short", 1, number, none},
        {"si", 1, number, si},
        {"bytes", 1, number, bytes},
        {"binary", 1, number, binary},
        {"duration", 1, number, duration},
        {"span", 1, number, span},
        {"ratio", 1, ratio, NULL},
        {"fixed", 2, fixed, NULL},
        {"ratio", 3, ratio_between, NULL},
        {"times", 4, times, NULL},
        {"tied", 4, tied, NULL},
        {"tie", 4, tie, NULL},
        {"within", 2, within, NULL},
        {"shade", 3, shade, NULL},
        {"count_of", 2, parsed, &a_count},
        {"bytes_of", 2, parsed, &a_size},
        {"seconds_of", 2, parsed, &a_time},
        {"refuse", 1, refused, NULL},
        {"type_names", 0, type_names, NULL},
        {"width_of", 1, width_of, NULL},
    };
    return functions_add(database, functions, sizeof functions / sizeof *functions);
}
