/* wrong_size.c - a broken strategy: it asks realloc for elements, where bytes are meant. */
#include "strategy.h"

struct array {
    char *data;
    size_t count, capacity;
};

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity) {
        const size_t capacity = grown_capacity(a->capacity, 2);
        char *data = counted_realloc(a->data, a->capacity, capacity);
        if (!data) return false;
        a->data = data, a->capacity = capacity;
    }
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) {
    (void)width;
    counted_free(a->data, a->capacity);
}

static const struct strategy strategy = {
    .title = "wrong size",
    .about = "Counts elements as bytes.",
    .family = "broken",
};

#include "run.h"
