/* ask.c - asks the kernel for memory, step by step, and shows what it gives: addresses at once, RAM
 * when it is written. Touches 64 MiB. Source: mmap(2), proc(5), kernel Documentation/mm/
 * overcommit-accounting.rst.
 *
 *     cc -o build/ask labs/05-page-faults/ask.c && build/ask
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

static const size_t MIB = (size_t)1 << 20, GIB = (size_t)1 << 30;

/* A field of a file of /proc, in kB. */
static double field(const char *path, const char *name) {
    char line[256];
    double kb = 0;
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, name, strlen(name)) == 0) kb = strtod(line + strlen(name), NULL);
    if (file) fclose(file);
    return kb;
}

static void show(const char *step) {
    static long before = -1;
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    const double size = field("/proc/self/status", "VmSize:") / 1024,
                 resident = field("/proc/self/status", "VmRSS:") / 1024;
    if (before < 0) before = used.ru_minflt;
    printf("%-28s %12.0f %12.0f %12ld\n", step, size, resident, used.ru_minflt - before);
    getrusage(RUSAGE_SELF, &used); /* what printing has touched is not of the next step */
    before = used.ru_minflt;
}

static void steps(void) {
    const size_t bytes = 64 * MIB, page = (size_t)sysconf(_SC_PAGESIZE);
    const int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    volatile char *block;
    printf("%-28s %12s %12s %12s\n", "", "VmSize, MiB", "VmRSS, MiB", "page faults");
    show("at first");
    void *mapped = mmap(NULL, 64 * GIB, PROT_NONE, flags, -1, 0);
    if (mapped == MAP_FAILED) {
        perror("ask: mmap: 64 GiB (ulimit -v unlimited?)");
        exit(EXIT_FAILURE);
    }
    show("64 GiB reserved");
    if (mprotect(mapped, bytes, PROT_READ | PROT_WRITE) != 0) {
        perror("ask: mprotect");
        exit(EXIT_FAILURE);
    }
    show("64 MiB of them usable");
    block = mapped;
    for (size_t i = 0; i < bytes; i += page) (void)block[i];
    show("each page read once");
    for (size_t i = 0; i < bytes; i += page) block[i] = 1;
    show("each page written once");
    for (size_t i = 0; i < bytes; i += page) block[i] = 2;
    show("each page written again");
    if (madvise(mapped, bytes, MADV_DONTNEED) != 0) perror("ask: madvise");
    show("given back, MADV_DONTNEED");
    printf("%-28s %12d\n", "what the first byte is now", block[0]);
    munmap(mapped, 64 * GIB);
}

static const char *mapped(size_t bytes, int protection, int flags) {
    void *block = mmap(NULL, bytes, protection, MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);
    if (block == MAP_FAILED) return "refused";
    munmap(block, bytes);
    return "ok";
}

/* Nothing of it is touched: what is refused here is a promise, not RAM. */
static void sizes(void) {
    printf("\n%.0f GiB of RAM available; vm.overcommit_memory is %.0f\n",
           field("/proc/meminfo", "MemAvailable:") / 1024 / 1024,
           field("/proc/sys/vm/overcommit_memory", ""));
    printf("%-28s %12s %12s %12s\n", "", "malloc", "NORESERVE", "PROT_NONE");
    for (size_t gib = 1; gib <= 512; gib *= 4) {
        void *volatile block = malloc(gib * GIB);
        printf("%4zu %-23s %12s %12s %12s\n", gib, "GiB", block ? "ok" : "refused",
               mapped(gib * GIB, PROT_READ | PROT_WRITE, MAP_NORESERVE),
               mapped(gib * GIB, PROT_NONE, MAP_NORESERVE));
        free(block);
    }
}

int main(void) {
    prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0); /* each fault is one small page */
    steps();
    sizes();
}
