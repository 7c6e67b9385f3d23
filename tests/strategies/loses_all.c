/* loses_all.c - a broken strategy: when realloc fails, it has lost the old block. */
#include "strategy.h"

struct array {
    char *data;
    size_t count, capacity;
};

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity) {
        const size_t capacity = grown_capacity(a->capacity, 2);
        a->data = counted_realloc(a->data, a->capacity * width, capacity * width);
        if (!a->data) return false;
        a->capacity = capacity;
    }
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) { counted_free(a->data, a->capacity * width); }

static const struct strategy strategy = {
    .title = "loses all",
    .about = "Loses all when memory is short.",
    .family = "broken",
};

#include "run.h"
