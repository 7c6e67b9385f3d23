/* read_phases.h - the life of a run that reads a file (reading.h), in the phases of harness.h:
 *
 *   reopen   the way opens the file
 *   peek     the first stretch, of which ten elements are summed
 *   scan     every element in order, summed by one and the same loop for all ways
 *            of a way to copy: all of the file to another, or to a socket, until it is there
 *   random   a million elements at random; fewer where a second is over, or the budget
 *   release  everything given back
 *
 * What is read is --input, or a file without a name that is made of generated elements. It is
 * warmed, or with --cold dropped from the page cache, before memory is measured; and read once by
 * the harness itself, which knows from then on what is in it. verify, before release, has the way
 * read all of it once more: checksum and sums must be right. Of each phase the calls are counted,
 * and the bytes that came by them (reading.h).
 */
#ifndef READ_PHASES_H
#define READ_PHASES_H

#include "phases.h"

/* Makes the file ready, or ends the program with one line. */
void read_prepare(struct run *r);

/* Runs all phases. Returns EXIT_DONE, or how it failed, with a note. */
enum exit_status read_measure(struct run *r, int64_t begun_ns);

/* Adds the fields that only a way to read has: cold, PHASE_calls, PHASE_received_bytes, what of the
 * file is in the page cache then, refaults; of a way to copy what it sent, and shares. */
void read_record(struct run *r);

/* The short table, on standard output. */
void read_print(const struct run *r);

#endif
