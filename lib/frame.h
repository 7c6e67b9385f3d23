/* frame.h - the life of a run, the same for every strategy. Its phases, in their order:
 *
 *   append   n unknown, one element at a time
 *   gather   the whole as one block: chunks are copied, a vector is one already
 *   sync     files: flushed to the disk
 *   reopen   files: mapped again, read-only
 *   peek     files: the first ten elements
 *   scan     every element in order, summed
 *   random   a million random positions; fewer where the budget ends
 *   release  everything given back
 *
 * Each has its own wall time, CPU time, faults and peak of resident memory. And untimed, after gather
 * and before release, which nothing can skip: verify. A checksum taken on the way in (it is part of the
 * append phase; the program that discards shows what it costs) is computed again from what is stored;
 * a difference is exit status 3 and no record.
 */
#ifndef FRAME_H
#define FRAME_H

#include "latency.h"
#include "strategy.h"
#include "stream.h"

/* The measured loops for one element width; see loops.h. */
struct loops {
    size_t width;
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

enum { WIDTHS = 4 };

/* All that the frame knows of a program. */
struct program {
    const char *source;   /* of the strategy: its base name is the program's name */
    const char *compiler; /* name and version */
    const struct strategy *strategy;
    size_t array_bytes; /* sizeof(struct array) */
    void (*release)(struct array *, size_t width);
    struct loops loops[WIDTHS];
};

#if defined(__clang__)
#define COMPILER "clang " __clang_version__
#else
#define COMPILER "gcc " __VERSION__
#endif

/* Runs the program: command line, phases, verification, record. Returns the exit status. */
int frame_main(const struct program *program, int argc, char **argv);

#endif
