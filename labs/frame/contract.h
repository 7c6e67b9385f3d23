/* contract.h - what a lab grades: its file `contract`, of which labs/README.md is the reference. */
#ifndef CONTRACT_H
#define CONTRACT_H

#include <stdbool.h>
#include <stdint.h>

enum kind { PREDICTION, CONTENTS, ARRAYS, NO_MEMORY, RELEASE, COST, THEORY, ANSWER, OWN };

struct criterion {
    enum kind kind;
    double points;
    char name[40];
    char with[80];             /* settings of a parameter: "step=2|7|100", or a range of them */
    char expression[160];      /* what is measured */
    char full[120], zero[120]; /* of COST: where all points are had, and where none is left */
    double within;             /* of ANSWER: so far may it be off, as a part of the value */
    uint64_t low, high;        /* of THEORY: the range of n */
};

/* The counters of one run: n elements are appended in a fresh process. Those from BRK on need a
 * second run, under strace. */
enum counter {
    /* clang-format off */
    N, WIDTH, DATA, PAGE,
    COPIED, REALLOC_COPIED, ALLOCATIONS, MOVES, MOVED, REMAPPED, LARGEST,
    LIVE, LIVE_PEAK, RESERVED, RESERVED_PEAK, LEFT,
    FAULTS, PEAK, RESIDENT, VIRTUAL,
    BRK, MMAP, MUNMAP, MREMAP, MPROTECT, MADVISE, MSYNC,
    FTRUNCATE, FALLOCATE, FSYNC, FDATASYNC, PREAD64, PWRITE64,
    COUNTERS
    /* clang-format on */
};
extern const char *const counter_names[COUNTERS];

enum run_state { NOT_RUN, MEASURED, FAILED, UNMEASURED };

struct run_of_contract {
    char name[32], with[80];
    uint64_t n, width;
    enum run_state state, traced;
    char why[600]; /* it failed, or could not be measured */
    double counter[COUNTERS];
};

struct asked { /* a number that the student predicts */
    char name[40], expression[160];
};

struct contract {
    char file[64];   /* the hand-in's one file; empty: none */
    char calls[400]; /* what it may call beside memcpy and the like; blanks between */
    uint64_t files;  /* bytes of the largest file that a hand-in may make; 0: it makes none */
    bool contiguous; /* element i stands i widths behind element 0 */
    struct run_of_contract runs[24];
    struct criterion criteria[40];
    struct asked asked[16];
    int run_count, criterion_count, asked_count;
};

/* False and one line on standard error when the file is not there or a line is not understood. */
bool contract_read(struct contract *contract, const char *path);

/* The k-th of the alternatives "step=2|7|100" as "step=2"; false when there are not so many. A text
 * without alternatives is its own first. */
bool alternative(const char *with, int k, char *text, unsigned long room);

#endif
