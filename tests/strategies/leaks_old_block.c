/* leaks_old_block.c - a broken strategy: it never frees the old block. */
#include "strategy.h"

struct array {
    char *data;
    size_t count, capacity;
};

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity) {
        const size_t capacity = grown_capacity(a->capacity, 2);
        char *data = counted_malloc(capacity * width);
        if (!data) return false;
        if (a->count > 0) counted_memcpy(data, a->data, a->count * width);
        a->data = data, a->capacity = capacity;
    }
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) { counted_free(a->data, a->capacity * width); }

static const struct strategy strategy = {
    .title = "leaks old block",
    .about = "Keeps each old block.",
    .family = "broken",
};

#include "run.h"
