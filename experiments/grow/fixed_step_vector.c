/* fixed_step_vector.c - when full, realloc to a fixed number of bytes more.
 *
 *     | e e e e |  ->  | e e e e . . |      always the same step
 *
 * Time    n / step reallocations: O(n^2) bytes if each one copies, O(n) if the allocator remaps
 * Memory  at most one step more than the data
 * Expect  with glibc a flat line beside doubling, and less reserved; with an allocator that copies,
 *         a line that rises
 * See     Redis sds above 1 MiB (SDS_MAX_PREALLOC), many hand-written read loops
 */
#include "strategy.h"

struct array {
    char *data;
    size_t count, capacity, step; /* in elements */
};

static bool begin(struct array *a, const struct setup *setup) {
    a->step = (size_t)parameter(setup, "step") / setup->width;
    if (a->step == 0) a->step = 1;
    return true;
}

static bool grow(struct array *a, size_t width) {
    size_t capacity = a->capacity + a->step;
    char *data = counted_realloc(a->data, a->capacity * width, capacity * width);
    if (!data) return false;
    a->data = data;
    a->capacity = capacity;
    return true;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity && !grow(a, width)) return false;
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) { counted_free(a->data, a->capacity * width); }

static const struct strategy strategy = {
    .title = "fixed step",
    .about = "When full, realloc to a fixed step more, as Redis strings do above 1 MiB.",
    .numpy = "a.resize(n + step, refcheck=False) when full; a[:n] at the end",
    .family = "vector",
    .parameters = {{"step", "1MiB", "bytes by which the block grows", PARAMETER_BYTES}},
    .begin = begin,
};

#include "run.h"
