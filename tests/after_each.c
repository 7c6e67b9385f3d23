/* after_each.c - one strategy, held to the formulas of its paper after every single append.
 *
 *     cc -DRUN_H -DSTRATEGY='"experiments/grow/sqrt_blocks.c"' ... tests/after_each.c
 *     after_each sqrt_blocks WIDTH [PARAMETER]      status 0, or 1 and what was expected
 *
 * With RUN_H defined a strategy's file is without its main(). Bytes are those of memory_counts:
 * what was asked for, without the allocator's own headers. PARAMETER is a value for the strategy's
 * first parameter. The formulas stand here on their own and not in terms of the code they check.
 */
#include STRATEGY
#include "quantity.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { COUNT = 100000, POINTER = sizeof(void *) };

static size_t width;
static double parameter_value;
static unsigned char element[64];
static char *addresses[COUNT]; /* of each element when it was appended */

#define CHECK(condition, ...)                                                                      \
    do {                                                                                           \
        if (condition) break;                                                                      \
        printf("not so: %s; ", #condition);                                                        \
        printf(__VA_ARGS__);                                                                       \
        putchar('\n');                                                                             \
        exit(1);                                                                                   \
    } while (0)

/* ---- an array -------------------------------------------------------------------------------- */

static const unsigned char *element_of(size_t i) {
    for (size_t b = 0; b < width; b++)
        element[b] = (unsigned char)((i + 1) * 2654435761u >> (8 * (b % 4)) ^ b);
    return element;
}

static bool begun(struct array *a) {
    double values[PARAMETERS] = {0};
    for (int k = 0; k < PARAMETERS && strategy.parameters[k].name; k++) {
        uint64_t bytes = 0;
        if (strategy.parameters[k].kind == PARAMETER_BYTES &&
            parse_bytes(strategy.parameters[k].value, &bytes))
            values[k] = (double)bytes;
        else if (strategy.parameters[k].kind == PARAMETER_FACTOR)
            values[k] = strtod(strategy.parameters[k].value, NULL);
    }
    if (parameter_value > 0) values[0] = parameter_value;
    struct setup setup = {.width = width,
                          .count = strategy.knows_count || strategy.reads_twice ? COUNT : 0,
                          .program = "after_each",
                          .directory = ".",
                          .parameters = strategy.parameters,
                          .values = values};
    memset(a, 0, sizeof *a);
    return !strategy.begin || strategy.begin(a, &setup);
}

static void holds_all(struct array *a, size_t n) {
    for (size_t i = 0; i < n; i++)
        CHECK(memcmp(at(a, i, width), element_of(i), width) == 0, "element %zu of %zu", i, n);
    if (!strategy.gather || n == 0) return;
    char *block = malloc(n * width);
    strategy.gather(a, block, width);
    for (size_t i = 0; i < n; i++)
        CHECK(memcmp(block + i * width, element_of(i), width) == 0, "gathered %zu of %zu", i, n);
    free(block);
}

static void given_back(struct array *a) {
    release(a, width);
    CHECK(memory_counts.live_bytes == 0, "%zu bytes were not given back", memory_counts.live_bytes);
    CHECK(memory_counts.reserved_bytes == 0, "%zu bytes are still reserved",
          memory_counts.reserved_bytes);
}

/* ---- the bounds ------------------------------------------------------------------------------ */

/* What an append has come to: n elements, bytes held after it and at most during it, and bytes
 * copied by it and by all so far. Without the old directory, while realloc copies it (its size is
 * in `reallocated`): whether it does is the allocator's affair. */
struct moment {
    size_t n, live, peak, copied, copied_ever;
    size_t reallocated;
};

/* A power of two, at least `least`, with power^exponent >= n. */
static size_t power_of_two(size_t n, size_t least, int exponent) {
    size_t b = least;
    while (pow((double)b, exponent) < (double)n) b *= 2;
    return b;
}

static void within(const struct moment *m, size_t bytes, double bound, const char *what) {
    CHECK((double)bytes <= bound,
          "%s at n = %zu: %zu bytes, %zu beside the data; the bound is %.0f", what, m->n, bytes,
          bytes - m->n * width, bound);
}

/* Segments of 16, 32, 64 ...: 16 (2^K - 1) places in the least K that is enough; so fewer than n +
 * 16 are wasted. */
static void geometric_chunks_bound(const struct moment *m) {
    size_t places = 0, segments = 0;
    for (; places < m->n; segments++) places = 16 * ((size_t)2 << segments) - 16;
    CHECK(m->live == places * width + segments * POINTER, "%zu live at n = %zu", m->live, m->n);
    CHECK(m->peak <= m->live, "peak %zu, live %zu at n = %zu", m->peak, m->live, m->n);
    CHECK(places - m->n < m->n + 16, "%zu wasted at n = %zu", places - m->n, m->n);
    CHECK(m->copied_ever == 0, "%zu copied", m->copied_ever);
}

/* Less than one block, and a directory of at most twice as many pointers as blocks, or 16. */
static void block_directory_bound(const struct moment *m) {
    size_t block = (parameter_value > 0 ? (size_t)parameter_value : 65536) / width * width;
    size_t blocks = (m->n * width + block - 1) / block;
    size_t directory = (blocks <= 8 ? 16 : 2 * blocks) * POINTER;
    CHECK(m->live < m->n * width + block + directory + 1, "%zu live at n = %zu", m->live, m->n);
    CHECK(m->live >= blocks * (block + POINTER), "%zu live at n = %zu", m->live, m->n);
    CHECK(m->peak <= m->live, "peak %zu, live %zu at n = %zu", m->peak, m->live, m->n);
    CHECK(m->copied_ever == 0, "%zu copied", m->copied_ever);
}

/* Brodnik et al.: the last block has at most sqrt(2 n) places; there are at most 3 sqrt(n / 2)
 * blocks, and up to twice as many pointers (16 at least). At every moment: growing costs nothing on
 * top. */
static void sqrt_blocks_bound(const struct moment *m) {
    double n = (double)m->n, w = (double)width;
    double pointers = fmax(16, 2 * 3 * sqrt(n / 2));
    within(m, m->peak, n * w + sqrt(2 * n) * w + pointers * POINTER, "peak");
    CHECK(m->peak <= m->live, "peak %zu, live %zu at n = %zu", m->peak, m->live, m->n);
    CHECK(m->copied_ever == 0, "%zu copied", m->copied_ever);
}

/* Sitarski: m leaves of m, m the least power of two (4 at least) with m^2 >= n, so m < 2 sqrt(n).
 * One leaf is not full; while m doubles, one leaf more. All has been copied at each m^2 that is
 * behind. */
static void hashed_array_tree_bound(const struct moment *m) {
    size_t leaf = power_of_two(m->n, 4, 2), leaves = (m->n + leaf - 1) / leaf, copies = 0;
    CHECK(m->live == leaves * leaf * width + leaf * POINTER, "%zu live at n = %zu", m->live, m->n);
    double n = (double)m->n, side = fmax(4, 2 * sqrt(n));
    within(m, m->peak, n * (double)width + side * (double)(width + POINTER), "peak");
    for (size_t full = 4; full * full < m->n; full *= 2) copies += full * full;
    CHECK(m->copied_ever == copies * width, "%zu copied at n = %zu", m->copied_ever, m->n);
    CHECK(3 * copies < 4 * m->n, "%zu copies at n = %zu", copies, m->n);
}

/* Tarjan and Zwick, r = 3: B the least power of two (4 at least) with B^3 >= n, so B < 2 n^(1/3).
 * Between growths one small block is not full, and there are 3 B pointers; while growing, B^2
 * places more. Copies: one when small blocks become large, n (1 + 1/8 + 1/64 ...) for the doublings
 * of B. */
static void tarjan_zwick_bound(const struct moment *m) {
    size_t b = power_of_two(m->n, 4, 3);
    double n = (double)m->n, w = (double)width, root = fmax(4, 2 * cbrt(n));
    CHECK(m->live == (m->n + b - 1) / b * b * width + 3 * b * POINTER, "%zu live at n = %zu",
          m->live, m->n);
    within(m, m->live, n * w + root * (w + 3 * POINTER), "live");
    within(m, m->peak, n * w + root * (w + 3 * POINTER) + root * root * w, "peak");
    within(m, m->copied_ever, n * w * 15 / 7, "copied");
}

/* The capacity is the least 16 * 2^k that is enough; the block before, of half of it, lives on
 * until half of the new places have been used by two moves an append, 32 appends at a time. So at
 * most 3 n (16 at least), and never more than 64 elements copied by one append. */
static void incremental_vector_bound(const struct moment *m) {
    size_t capacity = power_of_two(m->n, 16, 1), old = capacity > 16 ? capacity / 2 : 0;
    CHECK(m->live == capacity * width || m->live == (capacity + old) * width, "%zu live at n = %zu",
          m->live, m->n);
    if (m->n > old + old / 2 + 32)
        CHECK(m->live == capacity * width, "the old block is still there at n = %zu", m->n);
    within(m, m->peak, fmax(16, 3 * (double)m->n) * (double)width, "peak");
    within(m, m->copied, 64 * (double)width, "copied by one append");
    within(m, m->copied_ever, 2 * (double)m->n * (double)width, "copied");
}

static void no_bound(const struct moment *m) { (void)m; }

static const struct bound {
    const char *name;
    void (*check)(const struct moment *);
} bounds[] = {
    {"geometric_chunks", geometric_chunks_bound},
    {"block_directory", block_directory_bound},
    {"sqrt_blocks", sqrt_blocks_bound},
    {"hashed_array_tree", hashed_array_tree_bound},
    {"tarjan_zwick", tarjan_zwick_bound},
    {"incremental_vector", incremental_vector_bound},
    {"", no_bound}, /* of any other, only the addresses are of interest */
};

/* n at which all is read: powers of two and their neighbours, where every formula has its steps. */
static bool read_at(size_t n) {
    return n == COUNT || n < 70 || ((n & (n - 1)) == 0 || (n & (n + 1)) == 0) ||
           ((n - 1) & (n - 2)) == 0 || n % 9973 == 0;
}

static void after_every_append(void (*check)(const struct moment *)) {
    struct array a;
    CHECK(begun(&a), "begin");
    for (size_t n = 1; n <= COUNT; n++) {
        uint64_t before = memory_counts.copied_bytes;
        uint64_t reallocated = memory_counts.realloc_copied_bytes;
        memory_counts.live_peak_bytes = memory_counts.live_bytes;
        CHECK(append(&a, element_of(n - 1), width), "append %zu", n);
        addresses[n - 1] = at(&a, n - 1, width);
        reallocated = memory_counts.realloc_copied_bytes - reallocated;
        struct moment m = {.n = n,
                           .live = memory_counts.live_bytes,
                           .peak = memory_counts.live_peak_bytes - reallocated,
                           .copied = memory_counts.copied_bytes - before,
                           .copied_ever = memory_counts.copied_bytes,
                           .reallocated = reallocated};
        check(&m);
        if (!read_at(n)) continue;
        holds_all(&a, n);
        memory_counts.copied_bytes = m.copied_ever; /* without gather's */
    }
    for (size_t i = 0; i < COUNT && strategy.stable; i++)
        CHECK(at(&a, i, width) == addresses[i], "element %zu has moved", i);
    given_back(&a);
}

/* ---- failures -------------------------------------------------------------------------------- */

/* Elements that make a few hundred allocations: each of these fails, and after each all is read. */
static size_t enough(void) {
    struct array a;
    size_t n = 0;
    const uint64_t most = memory_counts.allocations + 300;
    CHECK(begun(&a), "begin");
    while (n < 4500 && memory_counts.allocations < most && append(&a, element_of(n), width)) n++;
    given_back(&a);
    return n;
}

/* Every allocation fails once, in the middle of whatever growth it is part of: all that is stored
 * can still be read, and given back; or the next append goes on as if nothing had been. */
static void after_every_failure(bool go_on) {
    const size_t count = enough();
    bool failed = true;
    for (uint64_t k = 1; failed; k++) {
        struct array a;
        size_t n = 0;
        memory_fail_at(k);
        bool whole = begun(&a);
        while (whole && n < count && append(&a, element_of(n), width)) n++;
        failed = n < count;
        holds_all(&a, n);
        for (; whole && go_on && n < count; n++)
            CHECK(append(&a, element_of(n), width), "append %zu after failure %zu", n, (size_t)k);
        holds_all(&a, n);
        given_back(&a);
    }
    memory_fail_at(0);
}

int main(int argc, char **argv) {
    if (argc < 2) return 2;
    width = argc > 2 ? strtoul(argv[2], NULL, 10) : 4;
    parameter_value = argc > 3 ? strtod(argv[3], NULL) : 0;
    const struct bound *bound = bounds;
    while (bound->name[0] && strcmp(bound->name, argv[1]) != 0) bound++;
    if (bound->name[0] || strategy.stable) after_every_append(bound->check);
    after_every_failure(true);
    after_every_failure(false);
    return 0;
}
