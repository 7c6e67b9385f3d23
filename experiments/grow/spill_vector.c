/* spill_vector.c - reserved, on huge pages, and to a file when memory is short. Ours.
 *
 *     | e e e e e e  | e e e e e e e e e e e e | e e e .        | reserved ...
 *       kept, in RAM   in the file, mapped here  window, in RAM
 *                      <-----------------------  written out when full; then its pages go on to the
 *                                                next addresses, warm, the file in their place
 *
 * Time    O(1). While it fits: a page fault for each huge page (2 MiB on x86-64). When it spills:
 *         one write() of each element and a store into a page that is in the cache
 * Memory  the data, up to half of what there is, asked again each 8 MiB; the rest is file: the
 *         kernel can drop it. A limit that falls to less than 8 MiB above what is held, or a
 *         neighbour that leaves less, before it asks again, it cannot survive. Nothing is kept
 *         after it ends: its file has no name, and holds only what RAM had no room for
 * Expect  huge_page_vector's time, or nearly, while it fits; under a limit that kills the others it
 *         goes on.
 *         Contiguous, addresses never change, no element is ever moved
 * See     PostgreSQL's tuplestore, which spills from work_mem to a file; mremap(2), MREMAP_FIXED;
 *         sync_file_range(2). Linux only
 */
#include "allowance.h"
#include "pages.h"
#include "strategy.h"
#include "written_file.h"

struct place {
    char *data;
    size_t kept, window, committed; /* in bytes: the end of what is kept, the window, its end */
    size_t reserve, step, limit;    /* the last: of RAM for all arrays; 0: half of what there is */
    struct written_file *file;      /* NULL: it has not spilled, all of it is window */
    const char *directory;
    struct place *next;
};

struct array {
    char *data;
    size_t count, capacity; /* in elements: stored, and usable without a call */
    struct place *place;    /* behind a pointer: the growth of another array can make it spill */
};

static struct place *places; /* of all arrays: */
static size_t held;          /* the RAM that they hold, together */

/* It begins small: it may stay so, and a small limit has no room for a huge page. Only what is more
 * than a little is worth a look at /proc. Once it spills, the window is what stays in the cache. */
enum { LEAST = 64 * 1024, LITTLE = 1024 * 1024, CACHED = 2 * 1024 * 1024, STEP = 4 * CACHED };

static bool begin(struct array *a, const struct setup *setup) {
    struct place *p = a->place = counted_malloc(sizeof *p);
    if (!p) return false;
    memset(p, 0, sizeof *p);
    p->directory = setup->directory;
    p->next = places;
    places = p;
    p->limit = (size_t)parameter(setup, "memory-limit");
    p->step = huge_page_bytes() > STEP ? huge_page_bytes() : (size_t)STEP;
    p->reserve = ((size_t)parameter(setup, "reserve") / p->step + 1) * p->step;
    p->data = a->data = counted_reserve(p->reserve);
    return a->data != NULL;
}

/* How much more may be held; below 0 it is too much. As much must stay free, for whoever else needs
 * memory until this is asked again. */
static ptrdiff_t spare(size_t limit) {
    ptrdiff_t mine = (ptrdiff_t)held, more = LITTLE - mine;
    if (more < LEAST) more = ((ptrdiff_t)(memory_allowance() / 2) - mine / 2);
    return limit > 0 && more > (ptrdiff_t)limit - mine ? (ptrdiff_t)limit - mine : more;
}

static bool begin_spilling(struct place *p) {
    if (p->file) return true;
    p->file = written_file_create(p->directory);
    if (p->file && p->committed > CACHED) p->kept = p->window = p->committed - CACHED;
    return p->file != NULL;
}

/* Memory became short: of any array, what is kept goes to the file, from its end on; then its
 * window. The array that grows keeps some of its own. */
static bool give_back(const struct place *own) {
    for (struct place *p = places; p; p = p->next)
        while (spare(own->limit) < 0) {
            if (!begin_spilling(p)) return false;
            const bool kept = p->kept > 0;
            size_t bytes = kept ? p->kept : p->committed - p->window;
            if (p == own && !kept) bytes = bytes > LEAST ? bytes / 2 : 0;
            if (bytes == 0) break;
            if (bytes > CACHED) bytes = CACHED;
            size_t from = kept ? p->kept -= bytes : p->window;
            if (!written_file_page_out(p->file, p->data + from, bytes, NULL, from)) return false;
            if (!kept) p->window += bytes;
            held -= bytes;
        }
    return true;
}

/* What is in RAM doubles, then grows by large steps; once it spills, the window alone grows, until
 * it is full. With nothing to spare, the window moves on. */
static bool grow(struct array *a, size_t width) {
    struct place *p = a->place;
    growing();
    ptrdiff_t more = 0;
    if (!p->file || p->committed - p->window < CACHED || p->committed / CACHED % 4 == 0)
        more = spare(p->limit);
    if (more < 0 && !give_back(p)) return false;
    size_t step = p->committed - p->window;
    const bool full = step >= CACHED;
    if (full && !p->file) step = p->step - p->committed % p->step;
    bool take = step == 0 || (more >= (ptrdiff_t)step && !(full && p->file));
    if (step == 0) step = LEAST;
    if (!take && !begin_spilling(p)) return false;
    if (!take) step = p->committed - p->window;
    if (p->committed + step > p->reserve)
        return failure("append", 0, "the reserved %zu are full (more: --reserve)", p->reserve);
    char *next = p->data + p->committed;
    if (!(take ? counted_commit(next, step, full)
               : written_file_page_out(p->file, p->data + p->window, step, next, p->window)))
        return false;
    *(take ? &held : &p->window) += step;
    p->committed += step;
    a->capacity = p->committed / width;
    return true;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity && !grow(a, width)) return false;
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) {
    struct place *p = a->place, **link = &places;
    (void)width;
    if (!p) return;
    held -= p->kept + p->committed - p->window;
    counted_unreserve(p->data, p->reserve, p->committed);
    written_file_close(p->file);
    while (*link != p) link = &(*link)->next;
    *link = p->next;
    counted_free(p, sizeof *p);
}

static const struct strategy strategy = {
    .title = "spill (ours)",
    .about = "Reserved, on huge pages, spilled to a file when memory is short; nothing is moved.",
    .numpy = "f = tempfile.SpooledTemporaryFile(ram); f.write(block); f.rollover(); np.memmap(f, "
             "t, 'r')",
    .family = "virtual memory",
    .stable = true,
    .parameters = {{"memory-limit", "auto", "RAM all arrays may take; more goes to --directory",
                    PARAMETER_BYTES},
                   {"reserve", "64GiB", "address space for each array", PARAMETER_BYTES}},
    .begin = begin,
};

#include "run.h"
