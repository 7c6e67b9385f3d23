/* memory.h - allocation that counts.
 *
 *     char *data = counted_realloc(a->data, a->capacity * width, capacity * width);
 *     if (!data) return false;                       // the old block is still there
 *     a->data = data, a->capacity = capacity;        // change the struct only after the check
 *
 * Thin calls over libc and the kernel. They are made when an array grows, so the counting is not
 * in the path of a plain append (a strategy that grows for each append pays some 10 instructions).
 * Counters repeat exactly from run to run where nanoseconds do not, so they carry the claims about
 * complexity.
 *
 * While realloc copies, the old block and the new are both there: both count in the peaks, as they
 * do when a strategy allocates, copies and frees by itself. Whether realloc copied is not in the C
 * standard; it is known of the allocator (allocator.h: realloc_remaps).
 *
 * The caller says the old size (as with sized deallocation in C++14): C's free() forgets it, and
 * a header in front of each block would change the very sizes that are measured.
 */
#ifndef MEMORY_H
#define MEMORY_H

#include "failure.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Counters only rise; levels rise and fall. */
struct memory_counts {
    uint64_t allocations;  /* counter: successful malloc, realloc, mmap, mremap */
    uint64_t moves;        /* counter: reallocations that came back at another address */
    uint64_t moved_bytes;  /* counter: bytes in the blocks that moved, by copy or page table */
    uint64_t copied_bytes; /* counter: through counted_memcpy, by the strategy itself */
    uint64_t realloc_copied_bytes; /* counter: of moved_bytes, those that realloc copied */
    uint64_t remapped_bytes;       /* counter: by counted_mremap; mremap inside realloc is unseen */
    size_t live_bytes;             /* level: bytes asked for and not yet given back */
    size_t live_blocks;            /* level: blocks, mapped and reserved ones too, not given back */
    size_t live_peak_bytes;        /* the highest live_bytes */
    size_t reserved_bytes; /* level: live_bytes and address space that is only held for later */
    size_t reserved_peak_bytes; /* the highest reserved_bytes */
};

/* What was counted since the program began. Read it; only the calls below write it. */
extern struct memory_counts memory_counts;

/* Whether all anonymous memory that is mapped by the calls below asks for huge pages (pages.h). */
extern bool memory_asks_for_huge_pages;

/* Makes the k-th allocation from now on fail, once, with ENOMEM. 0: none. */
void memory_fail_at(uint64_t k);

/* Whether the injected failure has happened. */
bool memory_failure_injected(void);

/* The timeline's hook, or NULL: called after each change of a level, with 0, and before a block is
 * freed, with its size: then the old and the new block are both there. */
extern void (*memory_watch)(size_t to_be_freed);

/* Does nothing, but tells the compiler that the path it is on is rare, as the RARE calls below do:
 * for growth in several steps of which none is always made. */
RARE void growing(void);

/* As malloc(3). NULL and a note in failure.h when there is no memory. */
RARE void *counted_malloc(size_t bytes);

/* As realloc(3): on failure NULL and a note, and the old block is untouched. When it copies, the
 * levels rise by the new block before they fall by the old. */
RARE void *counted_realloc(void *block, size_t old_bytes, size_t bytes);

/* As free(3); `bytes` is what was asked for. NULL is allowed, with any size. */
void counted_free(void *block, size_t bytes);

/* As memcpy(3), and adds to copied_bytes. For moving elements when growing or gathering. */
void *counted_memcpy(void *to, const void *from, size_t bytes);

/* As mmap(2) with a NULL address and offset 0; NULL (not MAP_FAILED) and a note on failure. */
RARE void *counted_mmap(size_t bytes, int protection, int flags, int fd);

/* As mremap(2) with MREMAP_MAYMOVE; on failure NULL and a note, the old mapping is untouched. */
RARE void *counted_mremap(void *block, size_t old_bytes, size_t bytes);

/* Maps `bytes` of a file from its start over what is at `block` (mmap(2) with MAP_FIXED), and
 * unmaps the rest of the old mapping. Returns `block`, or NULL and a note; the old is then
 * untouched. */
void *counted_mmap_over(void *block, size_t old_bytes, size_t bytes, int protection, int flags,
                        int fd);

/* Address space without memory: `bytes` that may not be touched yet, at a multiple of a huge page's
 * size (pages.h). Costs one or two system calls and no memory, even with vm.overcommit_memory=2;
 * but `ulimit -v` counts it. NULL and a note on failure. */
RARE char *counted_reserve(size_t bytes);

/* Makes [at, at + bytes) of reserved address space usable: memory comes at the first touch. `at`
 * and `bytes` are multiples of the page size. `huge` asks for huge pages, which the kernel may
 * refuse in silence (madvise(2), MADV_HUGEPAGE). False and a note on failure. */
RARE bool counted_commit(char *at, size_t bytes, bool huge);

/* Takes memory out of [at, at + bytes) without changing an address in it: maps the same bytes of a
 * file, written there before, from `offset`. With `next` (reserved address space of that size) the
 * pages are not given back but go on there, warm: no fault, no zeroing. False and a note on
 * failure; all is then as before. Where it cannot be as before, because the kernel refuses the way
 * back as well, the program ends: with a hole in the array nothing may go on. */
RARE bool counted_page_out(char *at, size_t bytes, char *next, int fd, size_t offset);

/* Gives back what counted_reserve gave, of which `committed` bytes were made usable. NULL is
 * allowed. */
void counted_unreserve(char *block, size_t bytes, size_t committed);

/* As munmap(2). NULL is allowed. */
void counted_munmap(void *block, size_t bytes);

#endif
