/* options.h - the one command line of all programs.
 *
 *     struct options options;
 *     options_parse(&options, strategy, argc, argv);       // ends the program on a usage error
 *
 * The general options stand in one table in options.c, from which --help is printed too; the
 * parameters come from the strategy. Counts and sizes are those of quantity.h.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "pages.h"
#include "strategy.h"
#include "stream.h"

/* The phases of a run, in their order; see harness.h. */
enum phase {
    PHASE_APPEND,
    PHASE_GATHER,
    PHASE_SYNC,
    PHASE_REOPEN,
    PHASE_PEEK,
    PHASE_SCAN,
    PHASE_RANDOM,
    PHASE_RELEASE,
    PHASES
};
extern const char *const phase_names[PHASES];

struct options {
    uint64_t count; /* elements to append; with an input, at most; UINT64_MAX: all of it */
    bool count_given;
    enum element_type type;
    const char *input; /* NULL: generated */
    bool text;
    struct column column; /* of the text */
    const char *output;   /* NULL: none */
    uint64_t arrays;
    bool turns;
    enum huge_pages huge_pages;
    bool phases[PHASES];
    bool cold;     /* the page cache has nothing of the file to read */
    bool chained;  /* random reads: each waits for the one before */
    double budget; /* seconds of appending; 0: none */
    const char *record;
    const char *timeline, *latency; /* NULL: none */
    bool json;
    uint64_t fail_allocation; /* 0: none */
    const char *directory;
    uint64_t sync_every; /* elements; 0: only in the sync phase */
    bool force;
    bool describe;
    double parameters[PARAMETERS]; /* in the strategy's order */
};

/* Fills `options`. --help and --version print and end with EXIT_DONE; what is wrong on the command
 * line ends with EXIT_USAGE and one line. */
void options_parse(struct options *options, const struct strategy *strategy, int argc, char **argv);

/* The word of a PARAMETER_CHOICE that has this value, in `word`; NULL if none has. */
const char *parameter_word(const struct parameter *p, double value, char *word, size_t room);

#endif
