/* foreign.c - the harness around a peer in another language: what run.h is to a strategy in C.
 *
 * The loops of such a peer are its own, compiled by its own compiler: so its append becomes part of
 * the loop, as it does for those who use it. Phases, command line and record are the same C as for
 * all. Beside the loops the peer brings the program's start, which calls run_peer(). Of a peer in
 * Python python.c does both.
 */
#include "foreign.h"

struct array {
    size_t word[4];
};

/* rust_vec.rs repeats the first fields of these two. */
_Static_assert(offsetof(struct stream, block) == 0 && offsetof(struct stream, delivered) == 24,
               "struct Stream");
_Static_assert(offsetof(struct setup, width) == 0, "struct Setup");

/* Its loops are for any width: the peer knows its own since peer_begin. */
int run_foreign(const struct strategy *strategy, const char *compiler, int argc, char **argv) {
    const struct program program = {
        .source = SOURCE,
        .compiler = compiler,
        .strategy = strategy,
        .array_bytes = sizeof(struct array),
        .release = peer_release,
        .loops = {{0, peer_append, peer_append_in_turn, peer_append_timed, peer_append_watched,
                   peer_scan, peer_random, peer_random_chained, peer_copy_out}},
    };
    return harness_main(&program, argc, argv);
}

/* The script `build` says SOURCE and COMPILED_BY. */
int run_peer(int argc, char **argv, const char *title, const char *about) {
    const struct strategy strategy = {
        .title = title,
        .about = about,
        .family = "peer",
        .uncounted = true,
        .begin = peer_begin,
    };
    return run_foreign(&strategy, COMPILED_BY, argc, argv);
}
