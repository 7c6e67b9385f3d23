/* mmap_file.c - a file that doubles, mapped shared: the array can be larger than RAM.
 *
 *     memory  | e e e e . . . . |       a window on the page cache
 *     file    | e e e e . . . . |       grown by fallocate, remapped by mremap
 *
 * Time    amortised O(1), no byte copied by us; sync writes it all to the disk, once. Kept, it is
 *         there after a crash up to the last sync (kept_file.h)
 * Memory  the data, resident as pages of a file: counted here, but the kernel can take them away.
 *         On tmpfs it cannot: there the file is memory
 * Expect  peak memory like any vector's but hatched: reclaimable; reopen and peek cost a page, not
 *         the file
 * See     numpy.memmap, LMDB, MongoDB's first engine; Crotty, Leis, Pavlo: Are You Sure You Want to
 *         Use MMAP in Your DBMS? (CIDR 2022), for what it costs a database
 */
#include "file_map.h"

struct array {
    char *data;
    size_t count, capacity;
    double growth;
    struct file_map *file;
};

static bool grow(struct array *a, size_t width) {
    char *data = file_map_grow(a->file, grown_capacity(a->capacity, a->growth) * width);
    if (!data) return false;
    a->data = data;
    a->capacity = file_map_bytes(a->file) / width; /* whole pages: often more than was asked for */
    return true;
}

static bool begin(struct array *a, const struct setup *setup) {
    a->growth = parameter(setup, "growth");
    a->file = file_map_create(setup, keeping_of(setup));
    if (!a->file) return false;
    a->count = a->capacity = file_map_count(a->file);
    return a->count == 0 || grow(a, setup->width);
}

static uint64_t resumed(const struct array *a) { return a->count; }

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity && !grow(a, width)) return false;
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
    .title = "mapped file",
    .about = "A file that doubles, mapped into memory: the array can be larger than RAM.",
    .numpy =
        "f.truncate(2 * size); a = np.memmap(f, t, 'r+') when full; np.memmap(f, t, 'r') later",
    .family = "file",
    .core = true,
    .parameters = {{"growth", "2", "the file is made this much longer when it is full",
                    PARAMETER_FACTOR},
                   {"keep", "", "leave the file behind, as DIRECTORY/mmap_file.data",
                    PARAMETER_FLAG},
                   {"resume", "", "go on with that file, if it is there", PARAMETER_FLAG}},
    .begin = begin,
    .resumed = resumed,
    .sync = sync,
    .reopen = reopen,
};

#include "run.h"
