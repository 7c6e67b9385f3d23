/* taken.c - a program as an engineer might write it, with two headers of `make take`: first.h has
 * elements of float, second.h of struct point. C11 and C++11; what take.bats compiles.
 *
 *     taken FILE BACK      the file's elements through both arrays, all ways, and back
 *     taken                until no more can be had: then false, errno, and all is still there
 *
 * The build says FIRST and SECOND (how they begin, n elements) and HAS_BLOCK, HAS_SYNC, HAS_REOPEN.
 */
struct point {
    double x, y;
    char name[1008];
};

#include "first.h"
#include "second.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>

#define CHECK(what) ((what) ? (void)0 : wrong(#what, __LINE__))
static void wrong(const char *what, int line) {
    fprintf(stderr, "taken.c:%d: %s (errno %d)\n", line, what, errno);
    exit(1);
}

/* Address space in pages, and open files: what was taken must be given back. */
static long address_space(void) {
    long pages = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    CHECK(f && fscanf(f, "%ld", &pages) == 1);
    fclose(f);
    return pages;
}
static int open_files(void) {
    int n = 0;
    DIR *d = opendir("/proc/self/fd");
    CHECK(d);
    while (readdir(d)) n++;
    closedir(d);
    return n;
}

static void write_back(struct first *a, FILE *back) {
    for (size_t i = 0; i < first_count(a); i++) {
        const float *element = first_at(a, i);
        CHECK(element);
        CHECK(fwrite(element, sizeof *element, 1, back) == 1);
    }
}

/* As often as there are ways to read them all. */
static void through(const char *path, const char *back_path) {
    FILE *file = fopen(path, "rb"), *back = fopen(back_path, "wb");
    CHECK(file && back);
    fseek(file, 0, SEEK_END);
    const size_t n = (size_t)ftell(file) / sizeof(float);
    rewind(file);
    struct first a, empty;
    struct second b;
    CHECK(FIRST(&a));
    CHECK(FIRST(&empty));
    CHECK(SECOND(&b));
    CHECK(first_count(&empty) == 0);
    float element;
    struct point p;
    memset(&p, 0, sizeof p);
    for (size_t i = 0; i < n; i++) {
        CHECK(fread(&element, sizeof element, 1, file) == 1);
        CHECK(first_append(&a, element));
        p.x = (double)i;
        if (i % 1024 == 0) CHECK(second_append(&b, p));
    }
    CHECK(first_count(&a) == n && second_count(&b) == (n + 1023) / 1024);
    for (size_t i = second_count(&b); i-- > 0;) {
        const struct point *q = second_at(&b, i);
        CHECK(q && q->x >= (double)(i * 1024) && q->x <= (double)(i * 1024));
    }
    write_back(&a, back);
#ifdef HAS_BLOCK
    float *block = first_block(&a), *none = first_block(&empty);
    CHECK(block && none && fwrite(block, sizeof *block, n, back) == n);
    free(block);
    free(none);
#else
    CHECK(fwrite(first_at(&a, 0), sizeof(float), n, back) == n);
#endif
#ifdef HAS_SYNC
    CHECK(first_sync(&a));
    CHECK(first_sync(&empty));
#endif
#ifdef HAS_REOPEN
    CHECK(first_reopen(&a));
    CHECK(first_reopen(&empty));
#endif
    write_back(&a, back);
    first_free(&a);
    first_free(&a); /* once more does no harm */
    first_free(&empty);
    second_free(&b);
    CHECK(fclose(back) == 0);
    fclose(file);
}

#define LIMIT(resource, bytes)                                                                     \
    do {                                                                                           \
        struct rlimit l;                                                                           \
        CHECK(getrlimit(resource, &l) == 0);                                                       \
        l.rlim_cur = bytes;                                                                        \
        CHECK(setrlimit(resource, &l) == 0);                                                       \
    } while (0)

static void until_refused(void) {
    const size_t n = 1000; /* what is announced, where it is to be */
    struct second b;
    struct point p;
    (void)n;
    memset(&p, 0, sizeof p);
    signal(SIGXFSZ, SIG_IGN);
    LIMIT(RLIMIT_DATA, (size_t)4 << 20);
    LIMIT(RLIMIT_FSIZE, (size_t)2 << 20);
    CHECK(SECOND(&b));
    errno = 0;
    do p.x += 1;
    while (p.x < 1e5 && second_append(&b, p));
    CHECK(p.x < 1e5 && p.x > 100);
    CHECK(errno == ENOMEM || errno == EFBIG);
    CHECK(second_count(&b) == (size_t)p.x - 1);
    for (size_t i = 0; i < second_count(&b); i++) {
        const struct point *q = second_at(&b, i);
        CHECK(q && (size_t)q->x == i + 1);
    }
    second_free(&b);
}

int main(int argc, char **argv) {
    free(malloc(1));
    const long before = address_space();
    const int files = open_files();
    if (argc == 3)
        through(argv[1], argv[2]);
    else
        until_refused();
    CHECK(open_files() == files);
#ifndef SANITIZED
    CHECK(address_space() - before < (64 << 20) / 4096);
#else
    (void)before;
#endif
    return 0;
}
