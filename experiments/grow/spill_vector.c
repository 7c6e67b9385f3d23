/* spill_vector.c - reserved, on huge pages, and to a file when memory is short. Ours.
 *
 *     | e e e e e e e e e e e e | e e e . | reserved  ...      |
 *       in the file, mapped here  in RAM
 *       ----------------------->  the window: written out when full, then its pages go on
 *                                 to the next addresses, warm, the file in their place
 *
 * Time    O(1). While it fits: a page fault for each huge page (2 MiB on x86-64) and nothing else.
 *         When it spills: one write() of each element and a store into a page that is in the cache
 *         already
 * Memory  the data, until the limit; then the window. What is spilled is file: the kernel can drop
 *         it
 * Expect  the fastest for unknown n while it fits; under a limit that kills the others it goes on,
 *         and faster than a mapped file, which takes a fault for each page and is written out by
 *         page reclaim. Contiguous, addresses never change, no element is ever moved
 * See     PostgreSQL's tuplestore, which spills from work_mem to a file; mremap(2), MREMAP_FIXED;
 *         sync_file_range(2). Linux only
 */
#include "allowance.h"
#include "pages.h"
#include "strategy.h"
#include "written_file.h"

struct place {
    char *data;
    size_t kept, window;       /* in bytes: where the first part ends, and where the third begins */
    size_t committed, reserve; /* and where that ends, and the fourth */
    struct written_file *file; /* NULL: it has not spilled; all is window */
    const char *directory;
    struct place *next;
};

struct array {
    char *data;
    size_t count, capacity; /* in elements: stored, and usable without a call */
    size_t limit;           /* bytes of RAM that all arrays may take; 0: half of what there is */
    struct place *place;    /* behind a pointer: the growth of one array may make another spill */
};

/* All arrays share one budget: the RAM that they hold, for which not even the kernel is asked as
 * long as it is next to nothing. */
static struct place *places;
static size_t held;

/* An array begins small: it may stay so, and a small limit has no room for a huge page. Once it
 * spills, its window is no larger than what stays in the cache. */
enum { LITTLE = 1024 * 1024, LEAST = 64 * 1024, CACHED = 2 * 1024 * 1024, STEP = 4 * CACHED };

static size_t large_step(void) { return huge_page_bytes() > STEP ? huge_page_bytes() : STEP; }

static bool begin(struct array *a, const struct setup *setup) {
    struct place *p = a->place = counted_malloc(sizeof *p);
    if (!p) return false;
    *p = (struct place){.directory = setup->directory, .next = places};
    places = p;
    a->limit = (size_t)parameter(setup, "memory-limit");
    p->reserve = (size_t)parameter(setup, "reserve") + large_step() - 1;
    p->reserve -= p->reserve % large_step();
    p->data = a->data = counted_reserve(p->reserve);
    return a->data != NULL;
}

/* How much more the arrays may hold; below 0 they hold too much. They take half: as much as they
 * hold must be free beside it, for who else needs memory in the time until this is asked again. */
static ptrdiff_t spare(const struct array *a) {
    ptrdiff_t mine = (ptrdiff_t)held, more = LITTLE - mine;
    if (more < LEAST) {
        size_t left = memory_allowance();
        more = ((ptrdiff_t)(left < PTRDIFF_MAX ? left : PTRDIFF_MAX) - mine) / 2;
    }
    if (a->limit > 0 && more > (ptrdiff_t)a->limit - mine) more = (ptrdiff_t)a->limit - mine;
    return more;
}

static bool page_out(struct place *p, size_t at, size_t bytes, char *next) {
    if (!written_file_page_out(p->file, p->data + at, bytes, next, at)) return false;
    if (!next) held -= bytes;
    return true;
}

/* All but the end becomes what is kept: from now on it goes on by windows. */
static bool begin_spilling(struct place *p) {
    if (p->file) return true;
    p->file = written_file_create(p->directory);
    if (p->committed > CACHED) p->kept = p->window = p->committed - CACHED;
    return p->file != NULL;
}

/* Memory became short: what is kept goes to the file, of any array, from its end on; then the
 * windows of the others; then half of our own. */
static bool give_back(struct array *a) {
    for (struct place *p = places; p && spare(a) < 0; p = p->next)
        for (size_t bytes; begin_spilling(p) && p->kept > 0 && spare(a) < 0; p->kept -= bytes) {
            bytes = p->kept < CACHED ? p->kept : CACHED;
            if (!page_out(p, p->kept - bytes, bytes, NULL)) return false;
        }
    for (struct place *p = places; p && spare(a) < 0; p = p->next) {
        size_t bytes = p->committed - p->window;
        if (p == a->place) bytes = bytes > LEAST ? bytes / 2 : 0;
        if (!p->file || (bytes > 0 && !page_out(p, p->window, bytes, NULL))) return false;
        p->window += bytes;
    }
    return true;
}

static bool grow(struct array *a, size_t width) {
    struct place *p = a->place;
    growing();
    const ptrdiff_t more = spare(a);
    if (more < 0 && !give_back(a)) return false;
    size_t window = p->committed - p->window, step = window;
    if (window == 0) step = LEAST;
    if (window >= CACHED && !p->file) step = large_step() - p->committed % large_step();
    bool take = window == 0 || (more >= (ptrdiff_t)step && !(p->file && window >= CACHED));
    if (!take) {
        if (!begin_spilling(p)) return false;
        step = p->committed - p->window;
    }
    if (p->committed + step > p->reserve)
        return failure("append", 0, "the reserved %zu bytes are full (more: --reserve)",
                       p->reserve);
    char *next = p->data + p->committed;
    if (take) {
        if (!counted_commit(next, step, window >= CACHED)) return false;
        held += step;
    } else { /* the window is written out, and its pages go on */
        if (!page_out(p, p->window, step, next)) return false;
        p->window += step;
    }
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
    .about = "Reserved, on huge pages, and spilled to a file when memory is short: contiguous, "
             "addresses never change, nothing is copied in memory.",
    .family = "virtual memory",
    .stable = true,
    .parameters = {{"memory-limit", "auto", "RAM all arrays may take; more spills to --directory",
                    PARAMETER_BYTES},
                   {"reserve", "64GiB", "address space for each array", PARAMETER_BYTES}},
    .begin = begin,
};

#include "run.h"
