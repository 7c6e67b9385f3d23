/* discard.c - consumes the stream and stores nothing.
 *
 *     element -> [one element] -> gone
 *
 * Time    what the source, the checksum and the loop cost: the floor under every other program
 * Memory  none
 * Expect  the lowest line in every figure of time; nothing in the figures of memory
 * See     STREAM's rule to know the floor before comparing; udb3, which measures the making of its
 *         keys first
 */
#include "strategy.h"

struct array {
    char last[64]; /* the widest element */
};

static bool append(struct array *a, const void *element, size_t width) {
    memcpy(a->last, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) {
    (void)i, (void)width;
    return a->last;
}

static void release(struct array *a, size_t width) { (void)a, (void)width; }

static const struct strategy strategy = {
    .title = "discard",
    .about = "Consumes the stream and stores nothing: what the source and the loop cost.",
    .family = "control",
    .core = true,
    .discards = true,
};

#include "run.h"
