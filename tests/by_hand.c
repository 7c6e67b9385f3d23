/* by_hand.c - doubling_vector written by hand, without the harness: what `make harness-cost`
 * compares with.
 *
 * The same stream in the same blocks, the same growth by plain realloc, int32 only, and the clock
 * around it. Prints the CPU time of the loop in ns.
 */
#include "measure.h"
#include "stream.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
    uint64_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : 10000000;
    static struct stream s;
    stream_generate(&s, TYPE_INT32);
    stream_share(&s, count);

    int64_t before = reading_now().cpu_ns;
    int32_t *data = NULL;
    size_t used = 0, capacity = 0;
    for (size_t n; (n = stream_next(&s)) > 0;) {
        const int32_t *block = (const int32_t *)(const void *)s.block;
        for (size_t i = 0; i < n; i++) {
            if (used == capacity) {
                capacity = capacity ? 2 * capacity : 16;
                int32_t *larger = realloc(data, capacity * sizeof *data);
                if (!larger) return free(data), 1;
                data = larger;
            }
            data[used++] = block[i];
        }
    }
    int64_t after = reading_now().cpu_ns;

    uint64_t wrong = 0; /* read back, so that no store may be left out */
    for (size_t i = 0; i < used; i++) wrong += data[i] != (int32_t)i;
    printf("%" PRId64 "\n", after - before);
    free(data);
    return wrong > 0 || used != count;
}
