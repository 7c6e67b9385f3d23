/* my_reserve.c - lab 5: address space first, memory later.
 *
 *     | e e e e e e . . |   reserved: addresses, nothing behind them   ...   |
 *       touched   usable    a page of RAM comes when it is first written
 *
 * Three places to fill in: TODO 1, 2 and 3. After each: labs/lab check 5, then labs/lab grade 5.
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
    /* TODO 1 begins here: counted_reserve(bytes) gives address space that may not be touched yet,
     * by mmap(2) with PROT_NONE; NULL when there is none. Reserve so much for a->data. */
    (void)reserve;
    return false;
}

/* TODO 1: make the next page of the address space usable, sysconf(_SC_PAGESIZE) bytes, by
 *
 *     counted_commit(at, bytes, false)
 *
 * where `at` is the first byte that may not be written yet: a->data + a->usable. It calls
 * mprotect(2), and is false when there is no memory: then return false, and change nothing. Then
 * say how many elements there is room for.
 *
 * TODO 2: a->step bytes by each call, not one page. */
static bool grow(struct array *a, size_t width) {
    (void)a, (void)width;
    return false;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity && !grow(a, width)) return false;
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

/* TODO 1, too: counted_unreserve(a->data, reserve, bytes that were made usable). */
static void release(struct array *a, size_t width) { (void)a, (void)width; }

/* TODO 3: your theory, for n elements of 8 bytes and `step` bytes by one call. How many counted
 * calls give you address space or memory, and how many bytes are usable at the end? */
uint64_t predict_calls(uint64_t n, double step) {
    (void)n, (void)step;
    return 0;
}

uint64_t predict_bytes(uint64_t n, double step) {
    (void)n, (void)step;
    return 0;
}

static const struct strategy strategy = {
    .title = "my reserve",
    .about = "64 GiB of address space at first; memory by touching it.",
    .family = "virtual memory",
    .stable = true,
    .parameters = {{"step", "1MiB", "bytes that one call makes usable", PARAMETER_BYTES}},
    .begin = begin,
};

#include "run.h"
