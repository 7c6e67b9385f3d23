/* copying_vector.c - when full, a block of twice the capacity; everything is copied; free.
 *
 *     | e e e e |        | e e e e . . . . |       malloc, memcpy, free: both exist for a moment
 *
 * Time    amortised O(1): 1 / (g - 1) to g / (g - 1) copies of each element for growth factor g
 * Memory  old and new together while it copies: (1 + g) times the old capacity reserved; resident
 *         max(1, 2 C / n) times the data, when the last growth copied C elements
 * Expect  two to three times the faults of doubling_vector, because every new block is touched
 *         afresh, and a peak between 1 and 2 that depends on where n falls between two growths
 * See     std::vector (libstdc++, libc++ 2; MSVC 1.5), Java ArrayList (1.5), Go append (1.25 when
 *         large), V8 arrays (1.5): all where elements may not be moved by the allocator
 */
#include "strategy.h"

struct array {
    char *data;
    size_t count, capacity;
    double growth;
};

static bool begin(struct array *a, const struct setup *setup) {
    a->growth = parameter(setup, "growth");
    return true;
}

static bool grow(struct array *a, size_t width) {
    size_t capacity = grown_capacity(a->capacity, a->growth);
    char *data = counted_malloc(capacity * width);
    if (!data) return false;
    if (a->count > 0) counted_memcpy(data, a->data, a->count * width);
    counted_free(a->data, a->capacity * width);
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
    .title = "doubling (copied)",
    .about = "When full, a block of twice the capacity and everything copied, as std::vector does.",
    .numpy = "b = np.empty(2 * n, t); b[:n] = a; a = b when full; a[:n] at the end",
    .family = "vector",
    .core = true,
    .parameters = {{"growth", "2", "the capacity is multiplied by this when it is full",
                    PARAMETER_FACTOR}},
    .begin = begin,
};

#include "run.h"
