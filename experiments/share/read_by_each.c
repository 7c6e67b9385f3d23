/* read_by_each.c - every worker reads the file into memory of its own.
 *
 *     page cache  | e e e e e e e e |
 *                   v v v v v v v v        read(2), all bytes copied
 *     worker 0    | e e e e e e e e |
 *     worker 1    | e e e e e e e e |
 *
 * Time    a copy of all by each, into memory that was never touched: a page fault for each page
 * Memory  the file in each process, beside what the page cache holds of it
 * Expect  PSS and RSS are the same, and grow with each process. Threads need one copy for all
 * See     read_whole, the same in one process
 */
#include "sharing.h"

static bool open_file(struct worker *w) {
    if (!counted_open(&w->file, w->setup, 0)) return false;
    if (w->file.bytes == 0) return true;
    w->own = counted_malloc(w->file.bytes);
    return w->own && counted_read(&w->file, w->own, w->file.bytes) == w->file.bytes;
}

static const char *elements(struct worker *w, uint64_t first) {
    return w->own + first * w->setup->width;
}

static void close_file(struct worker *w) { counted_free(w->own, w->file.bytes); }

static const struct sharing way = {.open = open_file, .elements = elements, .close = close_file};

static const struct strategy strategy = {
    .title = "read by each",
    .about = "Every worker reads the file into memory of its own.",
    .family = "read",
    .parameters = {WORKERS("2")},
    .shares = &way,
};

#include "share_run.h"
