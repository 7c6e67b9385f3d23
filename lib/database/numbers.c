/* numbers.c - numbers for people, and what a person said as a number; see functions.h. */
#include "functions.h"
#include "quantity.h"
#include "stream.h"

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { TEXT = 64 }; /* longer than any number for people */

/* ---- numbers -------------------------------------------------------------------------------- */

static void write_fixed(char *text, double x, int decimals) {
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

static const struct unit si[] = {{1, ""}, {1e3, "k"}, {1e6, "M"}, {1e9, "G"}, {0, NULL}};
static const struct unit bytes[] = {{1, " B"}, {1e3, " kB"}, {1e6, " MB"}, {1e9, " GB"}, {0, NULL}};
static const struct unit binary[] = {
    {1, " B"}, {1024, " KiB"}, {1048576, " MiB"}, {1073741824, " GiB"}, {0, NULL}};
static const struct unit duration[] = {
    {1, " ns"}, {1e3, " us"}, {1e6, " ms"}, {1e9, " s"}, {0, NULL}};
static const struct unit span[] = {{1, " ns"},         {1e3, " us"},         {1e6, " ms"},
                                   {1e9, " s"},        {60e9, " minutes"},   {3600e9, " hours"},
                                   {86400e9, " days"}, {3.156e16, " years"}, {0, NULL}};

static void write_si(char *text, double x) { write_in(text, x, si); }
static void write_bytes(char *text, double x) { write_in(text, x, bytes); }
static void write_binary(char *text, double x) { write_in(text, x, binary); }
static void write_duration(char *text, double x) { write_in(text, x, duration); }
static void write_span(char *text, double x) { write_in(text, x, span); }

typedef void writer(char *text, double x);

static void result_text(sqlite3_context *context, const char *text) {
    sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}

static void number(sqlite3_context *context, int count, sqlite3_value **values) {
    writer *const *write = sqlite3_user_data(context);
    char text[TEXT] = "?";
    (void)count;
    if (sqlite3_value_type(values[0]) != SQLITE_NULL)
        (*write)(text, sqlite3_value_double(values[0]));
    result_text(context, text);
}

static void fixed(sqlite3_context *context, int count, sqlite3_value **values) {
    char text[TEXT] = "?";
    (void)count;
    if (sqlite3_value_type(values[0]) != SQLITE_NULL)
        write_fixed(text, sqlite3_value_double(values[0]), sqlite3_value_int(values[1]));
    result_text(context, text);
}

static void within(sqlite3_context *context, int count, sqlite3_value **values) {
    char low[TEXT], high[TEXT], text[2 * TEXT + 8] = " (too few rounds)";
    (void)count;
    if (sqlite3_value_type(values[0]) != SQLITE_NULL) {
        write_ratio(low, sqlite3_value_double(values[0]));
        write_ratio(high, sqlite3_value_double(values[1]));
        snprintf(text, sizeof text, " [%s, %s]", low, high);
    }
    result_text(context, text);
}

static void shade(sqlite3_context *context, int count, sqlite3_value **values) {
    (void)count;
    if (sqlite3_value_type(values[0]) == SQLITE_NULL) return;
    const double x = sqlite3_value_double(values[0]), best = sqlite3_value_double(values[1]);
    const double place = log(x / best) / log(sqlite3_value_double(values[2]));
    sqlite3_result_double(context, !(place > 0) ? 0 : place < 1 ? place : 1);
}

/* ---- what a person said --------------------------------------------------------------------- */

typedef bool parser(const char *text, uint64_t *number);

/* Ends the statement, and so the program, with a message for a person and EXIT_USAGE: see refuse() in
 * database.c. SQLITE_AUTH because no other function of ours or SQLite's gives it. */
static void refuse_usage(sqlite3_context *context, char *message) {
    sqlite3_result_error(context, message ? message : "no memory", -1);
    sqlite3_result_error_code(context, SQLITE_AUTH);
    sqlite3_free(message);
}

static void parsed(sqlite3_context *context, int count, sqlite3_value **values) {
    parser *const *parse = sqlite3_user_data(context);
    const char *text = (const char *)sqlite3_value_text(values[0]);
    uint64_t number;
    (void)count;
    if (!text) return;
    if ((*parse)(text, &number))
        sqlite3_result_int64(context, (int64_t)number);
    else
        refuse_usage(context,
                     sqlite3_mprintf("%s: \"%s\" is not %s", sqlite3_value_text(values[1]), text,
                                     *parse == parse_count ? COUNT_FORM : BYTES_FORM));
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
    static const struct {
        const char *name;
        writer *write;
    } writers[] = {{"short", write_short},      {"ratio", write_ratio},   {"si", write_si},
                   {"bytes", write_bytes},      {"binary", write_binary}, {"span", write_span},
                   {"duration", write_duration}};
    static const struct {
        const char *name;
        parser *parse;
    } parsers[] = {{"count_of", parse_count}, {"bytes_of", parse_bytes}};
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
    static const struct {
        const char *name;
        int arguments;
        void (*call)(sqlite3_context *, int, sqlite3_value **);
    } others[] = {{"fixed", 2, fixed},    {"within", 2, within},         {"shade", 3, shade},
                  {"refuse", 1, refused}, {"type_names", 0, type_names}, {"width_of", 1, width_of}};
    int error = 0;
    for (size_t i = 0; i < sizeof others / sizeof *others && !error; i++)
        error = sqlite3_create_function(database, others[i].name, others[i].arguments, flags, NULL,
                                        others[i].call, NULL, NULL);
    for (size_t i = 0; i < sizeof writers / sizeof *writers && !error; i++)
        error = sqlite3_create_function(database, writers[i].name, 1, flags,
                                        (void *)(uintptr_t)&writers[i].write, number, NULL, NULL);
    for (size_t i = 0; i < sizeof parsers / sizeof *parsers && !error; i++)
        error = sqlite3_create_function(database, parsers[i].name, 2, flags,
                                        (void *)(uintptr_t)&parsers[i].parse, parsed, NULL, NULL);
    return error;
}
