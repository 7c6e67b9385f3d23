/* preallocated_file.c - n is known: a file mapped at its full size, filled.
 *
 *     file  | e e e e e e e e |     exactly n elements, mapped shared
 *
 * Time    O(1) for an element; a fault for each page, and sync writes it all to the disk
 * Memory  the data, as pages of a file: the kernel can write them back and drop them
 * Expect  the floor for files that are mapped: what mmap_file takes more is the price of growing
 * See     numpy.memmap(name, dtype, mode='w+', shape=n), which this repeats in C
 */
#include "file_map.h"

struct array {
    char *data;
    size_t count, capacity;
    struct file_map *file;
};

static bool begin(struct array *a, const struct setup *setup) {
    a->file = file_map_create(setup, keeping_of(setup));
    if (!a->file) return false;
    a->count = file_map_count(a->file);
    a->capacity = a->count + setup->count;
    if (a->capacity == 0) return true;
    a->data = file_map_grow(a->file, a->capacity * setup->width);
    return a->data != NULL;
}

static uint64_t resumed(const struct array *a) { return a->count; }

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity)
        return failure("append", 0, "more than the %zu elements that were announced", a->capacity);
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) { file_map_close(a->file, a->count * width); }

static bool sync(struct array *a, size_t width) { return file_map_sync(a->file, a->count * width); }

static bool reopen(struct array *a, size_t width) {
    return file_map_reopen(a->file, a->count * width);
}

static const struct strategy strategy = {
    .title = "preallocated file",
    .about = "n is known: a file mapped at its full size and filled, as np.memmap 'w+' does.",
    .numpy = "a = np.memmap(f, t, 'w+', shape=n); a[i] = x for each",
    .family = "control",
    .stable = true,
    .core = true,
    .knows_count = true,
    .parameters = {{"keep", "", "leave the file behind, as DIRECTORY/preallocated_file.data",
                    PARAMETER_FLAG},
                   {"resume", "", "go on with that file, if it is there", PARAMETER_FLAG}},
    .begin = begin,
    .resumed = resumed,
    .sync = sync,
    .reopen = reopen,
};

#include "run.h"
