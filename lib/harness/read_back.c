/* read_back.c - what is stored, read back and compared with what came in. See phases.h. */
#include "phases.h"
#include "allowance.h"
#include "random_position.h"
#include "random_reads.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char block[STREAM_BLOCK * sizeof(struct sensor_reading)];

/* Elements [first, first + n) in the order they came, from the gathered blocks or the arrays. */
static void copy_out(struct run *r, uint64_t first, size_t n, char *to) {
    const bool turns = r->options.turns;
    for (size_t i = 0; i < n;) {
        size_t m;
        uint64_t index;
        place_of(r, first + i, &m, &index);
        size_t run = turns ? 1 : r->share - index < n - i ? (size_t)(r->share - index) : n - i;
        if (r->gathered)
            memcpy(to + i * r->width, r->blocks[m] + index * r->width, run * r->width);
        else
            r->loops->copy_out(array_of(r, m), index, run, to + i * r->width);
        i += run;
    }
}

/* What the phases that read should have summed, and whether that is known. */
struct sums {
    uint64_t of[PHASES];
    bool known[PHASES];
    struct random_reads reads;
};

static void sums_begin(struct sums *s, const struct run *r) {
    for (enum phase p = PHASE_PEEK; p <= PHASE_RANDOM; p++) s->known[p] = r->outcome.phase[p].ran;
    if (r->outcome.random_reads == 0 || r->strategy->unsummed) s->known[PHASE_RANDOM] = false;
    if (s->known[PHASE_RANDOM]) s->known[PHASE_RANDOM] = random_reads_begin(&s->reads, r);
}

/* Elements [first, first + n) are in the block. */
static void sums_add(struct sums *s, const struct run *r, uint64_t first, size_t n) {
    const size_t width = r->width;
    const uint64_t peeked = count_of(r, 0) < PEEKED ? count_of(r, 0) : PEEKED;
    for (uint64_t i = 0; i < peeked && s->known[PHASE_PEEK]; i++) {
        const uint64_t k = number_of(r, 0, i);
        if (k >= first && k - first < n)
            s->of[PHASE_PEEK] += sum_of_words(block + (k - first) * width, NULL, 1, width);
    }
    if (s->known[PHASE_SCAN]) s->of[PHASE_SCAN] += sum_of_words(block, NULL, n, width);
    if (s->known[PHASE_RANDOM])
        s->of[PHASE_RANDOM] += random_reads_sum(&s->reads, r, block, first, n);
}

/* Sums all that is stored, and writes it if there is an output. */
static uint64_t read_back(struct run *r, struct output *output, struct sums *sums) {
    struct checksum sum = {0};
    for (uint64_t first = 0; first < r->outcome.appended; first += STREAM_BLOCK) {
        uint64_t left = r->outcome.appended - first;
        size_t n = left < STREAM_BLOCK ? (size_t)left : STREAM_BLOCK;
        copy_out(r, first, n, block);
        checksum_add(&sum, block, n * r->width);
        if (sums) sums_add(sums, r, first, n);
        if (output && !output_write(output, block, n * r->width)) output = NULL;
    }
    return checksum_value(&sum);
}

void take_up(struct run *r) {
    struct stream *s = &r->stream;
    const uint64_t there = r->strategy->resumed(array_of(r, 0));
    if (r->options.count < UINT64_MAX - there) r->options.count += there;
    set_share(r);
    for (uint64_t first = 0; first < there; first += STREAM_BLOCK) {
        const size_t n = there - first < STREAM_BLOCK ? (size_t)(there - first) : STREAM_BLOCK;
        copy_out(r, first, n, block);
        checksum_add(&s->checksum, block, n * r->width);
    }
    s->delivered = r->outcome.resumed = there;
}

/* ---- where it differs ----------------------------------------------------------------------- */

/* As numbers, or where these look the same or the type has none, the first of its words that
 * differs. */
void tell_difference(const struct run *r, uint64_t k, const char *is, const char *was, char *text,
                     size_t room) {
    const enum element_type type = r->options.type;
    size_t m;
    uint64_t i;
    char now[40], then[40], place[64] = "";
    place_of(r, k, &m, &i);
    if (r->options.arrays > 1) snprintf(place, sizeof place, " (%" PRIu64 " of array %zu)", i, m);
    type_print(type, is, now, sizeof now);
    type_print(type, was, then, sizeof then);
    if (strcmp(now, then) == 0) {
        size_t at = 0;
        while (is[at] == was[at]) at++;
        at -= at % sizeof(uint64_t);
        const size_t n = r->width - at < sizeof(uint64_t) ? r->width - at : sizeof(uint64_t);
        uint64_t word = 0, right = 0;
        memcpy(&word, is + at, n), memcpy(&right, was + at, n);
        snprintf(now, sizeof now, "0x%0*" PRIx64 " at byte %zu", (int)(2 * n), word, at);
        snprintf(then, sizeof then, "0x%0*" PRIx64, (int)(2 * n), right);
    }
    snprintf(text, room, ": element %" PRIu64 "%s is %s, was %s", k, place, now, then);
}

/* Finds the first element that differs, by having the source deliver all a second time; what is
 * stored may be right when it is read once more. The text is empty where the source cannot, or
 * delivers something else now. */
static void find_difference(struct run *r, char *text, size_t room) {
    struct stream again = r->stream;
    bool found = false;
    text[0] = '\0';
    if (!stream_repeats(&r->stream)) return;
    r->stream.fd = -1; /* `again` closes it */
    again.stop_at_ns = 0;
    if (!stream_again(&again)) return;
    stream_share(&again, r->outcome.appended);
    for (size_t n; (n = stream_next(&again)) > 0;) {
        if (!found) copy_out(r, again.delivered, n, block);
        for (size_t i = 0; i < n && !found; i++) {
            const char *is = block + i * r->width, *was = again.block + i * r->width;
            found = memcmp(is, was, r->width) != 0;
            if (found) tell_difference(r, again.delivered + i, is, was, text, room);
        }
    }
    if (checksum_value(&again.checksum) != r->outcome.checksum)
        text[0] = '\0';
    else if (!found)
        snprintf(text, room, ", and when read once more does not");
    stream_close(&again);
}

/* Whether `stored` is the checksum of what came in; else false, with a note that names `where`. */
static bool same_contents(struct run *r, uint64_t stored, const char *where) {
    char element[256];
    if (stored == r->outcome.checksum) return true;
    find_difference(r, element, sizeof element);
    return wrong_result(
        "verify", "%s differs from what came in%s (checksum %016" PRIx64 ", was %016" PRIx64 ")",
        where, element, stored, r->outcome.checksum);
}

/* Finds the first element that is another at random than in order: reads all in order, to have it,
 * and the positions of the random phase again. The text is empty where there is no memory for that,
 * or all is right this time. */
static void find_misread(struct run *r, char *text, size_t room) {
    const size_t width = r->width, bytes = r->outcome.appended * width;
    text[0] = '\0';
    char *all = memory_allowance() / 2 < bytes ? NULL : malloc(bytes);
    if (!all) return;
    for (uint64_t k = 0; k < r->outcome.appended; k++) copy_out(r, k, 1, all + k * width);
    uint64_t seed = RANDOM_SEED, left = r->outcome.random_reads;
    uint64_t before = r->outcome.appended - 1;
    for (size_t m = 0; m < r->begun && left > 0 && !text[0]; m++) {
        const uint64_t count = count_of(r, m);
        for (uint64_t n = reads_of(r, m); n > 0 && left > 0 && !text[0]; n--, left--) {
            const uint64_t i = random_position(&seed, count), k = number_of(r, m, i);
            copy_out(r, k, 1, block);
            if (memcmp(block, all + k * width, width) != 0) {
                tell_difference(r, k, block, all + k * width, text, room);
                const size_t length = strlen(text);
                snprintf(text + length, room - length, ", read after element %" PRIu64, before);
            }
            before = k;
        }
    }
    free(all);
}

/* Whether the phases that read have summed what is stored, which is right. */
static bool same_sums(struct run *r, const struct sums *s) {
    char element[256] = "";
    for (enum phase p = PHASE_PEEK; p <= PHASE_RANDOM; p++) {
        if (!s->known[p] || s->of[p] == r->sum[p]) continue;
        if (p == PHASE_RANDOM) find_misread(r, element, sizeof element);
        return wrong_result(
            "verify",
            "the %s phase read something else than is stored%s (sum of words %016" PRIx64
            ", not %016" PRIx64 ")",
            phase_names[p], element, r->sum[p], s->of[p]);
    }
    return true;
}

/* ---- the two parts of verify ---------------------------------------------------------------- */

bool verify_gathered(struct run *r) {
    if (!r->gathered) return true;
    bool complete = r->outcome.phase[PHASE_GATHER].ran && !failure_noted();
    bool ok = !complete || same_contents(r, read_back(r, NULL, NULL), "the gathered block");
    for (size_t m = 0; m < r->begun && !r->strategy->gather_own; m++)
        counted_free(r->blocks[m], count_of(r, m) * r->width);
    r->gathered = false;
    return ok;
}

/* After a failure the sums are not of all that there is. */
bool verify_stored(struct run *r) {
    struct sums sums = {0};
    if (!failure_noted()) sums_begin(&sums, r);
    bool same = same_contents(r, read_back(r, r->output, &sums), "what is stored");
    random_reads_end(&sums.reads);
    return same && same_sums(r, &sums);
}
