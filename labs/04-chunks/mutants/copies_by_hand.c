/* ceiling 62: a doubling vector that copies in a loop, which no counted call sees */
#include "strategy.h"

struct array {
    size_t count, capacity; /* elements in all chunks; elements that they have room for */
    size_t per_chunk;       /* elements of a chunk */
    char **chunks;          /* the directory */
    size_t slots;           /* chunks that it has room for */
};

static bool begin(struct array *a, const struct setup *setup) {
    a->per_chunk = (size_t)parameter(setup, "chunk");
    return true;
}

static bool add_chunk(struct array *a, size_t width) {
    const size_t capacity = grown_capacity(a->capacity, 2);
    char *data = counted_malloc(capacity * width);
    if (!data) return false;
    for (size_t k = 0; k < a->count * width; k++) data[k] = ((char *)a->chunks)[k];
    counted_free(a->chunks, a->capacity * width);
    a->chunks = (char **)data;
    a->capacity = capacity;
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return (char *)a->chunks + i * width; }

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity && !add_chunk(a, width)) return false;
    memcpy(at(a, a->count++, width), element, width);
    return true;
}

static void release(struct array *a, size_t width) { counted_free(a->chunks, a->capacity * width); }

/* For who needs one block of it. */
static void gather(struct array *a, char *block, size_t width) {
    for (size_t i = 0; i < a->count; i += a->per_chunk) {
        const size_t left = a->count - i, part = left < a->per_chunk ? left : a->per_chunk;
        counted_memcpy(block + i * width, at(a, i, width), part * width);
    }
}

uint64_t predict_calls(uint64_t n, double chunk) {
    uint64_t calls = chunk < 0;
    for (size_t c = 0; c < n; c = grown_capacity(c, 2)) calls++;
    return calls;
}

uint64_t predict_bytes(uint64_t n, double chunk) {
    size_t c = chunk < 0;
    while (c < n) c = grown_capacity(c, 2);
    return 8 * c;
}

static const struct strategy strategy = {
    .title = "my chunks",
    .about = "Chunks of one size, and a directory of pointers to them: no element ever moves.",
    .family = "chunks",
    .stable = true,
    .parameters = {{"chunk", "4096", "elements in a chunk", PARAMETER_BYTES}},
    .begin = begin,
    .gather = gather,
};

#include "run.h"
