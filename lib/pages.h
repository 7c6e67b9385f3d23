/* pages.h - which memory of this program comes on huge pages (2 MiB instead of 4 KiB on x86-64).
 *
 *     if (!huge_pages_set(HUGE_PAGES_NEVER, argv)) die(EXIT_UNABLE);    // before anything else
 *
 * For this process alone: the system's own setting, /sys/kernel/mm/transparent_hugepage/enabled, is
 * never changed. Sources: prctl(2), PR_SET_THP_DISABLE; madvise(2), MADV_HUGEPAGE; glibc's
 * tunables; kernel Documentation/admin-guide/mm/transhuge.rst.
 */
#ifndef PAGES_H
#define PAGES_H

#include <stdbool.h>
#include <stddef.h>

enum huge_pages {
    HUGE_PAGES_SYSTEM,  /* as the system has it */
    HUGE_PAGES_NEVER,   /* none, also where they are asked for */
    HUGE_PAGES_MADVISE, /* where they are asked for */
    HUGE_PAGES_ALWAYS,  /* wherever they fit. Where the system gives them to who asks, all ask:
                         * malloc by glibc.malloc.hugetlb=1, mappings by madvise. That is what a
                         * program can do for itself; the system's "always" gives a heap that grows
                         * by small steps less */
    HUGE_PAGES_COUNT
};
extern const char *const huge_pages_names[HUGE_PAGES_COUNT];

/* Makes it so, and starts the program again with `argv` where malloc must be told at its start.
 * False, with a note in failure.h, where this machine cannot. */
bool huge_pages_set(enum huge_pages policy, char **argv);

/* The size of a huge page: 2 MiB on x86-64, 2, 32 or 512 MiB on arm64 with pages of 4, 16 or 64
 * KiB. 2 MiB where the kernel does not say. A power of two. Reads /sys at the first call. */
size_t huge_page_bytes(void);

/* The same as the kernel says it, or 0. */
size_t huge_page_bytes_told(void);

/* The system's own setting: "always", "madvise" or "never"; NULL where there is none. In a static
 * buffer. */
const char *huge_pages_system(void);

#endif
