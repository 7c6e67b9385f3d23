/* ceiling 10: takes one element for granted more than there is room for */
#include "strategy.h"

#include <sys/mman.h>
#include <unistd.h>

struct array {
    char *data;
    size_t count, capacity; /* elements in it; elements that it has room for */
    size_t bytes;           /* of the block, or of the mapping */
    bool mapped;            /* a mapping of its own */
};

static bool begin(struct array *a, const struct setup *setup) {
    a->mapped = parameter(setup, "mapped") > 0;
    return true;
}

/* A block of so many bytes with the old elements in it, or NULL, and the old one is untouched. */
static char *resized(struct array *a, size_t bytes) {
    if (!a->mapped) return counted_realloc(a->data, a->bytes, bytes);
    if (a->data) return counted_mremap(a->data, a->bytes, bytes);
    return counted_mmap(bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
}

static bool grow(struct array *a, size_t width) {
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    const size_t bytes = !a->mapped ? a->bytes + width : a->bytes > 0 ? 2 * a->bytes : page;
    char *data = resized(a, bytes);
    if (!data) return false;
    a->data = data;
    a->bytes = bytes;
    a->capacity = bytes / width + 1;
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
    if (a->mapped)
        counted_munmap(a->data, a->bytes);
    else
        counted_free(a->data, a->bytes);
}

/* Pages of a mapping that doubles until n elements of 8 bytes fit. */
static uint64_t mapping(uint64_t n, uint64_t *calls) {
    uint64_t bytes = (uint64_t)sysconf(_SC_PAGESIZE);
    for (*calls = 1; bytes < 8 * n; bytes *= 2) ++*calls;
    return bytes;
}

uint64_t predict_calls(uint64_t n, double mapped) {
    uint64_t calls;
    mapping(n, &calls);
    return mapped > 0 ? calls : n;
}

uint64_t predict_bytes(uint64_t n, double mapped) {
    uint64_t calls;
    return mapped > 0 ? mapping(n, &calls) : 8 * n;
}

static const struct strategy strategy = {
    .title = "my realloc",
    .about = "realloc to one element more each time, or a mapping of its own that doubles.",
    .family = "virtual memory",
    .parameters = {{"mapped", "0", "a mapping of its own, which doubles by mremap",
                    PARAMETER_FLAG}},
    .begin = begin,
};

#include "run.h"
