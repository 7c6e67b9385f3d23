/* phases.c - see phases.h. Each phase returns false, with a note in failure.h, when it could not go
 * on. */
#include "phases.h"
#include "file_guard.h"
#include "measure.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* `ok`; where it is false and the strategy has not said why, with a note that says this. */
static bool explained(bool ok, const char *operation, const char *which, uint64_t number) {
    return ok || failure_noted()
               ? ok
               : failure(operation, 0, "returned false without a reason (%s %" PRIu64 ")", which,
                         number);
}

/* The first of two passes over the source: only counts. */
static bool count_elements(struct run *r) {
    struct stream *s = &r->stream;
    stream_share(s, r->options.count);
    while (stream_next(s) > 0) continue;
    const bool failed = s->failed, over_budget = s->over_budget;
    if (!failed && !over_budget) {
        r->options.count = s->delivered;
        set_share(r);
    }
    bool again = stream_again(s); /* also after a failure: nothing is delivered yet */
    s->failed = failed || !again;
    s->over_budget = over_budget;
    return !s->failed;
}

/* --sync-every: as the loop does, but for some elements at a time. What is printed is there after a
 * crash; at first what was there before. */
static bool append_and_sync(struct run *r, uint64_t share) {
    struct stream *s = &r->stream;
    for (bool more = true; more;) {
        printf("durable %" PRIu64 "\n", s->delivered);
        if (!output_flush()) return false;
        const uint64_t from = s->delivered, left = share - (from - r->outcome.resumed);
        const uint64_t some = left < r->options.sync_every ? left : r->options.sync_every;
        stream_share(s, some);
        if (!r->loops->append(array_of(r, 0), s)) return false;
        more = s->delivered > from;
        if (more && !explained(r->strategy->sync(array_of(r, 0), r->width), "sync", "array", 0))
            return false;
    }
    return true;
}

bool append_phase(struct run *r) {
    struct stream *s = &r->stream;
    const struct options *o = &r->options;
    s->stop_at_ns = stop_at(o);
    bool ok = !r->strategy->reads_twice || count_elements(r);
    uint64_t begun = 0; /* allocations made by begin(), before there was anything to store */
    for (size_t m = 0; ok && m < o->arrays && !s->over_budget; m++) {
        uint64_t before = memory_counts.allocations;
        r->begun = m + 1;
        struct setup setup = {
            .width = r->width,
            .type = type_name(o->type),
            .count = r->strategy->knows_count || r->strategy->reads_twice ? share_of(r, m) : 0,
            .number = m,
            .program = failure_program_name(),
            .directory = o->directory,
            .force = o->force,
            .parameters = r->strategy->parameters,
            .values = o->parameters,
        };
        ok = !r->strategy->begin ||
             explained(r->strategy->begin(array_of(r, m), &setup), "begin", "array", m);
        begun += memory_counts.allocations - before;
        if (!ok || o->turns) continue;
        if (m == 0 && r->strategy->resumed) take_up(r);
        const uint64_t share = share_of(r, m) - r->outcome.resumed;
        stream_share(s, share);
        ok = o->sync_every ? append_and_sync(r, share)
             : r->latency  ? r->loops->append_timed(array_of(r, m), s, r->latency)
             : o->timeline ? r->loops->append_watched(array_of(r, m), s)
                           : r->loops->append(array_of(r, m), s);
    }
    if (ok && o->turns && !s->over_budget) {
        stream_share(s, o->count);
        ok = r->loops->append_in_turn(array_of(r, 0), o->arrays, s);
    }
    r->outcome.appended = s->delivered;
    r->outcome.completed = ok && !s->over_budget && !s->failed;
    r->outcome.growths = memory_counts.allocations - begun;
    return explained(ok, "append", "element", s->delivered) && !s->failed;
}

bool gather_phase(struct run *r) {
    r->gathered = true;
    for (size_t m = 0; m < r->begun; m++) {
        uint64_t count = count_of(r, m);
        if (count == 0) continue;
        const struct strategy *s = r->strategy;
        r->blocks[m] = s->gather_own ? s->gather_own(array_of(r, m), r->width)
                                     : counted_malloc(count * r->width);
        if (!r->blocks[m]) return explained(false, "gather", "array", m);
        if (s->gather) s->gather(array_of(r, m), r->blocks[m], r->width);
    }
    return true;
}

static bool sync_phase(struct run *r) {
    for (size_t m = 0; m < r->begun; m++)
        if (!explained(r->strategy->sync(array_of(r, m), r->width), "sync", "array", m))
            return false;
    return true;
}

static bool reopen_phase(struct run *r) {
    for (size_t m = 0; m < r->begun; m++)
        if (!explained(r->strategy->reopen(array_of(r, m), r->width), "reopen", "array", m))
            return false;
    return true;
}

static bool peek_phase(struct run *r) {
    uint64_t count = count_of(r, 0), few = count < PEEKED ? count : PEEKED;
    if (few > 0) r->sum[PHASE_PEEK] = r->loops->scan(array_of(r, 0), few);
    return true;
}

static bool scan_phase(struct run *r) {
    for (size_t m = 0; m < r->begun; m++)
        r->sum[PHASE_SCAN] += r->loops->scan(array_of(r, m), count_of(r, m));
    return true;
}

/* A million positions over all arrays, however small they are: fewer would take microseconds,
 * which is what the clocks around them cost. A strategy whose index is slow stops after
 * RANDOM_SECONDS, or at the budget; a batch is as long as all before it, so it takes twice that
 * at most. */
static bool random_phase(struct run *r) {
    const double budget = r->options.budget;
    const double seconds = budget > 0 && budget < RANDOM_SECONDS ? budget : RANDOM_SECONDS;
    const int64_t stop_at_ns = wall_now() + (int64_t)(seconds * 1e9);
    uint64_t seed = RANDOM_SEED, done = 0, batch = 1;
    bool over = false;
    for (size_t m = 0; m < r->options.arrays && !over; m++) {
        uint64_t count = count_of(r, m);
        uint64_t last = reads_of(r, m);
        for (uint64_t from = 0, n; from < last && !over; from += n) {
            n = last - from < batch ? last - from : batch;
            r->sum[PHASE_RANDOM] +=
                r->options.chained ? r->loops->random_chained(array_of(r, m), count, n, &seed, 0)
                                   : r->loops->random(array_of(r, m), count, n, &seed);
            done += n;
            if (batch < RANDOM_BATCH) batch *= 2;
            over = wall_now() >= stop_at_ns;
        }
    }
    r->outcome.random_reads = done;
    return true;
}

bool given_back(const struct run *r) {
    const struct memory_counts *m = &memory_counts;
    if (r->strategy->uncounted || (m->live_blocks | m->live_bytes | m->reserved_bytes) == 0)
        return true;
    const ptrdiff_t left = (ptrdiff_t)m->reserved_bytes;
    if (m->live_blocks > 0 && left > 0)
        return wrong_result("release", "%td bytes in %zu block%s were not given back", left,
                            m->live_blocks, m->live_blocks > 1 ? "s" : "");
    return wrong_result("release",
                        "what was given back differs by %td bytes from what was asked for",
                        left > 0 ? left : -left);
}

/* The levels are of the arrays alone: what gather made is freed when it is verified. */
bool release_phase(struct run *r) {
    for (size_t k = 0; k < r->begun; k++) r->program->release(array_of(r, k), r->width);
    return given_back(r);
}

enum exit_status status_of(bool ok, bool right) {
    if (!right) return EXIT_WRONG;
    return ok && !failure_noted() ? EXIT_DONE : EXIT_FAILED;
}

/* Whether the strategy has the phase at all: a vector has nothing to gather, or to sync. */
static bool has_phase(const struct strategy *s, enum phase phase) {
    switch (phase) {
    case PHASE_GATHER: return s->gather || s->gather_own;
    case PHASE_SYNC: return s->sync;
    case PHASE_REOPEN:
    case PHASE_PEEK: return s->reopen;
    case PHASE_SCAN:
    case PHASE_RANDOM: return !s->discards;
    default: return true;
    }
}

bool measured(struct run *r, bool (*body)(struct run *), struct phase_cost *cost,
              struct resident *after) {
    file_guard_before_reading();
    bool reset = memory_peak_reset();
    struct reading begun = reading_now();
    bool ok = body(r);
    struct reading ended = reading_now();
    *after = resident_now();
    const int64_t peak = after->peak_bytes, base = r->outcome.before.rss_bytes;
    cost->wall_ns += ended.wall_ns - begun.wall_ns;
    cost->cpu_ns += ended.cpu_ns - begun.cpu_ns;
    cost->minor_faults += ended.minor_faults - begun.minor_faults;
    cost->major_faults += ended.major_faults - begun.major_faults;
    if (!reset || peak == UNKNOWN || base == UNKNOWN)
        cost->peak_rss_bytes = UNKNOWN;
    else if (cost->peak_rss_bytes != UNKNOWN && peak - base > cost->peak_rss_bytes)
        cost->peak_rss_bytes = peak - base;
    cost->ran = true;
    return ok;
}

bool run_phase(struct run *r, enum phase phase) {
    static bool (*const bodies[PHASES])(struct run *) = {
        append_phase, gather_phase, sync_phase,   reopen_phase,
        peek_phase,   scan_phase,   random_phase, release_phase,
    };
    if (!has_phase(r->strategy, phase) || !r->options.phases[phase]) return true;
    struct resident after;
    bool ok = measured(r, bodies[phase], &r->outcome.phase[phase], &after);
    if (phase == PHASE_APPEND) r->outcome.full = after;
    return ok;
}

bool run_verify(struct run *r, bool (*part)(struct run *)) {
    struct resident after;
    return measured(r, part, &r->outcome.verify, &after);
}
