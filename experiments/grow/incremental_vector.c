/* incremental_vector.c - doubling without the pause: two elements move with each append.
 *
 *     old   | - - - - e e e e |                 [moved, full) is still here
 *     new   | e e e e         e e . . . . . . |
 *             moved           appended
 *
 * Time    O(1) for every append, the longest too: when full, a block of twice the capacity, and
 *         then 64 elements move at every 32nd append, so that all have moved when it is half
 *         filled. What is left of the pause is free(): the kernel takes the old block's pages at
 *         once
 * Memory  both blocks while elements move: 3 times the data reserved at most, 5/3 of it resident
 * Expect  copying_vector's copies and faults, but no append that takes as long as n; a comparison
 *         more for each read; --latency shows it
 * See     Redis's dict, which moves its hash table so; real-time systems; Katajainen: Worst-Case-
 *         Efficient Dynamic Arrays in Practice (SEA 2016), where it is the largest of four
 */
#include "strategy.h"

struct array {
    char *data;
    size_t count, limit; /* at `limit` something is to be done: some moves, or growth */
    size_t capacity;
    char *old;          /* NULL when nothing is to be moved */
    size_t moved, full; /* elements that have left `old`, and all that were in it */
};

/* 2 an append: in steps, so that other appends need no check. */
static const size_t appends = 32;
static const size_t moves = 64;

static void move_some(struct array *a, size_t width) {
    size_t left = a->full - a->moved, n = left < moves ? left : moves, from = a->moved * width;
    counted_memcpy(a->data + from, a->old + from, n * width);
    a->moved += n;
    if (a->moved < a->full) return;
    counted_free(a->old, a->full * width);
    a->old = NULL;
    a->moved = a->full = 0;
}

/* Nothing is in the old block any more: it had half the capacity, so half as many appends did
 * it. */
static bool grow(struct array *a, size_t width) {
    size_t capacity = grown_capacity(a->capacity, 2);
    char *data = counted_malloc(capacity * width);
    if (!data) return false;
    a->old = a->data;
    a->full = a->capacity;
    a->data = data;
    a->capacity = capacity;
    return true;
}

static bool step(struct array *a, size_t width) {
    if (a->old) move_some(a, width);
    if (a->count == a->capacity && !grow(a, width)) return false;
    size_t left = a->capacity - a->count;
    a->limit = a->count + (a->old && left > appends ? appends : left);
    return true;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->limit && !step(a, width)) return false;
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) {
    return (a->moved <= i && i < a->full ? a->old : a->data) + i * width;
}

static void gather(struct array *a, char *block, size_t width) {
    size_t moved = a->moved * width, full = a->full * width;
    if (moved > 0) counted_memcpy(block, a->data, moved);
    if (full > moved) counted_memcpy(block + moved, a->old + moved, full - moved);
    counted_memcpy(block + full, a->data + full, a->count * width - full);
}

static void release(struct array *a, size_t width) {
    counted_free(a->data, a->capacity * width);
    counted_free(a->old, a->full * width);
}

static const struct strategy strategy = {
    .title = "incremental doubling",
    .about =
        "Twice the capacity when full, and two elements move with each append: no append waits "
        "for all.",
    .family = "vector",
    .gather = gather,
};

#include "run.h"
