/* private_by_each.c - every process maps the file MAP_PRIVATE and stores into each page.
 *
 *     page cache  | e e e e | e e e e |      stays as it was
 *                      v         :
 *     worker 0    | E e e e |   not yet      the first store into a page copies it
 *
 * Time    two faults a page: one to read it, one to copy it (copy on write)
 * Memory  until it is stored into, a page is shared; then it is the process's own
 * Expect  as read_by_each where all is stored into. The file never changes, and nobody sees what
 *         another has stored: each worker adds up what it finds before it stores
 * See     mmap(2); fork(2), which shares memory in this way; np.memmap(mode='c')
 */
#include "sharing.h"

#include <sys/mman.h>

enum { PAGE = 4096 }; /* or smaller than a page: then some are stored into twice */

static bool open_file(struct worker *w) {
    if (!counted_open(&w->file, w->setup, 0)) return false;
    return w->file.bytes == 0 || share_map(w, PROT_READ | PROT_WRITE, MAP_PRIVATE);
}

static bool begin(struct worker *w) {
    if (parameter(w->setup, "kind") > 0)
        die_usage("kind", "threads are one process: a private mapping is not private to them");
    return true;
}

static const char *elements(struct worker *w, uint64_t first) {
    return w->file.data + first * w->setup->width;
}

static bool work(struct worker *w, uint64_t first, uint64_t n) {
    volatile char *data = (volatile char *)(uintptr_t)w->file.data;
    const size_t end = (size_t)(first + n) * w->setup->width;
    for (size_t at = (size_t)first * w->setup->width; at < end; at += PAGE)
        data[at] = (char)~data[at];
    return true;
}

static const struct sharing way = {
    .begin = begin, .open = open_file, .elements = elements, .work = work};

static const struct strategy strategy = {
    .title = "private, stored into",
    .about = "Every process maps the file privately and stores into each page, which copies it.",
    .family = "mmap",
    .parameters = {WORKERS("2")},
    .shares = &way,
};

#include "share_run.h"
