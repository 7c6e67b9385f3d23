/* swaps_chunks.c - a broken strategy: two chunks of 64 KiB have changed places. */
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

static char *at(struct array *a, size_t i, size_t width) {
    const size_t chunk = 65536 / width, number = i / chunk;
    if (a->count > 2 * chunk && number < 2) i = (1 - number) * chunk + i % chunk;
    return a->data + i * width;
}

static void release(struct array *a, size_t width) { counted_free(a->data, a->count * width); }

static const struct strategy strategy = {
    .title = "swaps chunks",
    .about = "Two chunks of 64 KiB have changed places.",
    .family = "broken",
};

#include "run.h"
