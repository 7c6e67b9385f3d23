/* mremap_vector.c - a mapping of its own that doubles by mremap: pages move, bytes do not.
 *
 *     addresses  | e e e e |     . . .     | e e e e . . . . |
 *     pages        1 2 3 4    ---------->    1 2 3 4
 *
 * Time    amortised O(1); a growth moves page table entries, 8 bytes for each page of 4096
 * Memory  the data, in whole pages; twice the data reserved at most
 * Expect  doubling_vector's line for large arrays, without depending on the allocator; several
 *         system calls and at least a page for each small array
 * See     ClickHouse PODArray and Allocator (above 64 MiB); glibc's realloc does the same inside
 *         (mremap_chunk); mremap(2). Linux only
 */
#include "strategy.h"

#include <sys/mman.h>
#include <unistd.h>

struct array {
    char *data;
    size_t count, capacity, bytes;
    double growth;
};

static bool begin(struct array *a, const struct setup *setup) {
    a->growth = parameter(setup, "growth");
    return true;
}

static bool grow(struct array *a, size_t width) {
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t bytes = grown_capacity(a->capacity, a->growth) * width;
    bytes = (bytes + page - 1) / page * page;
    char *data = a->data
                     ? counted_mremap(a->data, a->bytes, bytes)
                     : counted_mmap(bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    if (!data) return false;
    a->data = data;
    a->bytes = bytes;
    a->capacity = bytes / width;
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
    counted_munmap(a->data, a->bytes);
}

static const struct strategy strategy = {
    .title = "mremap",
    .about = "A mapping of its own that doubles by mremap: pages move, bytes do not (ClickHouse).",
    .numpy = "m = mmap.mmap(-1, size, mmap.MAP_PRIVATE); m.resize(2 * size)",
    .family = "virtual memory",
    .parameters = {{"growth", "2", "the mapping is made this much longer when it is full",
                    PARAMETER_FACTOR}},
    .begin = begin,
};

#include "run.h"
