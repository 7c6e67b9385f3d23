/* random_reads.h - what the random phase should have summed, told by elements that come in order.
 *
 *     struct random_reads reads;
 *     bool known = random_reads_begin(&reads, run);
 *     while (...) sum += random_reads_sum(&reads, run, block, first, n);   // from element 0 on
 *     random_reads_end(&reads);
 *
 * An index that is right only in order cannot be asked at random whether it is right. So it is
 * counted how often each element was read, by drawing the positions again: for a window of a
 * million elements at a time. That takes 4 MB, and 1 to 2 ms for each window.
 */
#ifndef RANDOM_READS_H
#define RANDOM_READS_H

#include "phases.h"

enum { READS_WINDOW = 1024 * STREAM_BLOCK };

struct random_reads {
    uint32_t *times; /* of each element in the window */
    size_t bytes;
};

/* False where there is no memory to spare: it could be too much under a limit. */
bool random_reads_begin(struct random_reads *reads, const struct run *r);

/* The part that elements [first, first + n) have in the sum; they are at `block`. `first` is a
 * multiple of STREAM_BLOCK, and n at most that. */
uint64_t random_reads_sum(struct random_reads *reads, const struct run *r, const char *block,
                          uint64_t first, size_t n);

/* Gives the memory back; after a false begin, too. */
void random_reads_end(struct random_reads *reads);

/* The words of `n` elements added up as LOOP(sum_of) in loops.h does it; with `times`, those of
 * each element so many times. */
uint64_t sum_of_words(const char *elements, const uint32_t *times, size_t n, size_t width);

#endif
