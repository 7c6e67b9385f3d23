/* wrong.c - a strategy for tests: forgets what came in and gives back zeros. */
#include "strategy.h"

struct array {
    char nothing[64];
};

static bool append(struct array *a, const void *element, size_t width) {
    (void)a, (void)element, (void)width;
    return true;
}

static char *at(struct array *a, size_t i, size_t width) {
    (void)i, (void)width;
    return a->nothing;
}

static void release(struct array *a, size_t width) { (void)a, (void)width; }

static const struct strategy strategy = {.title = "wrong", .about = "Wrong.", .family = "test"};

#include "run.h"
