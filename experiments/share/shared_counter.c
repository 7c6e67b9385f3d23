/* shared_counter.c - all workers add one to the same number in a mapped file, --count times each.
 *
 *     worker 0    load 7            store 8
 *     worker 1           load 7              store 8      two were added, and one is lost
 *
 *     none     load, add, store: nothing forbids another worker in between
 *     atomic   one instruction that does all three: an atomic addition
 *     mutex    a pthread mutex in the file itself, shared by processes and robust: should its owner
 *              die, the next one is told and not left waiting
 *     fcntl    a lock on bytes of the file, from the kernel: two calls for each addition
 *
 * Time    from one ns to many us for an addition; more where workers meet on several CPUs
 * Memory  a page
 * Expect  none loses many where workers run at the same time, and where they take turns on one CPU
 *         only when one is interrupted between load and store; then all that the others did
 *         meanwhile is lost at once. The others lose nothing
 * See     pthread_mutexattr_setrobust(3), fcntl(2) on F_SETLKW; LMDB, whose lock is a mutex in a
 *         mapped file; SQLite, which locks by fcntl
 */
#include "shared_mutex.h"
#include "sharing.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>

/* In the parameter's order. */
enum lock { NONE, ATOMIC, MUTEX, FCNTL };

/* What is in the file: the lock does not share a cache line with what it guards. */
struct page {
    _Alignas(64) _Atomic uint64_t counter;
    _Alignas(64) pthread_mutex_t mutex;
};

static struct page *page_of(const struct worker *w) {
    return (struct page *)(uintptr_t)w->file.data;
}

static enum lock lock_of(const struct worker *w) { return (enum lock)parameter(w->setup, "lock"); }

static bool begin(struct worker *w) {
    if (lock_of(w) == FCNTL && parameter(w->setup, "kind") > 0)
        die_usage("lock", "fcntl locks are a process's: its threads do not lock each other out");
    if (!share_map_writable(w)) return false;
    page_of(w)->counter = 0;
    return shared_mutex_make(&page_of(w)->mutex);
}

static bool open_file(struct worker *w) { return share_map_writable(w) != NULL; }

/* In steps that no compiler makes one instruction of. */
static void add_one(_Atomic uint64_t *counter) {
    uint64_t x = atomic_load_explicit(counter, memory_order_relaxed);
    __asm__ volatile("" : "+r"(x));
    atomic_store_explicit(counter, x + 1, memory_order_relaxed);
}

static bool lock_file(struct worker *w, short what) {
    struct flock counter = {.l_type = what, .l_whence = SEEK_SET, .l_len = sizeof(uint64_t)};
    while (fcntl(w->file.fd, F_SETLKW, &counter) != 0)
        if (errno != EINTR) return failure("fcntl", errno, "a lock on %s", w->file.name);
    return true;
}

static bool work(struct worker *w, uint64_t first, uint64_t n) {
    struct page *page = page_of(w);
    (void)first;
    switch (lock_of(w)) {
    case NONE:
        for (uint64_t k = 0; k < n; k++) add_one(&page->counter);
        return true;
    case ATOMIC:
        for (uint64_t k = 0; k < n; k++) atomic_fetch_add(&page->counter, 1);
        return true;
    case MUTEX:
        for (uint64_t k = 0; k < n; k++) {
            if (!shared_mutex_lock(&page->mutex)) return false;
            add_one(&page->counter);
            pthread_mutex_unlock(&page->mutex);
        }
        return true;
    default:
        for (uint64_t k = 0; k < n; k++) {
            if (!lock_file(w, F_WRLCK)) return false;
            add_one(&page->counter);
            if (!lock_file(w, F_UNLCK)) return false;
        }
        return true;
    }
}

static bool check(struct worker *w, const struct worker *workers, int64_t *found,
                  const char **why) {
    uint64_t made = 0;
    for (size_t k = 0; k < w->workers; k++) made += workers[k].done;
    if (!share_map_writable(w)) return false;
    const uint64_t there = page_of(w)->counter;
    found[LOST_UPDATES] = (int64_t)(made - there);
    why[LOST_UPDATES] = NULL;
    if (there > made || (lock_of(w) != NONE && there != made))
        return wrong_result("verify", "the counter is %" PRIu64 ", and %" PRIu64 " were added",
                            there, made);
    return true;
}

static const struct sharing way = {.begin = begin,
                                   .open = open_file,
                                   .work = work,
                                   .check = check,
                                   .elements_of_file = 512,
                                   .stores = true};

static const struct strategy strategy = {
    .title = "shared counter",
    .about = "All workers add one to the same number in a mapped file, with a lock or without.",
    .family = "mmap",
    .types = "int64",
    .parameters = {WORKERS("2"),
                   {"lock", "none atomic mutex fcntl", "what keeps two from adding at a time",
                    PARAMETER_CHOICE}},
    .shares = &way,
};

#include "share_run.h"
