/* subject.h - what a student's file becomes in a lab: a table of its calls, which the worker looks
 * up by its name, "subject".
 */
#ifndef SUBJECT_H
#define SUBJECT_H

#include "strategy.h"

struct subject {
    const struct strategy *strategy;
    size_t array_bytes; /* sizeof(struct array) */
    bool (*append)(struct array *, const void *element, size_t width);
    char *(*at)(struct array *, size_t i, size_t width);
    void (*release)(struct array *, size_t width);
};

/* The theory as code, where a lab asks for it: how many there will be of what the lab names, for n
 * elements and the value `k` of the strategy's parameter. A file may define several. */
typedef uint64_t theory(uint64_t n, double k);

#endif
