/* shared_record.c - one worker writes a record of 64 bytes again and again, the others read it.
 *
 *     written     | 7 7 7 7 7 7 7 7 |
 *     being written | 8 8 8 7 7 7 7 7 |   a reader sees neither: the read is torn
 *
 *     none      eight words, one after the other
 *     seqlock   a number beside them is odd while they are written: a reader that sees it odd, or
 *               changed, reads again. The writer never waits
 *     mutex     as in shared_counter
 *
 * Time    a seqlock costs a reader two loads more; a mutex costs each who comes
 * Memory  a page
 * Expect  none tears reads where writer and readers run at the same time, and on one CPU when the
 *         writer is interrupted inside a record: then all reads until it goes on
 * See     Boehm, Can Seqlocks Get Along With Programming Language Memory Models? (MSPC 2012); the
 *         kernel's clock, read through a seqlock by clock_gettime(2)
 */
#include "shared_mutex.h"
#include "sharing.h"

#include <sched.h>

/* In the parameter's order. */
enum lock { NONE, SEQLOCK, MUTEX };
enum { WORDS = 8 };

/* What is in the file. */
struct page {
    _Alignas(64) _Atomic uint64_t word[WORDS]; /* all the same */
    _Alignas(64) _Atomic uint64_t sequence;
    _Alignas(64) pthread_mutex_t mutex;
};

static struct page *page_of(const struct worker *w) {
    return (struct page *)(uintptr_t)w->file.data;
}

static enum lock lock_of(const struct worker *w) { return (enum lock)parameter(w->setup, "lock"); }

static bool begin(struct worker *w) {
    if (!share_map_writable(w)) return false;
    struct page *page = page_of(w);
    for (int k = 0; k < WORDS; k++) page->word[k] = 0;
    page->sequence = 0;
    return shared_mutex_make(&page->mutex);
}

static bool open_file(struct worker *w) { return share_map_writable(w) != NULL; }

static void store(struct page *page, uint64_t x) {
    for (int k = 0; k < WORDS; k++) atomic_store_explicit(&page->word[k], x, memory_order_relaxed);
}

/* Whether all words were the same. */
static bool load(struct page *page) {
    uint64_t word[WORDS], different = 0;
    for (int k = 0; k < WORDS; k++)
        word[k] = atomic_load_explicit(&page->word[k], memory_order_relaxed);
    for (int k = 1; k < WORDS; k++) different |= word[k] ^ word[0];
    return different == 0;
}

static void store_in_sequence(struct page *page, uint64_t x) {
    const uint64_t s = atomic_load_explicit(&page->sequence, memory_order_relaxed);
    atomic_store_explicit(&page->sequence, s + 1, memory_order_relaxed);
    atomic_thread_fence(memory_order_release);
    store(page, x);
    atomic_store_explicit(&page->sequence, s + 2, memory_order_release);
}

/* On the writer's own CPU a reader would wait for as long as it may run: so it gives way. */
static bool load_in_sequence(struct page *page) {
    for (;; sched_yield()) {
        const uint64_t s = atomic_load_explicit(&page->sequence, memory_order_acquire);
        const bool whole = load(page);
        atomic_thread_fence(memory_order_acquire);
        if (s % 2 == 0 && s == atomic_load_explicit(&page->sequence, memory_order_relaxed))
            return whole;
    }
}

static bool work(struct worker *w, uint64_t first, uint64_t n) {
    struct page *page = page_of(w);
    const enum lock lock = lock_of(w);
    const bool writes = w->number == 0;
    for (uint64_t x = first + 1; x <= first + n; x++) {
        bool whole = true;
        if (lock == MUTEX && !shared_mutex_lock(&page->mutex)) return false;
        if (!writes)
            whole = lock == SEQLOCK ? load_in_sequence(page) : load(page);
        else if (lock == SEQLOCK)
            store_in_sequence(page, x);
        else
            store(page, x);
        if (lock == MUTEX) pthread_mutex_unlock(&page->mutex);
        w->found[TORN_READS] += !whole;
    }
    return true;
}

static bool check(struct worker *w, const struct worker *workers, int64_t *found,
                  const char **why) {
    if (!share_map_writable(w)) return false;
    why[TORN_READS] = NULL;
    if (!load(page_of(w)) || page_of(w)->word[0] != workers[0].done)
        return wrong_result("verify", "the record is not the last that was written");
    return lock_of(w) == NONE || found[TORN_READS] == 0 ||
           wrong_result("verify", "%lld reads were torn in spite of the lock",
                        (long long)found[TORN_READS]);
}

static const struct sharing way = {.begin = begin,
                                   .open = open_file,
                                   .work = work,
                                   .check = check,
                                   .elements_of_file = 512,
                                   .stores = true};

static const struct strategy strategy = {
    .title = "shared record",
    .about = "One worker writes a record in a mapped file, the others read it, locked or not.",
    .family = "mmap",
    .types = "int64",
    .parameters = {WORKERS("2"),
                   {"lock", "none seqlock mutex", "what keeps a read whole", PARAMETER_CHOICE}},
    .shares = &way,
};

#include "share_run.h"
