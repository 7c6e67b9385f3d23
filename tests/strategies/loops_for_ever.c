/* loops_for_ever.c - a broken strategy: twice a capacity of 0 is 0. */
#include "strategy.h"

struct array {
    char *data;
    size_t count, capacity;
};

static bool append(struct array *a, const void *element, size_t width) {
    size_t capacity = a->capacity;
    while (capacity <= a->count) capacity *= 2;
    if (capacity > a->capacity) {
        char *data = counted_realloc(a->data, a->capacity * width, capacity * width);
        if (!data) return false;
        a->data = data, a->capacity = capacity;
    }
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) { counted_free(a->data, a->capacity * width); }

static const struct strategy strategy = {
    .title = "loops for ever",
    .about = "Never gets beyond a capacity of 0.",
    .family = "broken",
};

#include "run.h"
