/* off_by_one.c - a broken strategy: the check of the capacity comes after the write. */
#include "strategy.h"

struct array {
    char *data;
    size_t count, capacity;
};

static bool append(struct array *a, const void *element, size_t width) {
    if (!a->data) {
        a->data = counted_malloc(16 * width);
        if (!a->data) return false;
        a->capacity = 16;
    }
    memcpy(a->data + a->count++ * width, element, width);
    if (a->count > a->capacity) {
        const size_t capacity = 2 * a->capacity;
        char *data = counted_realloc(a->data, a->capacity * width, capacity * width);
        if (!data) return false;
        a->data = data, a->capacity = capacity;
    }
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) { counted_free(a->data, a->capacity * width); }

static const struct strategy strategy = {
    .title = "off by one",
    .about = "Writes before it looks.",
    .family = "broken",
};

#include "run.h"
