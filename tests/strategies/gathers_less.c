/* gathers_less.c - a broken strategy: its gathered block lacks the last element. */
#include "strategy.h"

struct array {
    char *data;
    size_t count;
};

static bool append(struct array *a, const void *element, size_t width) {
    char *data = counted_realloc(a->data, a->count * width, (a->count + 1) * width);
    if (!data) return false;
    a->data = data;
    memcpy(a->data + a->count * width, element, width);
    a->count++;
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void gather(struct array *a, char *block, size_t width) {
    counted_memcpy(block, a->data, (a->count - 1) * width);
    memset(block + (a->count - 1) * width, 0, width);
}

static void release(struct array *a, size_t width) { counted_free(a->data, a->count * width); }

static const struct strategy strategy = {
    .title = "gathers less",
    .about = "Its gathered block lacks the last element.",
    .family = "broken",
    .gather = gather,
};

#include "run.h"
