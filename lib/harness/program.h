/* program.h - what a program gives to the harness: its strategy, and its measured loops. */
#ifndef PROGRAM_H
#define PROGRAM_H

#include "latency.h"
#include "strategy.h"
#include "stream.h"

/* The measured loops for one element width; see loops.h. */
struct loops {
    size_t width; /* 0: any */
    bool (*append)(struct array *, struct stream *);
    bool (*append_in_turn)(struct array *, size_t arrays, struct stream *);
    bool (*append_timed)(struct array *, struct stream *, struct latency *);
    bool (*append_watched)(struct array *, struct stream *);
    uint64_t (*scan)(struct array *, size_t count);
    uint64_t (*random)(struct array *, size_t count, size_t reads, uint64_t *seed);
    uint64_t (*random_chained)(struct array *, size_t count, size_t reads, uint64_t *seed,
                               uint64_t nothing);
    void (*copy_out)(struct array *, size_t first, size_t n, char *to);
};

enum { WIDTHS = 8 }; /* at most */

/* A request to read at random, and what came of it; see read_run.h. */
struct random_places {
    size_t count, width, reads; /* so many elements, of `count` of this width */
    bool chained;               /* each waits for the one before */
    uint64_t seed, nothing; /* goes on in the next request; 0, which the compiler does not know */
    uint64_t sum;           /* of the words of the elements, added up */
};

/* All that the harness knows of a program. */
struct program {
    const char *source;   /* of the strategy: its base name is the program's name */
    const char *compiler; /* name and version */
    const struct strategy *strategy;
    size_t array_bytes; /* sizeof(struct array) */
    void (*release)(struct array *, size_t width);
    struct loops loops[WIDTHS]; /* the first without an append ends the list */
    /* Of a way to read (strategy->reads) instead of the four above. */
    struct reader *reader;
    bool (*at_random)(struct reader *, struct random_places *);
    /* Its own sum of the words of n elements that next gave; NULL: the harness's. */
    uint64_t (*sum)(struct reader *, const char *from, size_t n, size_t width);
};

#if defined(__clang__)
#define COMPILER "clang " __clang_version__
#else
#define COMPILER "gcc " __VERSION__
#endif

#endif
