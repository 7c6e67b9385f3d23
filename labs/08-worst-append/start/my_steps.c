/* my_steps.c - lab 8: twice the capacity when full, but no append that waits for all.
 *
 *     old   | - - - - e e e e |                 [moved, full) is still here
 *     data  | e e e e         e e . . . . . . |
 *             moved           appended
 *
 * Four places to fill in: TODO 1 to 4. After each: labs/lab check 8, then labs/lab grade 8.
 */
#include "strategy.h"

struct array {
    char *data;             /* the block that is appended to */
    size_t count, capacity; /* elements in all; elements that `data` has room for */
    size_t moves;           /* so many elements may move in one append */
    char *old;              /* the block before, or NULL when nothing in it is needed any more */
    size_t moved, full;     /* elements that have left `old`; all that were in it */
};

static bool begin(struct array *a, const struct setup *setup) {
    a->moves = (size_t)parameter(setup, "moves");
    return true;
}

/* TODO 2: a->moves elements, or what is left of them, from `old` to their places in `data`. When
 * all have moved, `old` goes back. */
static void move_some(struct array *a, size_t width) { (void)a, (void)width; }

/* TODO 1: a block of twice the capacity (16 at first). Nothing is copied here: what was `data` is
 * `old` now. Why is the block before it empty by then? When there is no memory, return false, and
 * leave all as it is. */
static bool grow(struct array *a, size_t width) {
    (void)a, (void)width;
    return false;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->old) move_some(a, width);
    if (a->count == a->capacity && !grow(a, width)) return false;
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

/* TODO 1, too: element i is in `old` or in `data`. */
static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

/* TODO 3: both blocks may be there. */
static void release(struct array *a, size_t width) { (void)a, (void)width; }

/* TODO 4: your theory. How many elements have moved, in all, after n appends, when k may move in
 * each? A loop over the growths will do. It is compared with the counters, for 50 pairs. */
uint64_t predict_copies(uint64_t n, double k) {
    (void)n, (void)k;
    return 0;
}

static const struct strategy strategy = {
    .title = "my steps",
    .about = "Twice the capacity when full, and a few elements move with each append.",
    .family = "vector",
    .parameters = {{"moves", "4", "elements that may move in one append", PARAMETER_BYTES}},
    .begin = begin,
};

#include "run.h"
