/* foreign.h - what the harness calls in a peer that is not C, and what that peer calls first.
 *
 * A struct array is the peer's own business: four words, all zero until peer_begin. For one whose
 * turn never came, because the one before it took the budget, nothing here is called.
 */
#ifndef FOREIGN_H
#define FOREIGN_H

#include "harness.h"

bool peer_begin(struct array *a, const struct setup *setup);
void peer_release(struct array *a, size_t width);

/* The loops of struct loops (lib/harness/program.h), for all widths. */
bool peer_append(struct array *a, struct stream *s);
bool peer_append_in_turn(struct array *a, size_t arrays, struct stream *s);
bool peer_append_timed(struct array *a, struct stream *s, struct latency *l);
bool peer_append_watched(struct array *a, struct stream *s);
uint64_t peer_scan(struct array *a, size_t count);
uint64_t peer_random(struct array *a, size_t count, size_t reads, uint64_t *seed);
uint64_t peer_random_chained(struct array *a, size_t count, size_t reads, uint64_t *seed,
                             uint64_t nothing);
void peer_copy_out(struct array *a, size_t first, size_t n, char *to);

/* Runs the peer; returns the exit status. */
int run_foreign(const struct strategy *strategy, const char *compiler, int argc, char **argv);

/* The same for a peer of which there is no more to say than this. */
int run_peer(int argc, char **argv, const char *title, const char *about);

#endif
