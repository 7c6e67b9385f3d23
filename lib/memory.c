/* memory.c - see memory.h */
#include "memory.h"
#include "allocator.h"
#include "failure.h"
#include "pages.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct memory_counts memory_counts;
bool memory_asks_for_huge_pages;
void (*memory_watch)(size_t to_be_freed);

static uint64_t fail_countdown; /* 0: off; 1: the next allocation fails */
static bool injected;

void memory_fail_at(uint64_t k) { fail_countdown = k; }

bool memory_failure_injected(void) { return injected; }

/* False when this allocation is the one that is made to fail. */
static bool admitted(void) {
    if (fail_countdown == 0 || --fail_countdown > 0) return true;
    injected = true;
    errno = ENOMEM;
    return false;
}

/* Unsigned wrap-around makes a fall of a rise by minus. */
static void levels(size_t live, size_t reserved) {
    struct memory_counts *m = &memory_counts;
    m->live_bytes += live;
    m->reserved_bytes += reserved;
    if (m->live_bytes > m->live_peak_bytes) m->live_peak_bytes = m->live_bytes;
    if (m->reserved_bytes > m->reserved_peak_bytes) m->reserved_peak_bytes = m->reserved_bytes;
    if (memory_watch) memory_watch(0);
}

/* What is usable at once: both levels change alike. */
static void level(size_t more, size_t less) { levels(more - less, more - less); }

static void *refused(const char *operation, size_t bytes) {
    failure(operation, errno, "%zu bytes, beside %zu already held%s", bytes,
            memory_counts.live_bytes, injected ? ", failure injected" : "");
    return NULL;
}

void growing(void) {}

void *counted_malloc(size_t bytes) {
    void *block = admitted() ? malloc(bytes) : NULL;
    if (!block) return refused("malloc", bytes);
    memory_counts.allocations++;
    memory_counts.live_blocks++;
    level(bytes, 0);
    return block;
}

void *counted_realloc(void *block, size_t old_bytes, size_t bytes) {
    /* The address as a number, volatile: after realloc the pointer itself may not be looked at, and
     * compilers look through a plain copy. */
    const volatile uintptr_t before = (uintptr_t)block;
    const bool remaps = realloc_remaps(block, old_bytes, bytes);
    void *now = admitted() ? realloc(block, bytes) : NULL;
    if (!now) return refused("realloc", bytes);
    memory_counts.allocations++;
    const size_t kept = old_bytes < bytes ? old_bytes : bytes;
    const bool moved = before != 0 && (uintptr_t)now != before;
    if (before == 0) memory_counts.live_blocks++;
    if (moved) {
        memory_counts.moves++;
        memory_counts.moved_bytes += kept;
    }
    if (moved && !remaps) { /* for a moment both were there */
        memory_counts.realloc_copied_bytes += kept;
        level(bytes, 0);
        level(0, old_bytes);
    } else {
        level(bytes, before != 0 ? old_bytes : 0);
    }
    return now;
}

void counted_free(void *block, size_t bytes) {
    if (!block) return;
    if (memory_watch) memory_watch(bytes);
    free(block);
    memory_counts.live_blocks--;
    level(0, bytes);
}

void *counted_memcpy(void *to, const void *from, size_t bytes) {
    memory_counts.copied_bytes += bytes;
    return memcpy(to, from, bytes);
}

void *counted_mmap(size_t bytes, int protection, int flags, int fd) {
    void *block = admitted() ? mmap(NULL, bytes, protection, flags, fd, 0) : MAP_FAILED;
    if (block == MAP_FAILED) return refused("mmap", bytes);
    if (memory_asks_for_huge_pages && (flags & MAP_ANONYMOUS)) madvise(block, bytes, MADV_HUGEPAGE);
    memory_counts.allocations++;
    memory_counts.live_blocks++;
    level(bytes, 0);
    return block;
}

static void count_move(const void *before, const void *now, size_t bytes) {
    if (now == before) return;
    memory_counts.moves++;
    memory_counts.moved_bytes += bytes;
    memory_counts.remapped_bytes += bytes;
}

void *counted_mremap(void *block, size_t old_bytes, size_t bytes) {
    void *now = admitted() ? mremap(block, old_bytes, bytes, MREMAP_MAYMOVE) : MAP_FAILED;
    if (now == MAP_FAILED) return refused("mremap", bytes);
    memory_counts.allocations++;
    count_move(block, now, old_bytes);
    level(bytes, old_bytes);
    return now;
}

void *counted_mmap_over(void *block, size_t old_bytes, size_t bytes, int protection, int flags,
                        int fd) {
    void *now = admitted() ? mmap(block, bytes, protection, flags | MAP_FIXED, fd, 0) : MAP_FAILED;
    if (now == MAP_FAILED) return refused("mmap", bytes);
    memory_counts.allocations++;
    size_t page = (size_t)sysconf(_SC_PAGESIZE), kept = (bytes + page - 1) / page * page;
    if (kept < old_bytes) munmap((char *)block + kept, old_bytes - kept);
    level(bytes, old_bytes);
    return now;
}

char *counted_reserve(size_t bytes) {
    const size_t huge = huge_page_bytes(), span = bytes + huge;
    const int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    char *block = admitted() ? mmap(NULL, span, PROT_NONE, flags, -1, 0) : MAP_FAILED;
    if (block == MAP_FAILED) return refused("reserve", bytes);
    /* | before | bytes, aligned | after |   the two ends go back */
    size_t before = (huge - (uintptr_t)block % huge) % huge, after = huge - before;
    if (before > 0) munmap(block, before);
    if (after > 0) munmap(block + before + bytes, after);
    memory_counts.allocations++;
    memory_counts.live_blocks++;
    levels(0, bytes);
    return block + before;
}

bool counted_commit(char *at, size_t bytes, bool huge) {
    if (!admitted() || mprotect(at, bytes, PROT_READ | PROT_WRITE) != 0)
        return refused("mprotect", bytes) != NULL;
    huge |= memory_asks_for_huge_pages;
    if (huge) madvise(at, bytes, MADV_HUGEPAGE); /* a wish: small pages are right, only slower */
    memory_counts.allocations++;
    levels(bytes, 0);
    return true;
}

/* What went on to `next` goes back, and its place is reserved again. Where even that is refused,
 * there is a hole in the array: nothing may go on. */
static void page_back(char *at, size_t bytes, char *next) {
    const int reserved = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED;
    if (mremap(next, bytes, bytes, MREMAP_MAYMOVE | MREMAP_FIXED, at) == MAP_FAILED ||
        mmap(next, bytes, PROT_NONE, reserved, -1, 0) == MAP_FAILED)
        die(EXIT_FAILED);
}

bool counted_page_out(char *at, size_t bytes, char *next, int fd, size_t offset) {
    const int fixed = MREMAP_MAYMOVE | MREMAP_FIXED, both = PROT_READ | PROT_WRITE;
    if (!admitted()) return refused("mremap", bytes) != NULL;
    if (next && mremap(at, bytes, bytes, fixed, next) == MAP_FAILED)
        return refused("mremap", bytes) != NULL;
    if (mmap(at, bytes, both, MAP_SHARED | MAP_FIXED, fd, (off_t)offset) == MAP_FAILED) {
        refused("mmap", bytes);
        if (next) page_back(at, bytes, next);
        return false;
    }
    memory_counts.allocations++;
    if (next) {
        memory_counts.remapped_bytes += bytes;
        levels(bytes, 0);
    }
    return true;
}

void counted_unreserve(char *block, size_t bytes, size_t committed) {
    if (!block) return;
    if (memory_watch) memory_watch(committed);
    munmap(block, bytes);
    memory_counts.live_blocks--;
    levels(-committed, -bytes);
}

void counted_munmap(void *block, size_t bytes) {
    if (!block) return;
    munmap(block, bytes);
    memory_counts.live_blocks--;
    level(0, bytes);
}
