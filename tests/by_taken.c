/* by_taken.c - a strategy as `make take` gives it, without the harness: what tests/take_cost
 * compares with. taken.h has elements of int32_t; INIT is how its array is begun.
 *
 * The same stream in the same blocks as in the measured programs, the same loop (loops.h), and the
 * clock around it. Prints the CPU time of the loop in ns.
 */
#include "taken.h"

#include "measure.h"
#include "stream.h"

#include <inttypes.h>
#include <stdio.h>

static __attribute__((noinline)) bool fill(struct taken *array, struct stream *s) {
    struct taken a = *array;
    bool stored = true;
    for (size_t n; stored && (n = stream_next(s)) > 0;) {
        const int32_t *block = (const int32_t *)(const void *)s->block, *end = block + n;
        for (const int32_t *element = block; stored && element < end; element++)
            stored = taken_append(&a, *element);
    }
    *array = a;
    return stored;
}

int main(int argc, char **argv) {
    const uint64_t n = argc > 1 ? strtoull(argv[1], NULL, 10) : 10000000;
    static struct stream s;
    stream_generate(&s, TYPE_INT32);
    stream_share(&s, n);

    int64_t before = reading_now().cpu_ns;
    struct taken a;
    bool ok = INIT && fill(&a, &s);
    int64_t after = reading_now().cpu_ns;
    if (!ok) return 1;

    uint64_t wrong = taken_count(&a) != n; /* read back, so that no store may be left out */
    for (size_t i = 0; i < taken_count(&a); i++) wrong += *taken_at(&a, i) != (int32_t)i;
    printf("%" PRId64 "\n", after - before);
    taken_free(&a);
    return wrong > 0;
}
