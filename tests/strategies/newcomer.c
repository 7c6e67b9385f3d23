/* newcomer.c - the smallest strategy with a parameter: so many elements more when full.
 * A test drops it into experiments/grow. */
#include "strategy.h"

struct array {
    char *data;
    size_t count, capacity, step;
};

static bool begin(struct array *a, const struct setup *setup) {
    a->step = (size_t)parameter(setup, "step");
    return true;
}

static bool grow(struct array *a, size_t width) {
    size_t capacity = a->capacity + a->step;
    char *data = counted_realloc(a->data, a->capacity * width, capacity * width);
    if (!data) return false;
    a->data = data;
    a->capacity = capacity;
    return true;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity && !grow(a, width)) return false;
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) { counted_free(a->data, a->capacity * width); }

static const struct strategy strategy = {
    .title = "newcomer",
    .about = "So many elements more when full.",
    .family = "exact",
    .parameters = {{"step", "1000", "elements more", PARAMETER_BYTES}},
    .begin = begin,
};

#include "run.h"
