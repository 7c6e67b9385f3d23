/* latency.h - how long single appends take: a histogram, for an instrumented run (--latency).
 *
 * The mean hides what a growing array does: nearly all appends cost a nanosecond, a few copy
 * everything. Each append is timed by itself here, so each number holds the cost of reading the
 * clock, some ten times a plain append; it is measured and said, not subtracted.
 *
 * In a long one another program may have had the CPU for a while. That time is told apart
 * (waited_ns); it is 0 where the program itself went to sleep, as for a disk. The longest appends
 * are told with their elements: a pause of the strategy's own comes at the same element again when
 * the program is run again.
 */
#ifndef LATENCY_H
#define LATENCY_H

#include "output.h"
#include "record.h"

#include <stdint.h>

/* Sixteen buckets to each power of two: no bucket is wider than 1/16 of its value. Below 16 ns each
 * ns has its own. The layout is that of HdrHistogram (hdrhistogram.org). */
enum {
    LATENCY_BUCKETS = 16 * 60,
    LATENCY_LONGEST = 32,
    LATENCY_LONG_NS = 10000, /* from here on it is asked whether the program ran all the time */
};

/* All zero is empty. */
struct latency {
    uint64_t count[LATENCY_BUCKETS]; /* by ns */
    uint64_t ran[LATENCY_BUCKETS];   /* by ns less waited_ns */
    uint64_t appends;                /* how many were timed */
    /* The longest, by ns less waited_ns, the very longest first; of equals the first that came. */
    struct pause {
        int64_t ns, waited_ns;
        uint64_t element; /* from 0 */
    } longest[LATENCY_LONGEST];
    size_t kept;               /* how many of them there are */
    int64_t last;              /* when the last append ended */
    int64_t then, cpu_then_ns; /* when both clocks were read, and what the second said */
    int64_t sleeps;            /* how often the program had gone to sleep until then */
};

/* Adds the append of element number `element`, which took from `before` to `after` (wall_now).
 * About 2 ns; where something took long, also between two appends, a look at the CPU's clock. */
void latency_add(struct latency *l, int64_t before, int64_t after, uint64_t element);

/* What one clock read costs here, and so adds to each number: the median of many. Some 0.5 ms. */
uint64_t latency_clock_ns(void);

/* Writes a table: upper edge of a bucket in ns, appends in it, share of appends that took longer,
 * appends in it by the time without waited_ns. The head says what a clock read costs here and which
 * appends were the longest, a line each. False and a note in failure.h on failure. */
bool latency_write(const struct latency *l, uint64_t clock_ns, struct output *to);

/* The same as fields of a record: latency (a list for each column), clock_ns, longest. */
void latency_record(const struct latency *l, uint64_t clock_ns, struct record *r);

#endif
