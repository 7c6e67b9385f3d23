/* write_file.c - a buffer; when full, it is written to a file; read back through another buffer.
 *
 *     memory  | e e e . |   write buffer            | e e e e |   read buffer
 *                 |  write(), when full                  ^  pread()
 *     file    | e e e e e e e e e e e e ... |
 *
 * Time    O(1): a system call and one copy into the page cache for each buffer. Reading in order
 *         costs the same again; an element at random costs a system call and a page
 * Memory  two buffers, however large the array: its data are in the page cache, which belongs to
 *         nobody and which the kernel takes back. On tmpfs it cannot: there the file is memory
 * Expect  append not slower than a vector's first touch of its pages; no memory at all in the
 *         figures; random reads fifty to a hundred times slower than a mapped file's. gather, which
 *         reads it all into one block, makes of it the two-pass way: count while storing, then
 *         allocate exactly
 * See     mmap_file, its rival; stdio; sort(1) and databases, which spill so (PostgreSQL's
 *         tuplestore.c)
 */
#include "strategy.h"
#include "written_file.h"

/* What of the file is in memory. Behind a pointer, together with its data: the loops read through
 * copies of struct array, and all must know what the buffer holds now. */
struct window {
    size_t first, count; /* elements [first, first + count) */
    char data[];
};

struct array {
    char *buffer;         /* to be written */
    size_t used, room;    /* elements in it, and for how many it has place */
    size_t written, page; /* elements in the file, and elements in a page */
    struct window *window;
    size_t window_bytes;
    struct written_file *file;
    struct kept_file *kept; /* the same, or NULL: it has no name */
};

enum { PAGE = 4096 };

static bool begin(struct array *a, const struct setup *setup) {
    size_t room = (size_t)parameter(setup, "buffer") / setup->width;
    if (room == 0) room = 1;
    a->page = setup->width < PAGE ? PAGE / setup->width : 1;
    a->window_bytes = sizeof *a->window + (room > a->page ? room : a->page) * setup->width;
    const enum keeping how = keeping_of(setup);
    a->kept = how == NOT_KEPT ? NULL : kept_file_open(setup, how);
    if (!a->kept && how != NOT_KEPT) return false;
    a->file = a->kept ? written_file_of(a->kept) : written_file_create(setup->directory);
    if (!a->file) return false;
    a->written = kept_file_count(a->kept);
    a->window = counted_malloc(a->window_bytes);
    if (!a->window) return false;
    a->window->first = a->window->count = 0;
    a->buffer = counted_malloc(room * setup->width);
    if (!a->buffer) return false;
    a->room = room;
    return true;
}

static uint64_t resumed(const struct array *a) { return a->written; }

/* When the disk is full the buffer stays as it is: nothing is lost. */
static bool flush(struct array *a, size_t width) {
    if (!written_file_write(a->file, a->buffer, a->used * width, a->written * width)) return false;
    a->written += a->used;
    a->used = 0;
    return true;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->used == a->room && !flush(a, width)) return false;
    memcpy(a->buffer + a->used++ * width, element, width);
    return true;
}

/* What follows the window is read by whole buffers, anything else by the page it is in. */
static bool load(const struct array *a, size_t i, size_t width) {
    struct window *w = a->window;
    bool in_order = i == w->first + w->count;
    size_t first = in_order ? i : i - i % a->page, count = in_order ? a->room : a->page;
    if (count > a->written - first) count = a->written - first;
    w->count = 0;
    if (!written_file_read(a->file, w->data, count * width, first * width)) return false;
    w->first = first;
    w->count = count;
    return true;
}

static char *at(struct array *a, size_t i, size_t width) {
    if (i >= a->written) return a->buffer + (i - a->written) * width;
    struct window *w = a->window;
    if (i - w->first >= w->count && !load(a, i, width)) return unreadable();
    return w->data + (i - w->first) * width;
}

static void gather(struct array *a, char *block, size_t width) {
    if (!written_file_read(a->file, block, a->written * width, 0)) unreadable();
    counted_memcpy(block + a->written * width, a->buffer, a->used * width);
}

/* All of it. */
static bool to_disk(struct array *a, size_t width) {
    if (!flush(a, width)) return false;
    return a->kept ? kept_file_commit(a->kept, a->written) : written_file_sync(a->file);
}

static bool sync(struct array *a, size_t width) { return to_disk(a, width); }

static void release(struct array *a, size_t width) {
    if (a->kept && a->file) to_disk(a, width);
    counted_free(a->buffer, a->room * width);
    counted_free(a->window, a->window_bytes);
    written_file_close(a->file);
    kept_file_close(a->kept);
}

static const struct strategy strategy = {
    .title = "written file",
    .about =
        "A buffer that is written to a file when full and read back through another: what programs "
        "did before mmap.",
    .numpy = "block.tofile(f) for each; np.fromfile(f, t) or np.memmap(f, t, 'r') later",
    .family = "file",
    .parameters = {{"buffer", "64KiB", "bytes in each of the two buffers", PARAMETER_BYTES},
                   {"keep", "", "leave the file behind, as DIRECTORY/write_file.data",
                    PARAMETER_FLAG},
                   {"resume", "", "go on with that file, if it is there", PARAMETER_FLAG}},
    .begin = begin,
    .resumed = resumed,
    .gather = gather,
    .sync = sync,
};

#include "run.h"
