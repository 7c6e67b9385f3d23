/* my_doubling.c - lab 2: growth by a factor.
 *
 *     | e e e e |  ->  | e e e e . . . . |      full: a block `growth` times as large
 *
 * Three places to fill in: TODO 1, 2 and 3. After each: labs/lab check 2, then labs/lab grade 2.
 */
#include "strategy.h"

struct array {
    char *data;             /* the block */
    size_t count, capacity; /* elements in it; elements that it has room for */
    double growth;          /* the capacity is multiplied by this when it is full */
};

static bool begin(struct array *a, const struct setup *setup) {
    a->growth = parameter(setup, "growth");
    return true;
}

/* TODO 1: the capacity after this one. The first is 16. What is 1.05 times 16, as a size_t? It has
 * to grow, whatever the factor. */
static size_t next_capacity(size_t capacity, double growth) {
    (void)growth;
    return capacity;
}

/* TODO 2: a block of the next capacity, and the old elements in it. When there is no memory,
 * counted_malloc returns NULL: then return false, and leave the old block as it is. */
static bool grow(struct array *a, size_t width) {
    (void)a, (void)width, (void)next_capacity;
    return false;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity && !grow(a, width)) return false;
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) { counted_free(a->data, a->capacity * width); }

/* TODO 3: your theory, for n appended elements and the growth factor. A loop will do: it need not
 * append anything. Both are compared with what is counted, for 50 pairs each. */
uint64_t predict_copies(uint64_t n, double growth) {
    (void)n, (void)growth;
    return 0;
}

uint64_t predict_allocations(uint64_t n, double growth) {
    (void)n, (void)growth;
    return 0;
}

static const struct strategy strategy = {
    .title = "my doubling",
    .about = "When full, a block that is larger by a factor, and everything copied.",
    .family = "vector",
    .parameters = {{"growth", "2", "the capacity is multiplied by this when it is full",
                    PARAMETER_FACTOR}},
    .begin = begin,
};

#include "run.h"
