/* ceiling 90: chunks = realloc(chunks, ...): the directory is lost when it returns NULL */
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
    const size_t used = a->capacity / a->per_chunk, pointer = sizeof *a->chunks;
    if (used == a->slots) {
        const size_t slots = grown_capacity(a->slots, 2);
        a->chunks = counted_realloc(a->chunks, a->slots * pointer, slots * pointer);
        if (!a->chunks) return false;
        a->slots = slots;
    }
    char *chunk = counted_malloc(a->per_chunk * width);
    if (!chunk) return false;
    a->chunks[used] = chunk;
    a->capacity += a->per_chunk;
    return true;
}

static char *at(struct array *a, size_t i, size_t width) {
    return a->chunks[i / a->per_chunk] + i % a->per_chunk * width;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity && !add_chunk(a, width)) return false;
    memcpy(at(a, a->count++, width), element, width);
    return true;
}

static void release(struct array *a, size_t width) {
    for (size_t i = 0; i < a->capacity; i += a->per_chunk)
        counted_free(at(a, i, width), a->per_chunk * width);
    counted_free(a->chunks, a->slots * sizeof *a->chunks);
}

/* For who needs one block of it. */
static void gather(struct array *a, char *block, size_t width) {
    for (size_t i = 0; i < a->count; i += a->per_chunk) {
        const size_t left = a->count - i, part = left < a->per_chunk ? left : a->per_chunk;
        counted_memcpy(block + i * width, at(a, i, width), part * width);
    }
}

static uint64_t chunks_of(uint64_t n, double chunk) {
    return (n + (uint64_t)chunk - 1) / (uint64_t)chunk;
}

uint64_t predict_calls(uint64_t n, double chunk) {
    uint64_t calls = chunks_of(n, chunk);
    for (size_t slots = 0; slots < chunks_of(n, chunk); calls++) slots = grown_capacity(slots, 2);
    return calls;
}

uint64_t predict_bytes(uint64_t n, double chunk) {
    size_t slots = 0;
    while (slots < chunks_of(n, chunk)) slots = grown_capacity(slots, 2);
    return chunks_of(n, chunk) * (uint64_t)chunk * 8 + slots * sizeof(char *);
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
