/* grading.h - one hand-in being graded: what each criterion of the contract gave, and why. */
#ifndef GRADING_H
#define GRADING_H

#include "child.h"
#include "contract.h"

struct result {
    double points;     /* NOT_MEASURED: this machine cannot; neither 0 nor full */
    char said[800];    /* what was expected and what was seen; of a right one, how much was tried */
    char script[1200]; /* asks a worker to do it again; empty: nothing to be seen again */
};
#define NOT_MEASURED (-1.0)

struct grading {
    struct contract contract;
    struct place_of_work plain, careful; /* as it is measured; with sanitizers */
    const char *folder;                  /* the hand-in's */
    const char *lab;                     /* the lab's folder */
    const char *refused;                 /* why it was not run at all; NULL: it is run */
    bool hasty;                          /* of a curve: no second look at what moved */
    bool wrong;                          /* contents are: then no cost is worth a point */
    char own[4096];                      /* what own/values.c printed */
    bool own_read;                       /* it was run */
    struct result results[40];           /* of each criterion */
};

/* Whether what is stored is right (correct.c): with sanitizers, counts in ascending order. */
void grade_contents(struct grading *g, const struct criterion *c, struct result *r);
void grade_arrays(struct grading *g, const struct criterion *c, struct result *r);
void grade_no_memory(struct grading *g, const struct criterion *c, struct result *r);
void grade_release(struct grading *g, const struct criterion *c, struct result *r);

/* What it costs (cost.c): by counters, from full points to none on a straight line. */
void grade_cost(struct grading *g, const struct criterion *c, struct result *r);
void grade_theory(struct grading *g, const struct criterion *c, struct result *r);

/* Numbers that a person wrote (written.c). */
void grade_prediction(struct grading *g, const struct criterion *c, struct result *r);
void grade_answer(struct grading *g, const struct criterion *c, struct result *r);

/* A number as people write it: 1500000, 2M, 16KiB, 1.5. False if it is none. */
bool number_of(const char *text, double *value);

/* A program of the lab's own (own.c). Values: all lines "NAME VALUE" of own/values.c; one of them:
 * "NAME - WHY" cannot be measured here, "NAME WHY" could not be measured of this hand-in. */
void grade_own(struct grading *g, const struct criterion *c, struct result *r);
const char *own_values(struct grading *g);
enum run_state own_value(struct grading *g, const char *name, double *value, char *why,
                         size_t room);

/* The value of an expression of the contract; measures the runs that it names. Else what `state`
 * says, FAILED or UNMEASURED, and `why`. */
enum run_state expression_value(struct grading *g, const char *text, double *value, char *why,
                                size_t room);

/* A value for the parameter, by chance: of a range "step=1..200", or one of "step=1|7". */
double pick_setting(const char *with, uint64_t chance, char *setting, size_t room);

/* Asks questions of the lab's file `quiz`, with numbers that follow from the seed, and compares
 * what is typed with what is counted (quiz.c). */
int quiz(struct grading *g);

/* One run of the contract, once. */
void measure_run(struct grading *g, struct run_of_contract *run);

/* All points of a criterion, and what was tried. */
void result_right(const struct criterion *c, struct result *r, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* None, and where it failed; `child`'s own words follow, and how to see it again. */
void result_wrong(struct result *r, const struct child *child, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
