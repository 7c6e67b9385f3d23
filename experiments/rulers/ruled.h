/* ruled.h - a strategy as Google Benchmark's program holds it: a life in four steps, of which only
 * `fill` is timed. What goes wrong in any of them ends the program with one line and the status of
 * failure.h.
 *
 *     prepare -> fill -> check -> release, and again
 */
#ifndef RULED_H
#define RULED_H

#include <stdbool.h>
#include <stdint.h>

struct ruled {
    const char *source; /* the strategy's file, as the compiler was told it */
    bool quadratic;     /* copies all for each append: n has to be small */
    void (*prepare)(uint64_t count, const char *directory); /* an array that is not begun */
    void (*fill)(void);    /* begins it and appends `count` int32, each by a call of append */
    void (*check)(void);   /* reads back every element: another one is EXIT_WRONG */
    void (*release)(void); /* all is given back: what is not is EXIT_WRONG */
    const struct ruled *next;
};

/* All that were linked into the program: each puts itself here before main (run.h). */
extern const struct ruled *all_ruled;

#endif
