/* fails.c - a strategy for tests: refuses element 500, with a reason. */
#include "strategy.h"

struct array {
    char data[500 * 64];
    size_t count;
};

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == 500) return failure("append", 0, "no more than 500 elements");
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) { (void)a, (void)width; }

static const struct strategy strategy = {.title = "fails", .about = "Fails.", .family = "test"};

#include "run.h"
