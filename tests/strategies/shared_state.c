/* shared_state.c - a broken strategy: all arrays have one count. */
#include "strategy.h"

struct array {
    char *data;
    size_t capacity;
};

static size_t elements;

static bool append(struct array *a, const void *element, size_t width) {
    if (elements >= a->capacity) {
        const size_t capacity = 2 * elements + 16;
        char *data = counted_realloc(a->data, a->capacity * width, capacity * width);
        if (!data) return false;
        a->data = data, a->capacity = capacity;
    }
    memcpy(a->data + elements++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) { counted_free(a->data, a->capacity * width); }

static const struct strategy strategy = {
    .title = "shared state",
    .about = "Counts all arrays as one.",
    .family = "broken",
};

#include "run.h"
