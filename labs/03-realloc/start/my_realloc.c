/* my_realloc.c - lab 3: an array that only asks for more, and one that moves pages.
 *
 *     mapped=0   | e e e |  ->  | e e e e |           realloc: one element more each time
 *
 *     mapped=1   addresses   | e e e e |   . . .   | e e e e . . . . |
 *                pages         1 2 3 4    ------>    1 2 3 4             mremap: twice as many
 *
 * Three places to fill in: TODO 1, 2 and 3. After each: labs/lab check 3, then labs/lab grade 3.
 */
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

/* TODO 1: a block with room for one element more, by
 *
 *     counted_realloc(block, old_bytes, bytes)      NULL when there is no memory
 *
 * which is realloc(3) of the C library, and counts. The first time, the block is NULL. When it
 * returns NULL, return false: the old block is still there, and still yours.
 *
 * TODO 2: when a->mapped is set, a mapping of its own. The first has one page,
 *
 *     sysconf(_SC_PAGESIZE) bytes, by
 *     counted_mmap(bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1)
 *
 * and a full one becomes twice as long by
 *
 *     counted_mremap(block, old_bytes, bytes)       may move it; NULL when it cannot */
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

/* TODO 1, too: counted_free(block, bytes). TODO 2, too: counted_munmap(block, bytes). */
static void release(struct array *a, size_t width) { (void)a, (void)width; }

/* TODO 3: your theory, for n elements of 8 bytes and mapped = 0 or 1. How often is memory asked for
 * (each counted call that succeeds is one), and how many bytes are held at the end? */
uint64_t predict_calls(uint64_t n, double mapped) {
    (void)n, (void)mapped;
    return 0;
}

uint64_t predict_bytes(uint64_t n, double mapped) {
    (void)n, (void)mapped;
    return 0;
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
