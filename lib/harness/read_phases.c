/* read_phases.c - see read_phases.h */
#include "read_phases.h"
#include "allowance.h"
#include "copied.h"
#include "random_reads.h"
#include "read_source.h"
#include "reading.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* The one run of this process. */
static struct source source;
static struct setup setup;
static struct call_counts counts[PHASES], of_verify;
static uint64_t elements;                 /* in the file */
static struct copied copied = {.fd = -1}; /* of a way to copy: where to */
static struct refaults refaults;
static int64_t cached_bytes;

void read_prepare(struct run *r) {
    const struct options *o = &r->options;
    const struct way *way = r->strategy->reads;
    r->width = type_width(o->type);
    if (!source_make(&source, &r->stream, o)) die(EXIT_FAILED);
    elements = r->options.count = r->outcome.appended = r->stream.delivered;
    r->outcome.completed = true;
    r->outcome.checksum = checksum_value(&r->stream.checksum);
    r->identity.file_system = file_system_of(source.path);
    if ((way->uncached || o->cold) && !source_sync(&source)) die(EXIT_FAILED);
    if (o->cold && !source_drop(&source)) die(EXIT_UNABLE);
    r->begun = 1; /* one array, for what is shared with phases.h */
    set_share(r);
    setup = (struct setup){
        .width = r->width,
        .type = type_name(o->type),
        .count = elements,
        .program = failure_program_name(),
        .directory = o->directory,
        .parameters = r->strategy->parameters,
        .values = o->parameters,
        .input = source.path,
        .input_name = source.name,
    };
    if (way->copy && !copied_open(&copied, parameter(&setup, "to") > 0, o->directory))
        die(EXIT_FAILED);
    memory_fail_at(o->fail_allocation);
}

/* ---- the phases ----------------------------------------------------------------------------- */

static bool open_phase(struct run *r) {
    return r->strategy->reads->open(r->program->reader, &setup);
}

/* What can be summed of a stretch before the clock is looked at: a look costs 22 ns. To call a sum
 * that is the program's own may cost microseconds. */
enum { PIECE = 64 * STREAM_BLOCK, OWN_PIECE = 16 * PIECE };

/* As the way's users would: in the phases that are timed. */
static uint64_t sum_of(const struct run *r, const char *from, size_t n) {
    return r->program->sum ? r->program->sum(r->program->reader, from, n, r->width)
                           : sum_of_words(from, NULL, n, r->width);
}

/* Gives the elements to `use` in pieces, of which none goes over a multiple of `most`, until that
 * has enough, or no more come. False when there was a failure. */
static bool in_order(struct run *r, size_t most, bool (*use)(struct run *, const char *, size_t)) {
    const struct way *way = r->strategy->reads;
    bool more = true;
    for (uint64_t first = 0; more && first < elements;) {
        size_t bytes = 0;
        const char *from = way->next(r->program->reader, first * r->width, &bytes);
        if (!from || bytes < r->width) break;
        for (size_t left = bytes / r->width, n; more && left > 0; left -= n) {
            const size_t to_edge = most - (size_t)(first % most);
            n = left < to_edge ? left : to_edge;
            more = use(r, from, n);
            from += n * r->width, first += n;
        }
    }
    return !failure_noted();
}

static bool peeked(struct run *r, const char *from, size_t n) {
    r->sum[PHASE_PEEK] = sum_of(r, from, n < PEEKED ? n : PEEKED);
    return false;
}

static bool peek_phase(struct run *r) { return in_order(r, STREAM_BLOCK, peeked); }

static int64_t stop_at_ns;

static bool in_time(void) { return !stop_at_ns || wall_now() < stop_at_ns; }

static bool scanned(struct run *r, const char *from, size_t n) {
    struct outcome *out = &r->outcome;
    r->sum[PHASE_SCAN] += sum_of(r, from, n);
    out->appended += n;
    out->completed = out->appended >= elements || in_time();
    return out->completed;
}

/* One that ends early by itself has not done its work: verify will miss what it left out. */
static bool scan_phase(struct run *r) {
    stop_at_ns = stop_at(&r->options);
    r->outcome.appended = 0;
    const bool ok = in_order(r, r->program->sum ? OWN_PIECE : PIECE, scanned);
    if (ok && r->outcome.completed) r->outcome.appended = elements;
    return ok;
}

enum { COPIED_AT_ONCE = 1 << 26 }; /* bytes, before the clock is looked at */

static bool copy_phase(struct run *r) {
    const size_t piece = COPIED_AT_ONCE / r->width;
    struct outcome *out = &r->outcome;
    stop_at_ns = stop_at(&r->options);
    out->appended = 0;
    for (bool more = elements > 0; more; more = !out->completed && in_time()) {
        const uint64_t left = elements - out->appended, n = left < piece ? left : piece;
        if (!r->strategy->reads->copy(r->program->reader, copied.fd, (size_t)n * r->width))
            return false;
        out->appended += n;
        out->completed = out->appended >= elements;
    }
    return copied_arrived(&copied);
}

/* In batches, as in phases.c. A disk takes minutes for a million. */
static bool random_phase(struct run *r) {
    const uint64_t last = reads_of(r, 0);
    struct random_places p = {.count = (size_t)count_of(r, 0),
                              .width = r->width,
                              .chained = r->options.chained,
                              .seed = RANDOM_SEED};
    const int64_t budget_ns = stop_at(&r->options);
    stop_at_ns = wall_now() + RANDOM_SECONDS * INT64_C(1000000000);
    if (budget_ns && budget_ns < stop_at_ns) stop_at_ns = budget_ns;
    for (size_t batch = 1; r->outcome.random_reads < last;) {
        const uint64_t left = last - r->outcome.random_reads;
        p.reads = left < batch ? (size_t)left : batch;
        if (!r->program->at_random(r->program->reader, &p))
            return failure("random", 0, "the way gave no element");
        r->outcome.random_reads += p.reads;
        r->sum[PHASE_RANDOM] = p.sum;
        if (batch < RANDOM_BATCH) batch *= 2;
        if (!in_time()) break;
    }
    return true;
}

static bool close_phase(struct run *r) {
    r->strategy->reads->close(r->program->reader);
    return given_back(r);
}

/* ---- verify --------------------------------------------------------------------------------- */

/* What the way gives now, in a pass of its own. */
static struct {
    struct checksum checksum;
    uint64_t elements, of[PHASES];
    struct random_reads reads;
    bool knows_random;
} second;

static bool summed(struct run *r, const char *from, size_t n) {
    const uint64_t left = r->outcome.appended - second.elements;
    if (!r->outcome.completed && n > left) n = (size_t)left; /* as far as scan came */
    checksum_add(&second.checksum, from, n * r->width);
    if (second.elements == 0)
        second.of[PHASE_PEEK] = sum_of_words(from, NULL, n < PEEKED ? n : PEEKED, r->width);
    second.of[PHASE_SCAN] += sum_of_words(from, NULL, n, r->width);
    if (second.knows_random && second.elements < r->outcome.appended)
        second.of[PHASE_RANDOM] += random_reads_sum(&second.reads, r, from, second.elements, n);
    second.elements += n;
    return second.elements < r->outcome.appended;
}

/* What a copied file holds, as in_order. */
static bool in_copy(struct run *r, bool (*use)(struct run *, const char *, size_t)) {
    static char block[STREAM_BLOCK * 64];
    uint64_t first = 0;
    for (size_t n; first < r->outcome.appended; first += n) {
        const uint64_t left = r->outcome.appended - first;
        n = left < STREAM_BLOCK ? (size_t)left : STREAM_BLOCK;
        if (!copied_read(&copied, first * r->width, block, n * r->width)) return false;
        if (!use(r, block, n)) break;
    }
    return true;
}

/* A third pass, to find the first element that differs from the source's. */
static struct {
    struct stream source;
    const char *element;
    size_t left; /* elements of the source's block, from `element` on */
    uint64_t number;
    char text[256];
} third;

static bool compared(struct run *r, const char *from, size_t n) {
    for (size_t i = 0; i < n; i++, third.left--, third.number++) {
        if (third.left == 0) {
            third.left = stream_next(&third.source);
            third.element = third.source.block;
            if (third.left == 0) return false;
        }
        if (memcmp(from + i * r->width, third.element, r->width) != 0) {
            tell_difference(r, third.number, from + i * r->width, third.element, third.text,
                            sizeof third.text);
            return false;
        }
        third.element += r->width;
    }
    return true;
}

static bool wrong(struct run *r, uint64_t checksum) {
    third.source = r->stream;
    r->stream.fd = -1; /* the copy closes it */
    if (stream_again(&third.source)) {
        stream_share(&third.source, r->outcome.appended);
        if (r->strategy->reads->copy)
            in_copy(r, compared);
        else
            in_order(r, STREAM_BLOCK, compared);
        stream_close(&third.source);
    }
    return failure("verify", 0,
                   "what was read differs from what is in the file%s (%" PRIu64 " of %" PRIu64
                   " elements, checksum %016" PRIx64 ", not %016" PRIx64 ")",
                   third.text, second.elements, r->outcome.appended, checksum, r->outcome.checksum);
}

/* Of a part of the file, where scan or copy came no farther, the source must say the checksum
 * first. */
static bool know_part(struct run *r) {
    struct stream part = r->stream;
    r->stream.fd = -1;
    if (!stream_again(&part)) return false;
    stream_share(&part, r->outcome.appended);
    while (stream_next(&part) > 0) continue;
    r->outcome.checksum = checksum_value(&part.checksum);
    r->stream = part;
    return !part.failed;
}

static bool right;

/* What came to where it was copied: the file is read, of a socket the receiver has told. */
static bool verify_copy(struct run *r) {
    if (!r->outcome.completed && !know_part(r)) return false;
    const uint64_t bytes = r->outcome.appended * r->width;
    uint64_t checksum = copied.arrived.checksum;
    right = copied.arrived.bytes == bytes;
    if (right && !copied.receiver) {
        if (!in_copy(r, summed)) return false;
        checksum = checksum_value(&second.checksum);
        right = checksum == r->outcome.checksum;
        if (!right) return wrong(r, checksum);
    }
    right = right && checksum == r->outcome.checksum;
    return right || failure("verify", 0,
                            "what was copied differs from what is in the file (%" PRIu64
                            " of %" PRIu64 " bytes)",
                            copied.arrived.bytes, bytes);
}

static bool verify_phase(struct run *r) {
    if (!r->outcome.completed && !know_part(r)) return false;
    second.knows_random = r->outcome.random_reads > 0 && random_reads_begin(&second.reads, r);
    const bool ok = in_order(r, STREAM_BLOCK, summed);
    const uint64_t checksum = checksum_value(&second.checksum);
    random_reads_end(&second.reads);
    right = !ok || (second.elements == r->outcome.appended && checksum == r->outcome.checksum);
    if (!right) return wrong(r, checksum);
    for (enum phase p = PHASE_PEEK; ok && right && p <= PHASE_RANDOM; p++) {
        const bool known = p == PHASE_RANDOM ? second.knows_random : r->outcome.phase[p].ran;
        right = !known || second.of[p] == r->sum[p];
        if (!right)
            failure("verify", 0,
                    "the %s phase read something else than is in the file (sum of words %016" PRIx64
                    ", not %016" PRIx64 ")",
                    phase_names[p], r->sum[p], second.of[p]);
    }
    return ok && right;
}

/* ---- the run -------------------------------------------------------------------------------- */

/* What other people's code reads by itself, the kernel counts: two looks in the phase, a few us. */
static bool (*uncounted)(struct run *), unseen;
static bool watched(struct run *r) {
    const struct storage before = storage_now();
    const bool ok = uncounted(r);
    const int64_t received = storage_since(before).received_bytes;
    if (received == UNKNOWN)
        unseen = true;
    else
        call_counts.received_bytes += (uint64_t)received;
    return ok;
}

/* Runs a phase that is wanted, and keeps what it cost. */
static bool phase(struct run *r, bool (*body)(struct run *), struct phase_cost *cost,
                  struct call_counts *calls) {
    const struct call_counts before = call_counts;
    const bool looks = r->strategy->uncounted && body != verify_phase; /* there, others read too */
    uncounted = body;
    const bool ok = measured(r, looks ? watched : body, cost, &r->outcome.after);
    calls->calls += call_counts.calls - before.calls;
    calls->received_bytes += call_counts.received_bytes - before.received_bytes;
    calls->sent_bytes += call_counts.sent_bytes - before.sent_bytes;
    return ok;
}

enum exit_status read_measure(struct run *r, int64_t begun_ns) {
    const struct way *way = r->strategy->reads;
    bool (*const bodies[PHASES])(struct run *) = {
        [PHASE_REOPEN] = open_phase,
        [PHASE_PEEK] = way->next ? peek_phase : NULL,
        [PHASE_SCAN] = way->copy ? copy_phase : scan_phase,
        [PHASE_RANDOM] = way->at ? random_phase : NULL,
    };
    struct outcome *out = &r->outcome;
    resident_now(); /* the first look makes buffers and code resident */
    const struct storage before = storage_now();
    const struct refaults faulted = refaults_now();
    reading_now();
    out->before = resident_now();
    out->start_wall_ns = wall_now() - begun_ns;

    bool ok = true;
    for (enum phase p = PHASE_REOPEN; ok && p < PHASE_RELEASE; p++)
        if (bodies[p] && (p == PHASE_REOPEN || way->copy || r->options.phases[p]))
            ok = phase(r, bodies[p], &out->phase[p], &counts[p]);
    out->full = out->after;
    out->storage = storage_since(before);
    refaults = refaults_since(faulted);
    cached_bytes = source_cached(&source);

    right = true;
    if (ok)
        out->verified = ok =
            phase(r, way->copy ? verify_copy : verify_phase, &out->verify, &of_verify);
    right = phase(r, close_phase, &out->phase[PHASE_RELEASE], &counts[PHASE_RELEASE]) && right;
    return status_of(ok, right);
}

/* ---- what is told --------------------------------------------------------------------------- */

static void record_calls(struct run *r, const char *phase, const struct call_counts *c, bool sent) {
    struct record *to = &r->record;
    char name[64];
    snprintf(name, sizeof name, "%s_calls", phase);
    record_known(to, name, r->strategy->uncounted ? UNKNOWN : (int64_t)c->calls,
                 "other people's code calls by itself, uncounted");
    snprintf(name, sizeof name, "%s_received_bytes", phase);
    const bool known = !unseen && !(r->strategy->uncounted && c == &of_verify);
    record_known(to, name, known ? (int64_t)c->received_bytes : UNKNOWN,
                 "the kernel does not tell it of this phase alone");
    snprintf(name, sizeof name, "%s_sent_bytes", phase);
    if (sent) record_number(to, name, (int64_t)c->sent_bytes);
}

void read_record(struct run *r) {
    const bool copies = r->strategy->reads->copy != NULL;
    struct record *to = &r->record;
    record_truth(to, "cold", r->options.cold);
    for (enum phase p = PHASE_REOPEN; p < PHASES; p++)
        if (r->outcome.phase[p].ran)
            record_calls(r, phase_names[p], &counts[p], copies && p == PHASE_SCAN);
    record_calls(r, "verify", &of_verify, false);
    record_known(to, "cached_bytes", cached_bytes, "the kernel does not tell (mincore)");
    record_known(to, "refaults", refaults.pages,
                 "no workingset_refault in memory.stat, /proc/vmstat");
    record_said(to, "refaults_of", refaults.of, "not counted");
    if (copies)
        record_known(to, "shared_bytes", copied_shared(&copied),
                     copied.receiver ? "a socket has no blocks" : "its file system does not tell");
    copied_close(&copied);
}

static void print_cost(const struct run *r, const char *phase, const struct phase_cost *c,
                       const struct call_counts *k, uint64_t each) {
    char element[32] = "", calls[24] = "-", sent[32] = "";
    if (!c->ran) return;
    if (r->strategy->reads->copy)
        snprintf(sent, sizeof sent, " %12s", size((int64_t)k->sent_bytes));
    if (each > 0) snprintf(element, sizeof element, "%.2f ns", (double)c->wall_ns / (double)each);
    if (!r->strategy->uncounted) snprintf(calls, sizeof calls, "%" PRIu64, k->calls);
    printf("%-8s %10s %10s %12s %9" PRId64 " %9s %12s%s\n", phase, duration(c->wall_ns),
           duration(c->cpu_ns), element, c->minor_faults + c->major_faults, calls,
           size(unseen ? UNKNOWN : (int64_t)k->received_bytes), sent);
}

void read_print(const struct run *r) {
    const struct outcome *o = &r->outcome;
    const bool copies = r->strategy->reads->copy != NULL;
    printf("%s - %s: %" PRIu64 " %s, %s in %s (%s)\n\n", failure_program_name(), r->strategy->title,
           elements, type_name(r->options.type), size((int64_t)(elements * r->width)), source.name,
           r->options.cold ? "cold" : "warm");
    printf("%-8s %10s %10s %12s %9s %9s %12s%s\n", "phase", "wall", "CPU", "per element", "faults",
           "calls", "received", copies ? "         sent" : "");
    for (enum phase p = PHASE_REOPEN; p < PHASES; p++)
        print_cost(r,
                   p == PHASE_REOPEN    ? "open"
                   : p == PHASE_RELEASE ? "close"
                   : copies             ? "copy"
                                        : phase_names[p],
                   &o->phase[p], &counts[p],
                   p == PHASE_SCAN     ? o->appended
                   : p == PHASE_RANDOM ? o->random_reads
                                       : 0);
    print_cost(r, "verify", &o->verify, &of_verify, o->appended);
    printf("\ncalls: to the kernel, on the file; received: by them, in the program's memory%s\n",
           copies ? "; sent: out of it" : "");
    if (!o->completed)
        printf("over the budget: stopped at %" PRIu64 " elements after %g s\n", o->appended,
               r->options.budget);
    printf("verified: what was %s is what is in the file (checksum %016" PRIx64 ")\n",
           copies ? "copied" : "read", o->checksum);
}
