/* killed.c - a strategy for tests: dies at element 500, as by the kernel when memory runs out. */
#include "strategy.h"

#include <signal.h>

struct array {
    char data[500 * 64];
    size_t count;
};

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == 500) raise(SIGKILL);
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) { (void)a, (void)width; }

static const struct strategy strategy = {.title = "killed", .about = "Dies.", .family = "test"};

#include "run.h"
