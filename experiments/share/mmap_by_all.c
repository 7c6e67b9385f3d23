/* mmap_by_all.c - every worker maps the same file.
 *
 *     page cache  | e e e e e e e e |      once, however many
 *                   : : : :
 *     worker 0    | e e e e e e e e |      page tables alone are each worker's own
 *     worker 1    | e e e e e e e e |
 *
 * Time    a page fault for each 64 KiB or more in each process; threads share the page table, too
 * Memory  the file once: RSS counts it in each process, PSS shares it out
 * Expect  the sum of PSS stays the file as workers are added, the sum of RSS is a multiple
 * See     proc(5) on smaps_rollup; mmap_scan, the same in one process; libraries (.so), which all
 *         processes of a machine share like this
 */
#include "sharing.h"

static bool open_file(struct worker *w) {
    return counted_open(&w->file, w->setup, 0) && counted_map(&w->file, 0);
}

static const char *elements(struct worker *w, uint64_t first) {
    return w->file.data + first * w->setup->width;
}

static const struct sharing way = {.open = open_file, .elements = elements};

static const struct strategy strategy = {
    .title = "mapped by all",
    .about = "Every worker maps the file: memory holds it once.",
    .family = "mmap",
    .parameters = {WORKERS("2")},
    .shares = &way,
};

#include "share_run.h"
