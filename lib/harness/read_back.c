/* read_back.c - what is stored, read back and compared with what came in. See phases.h. */
#include "phases.h"

#include <string.h>

/* Elements [first, first + n) in the order they came, from the gathered blocks or the arrays. */
static void copy_out(struct run *r, uint64_t first, size_t n, char *to) {
    const bool turns = r->options.turns;
    for (size_t i = 0; i < n;) {
        uint64_t k = first + i;
        size_t m = (size_t)(turns ? k % r->options.arrays : k / r->share);
        uint64_t index = turns ? k / r->options.arrays : k % r->share;
        size_t run = turns ? 1 : r->share - index < n - i ? (size_t)(r->share - index) : n - i;
        if (r->gathered)
            memcpy(to + i * r->width, r->blocks[m] + index * r->width, run * r->width);
        else
            r->loops->copy_out(array_of(r, m), index, run, to + i * r->width);
        i += run;
    }
}

/* Sums all that is stored, and writes it if there is an output. */
static uint64_t read_back(struct run *r, struct output *output) {
    static char block[STREAM_BLOCK * sizeof(struct sensor_reading)];
    struct checksum sum = {0};
    for (uint64_t first = 0; first < r->outcome.appended; first += STREAM_BLOCK) {
        uint64_t left = r->outcome.appended - first;
        size_t n = left < STREAM_BLOCK ? (size_t)left : STREAM_BLOCK;
        copy_out(r, first, n, block);
        checksum_add(&sum, block, n * r->width);
        if (output && !output_write(output, block, n * r->width)) output = NULL;
    }
    return checksum_value(&sum);
}

/* Whether `stored` is the checksum of what came in; else false, with a note that names `where`. */
static bool same_contents(struct run *r, uint64_t stored, const char *where) {
    if (stored == r->outcome.checksum) return true;
    return failure("verify", 0, "%s differs from what came in (checksum %016llx, was %016llx)",
                   where, (unsigned long long)stored, (unsigned long long)r->outcome.checksum);
}

bool verify_gathered(struct run *r) {
    if (!r->gathered) return true;
    bool complete = r->outcome.phase[PHASE_GATHER].ran && !failure_noted();
    bool ok = !complete || same_contents(r, read_back(r, NULL), "the gathered block");
    for (size_t m = 0; m < r->options.arrays && !r->strategy->gather_own; m++)
        counted_free(r->blocks[m], count_of(r, m) * r->width);
    r->gathered = false;
    return ok;
}

bool verify_stored(struct run *r) {
    return same_contents(r, read_back(r, r->output), "what is stored");
}
