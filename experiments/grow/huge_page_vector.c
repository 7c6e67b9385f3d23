/* huge_page_vector.c - small arrays on the heap, large ones reserved and on huge pages.
 *
 *     below 1 MiB   | e e e e . . . . |                    realloc, doubling
 *     above         | e e e e e ... | reserved  ...  |     one copy, then never again
 *
 * Time    amortised O(1): doubling until 1 MiB, one copy of that MiB, then a page fault for each
 *         huge page (2 MiB on x86-64) instead of for each 4 KiB. The fault, not the append, is what
 *         a large array pays
 * Memory  the data and at most one huge page
 * Expect  half of preallocated's time or less for large arrays where huge pages are allowed
 *         (/sys/kernel/mm/transparent_hugepage/enabled: madvise or always) and the machine has free
 *         ones ready, as after other programs; several times preallocated's where each must first
 *         be made of fresh memory; else reserved's line
 * See     madvise(2), MADV_HUGEPAGE; kernel Documentation/admin-guide/mm/transhuge.rst; ClickHouse
 *         (MADV_HUGEPAGE above 64 MiB); glibc.malloc.hugetlb=1 does it for malloc
 */
#include "pages.h"
#include "strategy.h"

struct array {
    char *data;
    size_t count, capacity;    /* in elements: stored, and usable without a call */
    size_t committed, reserve; /* in bytes; committed is 0 while the array is on the heap */
    size_t large;              /* bytes at which it moves: half a huge page */
    size_t step;               /* bytes made usable by one call: four huge pages */
};

/* A huge page has 2 MiB on x86-64. Copying 1 MiB, once, costs what 100 page faults do. */
static bool begin(struct array *a, const struct setup *setup) {
    a->large = huge_page_bytes() / 2;
    a->step = 4 * huge_page_bytes();
    a->reserve = ((size_t)parameter(setup, "reserve") + a->step - 1) / a->step * a->step;
    return true;
}

static bool grow_on_heap(struct array *a, size_t width) {
    size_t capacity = grown_capacity(a->capacity, 2);
    char *data = counted_realloc(a->data, a->capacity * width, capacity * width);
    if (!data) return false;
    a->data = data;
    a->capacity = capacity;
    return true;
}

static bool move_to_reserved(struct array *a, size_t width) {
    char *data = counted_reserve(a->reserve);
    if (!data) return false;
    if (!counted_commit(data, a->step, true)) {
        counted_unreserve(data, a->reserve, 0);
        return false;
    }
    counted_memcpy(data, a->data, a->count * width);
    counted_free(a->data, a->capacity * width);
    a->data = data;
    a->committed = a->step;
    a->capacity = a->step / width;
    return true;
}

static bool grow(struct array *a, size_t width) {
    if (a->committed == 0)
        return a->capacity * width < a->large ? grow_on_heap(a, width) : move_to_reserved(a, width);
    if (a->committed == a->reserve)
        return failure("append", 0, "the reserved %zu bytes are full (more: --reserve)",
                       a->reserve);
    if (!counted_commit(a->data + a->committed, a->step, true)) return false;
    a->committed += a->step;
    a->capacity = a->committed / width;
    return true;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity && !grow(a, width)) return false;
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) {
    if (a->committed > 0)
        counted_unreserve(a->data, a->reserve, a->committed);
    else
        counted_free(a->data, a->capacity * width);
}

static const struct strategy strategy = {
    .title = "huge pages",
    .about = "Small arrays on the heap; large ones in reserved address space, on huge pages.",
    .numpy = "m = mmap.mmap(-1, most, mmap.MAP_PRIVATE); m.madvise(mmap.MADV_HUGEPAGE); "
             "np.frombuffer(m, t)",
    .family = "virtual memory",
    .parameters = {{"reserve", "64GiB", "address space for each large array", PARAMETER_BYTES}},
    .begin = begin,
};

#include "run.h"
