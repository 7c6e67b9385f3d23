/* outcome.h - all that one run measured, and its two forms: the record and the table for people. */
#ifndef OUTCOME_H
#define OUTCOME_H

#include "identity.h"
#include "measure.h"
#include "options.h"
#include "program.h"
#include "record.h"

/* What one phase cost, or verify. Times in ns; peak_rss_bytes is the high-water mark of the phase
 * minus what was resident before the first one, never below 0. */
struct phase_cost {
    bool ran;
    int64_t wall_ns, cpu_ns, minor_faults, major_faults, peak_rss_bytes;
};

struct outcome {
    struct phase_cost phase[PHASES];
    struct phase_cost verify; /* all reading back and comparing, summed */
    int64_t start_wall_ns;    /* from the start of main to the first phase */
    uint64_t appended;        /* elements stored */
    uint64_t resumed;         /* of these, those that a kept file had already */
    bool completed;           /* false: over the budget */
    uint64_t random_reads;    /* positions read in the random phase */
    uint64_t growths;         /* allocations made because an append found no room */
    struct resident before;   /* before the first phase */
    struct resident full;     /* after the last append: where the memory is */
    struct resident after;    /* after release */
    struct storage storage;   /* bytes to and from the disk, all phases */
    bool verified;            /* what is stored was read back; false only where nothing is stored */
    uint64_t checksum;
};

/* The fields of a record behind those of its identity. Of a run that is done: */
void outcome_record(struct record *r, const struct identity *identity,
                    const struct outcome *outcome);

/* Of an instrumented run that is done; its table comes behind. `instrument` is "timeline" or
 * "latency". */
void outcome_record_instrumented(struct record *r, const struct identity *identity,
                                 const struct outcome *outcome, const char *instrument);

/* Of a run that failed with `status`: why (failure.h) and how far it came, and no figure. */
void outcome_record_failed(struct record *r, enum exit_status status, uint64_t appended);

/* The short table, on standard output. */
void outcome_print(const struct program *program, const struct options *options,
                   const struct outcome *outcome);

/* "12.3 ms", "40.0 MB": each in one of four static buffers. */
const char *duration(int64_t ns);
const char *size(int64_t bytes);

/* What --describe prints: name, title, about, family, flags, parameters and their values, types. */
void outcome_describe(struct record *r, const struct strategy *strategy,
                      const struct options *options);

#endif
