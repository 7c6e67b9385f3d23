/* null_pointer.c - a broken strategy: it doubles what it has, and never has a first block. */
#include "strategy.h"

struct array {
    char *data;
    size_t count, capacity;
};

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity && a->count > 0) {
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
    .title = "null pointer",
    .about = "Has no first block.",
    .family = "broken",
};

#include "run.h"
