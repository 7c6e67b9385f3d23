/* ceiling 85: never gives the old block back */
#include "strategy.h"

struct array {
    char *data;             /* the block */
    size_t count, capacity; /* elements in it; elements that it has room for */
    size_t step;            /* it grows by so many */
};

static bool begin(struct array *a, const struct setup *setup) {
    a->step = (size_t)parameter(setup, "step");
    return true;
}

static bool grow(struct array *a, size_t width) {
    const size_t capacity = a->capacity + a->step;
    char *data = counted_malloc(capacity * width);
    if (!data) return false;
    if (a->count > 0) counted_memcpy(data, a->data, a->count * width);
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

/* The block grows when k, 2 k, 3 k ... elements are in it, as often as one more has to go in. */
uint64_t predict_copies(uint64_t n, double k) {
    const uint64_t step = (uint64_t)k, growths = n > 0 ? (n - 1) / step : 0;
    return step * growths * (growths + 1) / 2;
}

static const struct strategy strategy = {
    .title = "my append",
    .about = "When full, a new block that is a few elements larger, and everything copied.",
    .family = "exact",
    .quadratic = true,
    .parameters = {{"step", "1", "elements that a full block grows by", PARAMETER_BYTES}},
    .begin = begin,
};

#include "run.h"
