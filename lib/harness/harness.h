/* harness.h - the life of a run, the same for every strategy (of a way to read a file:
 * read_phases.h; of one to share a file: share_phases.h). Its phases, in their order:
 *
 *   append   n unknown, one element at a time
 *   gather   the whole as one block: chunks are copied, a vector is one already
 *   sync     files: flushed to the disk
 *   reopen   files: mapped again, read-only
 *   peek     files: the first ten elements
 *   scan     every element in order, summed
 *   random   a million random positions; fewer where a second is over, or the budget
 *   release  everything given back: what the counters show live after it is exit status 3
 *
 * Each has its own wall time, CPU time, faults and peak of resident memory. And so has verify,
 * after gather and before release, which nothing can skip: a checksum taken on the way in (it is
 * part of the append phase; the program that discards shows what it costs) is computed again from
 * what is stored, and the elements are written, if there is an --output. So are the sums of what
 * peek, scan and random have read, from the same elements; of random not in Python, whose loop has
 * none, nor where memory is short. A difference is exit status 3; the line names the element or the
 * phase. Together with the start, from main to the first phase, they add up to the process: what
 * remains is exec, reading /proc between phases, writing the record, and exit.
 *
 * A run that fails once its command line is understood (status 1, 3 or 4) leaves a record, too,
 * where one was asked for: what it was, how it ended (refused: no memory; wrong: the contents;
 * failed), errno, where, the message and how many elements it had appended; no figure.
 *
 * An instrumented run (--timeline, --latency) measures nothing beside: it gives a table, and its
 * record holds the same numbers. With "-" the table goes to standard output, where --json puts the
 * record instead; so `--timeline - --record FILE` is all that a script needs.
 */
#ifndef HARNESS_H
#define HARNESS_H

#include "program.h"

/* Runs the program: command line, phases, verification, record. Returns the exit status. */
int harness_main(const struct program *program, int argc, char **argv);

#endif
