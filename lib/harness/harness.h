/* harness.h - the life of a run, the same for every strategy. Its phases, in their order:
 *
 *   append   n unknown, one element at a time
 *   gather   the whole as one block: chunks are copied, a vector is one already
 *   sync     files: flushed to the disk
 *   reopen   files: mapped again, read-only
 *   peek     files: the first ten elements
 *   scan     every element in order, summed
 *   random   a million random positions; fewer where the budget ends
 *   release  everything given back
 *
 * Each has its own wall time, CPU time, faults and peak of resident memory. And untimed, after gather
 * and before release, which nothing can skip: verify. A checksum taken on the way in (it is part of the
 * append phase; the program that discards shows what it costs) is computed again from what is stored;
 * a difference is exit status 3 and no record.
 */
#ifndef HARNESS_H
#define HARNESS_H

#include "program.h"

/* Runs the program: command line, phases, verification, record. Returns the exit status. */
int harness_main(const struct program *program, int argc, char **argv);

#endif
