/* realloc_per_element.c - realloc to one element more for each append.
 *
 *     | e e e |  ->  | e e e e |    the allocator decides whether anything moves
 *
 * Time    one library call for an append. With glibc and musl linear, not quadratic: a block at
 *         the top of the heap grows in place, a large one by mremap(2), which moves page tables
 * Memory  the data
 * Expect  a flat line, above doubling by the price of the call; `moves` in the record is a handful
 *         where copy_per_element copies n times
 * See     beginners' C; glibc malloc/malloc.c (_int_realloc, mremap_chunk). Allocators without
 *         mremap (jemalloc, mimalloc) copy, and move more often
 */
#include "strategy.h"

struct array {
    char *data;
    size_t count;
};

static bool append(struct array *a, const void *element, size_t width) {
    size_t used = a->count * width;
    char *data = counted_realloc(a->data, used, used + width);
    if (!data) return false; /* a->data is still there, and still ours */
    memcpy(data + used, element, width);
    a->data = data;
    a->count++;
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) { counted_free(a->data, a->count * width); }

static const struct strategy strategy = {
    .title = "realloc per element",
    .about = "realloc to one element more for each append: the allocator hides the growth.",
    .numpy = "a.resize(n + 1, refcheck=False); a[n] = x for each",
    .family = "exact",
    .core = true,
};

#include "run.h"
