/* read_run.h - included last by the file of a way to read: its loop at random, and main(). */
#ifndef READ_RUN_H
#define READ_RUN_H

#include "harness.h"
#include "random_position.h"

/* Width and chained are constants where this is inlined, and so is way.at: what is measured is the
 * way, not a call through a pointer. Words are added up as in loops.h. */
static inline __attribute__((always_inline)) bool
read_places(struct reader *r, struct random_places *p, size_t width, bool chained) {
    uint64_t x = p->seed, sum = 0, last = 0;
    for (size_t k = 0; k < p->reads; k++) {
        size_t i = random_position(&x, p->count) + (chained ? last & p->nothing : 0);
        const char *element = way.at(r, i * width, width);
        if (!element) return false;
        uint64_t word[8] = {0};
        memcpy(word, element, width);
        last = 0;
        for (size_t w = 0; w < (width + 7) / 8; w++) last += word[w];
        sum += last;
    }
    p->seed = x;
    p->sum += sum;
    return true;
}

static __attribute__((noinline, flatten)) bool at_random(struct reader *r,
                                                         struct random_places *p) {
    switch (p->width) {
    case 1: return p->chained ? read_places(r, p, 1, true) : read_places(r, p, 1, false);
    case 4: return p->chained ? read_places(r, p, 4, true) : read_places(r, p, 4, false);
    case 8: return p->chained ? read_places(r, p, 8, true) : read_places(r, p, 8, false);
    case 64: return p->chained ? read_places(r, p, 64, true) : read_places(r, p, 64, false);
    default: return failure("type", 0, "no loop for elements of %zu bytes", p->width);
    }
}

int main(int argc, char **argv) {
    static struct reader reader;
    static const struct program program = {
        .source = __BASE_FILE__,
        .compiler = COMPILER,
        .strategy = &strategy,
        .reader = &reader,
        .at_random = at_random,
    };
    return harness_main(&program, argc, argv);
}

#endif
