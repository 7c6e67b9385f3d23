/* tarjan_zwick.c - blocks of B and of B^2, n below B^3: O(n^(1/3)) is wasted.
 *
 *     large (B^2)   | e e e e e e e e | e e e e e e e e |       at most B of them
 *     small (B)     | e e | e e | e e | e . |                   at most 2 B of them
 *                     -----------> B of these become one large block
 *
 * Time    O(1) amortised: each element is copied when its small block becomes part of a large one,
 *         and when B doubles, at n = B^3: 1 1/7 to 2 1/7 copies of each element
 * Memory  n + O(n^(1/3)) between growths: one small block not full, and 3 B pointers. While it
 *         grows one large block more: n + O(n^(2/3))
 * Expect  the least memory of all that keep blocks, and twice a hashed array tree's copies for it;
 *         each read asks which of two sizes. Addresses change
 * See     Tarjan, Zwick: Optimal Resizable Arrays (SOSA 2023; SIAM J. Computing 53, 2024), here
 *         r = 3 and appends alone: with blocks of B, B^2 .. B^(r-1) it is n + O(n^(1/r)), for O(r)
 *         copies
 */
#include "strategy.h"

struct array {
    char *last;        /* the small block that is filled */
    size_t used, room; /* elements in it, and for how many it has place: B, once there is one */
    char **blocks;     /* B pointers to large ones, then 2 B to small ones */
    size_t large, small, slots; /* blocks, and for how many the directory has place */
    size_t shift;               /* B = 2^shift */
    size_t merged;              /* fours of large blocks that are one already, while B doubles */
};

static const size_t one = 1;

static bool begin(struct array *a, const struct setup *setup) {
    (void)setup;
    a->shift = 2;
    return true;
}

/* Moves `count` blocks of `bytes` into one. Their pointers stay, into its parts: so whenever growth
 * fails, at() finds every element where it was. */
static bool merge(char **blocks, size_t count, size_t bytes) {
    char *larger = counted_malloc(count * bytes);
    if (!larger) return false;
    for (size_t b = 0; b < count; b++) {
        counted_memcpy(larger + b * bytes, blocks[b], bytes);
        counted_free(blocks[b], bytes);
        blocks[b] = larger + b * bytes;
    }
    return true;
}

/* The first B small blocks become one large one. */
static bool combine(struct array *a, size_t width) {
    const size_t b = one << a->shift;
    char **small = a->blocks + b;
    if (!merge(small, b, b * width)) return false;
    a->blocks[a->large++] = small[0];
    a->small -= b;
    memmove(small, small + b, a->small * sizeof *small);
    return true;
}

/* At n = B^3: all becomes large, four large blocks become one, as (2 B)^2 is 4 B^2. */
static bool double_b(struct array *a, size_t width) {
    const size_t b = one << a->shift, pointer = sizeof *a->blocks;
    while (a->small > 0)
        if (!combine(a, width)) return false;
    if (a->slots < 6 * b) {
        char **blocks = counted_realloc(a->blocks, a->slots * pointer, 6 * b * pointer);
        if (!blocks) return false;
        a->blocks = blocks;
        a->slots = 6 * b;
    }
    for (; a->merged < b / 4; a->merged++)
        if (!merge(a->blocks + 4 * a->merged, 4, b * b * width)) return false;
    for (size_t l = 0; l < b / 4; l++) a->blocks[l] = a->blocks[4 * l];
    a->large = b / 4;
    a->shift++;
    a->merged = 0;
    return true;
}

static bool grow(struct array *a, size_t width) {
    growing();
    size_t b = one << a->shift;
    if (a->large * b * b + a->small * b == b * b * b) {
        if (!double_b(a, width)) return false;
    } else if (a->small == 2 * b && !combine(a, width))
        return false;
    b = one << a->shift;
    if (a->slots == 0) {
        char **blocks = counted_malloc(3 * b * sizeof *blocks);
        if (!blocks) return false;
        a->blocks = blocks;
        a->slots = 3 * b;
    }
    char *block = counted_malloc(b * width);
    if (!block) return false;
    a->blocks[b + a->small++] = block;
    a->last = block;
    a->used = 0;
    a->room = b;
    return true;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->used == a->room && !grow(a, width)) return false;
    memcpy(a->last + a->used++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) {
    const size_t b = one << a->shift, in_large = a->large << 2 * a->shift;
    if (i < in_large) return a->blocks[i >> 2 * a->shift] + (i & (b * b - 1)) * width;
    i -= in_large;
    return a->blocks[b + (i >> a->shift)] + (i & (b - 1)) * width;
}

static void gather(struct array *a, char *block, size_t width) {
    const size_t b = one << a->shift;
    for (size_t l = 0; l < a->large; l++, block += b * b * width)
        counted_memcpy(block, a->blocks[l], b * b * width);
    for (size_t s = 0; s < a->small; s++, block += b * width)
        counted_memcpy(block, a->blocks[b + s], (s + 1 < a->small ? b : a->used) * width);
}

static void release(struct array *a, size_t width) {
    const size_t b = one << a->shift, merged = 4 * a->merged;
    for (size_t l = 0; l < merged; l += 4) counted_free(a->blocks[l], 4 * b * b * width);
    for (size_t l = merged; l < a->large; l++) counted_free(a->blocks[l], b * b * width);
    for (size_t s = 0; s < a->small; s++) counted_free(a->blocks[b + s], b * width);
    counted_free(a->blocks, a->slots * sizeof *a->blocks);
}

static const struct strategy strategy = {
    .title = "Tarjan-Zwick",
    .about = "Blocks of two sizes, B and B^2 with n below B^3: only O(n^(1/3)) is wasted between "
             "growths.",
    .family = "sqrt",
    .begin = begin,
    .gather = gather,
};

#include "run.h"
