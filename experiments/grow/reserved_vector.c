/* reserved_vector.c - address space reserved once, far more than needed; memory comes by touching.
 *
 *     | e e e e e e . . |  reserved, nothing behind it  ...                     |
 *       touched   ready    a page appears when it is first written
 *
 * Time    O(1), no growth at all but a system call for each MiB; nothing is ever moved
 * Memory  the data, in whole pages, and page tables for each array. Address space is not memory,
 *         but `ulimit -v` takes it for that, and 2,000 arrays of 64 GiB are all there is (more:
 *         --reserve)
 * Expect  preallocated's line without knowing n. Element addresses never change, so pointers into
 *         the array stay valid, as in no other contiguous array but spill_vector
 * See     virtual memory arenas in games and databases; Java and Go heaps; mmap(2), MAP_NORESERVE
 */
#include "strategy.h"

struct array {
    char *data;
    size_t count, capacity;    /* in elements: stored, and usable without a call */
    size_t committed, reserve; /* in bytes: usable, and reserved */
};

/* Bytes made usable by one call: its cost is lost in 1 MiB of appends. */
enum { STEP = 1024 * 1024 };

static bool begin(struct array *a, const struct setup *setup) {
    a->reserve = (size_t)parameter(setup, "reserve");
    a->reserve = (a->reserve + STEP - 1) / STEP * STEP;
    a->data = counted_reserve(a->reserve);
    return a->data != NULL;
}

static bool grow(struct array *a, size_t width) {
    if (a->committed == a->reserve)
        return failure("append", 0, "the reserved %zu bytes are full (more: --reserve)",
                       a->reserve);
    if (!counted_commit(a->data + a->committed, STEP, false)) return false;
    a->committed += STEP;
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
    (void)width;
    counted_unreserve(a->data, a->reserve, a->committed);
}

static const struct strategy strategy = {
    .title = "reserved",
    .about =
        "Address space reserved once, memory by touching: nothing moves, addresses never change.",
    .numpy =
        "m = mmap.mmap(-1, most, mmap.MAP_PRIVATE | 0x4000)  # no reserve; np.frombuffer(m, t)",
    .family = "virtual memory",
    .stable = true,
    .parameters = {{"reserve", "64GiB", "address space for each array", PARAMETER_BYTES}},
    .begin = begin,
};

#include "run.h"
