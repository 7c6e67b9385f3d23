/* child.h - a worker (worker.c) with a student's file in it, seen from the grader.
 *
 *     struct child c;
 *     if (!child_start(&c, &place)) ...;                 // this machine cannot
 *     child_begin(&c, 0, 8, 0, "step=1");
 *     if (!child_append(&c, 0, 17) || !child_read(&c, 0, NULL)) puts(c.why);
 *     child_end(&c);
 *
 * The grader makes the elements, and compares what is stored: it reads the worker's memory itself,
 * at the addresses that at() returned. What the worker says decides nothing about contents, and no
 * exit status is trusted. What goes wrong is one line in `why`.
 */
#ifndef CHILD_H
#define CHILD_H

#include "protocol.h"

#include <sys/types.h>

/* Calls that strace counts. */
#define TRACED_CALLS                                                                               \
    "brk,mmap,munmap,mremap,mprotect,madvise,msync,"                                               \
    "ftruncate,fallocate,fsync,fdatasync,pread64,pwrite64"

/* Where a worker comes from. */
struct place_of_work {
    const char *worker;    /* the program */
    const char *object;    /* FILE.so */
    const char *source;    /* FILE.c: its name is looked for in what a sanitizer says */
    const char *directory; /* its own, where it may make files if the lab lets it: emptied */
    bool sanitized;        /* it is built with sanitizers */
    uint64_t file_bytes;   /* of the largest file that it may make; 0: none */
    const char *trace;     /* where strace counts its system calls; NULL: it is not traced */
    uint64_t seed;         /* of the elements */
};

struct child {
    const struct place_of_work *from;
    pid_t pid;
    int fd, log, memory;  /* the socket; its standard error; /proc/PID/mem */
    bool dead;            /* it ended, or is not to be believed any more */
    bool hung;            /* it is dead because it did not end */
    struct answer answer; /* the last */
    uint64_t count[WORKER_ARRAYS], width[WORKER_ARRAYS];
    int arrays;        /* that were begun and not released */
    bool failing;      /* an allocation is made to fail: a refused append is right */
    char why[400];     /* what went wrong first; empty: nothing */
    char script[1200]; /* what was asked since there was no array: replays it */
};

/* False, and errno, when none can be started. */
bool child_start(struct child *c, const struct place_of_work *from);

/* Each is false when it could not be done; `why` then says what was expected and what was seen.
 * None is asked of a child that is dead. */
bool child_begin(struct child *c, uint32_t array, uint64_t width, uint64_t count,
                 const char *parameters);
bool child_append(struct child *c, uint32_t array, uint64_t n);
bool child_release(struct child *c, uint32_t array);
bool child_theory(struct child *c, const char *function, uint64_t n, double k, uint64_t *value);

/* From now on the k-th allocation fails, once; 0: none. An append that is refused is then false
 * without a `why`. */
bool child_fail_at(struct child *c, uint64_t k);

/* Compares all elements. With `places`, which has room for `count`, says where they are. */
bool child_read(struct child *c, uint32_t array, uint64_t *places);

/* Of the worker's process, from the kernel: a field of /proc/PID/stat or status. 0: not there. */
uint64_t child_faults(const struct child *c);
uint64_t child_status(const struct child *c, const char *field);
/* From now on VmHWM is the highest since now. */
void child_reset_peak(const struct child *c);

/* Ends it, and all that it started. */
void child_end(struct child *c);

/* The same, of a traced one: waits until strace has written what it counted. */
void child_end_traced(struct child *c);

/* Notes what went wrong, if it is the first; returns false. */
bool child_wrong(struct child *c, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
