/* my_chunks.c - lab 4: chunks of one size, and what finds them.
 *
 *     TODO 1   first -> | next | e e e e | -> | next | e e e e | -> | NULL | e e . . | <- last
 *
 *     TODO 2   directory  | o | o | o | . |          it alone moves when it grows
 *                           |   |   +--> | e e . . |
 *                           |   +------> | e e e e |
 *                           +----------> | e e e e |
 *
 * Three places to fill in: TODO 1, 2 and 3. After each: labs/lab check 4, then labs/lab grade 4.
 */
#include "strategy.h"

struct chunk {
    struct chunk *next;
    char data[];
};

/* TODO 2: in the place of first and last, the directory and its number of slots. */
struct array {
    size_t count, capacity;     /* elements in all chunks; elements that they have room for */
    size_t per_chunk;           /* elements of a chunk */
    struct chunk *first, *last; /* of the list */
};

static bool begin(struct array *a, const struct setup *setup) {
    a->per_chunk = (size_t)parameter(setup, "chunk");
    return true;
}

/* TODO 1: a new chunk behind the last, of sizeof(struct chunk) + a->per_chunk * width bytes, by
 * counted_malloc(bytes). NULL: there is no memory; then return false, and change nothing.
 *
 * TODO 2: a chunk is elements alone, and the directory has a pointer to it. A full directory gets
 * grown_capacity(slots, 2) slots (lib/strategy.h: 16 at first, then twice as many) by
 * counted_realloc(block, old_bytes, bytes). Two allocations, and each may fail. */
static bool add_chunk(struct array *a, size_t width) {
    (void)a, (void)width;
    return false;
}

/* TODO 1: where is element i? Walk from the first chunk. TODO 2: without a walk. */
static char *at(struct array *a, size_t i, size_t width) {
    (void)i, (void)width;
    return (char *)a->first;
}

/* TODO 1: where does the next element go? at() would do, but walks; the last chunk is known. */
static char *next_place(struct array *a, size_t width) { return at(a, a->count, width); }

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity && !add_chunk(a, width)) return false;
    memcpy(next_place(a, width), element, width);
    a->count++;
    return true;
}

/* TODO 1: counted_free(chunk, bytes) for each chunk. TODO 2: and for the directory. */
static void release(struct array *a, size_t width) { (void)a, (void)width; }

/* TODO 3: your theory, for n elements of 8 bytes and `chunk` of them in a chunk. How many calls
 * of counted_malloc and counted_realloc are there, and how many bytes are held at the end? */
uint64_t predict_calls(uint64_t n, double chunk) {
    (void)n, (void)chunk;
    return 0;
}

uint64_t predict_bytes(uint64_t n, double chunk) {
    (void)n, (void)chunk;
    return 0;
}

/* For who needs one block of it. */
static void gather(struct array *a, char *block, size_t width) {
    for (size_t i = 0; i < a->count; i += a->per_chunk) {
        const size_t left = a->count - i, part = left < a->per_chunk ? left : a->per_chunk;
        counted_memcpy(block + i * width, at(a, i, width), part * width);
    }
}

static const struct strategy strategy = {
    .title = "my chunks",
    .about = "Chunks of one size: no element ever moves.",
    .family = "chunks",
    .stable = true,
    .parameters = {{"chunk", "4096", "elements in a chunk", PARAMETER_BYTES}},
    .begin = begin,
    .gather = gather,
};

#include "run.h"
