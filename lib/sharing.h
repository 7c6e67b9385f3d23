/* sharing.h - what a way for several workers to use one file says of itself. A whole one:
 *
 *     #include "sharing.h"
 *
 *     static bool open_file(struct worker *w) {
 *         return counted_open(&w->file, w->setup, 0) && counted_map(&w->file, 0);
 *     }
 *     static const char *elements(struct worker *w, uint64_t first) {
 *         return w->file.data + first * w->setup->width;
 *     }
 *
 *     static const struct sharing way = {.open = open_file, .elements = elements};
 *     static const struct strategy strategy = {
 *         .title = "...", ..., .parameters = {WORKERS("2")}, .shares = &way};
 *
 *     #include "share_run.h"       // main(), the same for all
 *
 * The harness makes the file, and starts the workers: processes, or threads of one process. They go
 * from step to step together: open, work, release.
 */
#ifndef SHARING_H
#define SHARING_H

#include "reading.h"

#include <stdatomic.h>

/* What can be found out, each a sum over all workers; see record in lib/database/schema.sql. */
enum finding {
    LOST_UPDATES,
    TORN_READS,
    STORES_UNSEEN_BY_READ,
    STORES_UNSEEN_BY_MAPPING,
    WRITES_UNSEEN_BY_MAPPING,
    STORES_UNSEEN_BY_DIRECT,
    DIRECT_WRITES_UNSEEN,
    DIRTY_BYTES,
    DIRTY_SYNCED_BYTES,
    FINDINGS
};

/* What one worker has and has done. Threads share what the first of them opened. */
struct worker {
    const struct setup *setup;
    size_t number, workers;     /* which it is, from 0, of how many */
    struct input file;          /* reading.h; closed by the harness */
    char *own;                  /* memory of its own, where the way wants it */
    atomic_uint_fast64_t *turn; /* one number for all workers, 0 at first */
    atomic_bool *stop;          /* what waits for another worker must end when this is true */
    int64_t found[FINDINGS];
    uint64_t done, sum; /* the harness's: elements gone through, and the sum of their words */
};

struct sharing {
    /* Gets the file ready, in this process, before there are workers: w->file is not open. */
    bool (*begin)(struct worker *w);
    /* In each worker, of threads in one. False and a note on failure, as all here. */
    bool (*open)(struct worker *w);
    /* Where element `first` is, and those behind it: the harness sums them. NULL: nothing is
     * summed. */
    const char *(*elements)(struct worker *w, uint64_t first);
    /* What is done beside that, for numbers [first, first + n) of --count. They are in w->done
     * already: one that stops takes off what it leaves out. */
    bool (*work)(struct worker *w, uint64_t first, uint64_t n);
    /* In this process, when all have worked and before they release; `workers` is all of them. What
     * is found goes to `found`: at first the sums over the workers. NULL as `why`: found; at first
     * nothing is. A thing that is wrong is wrong_result(). */
    bool (*check)(struct worker *w, const struct worker *workers, int64_t *found, const char **why);
    /* Gives back what is not w->file. */
    void (*close)(struct worker *w);
    uint64_t elements_of_file; /* 0: as many as --count */
    bool stores;               /* into the file: it makes one of its own */
};

/* The parameters that all have. */
#define WORKERS(number)                                                                            \
    {"workers", number, "how many use the file at a time", PARAMETER_COUNT},                       \
        {"kind", "processes threads", "what a worker is", PARAMETER_CHOICE}, {                     \
        "cpus", "any one each",                                                                    \
            "where workers run: any CPU that this program may; all on one,\n"                      \
            "the last of these; or each on one of its own, of all that the\n"                      \
            "machine gives",                                                                       \
            PARAMETER_CHOICE                                                                       \
    }

/* mmap(2) of the whole file with this protection and MAP_SHARED or MAP_PRIVATE; the file must be
 * open, with O_RDWR where a MAP_SHARED one is stored into. Returns where, or NULL and a note. */
RARE char *share_map(struct worker *w, int protection, int flags);

/* Opens and maps the file to be stored into. As share_map. */
RARE char *share_map_writable(struct worker *w);

#endif
