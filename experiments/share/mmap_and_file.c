/* mmap_and_file.c - do a mapping and the file always say the same? Workers take turns, one element
 * each: it is stored through a mapping, or written by pwrite(2), and the next worker looks at once,
 * through its own mapping and by pread(2).
 *
 *     worker 0   mapping --store-->  page cache  <--pread--    worker 1
 *                pwrite  ------->   | e e e e |  <--mapping--
 *                                        |
 *                                     the disk     later, or at msync(2)
 *
 * Time    two switches of workers for an element
 * Memory  the file
 * Expect  nothing is ever unseen: there is one page, and all see it. Also O_DIRECT, for which the
 *         kernel writes back and drops what the cache has. But on the disk it is later: dirty pages
 *         are counted (cachestat(2), Linux 6.5) before msync and after
 * See     mmap(2) on MAP_SHARED, msync(2), open(2) on O_DIRECT; POSIX promises it only after msync;
 *         network file systems do not keep it between machines
 */
#include "sharing.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

enum { DIRECT = 4096, TMPFS = 0x01021994 };

static bool open_file(struct worker *w) { return share_map_writable(w) != NULL; }

static _Atomic uint64_t *element(const struct worker *w, uint64_t i) {
    return (_Atomic uint64_t *)(uintptr_t)w->file.data + i;
}

/* Element i is i at first. */
static uint64_t stored(uint64_t i) { return ~i; }
static bool by_write(uint64_t i) { return i % 2 == 1; }

static bool io(struct worker *w, ssize_t n, const char *operation) {
    return n == sizeof(uint64_t) || failure(operation, errno, "%s", w->file.name);
}

static bool put(struct worker *w, uint64_t i) {
    const uint64_t x = stored(i);
    if (by_write(i)) return io(w, pwrite(w->file.fd, &x, sizeof x, (off_t)(i * sizeof x)), "write");
    atomic_store_explicit(element(w, i), x, memory_order_relaxed);
    return true;
}

static bool look(struct worker *w, uint64_t i) {
    uint64_t x = 0;
    const bool mapped = atomic_load_explicit(element(w, i), memory_order_relaxed) == stored(i);
    if (!io(w, pread(w->file.fd, &x, sizeof x, (off_t)(i * sizeof x)), "read")) return false;
    w->found[by_write(i) ? WRITES_UNSEEN_BY_MAPPING : STORES_UNSEEN_BY_MAPPING] += !mapped;
    w->found[STORES_UNSEEN_BY_READ] += !by_write(i) && x != stored(i);
    return true;
}

/* The turn says whose element is next: before it stores that, it looks at the one before. */
static bool work(struct worker *w, uint64_t first, uint64_t n) {
    for (uint64_t i = first; i < first + n; i++) {
        if (i % w->workers != w->number) continue;
        while (atomic_load(w->turn) != i) {
            if (*w->stop) {
                w->done -= first + n - i;
                return true;
            }
            sched_yield();
        }
        if ((i > 0 && !look(w, i - 1)) || !put(w, i)) return false;
        atomic_store(w->turn, i + 1);
    }
    return true;
}

/* Bytes of the file that are not on the disk yet; -1 where nobody tells. */
static int64_t dirty(const struct worker *w) {
    struct {
        uint64_t from, bytes;
    } range = {0, 0}; /* to the end */
    struct {
        uint64_t cached, dirty, under_way, evicted, lately;
    } pages;
    enum { CACHESTAT = 451 }; /* on all machines */
    if (syscall(CACHESTAT, w->file.fd, &range, &pages, 0) != 0 || pages.cached == 0) return -1;
    return (int64_t)(pages.dirty + pages.under_way) * sysconf(_SC_PAGESIZE);
}

static bool check_disk(struct worker *w, int64_t *found, const char **why) {
    struct statfs system;
    for (uint64_t i = 0; i < w->file.bytes / sizeof(uint64_t); i++)
        atomic_store_explicit(element(w, i), i, memory_order_relaxed);
    found[DIRTY_BYTES] = dirty(w);
    if (msync((void *)(uintptr_t)w->file.data, w->file.bytes, MS_SYNC) != 0)
        return failure("msync", errno, "%s", w->file.name);
    found[DIRTY_SYNCED_BYTES] = dirty(w);
    const bool memory = fstatfs(w->file.fd, &system) == 0 && system.f_type == TMPFS;
    why[DIRTY_BYTES] = why[DIRTY_SYNCED_BYTES] =
        memory                   ? "its file system is memory: there is no disk"
        : found[DIRTY_BYTES] < 0 ? "this kernel has no cachestat (Linux 6.5)"
                                 : NULL;
    return true;
}

/* Element 0 by O_DIRECT, both ways. */
static bool check_direct(struct worker *w, int64_t *found, const char **why) {
    _Alignas(DIRECT) static char block[DIRECT];
    uint64_t x;
    why[STORES_UNSEEN_BY_DIRECT] = why[DIRECT_WRITES_UNSEEN] = "the file has less than 4096 bytes";
    if (w->file.bytes < DIRECT) return true;
    why[STORES_UNSEEN_BY_DIRECT] = why[DIRECT_WRITES_UNSEEN] = "this file system has no O_DIRECT";
    const int fd = open(w->setup->input, O_RDWR | O_CLOEXEC | O_DIRECT);
    if (fd < 0) return true;
    *element(w, 0) = 1;
    const bool got = pread(fd, block, DIRECT, 0) == DIRECT;
    memcpy(&x, block, sizeof x);
    found[STORES_UNSEEN_BY_DIRECT] = x != 1;
    x = 2;
    memcpy(block, &x, sizeof x);
    const bool put = pwrite(fd, block, DIRECT, 0) == DIRECT;
    found[DIRECT_WRITES_UNSEEN] = *element(w, 0) != 2;
    close(fd);
    if (got && put) why[STORES_UNSEEN_BY_DIRECT] = why[DIRECT_WRITES_UNSEEN] = NULL;
    return true;
}

/* An element that somebody did not see must be there all the same. */
static bool check(struct worker *w, const struct worker *workers, int64_t *found,
                  const char **why) {
    (void)workers;
    const uint64_t count = atomic_load(w->turn);
    why[STORES_UNSEEN_BY_READ] = why[STORES_UNSEEN_BY_MAPPING] = NULL;
    why[WRITES_UNSEEN_BY_MAPPING] = NULL;
    if (!share_map_writable(w)) return false;
    for (uint64_t i = 0; i < count; i++)
        if (*element(w, i) != stored(i))
            return wrong_result("verify", "element %llu is not what was stored",
                                (unsigned long long)i);
    return check_disk(w, found, why) && check_direct(w, found, why);
}

static const struct sharing way = {.open = open_file, .work = work, .check = check, .stores = true};

static const struct strategy strategy = {
    .title = "mapping and file",
    .about = "Stored through a mapping, or written: do the others see it, and is it on the disk?",
    .family = "mmap",
    .types = "int64",
    .parameters = {WORKERS("2")},
    .shares = &way,
};

#include "share_run.h"
