/* strategy.h - what a strategy's file says of itself. A whole strategy:
 *
 *     #include "strategy.h"
 *
 *     struct array { char *data; size_t count, capacity; };
 *
 *     static bool append(struct array *a, const void *element, size_t width) { ... }
 *     static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }
 *     static void release(struct array *a, size_t width) { counted_free(...); }
 *
 *     static const struct strategy strategy = {.title = "...", .about = "...", .family = "vector"};
 *
 *     #include "run.h"             // the measured loops and main(), the same for every strategy
 *
 * append   stores one element after the last. False when it cannot: the reason is noted (failure.h;
 *          the counted calls do that, else the line says that there was none), and what is stored
 *          stays valid and readable.
 * at       where element i < count is. Addresses may change with the next append.
 * release  gives everything back, also after a failure, that of begin too. What the counted calls
 *          (memory.h) show live after it is exit status 3: "4096 bytes in 1 block were not given
 *          back". make check STRATEGIES=NAME says where they were allocated.
 *
 * None of these, nor what is below, is called for an array that was never begun because the one
 * before it took the budget.
 *
 * The harness calls these three from one short loop for each element width, inlined, over a local
 * copy of struct array. So keep what append needs in struct array itself: state behind a pointer
 * is read again for each element, because a store to data might have changed it.
 */
#ifndef STRATEGY_H
#define STRATEGY_H

#include "failure.h"
#include "memory.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Each strategy defines its own. It starts all zero. */
struct array;

/* A setting of a strategy, an option --NAME VALUE on its command line. */
enum parameter_kind {
    PARAMETER_FACTOR, /* a number: more than 1, at most 64 */
    PARAMETER_BYTES,  /* a size: 4096, 64KiB, 1MiB; where the default is "auto", also that: 0 */
    PARAMETER_FLAG,   /* no value: 0 or 1 */
    PARAMETER_COUNT,  /* a number from 1 to 64 */
    PARAMETER_CHOICE, /* one of the words in `value`, the default first: its number, from 0 */
};
struct parameter {
    const char *name, *value /* the default */, *help;
    enum parameter_kind kind;
};
enum { PARAMETERS = 4 }; /* at most; the first without a name ends the list */

/* What begin() may know. */
struct setup {
    size_t width;          /* bytes an element */
    const char *type;      /* the name of its type: "int32" ... */
    uint64_t count;        /* elements to come, if it .knows_count or .reads_twice; else 0 */
    size_t number;         /* which array this is, from 0 (--arrays) */
    const char *program;   /* the strategy's name */
    const char *directory; /* where a file may be made */
    bool force;            /* an existing file may be replaced */
    const struct parameter *parameters;
    const double *values;           /* of the parameters; sizes are exact below 2^53 */
    const char *input, *input_name; /* the file that a way to read opens; its name in messages */
};

/* The value of a parameter. The name must be one of the strategy's. */
double parameter(const struct setup *setup, const char *name);

struct way;     /* reading.h */
struct sharing; /* sharing.h */

struct strategy {
    const char *title; /* what figures show, two to four words */
    const char *about; /* one sentence for --help, README and report */
    const char
        *numpy; /* what one writes for it who uses numpy (t: the dtype); NULL: nothing near */
    const char *family; /* "control", "exact", "vector", "chunks", "file" ...: gives the colour */
    bool core;          /* one of the handful that `make bench` shows */
    bool baseline;      /* the one to compare with: n is known, nothing is wasted */
    bool knows_count;   /* is told n before the first element; with --input, --count must say it */
    bool reads_twice;   /* is told n too: that costs a pass over the source before the first */
    bool quadratic;     /* copies all for each append: suites give it finer steps of n */
    bool discards;      /* stores nothing, so there is nothing to read back */
    bool stable;        /* an element's address never changes, however many come after it */
    bool unsummed;      /* what its random loop returns is no sum, so there is none to compare */
    bool uncounted;     /* other people's code allocates by itself, unseen by the counted calls */
    bool by_block;      /* an append takes a whole block of elements, not one */
    int element_bytes;  /* what an element takes beside its value, where it is an object */
    const char *types;  /* those that it can store, "int32 int64"; NULL: all */
    struct parameter parameters[PARAMETERS];
    const struct way *reads;      /* of a way to read a file: nothing below is its */
    const struct sharing *shares; /* of a way to share one: neither */

    /* Makes the empty array; NULL: all zero is right. Part of the append phase. False and a note
     * on failure. */
    bool (*begin)(struct array *a, const struct setup *setup);
    /* Copies all elements, in order, to `block`. NULL: they are one block already. */
    void (*gather)(struct array *a, char *block, size_t width);
    /* Instead, where other people's code makes the block: gathers, and returns it. It stays the
     * array's until release. NULL and a note on failure. */
    char *(*gather_own)(struct array *a, size_t width);
    /* A file that is kept (kept_file.h), right after begin: how many elements were in it. */
    uint64_t (*resumed)(const struct array *a);
    /* Files only: makes what is stored survive a crash; then maps it again, read-only. A file that
     * is kept can be appended to after a sync; any other need not. */
    bool (*sync)(struct array *a, size_t width);
    bool (*reopen)(struct array *a, size_t width);
};

/* The capacity after `capacity`, for growth by a factor: 16 elements at first, then at least one
 * more (1.05 x 16 is 16 again, and growth would stop). Cannot overflow: the command line keeps
 * counts below 2^47 elements and factors at 64 or less. */
static inline size_t grown_capacity(size_t capacity, double factor) {
    if (capacity < 16) return 16;
    size_t grown = (size_t)((double)capacity * factor);
    return grown > capacity ? grown : capacity + 1;
}

#endif
