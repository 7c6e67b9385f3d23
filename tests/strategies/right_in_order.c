/* right_in_order.c - a broken strategy: a finger into a list of chunks that never goes back. Read
 * in order it is right; read at random it gives an element of a later chunk. */
#include "strategy.h"

enum { CHUNK = 4096 }; /* bytes of elements */

struct chunk {
    struct chunk *next;
    _Alignas(64) char data[CHUNK];
};

struct array {
    struct chunk *first, *last, *near;
    size_t count, near_number;
};

static bool append(struct array *a, const void *element, size_t width) {
    const size_t per_chunk = CHUNK / width;
    if (a->count % per_chunk == 0) {
        struct chunk *chunk = counted_malloc(sizeof *chunk);
        if (!chunk) return false;
        chunk->next = NULL;
        if (a->last)
            a->last->next = chunk;
        else
            a->first = chunk;
        a->last = chunk;
    }
    memcpy(a->last->data + a->count++ % per_chunk * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) {
    const size_t per_chunk = CHUNK / width, number = i / per_chunk;
    if (!a->near || i == 0) a->near = a->first, a->near_number = 0;
    for (; a->near_number < number; a->near_number++) a->near = a->near->next;
    return a->near->data + i % per_chunk * width;
}

static void release(struct array *a, size_t width) {
    (void)width;
    for (struct chunk *chunk = a->first, *next; chunk; chunk = next) {
        next = chunk->next;
        counted_free(chunk, sizeof *chunk);
    }
}

static const struct strategy strategy = {
    .title = "right in order",
    .about = "Gives a later element when read backwards.",
    .family = "broken",
};

#include "run.h"
