/* frame.c - see frame.h */
#include "frame.h"
#include "measure.h"
#include "options.h"
#include "outcome.h"
#include "output.h"
#include "timeline.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

/* A run in progress. */
struct run {
    const struct program *program;
    const struct strategy *strategy;
    const struct loops *loops;
    struct options options;
    struct stream stream;
    size_t width;
    char *arrays;   /* options.arrays times struct array, whose size only the program knows */
    uint64_t share; /* elements an array gets, unless in turn */
    char **blocks;  /* of gather, one for each array */
    bool gathered;  /* from gather until they are verified */
    struct latency *latency; /* in a pass for --latency */
    uint64_t sink;           /* sums of what was read, so that no compiler drops the reading */
    struct outcome outcome;
};

static struct array *array_of(const struct run *r, size_t m) {
    return (struct array *)(void *)(r->arrays + m * r->program->array_bytes);
}

/* How the elements are dealt out to the arrays. */
static void set_share(struct run *r) {
    const struct options *o = &r->options;
    r->share = o->count / o->arrays + (o->count % o->arrays != 0);
}

/* Of n elements, those that array m gets. In turn: element k is number k / M of array k mod M; else the
 * arrays take one share after the other. */
static uint64_t part_of(const struct run *r, uint64_t n, size_t m) {
    uint64_t arrays = r->options.arrays, before = m * r->share;
    if (r->options.turns) return n / arrays + (m < n % arrays);
    return n < before ? 0 : n - before < r->share ? n - before : r->share;
}

/* What array m is to get, and what it has got. */
static uint64_t share_of(const struct run *r, size_t m) { return part_of(r, r->options.count, m); }
static uint64_t count_of(const struct run *r, size_t m) {
    return part_of(r, r->outcome.appended, m);
}

/* ---- phases: each returns false, with a note in failure.h, when it could not go on ----------- */

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

static bool append_phase(struct run *r) {
    struct stream *s = &r->stream;
    const struct options *o = &r->options;
    if (o->budget > 0) s->stop_at_ns = wall_now() + (int64_t)(o->budget * 1e9);
    bool ok = !r->strategy->reads_twice || count_elements(r);
    uint64_t begun = 0; /* allocations made by begin(), before there was anything to store */
    for (size_t m = 0; ok && m < o->arrays && !s->over_budget; m++) {
        uint64_t before = memory_counts.allocations;
        struct setup setup = {
            .width = r->width,
            .count = r->strategy->knows_count || r->strategy->reads_twice ? share_of(r, m) : 0,
            .number = m,
            .program = failure_program_name(),
            .directory = o->directory,
            .force = o->force,
            .knobs = r->strategy->knobs,
            .values = o->knobs,
        };
        ok = !r->strategy->begin || r->strategy->begin(array_of(r, m), &setup);
        begun += memory_counts.allocations - before;
        if (!ok || o->turns) continue;
        stream_share(s, share_of(r, m));
        ok = r->latency    ? r->loops->append_timed(array_of(r, m), s, r->latency)
             : o->timeline ? r->loops->append_watched(array_of(r, m), s)
                           : r->loops->append(array_of(r, m), s);
    }
    if (ok && o->turns) {
        stream_share(s, o->count);
        ok = r->loops->append_in_turn(array_of(r, 0), o->arrays, s);
    }
    r->outcome.appended = s->delivered;
    r->outcome.completed = ok && !s->over_budget && !s->failed;
    r->outcome.growths = memory_counts.allocations - begun;
    return ok && !s->failed;
}

static bool gather_phase(struct run *r) {
    r->gathered = true;
    for (size_t m = 0; m < r->options.arrays; m++) {
        uint64_t count = count_of(r, m);
        if (count == 0) continue;
        r->blocks[m] = counted_malloc(count * r->width);
        if (!r->blocks[m]) return false;
        r->strategy->gather(array_of(r, m), r->blocks[m], r->width);
    }
    return true;
}

static bool sync_phase(struct run *r) {
    for (size_t m = 0; m < r->options.arrays; m++)
        if (!r->strategy->sync(array_of(r, m), r->width)) return false;
    return true;
}

static bool reopen_phase(struct run *r) {
    for (size_t m = 0; m < r->options.arrays; m++)
        if (!r->strategy->reopen(array_of(r, m), r->width)) return false;
    return true;
}

static bool peek_phase(struct run *r) {
    uint64_t count = count_of(r, 0);
    r->sink += r->loops->scan(array_of(r, 0), count < 10 ? count : 10);
    return true;
}

static bool scan_phase(struct run *r) {
    for (size_t m = 0; m < r->options.arrays; m++)
        r->sink += r->loops->scan(array_of(r, m), count_of(r, m));
    return true;
}

/* A million positions over all arrays, however small they are: fewer would take microseconds, which
 * is what the clocks around them cost. A strategy whose index is slow stops at the budget: reads are
 * made in batches with a look at the clock between them, small ones first, as a read may take
 * milliseconds. */
static bool random_phase(struct run *r) {
    const uint64_t reads = r->outcome.appended > 0 ? 1000000 : 0, largest_batch = 16384;
    const int64_t stop_at = wall_now() + (int64_t)(r->options.budget * 1e9);
    uint64_t seed = 1, done = 0, batch = 1;
    bool over = false;
    for (size_t m = 0; m < r->options.arrays && !over; m++) {
        uint64_t count = count_of(r, m);
        uint64_t last = reads / r->options.arrays + (m < reads % r->options.arrays);
        for (uint64_t from = 0, n; from < last && count > 0 && !over; from += n) {
            n = last - from < batch ? last - from : batch;
            r->sink += r->options.chained
                           ? r->loops->random_chained(array_of(r, m), count, n, &seed, 0)
                           : r->loops->random(array_of(r, m), count, n, &seed);
            done += n;
            if (batch < largest_batch) batch *= 2;
            over = r->options.budget > 0 && wall_now() >= stop_at;
        }
    }
    r->outcome.random_reads = done;
    return true;
}

static bool release_phase(struct run *r) {
    for (size_t m = 0; m < r->options.arrays; m++) r->program->release(array_of(r, m), r->width);
    return true;
}

/* Whether the strategy has the phase at all: a vector has nothing to gather, or to sync. */
static bool has_phase(const struct strategy *s, enum phase phase) {
    switch (phase) {
    case PHASE_GATHER: return s->gather;
    case PHASE_SYNC: return s->sync;
    case PHASE_REOPEN:
    case PHASE_PEEK: return s->reopen;
    case PHASE_SCAN:
    case PHASE_RANDOM: return !s->discards;
    default: return true;
    }
}

static bool run_phase(struct run *r, enum phase phase) {
    static bool (*const bodies[PHASES])(struct run *) = {
        append_phase, gather_phase, sync_phase,   reopen_phase,
        peek_phase,   scan_phase,   random_phase, release_phase,
    };
    if (!has_phase(r->strategy, phase) || !r->options.phases[phase]) return true;
    bool reset = memory_peak_reset();
    struct reading before = reading_now();
    bool ok = bodies[phase](r);
    struct reading after = reading_now();
    struct resident now = resident_now();
    int64_t peak = now.peak_bytes, base = r->outcome.before.rss_bytes;
    r->outcome.phase[phase] = (struct phase_cost){
        .ran = true,
        .wall_ns = after.wall_ns - before.wall_ns,
        .cpu_ns = after.cpu_ns - before.cpu_ns,
        .minor_faults = after.minor_faults - before.minor_faults,
        .major_faults = after.major_faults - before.major_faults,
        .peak_rss_bytes = !reset || peak == UNKNOWN || base == UNKNOWN ? UNKNOWN
                          : peak > base                                ? peak - base
                                                                       : 0,
    };
    if (phase == PHASE_APPEND) r->outcome.full = now;
    return ok;
}

/* ---- reading back --------------------------------------------------------------------------- */

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

/* Sums all that is stored, and writes it if there is an output. A failure to write is noted. */
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

static bool same(struct run *r, uint64_t stored, const char *where) {
    if (stored == r->outcome.checksum) return true;
    return failure("verify", 0, "%s differs from what came in (checksum %016llx, was %016llx)",
                   where, (unsigned long long)stored, (unsigned long long)r->outcome.checksum);
}

/* After gather: the blocks are read back and freed, untimed. */
static bool verify_gathered(struct run *r) {
    if (!r->gathered) return true;
    bool complete = r->outcome.phase[PHASE_GATHER].ran && !failure_noted();
    bool ok = !complete || same(r, read_back(r, NULL), "the gathered block");
    for (size_t m = 0; m < r->options.arrays; m++)
        counted_free(r->blocks[m], count_of(r, m) * r->width);
    r->gathered = false;
    return ok;
}

/* ---- the run -------------------------------------------------------------------------------- */

static void prepare(struct run *r) {
    const struct options *o = &r->options;
    r->width = type_width(o->type);
    for (int w = 0; w < WIDTHS; w++)
        if (r->program->loops[w].width == r->width) r->loops = &r->program->loops[w];
    if (!o->input)
        stream_generate(&r->stream, o->type);
    else if (!stream_open(&r->stream, o->type, o->input, o->text))
        die(EXIT_FAILED);

    set_share(r);
    r->arrays = calloc(o->arrays, r->program->array_bytes);
    /* Now, not when they are needed: above the chunks of a list, even a small block of our own would
     * keep the heap from going back to the system when they are released. */
    r->blocks = calloc(o->arrays, sizeof *r->blocks);
    if (!r->arrays || !r->blocks) {
        failure("calloc", errno, "%llu arrays", (unsigned long long)o->arrays);
        die(EXIT_FAILED);
    }
    /* calloc's pages are zero pages until written: touch them before memory is measured. */
    memset(r->arrays, 1, o->arrays * r->program->array_bytes);
    memset(r->arrays, 0, o->arrays * r->program->array_bytes);
    memory_fail_at(o->fail_allocation);
}

/* Runs the phases up to release. Returns EXIT_DONE, or how it failed, with a note. */
static enum exit_status measure(struct run *r, struct output *output) {
    struct outcome *out = &r->outcome;
    resident_now(); /* the first look makes buffers and code resident */
    struct storage storage = storage_now();
    reading_now();
    out->before = resident_now();

    bool ok = run_phase(r, PHASE_APPEND);
    out->checksum = checksum_value(&r->stream.checksum);
    ok = ok && run_phase(r, PHASE_GATHER);
    bool right = verify_gathered(r);
    for (enum phase p = PHASE_SYNC; ok && right && p < PHASE_RELEASE; p++) ok = run_phase(r, p);

    struct storage now = storage_now();
    out->storage.read_bytes =
        now.read_bytes == UNKNOWN ? UNKNOWN : now.read_bytes - storage.read_bytes;
    out->storage.written_bytes =
        now.written_bytes == UNKNOWN ? UNKNOWN : now.written_bytes - storage.written_bytes;

    /* Whatever happened: what was appended must be there. */
    if (right && !r->strategy->discards) {
        right = same(r, read_back(r, ok ? output : NULL), "what is stored");
        out->verified = true;
    }
    ok = run_phase(r, PHASE_RELEASE) && ok;
    out->after = resident_now();
    if (!right) return EXIT_WRONG;
    return ok && !failure_noted() ? EXIT_DONE : EXIT_FAILED;
}

/* --latency and --timeline: a pass of its own, in which nothing else is measured. */
static enum exit_status run_pass(struct run *r, struct output *to) {
    static struct latency latency;
    if (r->options.latency) r->latency = &latency;
    bool ok = r->latency || timeline_begin(to, r->options.count);
    ok = ok && append_phase(r);
    r->outcome.checksum = checksum_value(&r->stream.checksum);
    timeline_event("full");
    if (ok && !r->latency && r->strategy->gather) {
        ok = gather_phase(r);
        timeline_event("gather");
    }
    bool right = verify_gathered(r);
    if (right && !r->strategy->discards) right = same(r, read_back(r, NULL), "what is stored");
    timeline_event("release");
    release_phase(r);
    ok = (r->latency ? latency_write(r->latency, to) : timeline_end()) && ok;
    if (!right) return EXIT_WRONG;
    return ok && !failure_noted() ? EXIT_DONE : EXIT_FAILED;
}

int frame_main(const struct program *program, int argc, char **argv) {
    static char name[64];
    const char *base = strrchr(program->source, '/');
    snprintf(name, sizeof name, "%s", base ? base + 1 : program->source);
    name[strcspn(name, ".")] = '\0';
    failure_program(name);

    struct run r = {.program = program, .strategy = program->strategy};
    const struct options *o = &r.options;
    output_guard();
    options_parse(&r.options, r.strategy, argc, argv);
    /* A full disk and a closed pipe are errors to be told, not signals to die of. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    if (o->describe) {
        outcome_describe(r.strategy, o);
        if (!output_flush()) die(EXIT_FAILED);
        return EXIT_DONE;
    }

    if (!huge_pages_set(o->huge_pages, argv)) die(EXIT_UNABLE);

    /* One file at most: the elements, or what a pass of its own writes. */
    const char *path = o->timeline ? o->timeline : o->latency ? o->latency : o->output;
    bool pass = o->timeline || o->latency;
    struct output output;
    if (!output_check(o->record, true) || !output_check(path, o->force)) die(EXIT_FAILED);
    r.outcome.file_system = file_system_of(o->directory);
    prepare(&r);
    if (path && !output_open(&output, path)) die(EXIT_FAILED);
    enum exit_status status = pass ? run_pass(&r, &output) : measure(&r, path ? &output : NULL);
    stream_close(&r.stream);
    free(r.arrays);
    free(r.blocks);
    if (path && !output_close(&output, status == EXIT_DONE)) status = EXIT_FAILED;
    if (status != EXIT_DONE) die(status);
    if (pass) return EXIT_DONE;

    struct record record = {0};
    outcome_record(&record, program, o, &r.outcome);
    if (o->json)
        record_print(&record);
    else if (!o->output || strcmp(o->output, "-") != 0)
        outcome_print(program, o, &r.outcome);
    if (!output_flush()) die(EXIT_FAILED);
    if (o->record && !record_append(&record, o->record)) die(EXIT_FAILED);
    return EXIT_DONE;
}
