/* two_pass.c - counts the elements, then allocates once and fills.
 *
 *     pass 1:  1, 2, 3 ... n           nothing is stored
 *     pass 2:  | e e e e e e e e |     exactly n elements
 *
 * Time    everything is read and parsed twice, and no element is moved
 * Memory  the data, exactly
 * Expect  preallocated plus discard: cheap where making an element costs less than storing it,
 *         twice as dear where it is parsed from text
 * See     compilers and loaders that size a table first; only for a source that can be read twice:
 *         a file, not a pipe
 */
#include "strategy.h"

struct array {
    char *data;
    size_t count, capacity;
};

static bool begin(struct array *a, const struct setup *setup) {
    a->capacity = setup->count;
    if (a->capacity == 0) return true;
    a->data = counted_malloc(a->capacity * setup->width);
    return a->data != NULL;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity)
        return failure("append", 0, "the second pass has more than the %zu elements of the first",
                       a->capacity);
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) { counted_free(a->data, a->capacity * width); }

static const struct strategy strategy = {
    .title = "two passes",
    .about =
        "Counts the elements, then allocates once and fills: for input that can be read twice.",
    .numpy = "n = sum(1 for x in source()); np.fromiter(source(), t, count=n)",
    .family = "vector",
    .stable = true,
    .reads_twice = true,
    .begin = begin,
};

#include "run.h"
