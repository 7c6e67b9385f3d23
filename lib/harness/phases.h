/* phases.h - a run in progress, and what is done in it: the phases, and reading back. For
 * harness.c. */
#ifndef PHASES_H
#define PHASES_H

#include "options.h"
#include "outcome.h"
#include "measure.h"
#include "output.h"

/* A run in progress. */
struct run {
    const struct program *program;
    const struct strategy *strategy;
    const struct loops *loops;
    struct options options;
    struct identity identity;
    struct record record;
    struct stream stream;
    size_t width;
    char *arrays;   /* options.arrays times struct array, whose size only the program knows */
    uint64_t share; /* elements an array gets, unless in turn */
    char **blocks;  /* of gather, one for each array */
    bool gathered;  /* from gather until they are verified */
    struct output *output;   /* where the elements go when they are read back, or NULL */
    struct latency *latency; /* in an instrumented run for --latency */
    size_t begun;            /* arrays that were begun: not all where the budget ended before */
    uint64_t sum[PHASES];    /* of the elements that peek, scan and random have read */
    struct outcome outcome;
};

static inline struct array *array_of(const struct run *r, size_t m) {
    return (struct array *)(void *)(r->arrays + m * r->program->array_bytes);
}

/* When what begins now is over its budget; 0: never. */
static inline int64_t stop_at(const struct options *o) {
    return o->budget > 0 ? wall_now() + (int64_t)(o->budget * 1e9) : 0;
}

/* How the elements are dealt out to the arrays. */
static inline void set_share(struct run *r) {
    const struct options *o = &r->options;
    r->share = o->count / o->arrays + (o->count % o->arrays != 0);
}

/* Of n elements, those that array m gets. In turn: element k is number k / M of array k mod M; else
 * the arrays take one share after the other. */
static inline uint64_t part_of(const struct run *r, uint64_t n, size_t m) {
    uint64_t arrays = r->options.arrays, before = m * r->share;
    if (r->options.turns) return n / arrays + (m < n % arrays);
    return n < before ? 0 : n - before < r->share ? n - before : r->share;
}

/* Which of all the elements is element i of array m. */
static inline uint64_t number_of(const struct run *r, size_t m, uint64_t i) {
    return r->options.turns ? i * r->options.arrays + m : m * r->share + i;
}

/* The other way: element k of all is element i of array m. */
static inline void place_of(const struct run *r, uint64_t k, size_t *m, uint64_t *i) {
    const uint64_t arrays = r->options.arrays;
    *m = (size_t)(r->options.turns ? k % arrays : k / r->share);
    *i = r->options.turns ? k / arrays : k % r->share;
}

/* What array m is to get, and what it has got. */
static inline uint64_t share_of(const struct run *r, size_t m) {
    return part_of(r, r->options.count, m);
}
static inline uint64_t count_of(const struct run *r, size_t m) {
    return part_of(r, r->outcome.appended, m);
}

/* The random phase makes RANDOM_READS reads, or those of RANDOM_SECONDS: in batches with a look at
 * the clock between them, of one read at first, as it may take milliseconds, then of twice as many,
 * and of RANDOM_BATCH at most. */
enum { RANDOM_READS = 1000000, RANDOM_SECONDS = 1, RANDOM_BATCH = 16384, RANDOM_SEED = 1 };
enum { PEEKED = 10 };

/* How often the random phase reads array m, if its time does not end before. */
static inline uint64_t reads_of(const struct run *r, size_t m) {
    const size_t arrays = r->options.arrays;
    return count_of(r, m) > 0 ? RANDOM_READS / arrays + (m < RANDOM_READS % arrays) : 0;
}

/* Runs a phase, if the strategy has it and the command line asks for it, and keeps what it cost.
 * False, with a note in failure.h, when it could not go on. */
bool run_phase(struct run *r, enum phase phase);

/* Runs `body` and adds what it cost to `cost`. `after` is what is resident then. */
bool measured(struct run *r, bool (*body)(struct run *), struct phase_cost *cost,
              struct resident *after);

/* Runs one of the two parts of verify, below, and adds what it cost. */
bool run_verify(struct run *r, bool (*part)(struct run *r));

/* The bodies of three phases without the measuring, for instrumented runs. Release is false, with a
 * note, when the counters (memory.h) show that something was not given back. */
bool append_phase(struct run *r);
bool gather_phase(struct run *r);
bool release_phase(struct run *r);

/* Whether the counters (memory.h) say that nothing is left of what was asked for; else false and a
 * note. What is .uncounted is not asked. */
bool given_back(const struct run *r);

/* How a run ends: `ok` could go on to its end, `right` gave back what came in. */
enum exit_status status_of(bool ok, bool right);

/* After gather: the blocks are read back, compared and freed. False, with a note, if they
 * differ. */
bool verify_gathered(struct run *r);

/* With --resume, right after begin: the elements that the file has are the first ones. The source
 * goes on behind them, if it is generated; what comes in from an input comes behind them. */
void take_up(struct run *r);

/* All that is stored is read back, written if there is an output, and compared; and so are the sums
 * of what peek, scan and random have read. False, with a note, if something differs; a failure to
 * write is only noted. The sum of the random phase is not compared where the strategy is .unsummed,
 * or where there is no memory to spare (random_reads.h). Time: a copy of all elements. */
bool verify_stored(struct run *r);

/* Says of element k that it is `is` and was `was`, for an error line: ": element 7 is 8, was 7". */
void tell_difference(const struct run *r, uint64_t k, const char *is, const char *was, char *text,
                     size_t room);

#endif
