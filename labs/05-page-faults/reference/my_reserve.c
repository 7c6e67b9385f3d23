/* my_reserve.c - lab 5: address space first, memory later.
 *
 *     | e e e e e e . . |   reserved: addresses, nothing behind them   ...   |
 *       touched   usable    a page of RAM comes when it is first written
 */
#include "strategy.h"

#include <unistd.h>

struct array {
    char *data;
    size_t count, capacity; /* elements in it; elements that may be written */
    size_t usable;          /* bytes of it that may be written */
    size_t step;            /* so many bytes become usable by one call */
};

/* Address space of each array. */
static const size_t reserve = (size_t)64 << 30;

static bool begin(struct array *a, const struct setup *setup) {
    const size_t page = (size_t)sysconf(_SC_PAGESIZE), step = (size_t)parameter(setup, "step");
    a->step = (step + page - 1) / page * page;
    a->data = counted_reserve(reserve);
    return a->data != NULL;
}

static bool grow(struct array *a, size_t width) {
    if (reserve - a->usable < a->step)
        return failure("append", 0, "the reserved %zu bytes are full", reserve);
    if (!counted_commit(a->data + a->usable, a->step, false)) return false;
    a->usable += a->step;
    a->capacity = a->usable / width;
    return true;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity && !grow(a, width)) return false;
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) {
    (void)width;
    counted_unreserve(a->data, reserve, a->usable);
}

/* Steps that hold n elements of 8 bytes. */
static uint64_t steps(uint64_t n, double step) {
    return (8 * n + (uint64_t)step - 1) / (uint64_t)step;
}

uint64_t predict_calls(uint64_t n, double step) { return 1 + steps(n, step); }

uint64_t predict_bytes(uint64_t n, double step) { return steps(n, step) * (uint64_t)step; }

static const struct strategy strategy = {
    .title = "my reserve",
    .about = "64 GiB of address space at first; memory by touching it.",
    .family = "virtual memory",
    .stable = true,
    .parameters = {{"step", "1MiB", "bytes that one call makes usable", PARAMETER_BYTES}},
    .begin = begin,
};

#include "run.h"
