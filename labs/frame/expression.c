/* expression.c - see expression.h
 *
 *     sum = product {(+|-) product}     product = power {(*|/) power}     power = atom [^ power]
 *     atom = number | name | function ( sum {, sum} ) | ( sum ) | - atom
 */
#include "expression.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct parser {
    const char *at;
    named_value *lookup;
    void *context;
    bool wrong, missing; /* no expression; a name without a value */
};

static double sum(struct parser *p);

static bool next_is(struct parser *p, char c) {
    p->at += strspn(p->at, " ");
    if (*p->at != c) return false;
    p->at++;
    return true;
}

static double function(struct parser *p, const char *name) {
    const double x = sum(p);
    double y = x;
    while (next_is(p, ',')) {
        const double other = sum(p);
        y = strcmp(name, "min") == 0 ? fmin(y, other) : fmax(y, other);
    }
    if (!next_is(p, ')')) p->wrong = true;
    if (strcmp(name, "log2") == 0) return log2(x);
    if (strcmp(name, "ceil") == 0) return ceil(x);
    if (strcmp(name, "floor") == 0) return floor(x);
    if (strcmp(name, "sqrt") == 0) return sqrt(x);
    if (strcmp(name, "min") != 0 && strcmp(name, "max") != 0) p->wrong = true;
    return y;
}

static double atom(struct parser *p) {
    char name[64];
    size_t used = 0;
    double value = 0;
    if (next_is(p, '-')) return -atom(p);
    if (next_is(p, '(')) {
        value = sum(p);
        if (!next_is(p, ')')) p->wrong = true;
        return value;
    }
    if (isdigit((unsigned char)*p->at)) {
        char *rest;
        value = strtod(p->at, &rest);
        p->at = rest;
        return value;
    }
    for (; isalnum((unsigned char)*p->at) || *p->at == '_' || *p->at == '.'; p->at++)
        if (used + 1 < sizeof name) name[used++] = *p->at;
    name[used] = '\0';
    if (used == 0) {
        p->wrong = true;
        return 0;
    }
    if (next_is(p, '(')) return function(p, name);
    if (!p->wrong && !p->missing && !p->lookup(p->context, name, &value)) p->missing = true;
    return value;
}

static double power(struct parser *p) {
    const double base = atom(p);
    return next_is(p, '^') ? pow(base, power(p)) : base;
}

static double product(struct parser *p) {
    double value = power(p);
    for (;;) {
        if (next_is(p, '*'))
            value *= power(p);
        else if (next_is(p, '/'))
            value /= power(p);
        else
            return value;
    }
}

static double sum(struct parser *p) {
    double value = product(p);
    for (;;) {
        if (next_is(p, '+'))
            value += product(p);
        else if (next_is(p, '-'))
            value -= product(p);
        else
            return value;
    }
}

bool evaluate(const char *text, named_value *lookup, void *context, double *value, char *why,
              size_t room) {
    struct parser p = {.at = text, .lookup = lookup, .context = context};
    *value = sum(&p);
    if (*(p.at + strspn(p.at, " "))) p.wrong = true;
    if (p.wrong) snprintf(why, room, "the contract has no expression here: %s", text);
    return !p.wrong && !p.missing;
}
