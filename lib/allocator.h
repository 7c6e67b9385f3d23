/* allocator.h - what malloc really is in this process: the libc's own, or one put before it.
 *
 * The C library's malloc can be replaced without a word in the program (LD_PRELOAD, a sanitizer,
 * valgrind). Asked is the dynamic linker (dl_iterate_phdr(3)): the file in which malloc's code is.
 */
#ifndef ALLOCATOR_H
#define ALLOCATOR_H

#include <stdbool.h>
#include <stddef.h>

/* "glibc 2.36", with the version at run time; "musl", which does not tell its version. */
const char *libc_name(void);

/* libc_name() where malloc is the libc's; else the file it is in ("libjemalloc.so.2"),
 * "addresssanitizer", or "valgrind". Looked up at the first call, some 20 us. */
const char *allocator_name(void);

/* Which of those it is of which realloc_remaps knows something; found by allocator_name(). */
extern enum allocator_kind {
    ALLOCATOR_UNKNOWN, /* not looked up yet */
    ALLOCATOR_GLIBC,
    ALLOCATOR_MUSL,
    ALLOCATOR_OTHER
} allocator_kind;

/* Whether realloc of `block`, which has `bytes` bytes, moves it by mremap(2) when it moves: then
 * its pages get another address, and no byte is copied. NULL: false. Ask before realloc.
 *
 *   glibc       a block that was mapped by itself: bit 1 (IS_MMAPPED) of the size word in front of
 *               the block (malloc/malloc.c: mremap_chunk). Should mremap fail, it copies, which is
 *               unseen
 *   musl 1.2.1  both sizes at least 131052 bytes (src/malloc/mallocng: MMAP_THRESHOLD, realloc.c);
 *               such a block is always mapped by itself, so that this asks for the new size too
 *   any other   never: jemalloc, mimalloc and tcmalloc copy, and so do sanitizers. Nothing is read
 *               in front of their blocks */
static inline bool realloc_remaps(const void *block, size_t old_bytes, size_t bytes) {
    if (allocator_kind == ALLOCATOR_UNKNOWN) allocator_name();
    if (!block) return false;
    if (allocator_kind == ALLOCATOR_GLIBC) return ((const size_t *)block)[-1] & 2;
    const size_t threshold = 131052;
    return allocator_kind == ALLOCATOR_MUSL && old_bytes >= threshold && bytes >= threshold;
}

#endif
