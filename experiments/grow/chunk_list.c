/* chunk_list.c - a linked list of chunks of one size; nothing ever moves.
 *
 *     [next| e e e e ] -> [next| e e e e ] -> [ - | e e . . ]
 *
 * Time    O(1) for an append, no copy; element i is found by walking i / per_chunk links
 * Memory  the data and less than one chunk; gather, which makes one block of it, needs all twice
 * Expect  append as fast as a vector's; gather paid on top, as a numpy user pays for list -> array;
 *         in-order reads fast; random reads the slower the smaller the chunks are
 * See     Python's collections.deque (a linked list of blocks of 64), the buffers of loggers and
 *         crawlers; obstack's chunks in glibc
 */
#include "strategy.h"

#include <stdalign.h>

struct chunk {
    struct chunk *next;
    alignas(max_align_t) char data[];
};

struct array {
    struct chunk *first, *last;
    size_t used, per_chunk; /* elements in the last chunk, and in a full one */
    /* where at() was last: reading in order walks no link twice */
    struct chunk *near;
    size_t near_number;
    size_t chunk_bytes; /* of a whole chunk, header included */
};

static bool begin(struct array *a, const struct setup *setup) {
    a->per_chunk = (size_t)parameter(setup, "chunk") / setup->width;
    if (a->per_chunk == 0) a->per_chunk = 1;
    a->chunk_bytes = sizeof(struct chunk) + a->per_chunk * setup->width;
    a->used = a->per_chunk; /* no chunk yet: the first append makes one */
    return true;
}

static bool add_chunk(struct array *a) {
    struct chunk *chunk = counted_malloc(a->chunk_bytes);
    if (!chunk) return false;
    chunk->next = NULL;
    if (a->last)
        a->last->next = chunk;
    else
        a->first = chunk;
    a->last = chunk;
    a->used = 0;
    return true;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->used == a->per_chunk && !add_chunk(a)) return false;
    memcpy(a->last->data + a->used++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) {
    size_t number = i / a->per_chunk;
    if (!a->near || number < a->near_number) a->near = a->first, a->near_number = 0;
    for (; a->near_number < number; a->near_number++) a->near = a->near->next;
    return a->near->data + i % a->per_chunk * width;
}

static void gather(struct array *a, char *block, size_t width) {
    for (struct chunk *chunk = a->first; chunk; chunk = chunk->next) {
        size_t bytes = (chunk->next ? a->per_chunk : a->used) * width;
        counted_memcpy(block, chunk->data, bytes);
        block += bytes;
    }
}

static void release(struct array *a, size_t width) {
    (void)width;
    for (struct chunk *chunk = a->first, *next; chunk; chunk = next) {
        next = chunk->next;
        counted_free(chunk, a->chunk_bytes);
    }
}

static const struct strategy strategy = {
    .title = "chunk list",
    .about = "A linked list of chunks: nothing ever moves, until one block is gathered from it.",
    .numpy = "blocks.append(np.array(block, t)) for each block; np.concatenate(blocks) at the end",
    .family = "chunks",
    .stable = true,
    .core = true,
    .parameters = {{"chunk", "64KiB", "bytes of elements in a chunk", PARAMETER_BYTES}},
    .begin = begin,
    .gather = gather,
};

#include "run.h"
