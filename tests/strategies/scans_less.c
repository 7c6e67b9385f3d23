/* scans_less.c - a broken strategy: the first time that it is read, it leaves out element 777. So
 * the scan is wrong, and what is verified after it is right. */
#include "strategy.h"

struct array {
    char *data;
    size_t count, capacity;
};

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity) {
        size_t capacity = grown_capacity(a->capacity, 2);
        char *data = counted_realloc(a->data, a->capacity * width, capacity * width);
        if (!data) return false;
        a->data = data, a->capacity = capacity;
    }
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) {
    static bool read_before;
    if (i == 777 && !read_before) read_before = true, i = 0;
    return a->data + i * width;
}

static void release(struct array *a, size_t width) { counted_free(a->data, a->capacity * width); }

static const struct strategy strategy = {
    .title = "scans less",
    .about = "Leaves out element 777 when read for the first time.",
    .family = "broken",
};

#include "run.h"
