/* stb_ds.c - arrput of stb_ds.h, the array of many small C programs.
 *
 *     | length capacity | e e e e . . . . |     a header in front of the first element
 *
 * Needs   libstb-dev
 * Time    amortised O(1): realloc to twice the capacity, four elements at first
 * Memory  up to twice the data reserved; untouched capacity is not resident
 * Expect  doubling_vector's line, and a little more: length and capacity are in memory
 * See     stb_ds.h, stbds_arrgrowf
 */
#include "strategy.h"

#define STB_DS_IMPLEMENTATION
#include <stb/stb_ds.h>

struct array {
    char *list; /* a pointer to elements of one of the widths below */
};

/* arrput needs a typed pointer. The width is a constant in each loop: one case is left there. */
#define PUT(width)                                                                                 \
    case width: {                                                                                  \
        struct element {                                                                           \
            char bytes[width];                                                                     \
        } *list = (void *)a->list;                                                                 \
        arrput(list, *(const struct element *)element);                                            \
        a->list = (void *)list;                                                                    \
        return true;                                                                               \
    }

static bool append(struct array *a, const void *element, size_t width) {
    switch (width) {
        PUT(1)
        PUT(4)
        PUT(8)
        PUT(64)
    default: return failure("append", 0, "no element has %zu bytes", width);
    }
}

static char *at(struct array *a, size_t i, size_t width) { return a->list + i * width; }

static void release(struct array *a, size_t width) {
    (void)width;
    arrfree(a->list);
}

static const struct strategy strategy = {
    .title = "stb_ds arrput",
    .about = "arrput of stb_ds.h: doubles by realloc, with length and capacity before the data.",
    .family = "peer",
    .uncounted = true,
};

#include "run.h"
