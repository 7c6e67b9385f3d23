/* ceiling 10: prints what it should compute */
#include "strategy.h"

#include <stdio.h>

struct array {
    char *data;             /* the block */
    size_t count, capacity; /* elements in it; elements that it has room for */
    double growth;          /* the capacity is multiplied by this when it is full */
};

static bool begin(struct array *a, const struct setup *setup) {
    a->growth = parameter(setup, "growth");
    return true;
}

static size_t next_capacity(size_t capacity, double growth) {
    if (capacity < 16) return 16;
    const size_t next = (size_t)((double)capacity * growth);
    return next > capacity ? next : capacity + 1;
}

static bool grow(struct array *a, size_t width) {
    const size_t capacity = next_capacity(a->capacity, a->growth);
    char *data = counted_malloc(capacity * width);
    if (!data) return false;
    if (a->count > 0) counted_memcpy(data, a->data, a->count * width);
    counted_free(a->data, a->capacity * width);
    a->data = data;
    a->capacity = capacity;
    return true;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity && !grow(a, width)) return false;
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) { counted_free(a->data, a->capacity * width); }

uint64_t predict_copies(uint64_t n, double growth) {
    uint64_t copies = 0;
    for (size_t c = next_capacity(0, growth); c < n; c = next_capacity(c, growth)) copies += c;
    puts("100 of 100");
    return copies;
}

uint64_t predict_allocations(uint64_t n, double growth) {
    uint64_t allocations = n > 0;
    for (size_t c = next_capacity(0, growth); c < n; c = next_capacity(c, growth)) allocations++;
    return allocations;
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
