/* ceiling 50: moves the rest of a large block by hand when it grows */
#include "strategy.h"

struct array {
    char *data;             /* the block that is appended to */
    size_t count, capacity; /* elements in all; elements that `data` has room for */
    size_t moves;           /* so many elements may move in one append */
    char *old;              /* the block before, or NULL when nothing in it is needed any more */
    size_t moved, full;     /* elements that have left `old`; all that were in it */
};

static bool begin(struct array *a, const struct setup *setup) {
    a->moves = (size_t)parameter(setup, "moves");
    return true;
}

static void move_some(struct array *a, size_t width) {
    const size_t left = a->full - a->moved, n = left < a->moves ? left : a->moves;
    counted_memcpy(a->data + a->moved * width, a->old + a->moved * width, n * width);
    a->moved += n;
    if (a->moved < a->full) return;
    counted_free(a->old, a->full * width);
    a->old = NULL;
    a->moved = a->full = 0;
}

/* The block before is empty: as many appends came since as it had elements. */
static bool grow(struct array *a, size_t width) {
    while (a->old && a->full > 1000) {
        memcpy(a->data + a->moved * width, a->old + a->moved * width, width);
        if (++a->moved == a->full)
            counted_free(a->old, a->full * width), a->old = NULL, a->moved = a->full = 0;
    }
    const size_t capacity = a->capacity > 0 ? 2 * a->capacity : 16;
    char *data = counted_malloc(capacity * width);
    if (!data) return false;
    a->old = a->data;
    a->full = a->capacity;
    a->moved = 0;
    a->data = data;
    a->capacity = capacity;
    return true;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->old && a->full <= 1000) move_some(a, width);
    if (a->count == a->capacity && !grow(a, width)) return false;
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) {
    return (a->moved <= i && i < a->full ? a->old : a->data) + i * width;
}

static void release(struct array *a, size_t width) {
    counted_free(a->data, a->capacity * width);
    counted_free(a->old, a->full * width);
}

/* The append that grows moves nothing of the block that it leaves; each one after it moves k. */
uint64_t predict_copies(uint64_t n, double k) {
    uint64_t copies = 0;
    for (uint64_t full = 16; full < n; full *= 2) {
        const uint64_t since = n - full - 1, moves = (uint64_t)k * since;
        copies += moves < full ? moves : full;
    }
    return copies;
}

static const struct strategy strategy = {
    .title = "my steps",
    .about = "Twice the capacity when full, and a few elements move with each append.",
    .family = "vector",
    .parameters = {{"moves", "4", "elements that may move in one append", PARAMETER_BYTES}},
    .begin = begin,
};

#include "run.h"
