/* obstack.c - glibc's obstack: one object that grows at the end of a chunk.
 *
 *     chunk | e e e e |  ->  larger chunk | e e e e . |     copied, the old chunk freed
 *
 * Needs   libc6-dev (obstack.h of glibc)
 * Time    amortised O(1): a new chunk an eighth larger, everything copied: eight copies an element
 * Memory  old and new chunk together while copying: twice the data
 * Expect  eight times copying_vector's copies, each into memory that is new to the process
 * See     malloc/obstack.c, _obstack_newchunk; GCC builds identifiers in it
 */
#include "strategy.h"

#include <errno.h>
#include <obstack.h>
#include <stdlib.h>

#define obstack_chunk_alloc malloc
#define obstack_chunk_free  free

struct array {
    struct obstack stack;
    bool begun;
};

static void no_memory(void) {
    failure("obstack", ENOMEM, "an obstack can only end the program");
    die(EXIT_FAILED);
}

static bool begin(struct array *a, const struct setup *setup) {
    (void)setup;
    obstack_alloc_failed_handler = no_memory;
    obstack_init(&a->stack);
    a->begun = true;
    return true;
}

static bool append(struct array *a, const void *element, size_t width) {
    obstack_grow(&a->stack, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) {
    return (char *)obstack_base(&a->stack) + i * width;
}

static void release(struct array *a, size_t width) {
    (void)width;
    if (a->begun) obstack_free(&a->stack, NULL);
}

static const struct strategy strategy = {
    .title = "obstack",
    .about = "One growing object of glibc's obstack: a chunk an eighth larger, everything copied.",
    .family = "peer",
    .uncounted = true,
    .begin = begin,
};

#include "run.h"
