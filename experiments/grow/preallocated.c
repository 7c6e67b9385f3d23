/* preallocated.c - n is known: one malloc, filled.
 *
 *     | e e e e e e e e |           exactly n elements
 *
 * Time    O(1) for an element, no copy; what is left is the first touch of each page
 * Memory  the data
 * Expect  the line that no strategy for unknown n should beat on the same pages; every ratio in the
 *         report is to this program, run in the same round
 * See     numpy.empty(n) and a[i] = x; std::vector::reserve
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
        return failure("append", 0, "more than the %zu elements that were announced", a->capacity);
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) { counted_free(a->data, a->capacity * width); }

static const struct strategy strategy = {
    .title = "preallocated",
    .about = "n is known: one malloc of the right size, then filled.",
    .numpy = "a = np.empty(n, t); a[i] = x for each, or np.fromiter(source, t, count=n)",
    .family = "control",
    .stable = true,
    .core = true,
    .baseline = true,
    .knows_count = true,
    .begin = begin,
};

#include "run.h"
