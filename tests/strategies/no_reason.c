/* no_reason.c - a broken strategy: it gives up at element 500, and does not say why. */
#include "strategy.h"

struct array {
    char *data;
    size_t count, capacity;
};

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == 500) return false;
    if (a->count == a->capacity) {
        const size_t capacity = grown_capacity(a->capacity, 2);
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
    .title = "no reason",
    .about = "Gives up at element 500.",
    .family = "broken",
};

#include "run.h"
