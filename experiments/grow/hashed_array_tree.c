/* hashed_array_tree.c - m leaves of m elements; when full, m doubles and everything is copied.
 *
 *     m = 4   | o | o | o | o |        m = 8   | o | o | . | . | . | . | . | . |
 *               |   |   |   +-> eeee             |   +-> eeeeeeee
 *               |   |   +-> eeee                 +-> eeeeeeee
 *               |   +-> eeee                     two leaves become one
 *               +-> eeee
 *
 * Time    O(1) amortised: 1/3 to 4/3 copies of each element. The append that doubles m copies all.
 *         Element i is found by a shift, a mask and two loads
 * Memory  n + O(sqrt n) at every moment: leaves are merged one pair after the other
 * Expect  reads in less than twice a vector's time, a copying vector's copies, and a peak of 1.
 *         Addresses change
 * See     Sitarski: HATs: Hashed Array Trees (Dr. Dobb's Journal, September 1996); no hash is in it
 */
#include "strategy.h"

struct array {
    char *last;        /* the leaf that is filled */
    size_t used, room; /* elements in it, and for how many it has place: m, once there is a leaf */
    char **leaves;
    size_t count, slots; /* leaves, and for how many the directory has place */
    size_t shift;        /* m = 2^shift */
    size_t merged;       /* pairs of leaves that are one already, while m doubles */
};

static const size_t one = 1;

static bool begin(struct array *a, const struct setup *setup) {
    (void)setup;
    a->shift = 2;
    return true;
}

static bool reserve_slots(struct array *a, size_t slots) {
    const size_t pointer = sizeof *a->leaves;
    if (a->slots >= slots) return true;
    char **leaves = counted_realloc(a->leaves, a->slots * pointer, slots * pointer);
    if (!leaves) return false;
    a->leaves = leaves;
    a->slots = slots;
    return true;
}

/* Both pointers of a merged pair stay, the second into the middle of the new leaf: so whenever this
 * fails, at() finds every element where the old m says, and the next append goes on from there. */
static bool double_m(struct array *a, size_t width) {
    const size_t m = one << a->shift;
    if (!reserve_slots(a, 2 * m)) return false;
    for (; a->merged < m / 2; a->merged++) {
        char **pair = a->leaves + 2 * a->merged, *leaf = counted_malloc(2 * m * width);
        if (!leaf) return false;
        for (size_t half = 0; half < 2; half++) {
            counted_memcpy(leaf + half * m * width, pair[half], m * width);
            counted_free(pair[half], m * width);
            pair[half] = leaf + half * m * width;
        }
    }
    for (size_t l = 0; l < m / 2; l++) a->leaves[l] = a->leaves[2 * l];
    a->count = m / 2;
    a->shift++;
    a->merged = 0;
    a->used = a->room = 2 * m; /* the last leaf is twice as long, and full */
    return true;
}

static bool grow(struct array *a, size_t width) {
    growing();
    if (a->count == one << a->shift && !double_m(a, width)) return false;
    const size_t m = one << a->shift;
    if (!reserve_slots(a, m)) return false;
    char *leaf = counted_malloc(m * width);
    if (!leaf) return false;
    a->leaves[a->count++] = leaf;
    a->last = leaf;
    a->used = 0;
    a->room = m;
    return true;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->used == a->room && !grow(a, width)) return false;
    memcpy(a->last + a->used++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) {
    return a->leaves[i >> a->shift] + (i & ((one << a->shift) - 1)) * width;
}

static void gather(struct array *a, char *block, size_t width) {
    for (size_t l = 0; l < a->count; l++) {
        size_t bytes = (l + 1 < a->count ? one << a->shift : a->used) * width;
        counted_memcpy(block, a->leaves[l], bytes);
        block += bytes;
    }
}

static void release(struct array *a, size_t width) {
    const size_t m = one << a->shift;
    for (size_t l = 0; l < 2 * a->merged; l += 2) counted_free(a->leaves[l], 2 * m * width);
    for (size_t l = 2 * a->merged; l < a->count; l++) counted_free(a->leaves[l], m * width);
    counted_free(a->leaves, a->slots * sizeof *a->leaves);
}

static const struct strategy strategy = {
    .title = "hashed array tree",
    .about = "As many leaves as a leaf has elements; when all are full, that number doubles and "
             "everything is copied.",
    .family = "sqrt",
    .begin = begin,
    .gather = gather,
};

#include "run.h"
