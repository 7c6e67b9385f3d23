/* share_phases.h - the life of a run in which several workers use one file (sharing.h), in the
 * phases of harness.h:
 *
 *   reopen   each worker opens and maps the file; of threads one for all
 *   scan     each goes through all elements, or does its --count of something else
 *   release  everything given back
 *
 * A phase begins for all at once and ends with the last. Its wall time is that of all; its CPU
 * time, faults and peak are sums over the workers. When all have worked and none has released, each
 * says what is resident: rss counts a page in each process that has mapped it, pss shares it out.
 *
 * The file is --input, or one without a name that is made of generated elements, warm, or with
 * --cold dropped from the page cache. verify reads it once more: what the workers have summed, and
 * what they have left in it, must be right.
 */
#ifndef SHARE_PHASES_H
#define SHARE_PHASES_H

#include "phases.h"

/* Makes the file ready, or ends the program with one line. */
void share_prepare(struct run *r);

/* Runs all phases. Returns EXIT_DONE, or how it failed, with a note. */
enum exit_status share_measure(struct run *r, int64_t begun_ns);

/* Adds the fields that only a way to share has: cold, worker_cpus, pss_bytes, what was found. */
void share_record(struct run *r);

/* The short table, on standard output. */
void share_print(const struct run *r);

#endif
