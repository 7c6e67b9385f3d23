/* utarray.c - utarray_push_back, the dynamic array of uthash.
 *
 *     | e e e e |  ->  | e e e e . . . . |     realloc, doubling
 *
 * Needs   uthash-dev
 * Time    amortised O(1); the width is a field, so the copy of an element is a call of memcpy
 * Memory  up to twice the data reserved; untouched capacity is not resident
 * Expect  doubling_vector and the price of that call
 * See     utarray.h: one element can be of any size, known at run time
 */
#include "strategy.h"

#include <errno.h>

static void no_memory(void) {
    failure("utarray_reserve", ENOMEM, "utarray can only end the program");
    die(EXIT_FAILED);
}
#define utarray_oom() no_memory()
#include <utarray.h>

struct array {
    UT_array list;
};

static bool begin(struct array *a, const struct setup *setup) {
    const UT_icd kind = {.sz = setup->width};
    utarray_init(&a->list, &kind);
    return true;
}

static bool append(struct array *a, const void *element, size_t width) {
    (void)width;
    utarray_push_back(&a->list, element);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->list.d + i * width; }

static void release(struct array *a, size_t width) {
    (void)width;
    utarray_done(&a->list);
}

static const struct strategy strategy = {
    .title = "utarray",
    .about = "utarray_push_back of uthash: doubles by realloc, the width known at run time only.",
    .family = "peer",
    .uncounted = true,
    .begin = begin,
};

#include "run.h"
