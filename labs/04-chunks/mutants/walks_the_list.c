/* ceiling 81: a list without a directory: TODO 1 alone, and a theory of that */
#include "strategy.h"

struct chunk {
    struct chunk *next;
    char data[];
};

struct array {
    size_t count, capacity; /* elements in all chunks; elements that they have room for */
    size_t per_chunk;       /* elements of a chunk */
    struct chunk *first, *last;
};

static bool begin(struct array *a, const struct setup *setup) {
    a->per_chunk = (size_t)parameter(setup, "chunk");
    return true;
}

static bool add_chunk(struct array *a, size_t width) {
    struct chunk *chunk = counted_malloc(sizeof *chunk + a->per_chunk * width);
    if (!chunk) return false;
    chunk->next = NULL;
    if (a->last)
        a->last->next = chunk;
    else
        a->first = chunk;
    a->last = chunk;
    a->capacity += a->per_chunk;
    return true;
}

static char *at(struct array *a, size_t i, size_t width) {
    struct chunk *chunk = a->first;
    for (size_t number = i / a->per_chunk; number > 0; number--) chunk = chunk->next;
    return chunk->data + i % a->per_chunk * width;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity && !add_chunk(a, width)) return false;
    memcpy(a->last->data + a->count++ % a->per_chunk * width, element, width);
    return true;
}

static void release(struct array *a, size_t width) {
    for (struct chunk *chunk = a->first, *next; chunk; chunk = next) {
        next = chunk->next;
        counted_free(chunk, sizeof *chunk + a->per_chunk * width);
    }
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

uint64_t predict_calls(uint64_t n, double chunk) { return chunks_of(n, chunk); }

uint64_t predict_bytes(uint64_t n, double chunk) {
    return chunks_of(n, chunk) * ((uint64_t)chunk * 8 + sizeof(struct chunk));
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
