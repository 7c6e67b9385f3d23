/* foreign.c - the harness around a peer in another language: what run.h is to a strategy in C.
 *
 * The loops of such a peer are its own, compiled by its own compiler: so its append becomes part of
 * the loop, as it does for those who use it. Phases, command line and record are the same C as for
 * all. Beside the loops the peer brings the program's start, which calls run_peer().
 */
#include "harness.h"

/* The peer's own business; all zero until peer_begin. */
struct array {
    size_t word[4];
};

bool peer_begin(struct array *a, const struct setup *setup);
void peer_release(struct array *a, size_t width);
bool peer_append(struct array *a, struct stream *s);
bool peer_append_in_turn(struct array *a, size_t arrays, struct stream *s);
bool peer_append_timed(struct array *a, struct stream *s, struct latency *l);
bool peer_append_watched(struct array *a, struct stream *s);
uint64_t peer_scan(struct array *a, size_t count);
uint64_t peer_random(struct array *a, size_t count, size_t reads, uint64_t *seed);
uint64_t peer_random_chained(struct array *a, size_t count, size_t reads, uint64_t *seed,
                             uint64_t nothing);
void peer_copy_out(struct array *a, size_t first, size_t n, char *to);

/* rust_vec.rs repeats the first fields of these two. */
_Static_assert(offsetof(struct stream, block) == 0 && offsetof(struct stream, delivered) == 24,
               "struct Stream");
_Static_assert(offsetof(struct setup, width) == 0, "struct Setup");

/* Runs the peer; returns the exit status. Its loops are for any width: it knows its own since
 * peer_begin. The script `build` says SOURCE and COMPILED_BY. */
int run_peer(int argc, char **argv, const char *title, const char *about);
int run_peer(int argc, char **argv, const char *title, const char *about) {
    const struct strategy strategy = {
        .title = title,
        .about = about,
        .family = "peer",
        .uncounted = true,
        .begin = peer_begin,
    };
    const struct program program = {
        .source = SOURCE,
        .compiler = COMPILED_BY,
        .strategy = &strategy,
        .array_bytes = sizeof(struct array),
        .release = peer_release,
        .loops = {{0, peer_append, peer_append_in_turn, peer_append_timed, peer_append_watched,
                   peer_scan, peer_random, peer_random_chained, peer_copy_out}},
    };
    return harness_main(&program, argc, argv);
}
