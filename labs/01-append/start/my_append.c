/* my_append.c - lab 1: what np.append in a loop does, and what it costs.
 *
 *     | e e e |  ->  | e e e e |      full: a new block, `step` elements larger; all is copied
 *
 * Three places to fill in: TODO 1, 2 and 3. After each: labs/lab check 1, then labs/lab grade 1.
 */
#include "strategy.h"

struct array {
    char *data;             /* the block */
    size_t count, capacity; /* elements in it; elements that it has room for */
    size_t step;            /* it grows by so many */
};

static bool begin(struct array *a, const struct setup *setup) {
    a->step = (size_t)parameter(setup, "step");
    return true;
}

/* TODO 1: a block with room for one element more, and the old elements in it.
 *
 * counted_malloc(bytes), counted_memcpy(to, from, bytes) and counted_free(block, bytes) are those
 * of the C library, and count (lib/memory.h). When there is no memory, counted_malloc returns NULL:
 * then return false, and leave the old block as it is. The first time, there is no old block.
 *
 * TODO 2: room for a->step elements more, not one. */
static bool grow(struct array *a, size_t width) {
    (void)a, (void)width;
    return false;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity && !grow(a, width)) return false;
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

/* TODO 1, too: give the block back. */
static void release(struct array *a, size_t width) { (void)a, (void)width; }

/* TODO 3: your theory. How many elements are copied, in all, when n are appended and the block
 * grows by k each time? It is compared with what is counted, for 50 pairs of n and k. */
uint64_t predict_copies(uint64_t n, double k) {
    (void)n, (void)k;
    return 0;
}

static const struct strategy strategy = {
    .title = "my append",
    .about = "When full, a new block that is a few elements larger, and everything copied.",
    .family = "exact",
    .quadratic = true,
    .parameters = {{"step", "1", "elements that a full block grows by", PARAMETER_BYTES}},
    .begin = begin,
};

#include "run.h"
