/* pages.c - see pages.h */
#include "pages.h"
#include "failure.h"
#include "measure.h"
#include "memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

const char *const huge_pages_names[HUGE_PAGES_COUNT] = {"system", "never", "madvise", "always"};

static const char setting[] = "/sys/kernel/mm/transparent_hugepage/enabled";
static const char size_told[] = "/sys/kernel/mm/transparent_hugepage/hpage_pmd_size";

size_t huge_page_bytes_told(void) {
    size_t bytes = strtoull(proc_text(size_told), NULL, 10);
    return (bytes & (bytes - 1)) == 0 ? bytes : 0;
}

size_t huge_page_bytes(void) {
    static size_t bytes;
    if (bytes == 0) bytes = huge_page_bytes_told();
    if (bytes == 0) bytes = 2 * 1024 * 1024;
    return bytes;
}

const char *huge_pages_system(void) {
    static char word[16];
    const char *open = strchr(proc_text(setting), '[');
    if (!open) return NULL;
    snprintf(word, sizeof word, "%.*s", (int)strcspn(open + 1, "]"), open + 1);
    return word;
}

/* 1: for all memory. 2 (Linux 6.18): but for that which madvise asked for. */
static bool disable(unsigned long kind) {
    if (prctl(PR_SET_THP_DISABLE, 1UL, kind == 2 ? kind : 0UL, 0UL, 0UL) == 0) return true;
    return failure("prctl", errno, "PR_SET_THP_DISABLE: huge pages %s",
                   kind == 2 ? "only where they are asked for (Linux 6.18)" : "never");
}

/* glibc reads its tunables before main(): so the program starts again. */
static bool malloc_asks(char **argv) {
#ifdef __GLIBC__
    char all[1024];
    const char *had = getenv("GLIBC_TUNABLES");
    if (had && strstr(had, "glibc.malloc.hugetlb=")) return true;
    snprintf(all, sizeof all, "%s%sglibc.malloc.hugetlb=1", had ? had : "", had ? ":" : "");
    if (setenv("GLIBC_TUNABLES", all, 1) == 0) execv("/proc/self/exe", argv);
    return failure("exec", errno, "/proc/self/exe, with GLIBC_TUNABLES");
#else
    (void)argv;
    return failure("huge-pages", 0, "only glibc's malloc can be told to ask for huge pages");
#endif
}

bool huge_pages_set(enum huge_pages policy, char **argv) {
    if (policy == HUGE_PAGES_SYSTEM) return true;
    if (policy == HUGE_PAGES_NEVER) return disable(1);
    const char *now = proc_text(setting);
    const bool always = strstr(now, "[always]"), asked = strstr(now, "[madvise]");
    if (!always && !asked)
        return failure("huge-pages", 0, "this machine gives none (%s: %.*s)", setting,
                       (int)strcspn(now, "\n"), *now ? now : "not there");
    if (policy == HUGE_PAGES_MADVISE) return asked || disable(2);
    memory_asks_for_huge_pages = true;
    return always || malloc_asks(argv);
}
