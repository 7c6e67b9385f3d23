/* refused.c - own criterion of lab 7: a window that could not go out stays where it was.
 *
 * The frame's no_memory stores less than a page, so no window is ever full there. Here each
 * allocation of an array of four windows fails once; then what is stored is there, and the next
 * append goes on.
 */
#include "child.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { WINDOW = 65536, WIDTH = 8, N = 4 * WINDOW / WIDTH };

/* Appends all. Where one is refused: what is stored is right, the rest can be stored after it. */
static bool goes_on(struct child *c) {
    if (!child_begin(c, 0, WIDTH, N, "window=65536")) return c->failing && child_fail_at(c, 0);
    const bool stored = child_append(c, 0, N);
    return !c->dead && child_fail_at(c, 0) && child_read(c, 0, NULL) &&
           (stored || (child_append(c, 0, N - c->count[0]) && child_read(c, 0, NULL)));
}

/* The allocation at which it is wrong; 0: none. */
static uint64_t wrong_at(struct child *c) {
    const uint64_t before = c->answer.counts.allocations;
    if (!goes_on(c)) return 1;
    const uint64_t all = c->answer.counts.allocations - before;
    if (!child_release(c, 0)) return 1;
    for (uint64_t k = 1; k <= all; k++)
        if (!child_fail_at(c, k) || !goes_on(c) || !child_release(c, 0)) return k;
    return 0;
}

int main(int argc, char **argv) {
    struct child c;
    if (argc != 9) return EXIT_USAGE;
    const struct place_of_work place = {.worker = argv[7],
                                        .object = argv[2],
                                        .source = "my_spill.c",
                                        .directory = argv[8],
                                        .sanitized = true,
                                        .file_bytes = 64 << 20,
                                        .seed = strtoull(argv[4], NULL, 10)};
    if (!child_start(&c, &place)) return puts("- no process can be started"), EXIT_DONE;
    const uint64_t k = wrong_at(&c);
    if (k > 0)
        printf("0 four windows, allocation %" PRIu64 " fails: %s\n", k, c.why);
    else
        printf("%s four windows, each allocation failed once: no element is lost\n", argv[5]);
    child_end(&c);
}
