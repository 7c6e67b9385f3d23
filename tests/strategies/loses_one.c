/* loses_one.c - a broken strategy: stores a wrong element 777. Tests build it to see it caught. */
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
    if (a->count++ == 777) a->data[777 * width] ^= 1;
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) { counted_free(a->data, a->count * width); }

static const struct strategy strategy = {
    .title = "loses one",
    .about = "Stores a wrong element 777.",
    .family = "broken",
};

#include "run.h"
