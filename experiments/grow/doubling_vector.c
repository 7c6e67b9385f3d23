/* doubling_vector.c - when full, realloc to twice the capacity.
 *
 *     | e e e e |  ->  | e e e e . . . . |     realloc: in place or moved, the allocator decides
 *
 * Time    amortised O(1): log2(n) reallocations. A large block is moved by mremap(2): no byte is
 *         copied, whatever the growth factor
 * Memory  up to `growth` times the data reserved; untouched capacity is not resident
 * Expect  a flat line close to preallocated; resident at 1, reserved between 1 and 2
 * See     Rust Vec (max(2 x, needed)), kvec.h, stb_ds.h, GLib's GArray; Redis sds below 1 MiB
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
    .title = "doubling (realloc)",
    .about = "When full, realloc to twice the capacity, as Rust's Vec does.",
    .numpy = "b = bytearray(); b += block for each; np.frombuffer(b, t) at the end",
    .family = "vector",
    .core = true,
    .parameters = {{"growth", "2", "the capacity is multiplied by this when it is full",
                    PARAMETER_FACTOR}},
    .begin = begin,
};

#include "run.h"
