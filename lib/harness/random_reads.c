/* random_reads.c - see random_reads.h */
#include "random_reads.h"
#include "allowance.h"
#include "random_position.h"

#include <string.h>
#include <sys/mman.h>

bool random_reads_begin(struct random_reads *reads, const struct run *r) {
    const uint64_t n = r->outcome.appended;
    *reads = (struct random_reads){0};
    const size_t bytes = (n < READS_WINDOW ? (size_t)n : READS_WINDOW) * sizeof *reads->times;
    if (bytes == 0 || memory_allowance() / 8 < bytes) return false;
    void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return false;
    reads->times = memory;
    reads->bytes = bytes;
    return true;
}

/* The positions are those of the random phase, which may have stopped before the last. */
static void count_window(struct random_reads *reads, const struct run *r, uint64_t first) {
    uint64_t seed = RANDOM_SEED, left = r->outcome.random_reads;
    const uint64_t elements = reads->bytes / sizeof *reads->times;
    memset(reads->times, 0, reads->bytes);
    for (size_t m = 0; m < r->begun && left > 0; m++) {
        const uint64_t count = count_of(r, m), all = reads_of(r, m), n = all < left ? all : left;
        for (uint64_t k = 0; k < n; k++) {
            const uint64_t place = number_of(r, m, random_position(&seed, count)) - first;
            if (place < elements) reads->times[place]++;
        }
        left -= n;
    }
}

uint64_t random_reads_sum(struct random_reads *reads, const struct run *r, const char *block,
                          uint64_t first, size_t n) {
    const size_t place = first % READS_WINDOW;
    if (place == 0) count_window(reads, r, first);
    return sum_of_words(block, reads->times + place, n, r->width);
}

void random_reads_end(struct random_reads *reads) {
    if (reads->times) munmap(reads->times, reads->bytes);
}

static inline uint64_t sum_of(const char *elements, const uint32_t *times, size_t n, size_t width) {
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t words = 0;
        for (size_t w = 0; w < width; w += sizeof words) {
            uint64_t word = 0;
            memcpy(&word, elements + i * width + w, width - w < sizeof word ? width - w : 8);
            words += word;
        }
        sum += times ? words * times[i] : words;
    }
    return sum;
}

/* With the width a constant, where it is one of the usual: then a copy is one move. */
uint64_t sum_of_words(const char *elements, const uint32_t *times, size_t n, size_t width) {
    switch (width) {
    case 1: return sum_of(elements, times, n, 1);
    case 4: return sum_of(elements, times, n, 4);
    case 8: return sum_of(elements, times, n, 8);
    case 64: return sum_of(elements, times, n, 64);
    default: return sum_of(elements, times, n, width);
    }
}
