/* harness.c - see harness.h */
#include "harness.h"
#include "allocator.h"
#include "measure.h"
#include "phases.h"
#include "read_phases.h"
#include "share_phases.h"
#include "timeline.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

/* The one run of this process: its failure is told from wherever it happens. */
static struct run run;

static void record_failure(enum exit_status status) {
    record_again(&run.record);
    identity_record(&run.record, &run.identity);
    outcome_record_failed(&run.record, status, run.stream.delivered);
    record_append(&run.record, run.options.record); /* if it cannot be, the line has told why */
}

static const struct loops *loops_of(const struct program *program, size_t width) {
    for (const struct loops *l = program->loops; l < program->loops + WIDTHS && l->append; l++)
        if (l->width == width || l->width == 0) return l;
    failure("type", 0, "this program has no loops for elements of %zu bytes", width);
    die(EXIT_FAILED);
}

static void prepare(struct run *r) {
    const struct options *o = &r->options;
    r->width = type_width(o->type);
    r->loops = loops_of(r->program, r->width);
    allocator_name(); /* looked up now, and not while growth is measured */
    if (!o->input)
        stream_generate(&r->stream, o->type);
    else if (!stream_open(&r->stream, o->type, o->input, o->text ? &o->column : NULL, stop_at(o)))
        die(EXIT_FAILED);

    set_share(r);
    r->arrays = calloc(o->arrays, r->program->array_bytes);
    /* Now, not when they are needed: above the chunks of a list, even a small block of our own
     * would keep the heap from going back to the system when they are released. */
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

/* Runs all phases. Returns EXIT_DONE, or how it failed, with a note. */
static enum exit_status measure(struct run *r, int64_t begun_ns) {
    struct outcome *out = &r->outcome;
    resident_now(); /* the first look makes buffers and code resident */
    const struct storage before = storage_now();
    reading_now();
    out->before = resident_now();

    out->start_wall_ns = wall_now() - begun_ns;
    bool ok = run_phase(r, PHASE_APPEND);
    out->checksum = checksum_value(&r->stream.checksum);
    ok = ok && run_phase(r, PHASE_GATHER);
    bool right = !r->gathered || run_verify(r, verify_gathered);
    for (enum phase p = PHASE_SYNC; ok && right && p < PHASE_RELEASE; p++) ok = run_phase(r, p);

    out->storage = storage_since(before);

    /* Whatever happened: what was appended must be there. */
    if (!ok) r->output = NULL;
    if (right && !r->strategy->discards) {
        right = run_verify(r, verify_stored);
        out->verified = true;
    }
    right = run_phase(r, PHASE_RELEASE) && right;
    out->after = resident_now();
    return status_of(ok, right);
}

/* --latency and --timeline: nothing else is measured. */
static enum exit_status run_instrumented(struct run *r) {
    static struct latency latency;
    if (r->options.latency) r->latency = &latency;
    bool ok = r->latency || timeline_begin(r->options.count);
    ok = ok && append_phase(r);
    r->outcome.checksum = checksum_value(&r->stream.checksum);
    timeline_event("full");
    if (ok && !r->latency && (r->strategy->gather || r->strategy->gather_own)) {
        ok = gather_phase(r);
        timeline_event("gather");
    }
    bool right = verify_gathered(r);
    if (right && !r->strategy->discards) {
        right = verify_stored(r);
        r->outcome.verified = true;
    }
    timeline_event("release");
    right = release_phase(r) && right;
    timeline_end();
    return status_of(ok, right);
}

/* Its table, to `table` (NULL: nowhere) and into the record. */
static bool tell_instrumented(struct run *r, struct output *table) {
    const bool timeline = r->options.timeline != NULL;
    const uint64_t clock_ns = timeline ? 0 : latency_clock_ns();
    outcome_record_instrumented(&r->record, &r->identity, &r->outcome,
                                timeline ? "timeline" : "latency");
    if (timeline)
        timeline_record(&r->record);
    else
        latency_record(r->latency, clock_ns, &r->record);
    if (!table) return true;
    return timeline ? timeline_write(table) : latency_write(r->latency, clock_ns, table);
}

/* The program's name is that of its source file. */
static void name_program(const char *source) {
    static char name[64];
    const char *base = strrchr(source, '/');
    snprintf(name, sizeof name, "%s", base ? base + 1 : source);
    name[strcspn(name, ".")] = '\0';
    failure_program(name);
}

/* Everything up to the first phase. `path` is the one file that is written beside the record: the
 * elements, or the table of an instrumented run. */
static void start(struct run *r, int argc, char **argv, const char *path) {
    const struct options *o = &r->options;
    r->identity = identity_now(r->program, o, argc, argv);
    const size_t table = o->timeline ? TIMELINE_ROOM : 65536;
    if (!record_begin(&r->record, table + identity_room(&r->identity))) die(EXIT_FAILED);
    if (o->record) failure_call_last(record_failure);
    if (!huge_pages_set(o->huge_pages, argv)) die(EXIT_UNABLE);
    if (!output_check(o->record, true) || !output_check(path, o->force)) die(EXIT_FAILED);
    if (r->strategy->reads)
        read_prepare(r);
    else if (r->strategy->shares)
        share_prepare(r);
    else
        prepare(r);
}

int harness_main(const struct program *program, int argc, char **argv) {
    const int64_t begun_ns = wall_now();
    struct run *r = &run;
    const struct options *o = &r->options;
    r->program = program;
    r->strategy = program->strategy;
    name_program(program->source);
    output_guard();
    options_parse(&r->options, r->strategy, argc, argv);
    /* A full disk and a closed pipe are errors to be told, not signals to die of. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    if (o->describe) {
        if (!record_begin(&r->record, 65536)) die(EXIT_FAILED);
        outcome_describe(&r->record, r->strategy, o);
        if (!output_flush()) die(EXIT_FAILED);
        return EXIT_DONE;
    }

    const bool instrumented = o->timeline || o->latency;
    const char *path = o->timeline ? o->timeline : o->latency ? o->latency : o->output;
    /* --json takes the place of a table on standard output. */
    if (instrumented && o->json && output_is_stdout(path)) path = NULL;
    struct output output;
    start(r, argc, argv, path);
    if (path && !output_open(&output, path)) die(EXIT_FAILED);
    r->output = path && !instrumented ? &output : NULL;

    const bool reads = r->strategy->reads, shares = r->strategy->shares;
    enum exit_status status = instrumented ? run_instrumented(r)
                              : reads      ? read_measure(r, begun_ns)
                              : shares     ? share_measure(r, begun_ns)
                                           : measure(r, begun_ns);
    stream_close(&r->stream);
    free(r->arrays);
    free(r->blocks);
    identity_record(&r->record, &r->identity);
    if (status == EXIT_DONE && !instrumented) {
        outcome_record(&r->record, &r->identity, &r->outcome);
        if (reads) read_record(r);
        if (shares) share_record(r);
    } else if (status == EXIT_DONE && !tell_instrumented(r, path ? &output : NULL)) {
        status = EXIT_FAILED;
    }
    if (path && !output_close(&output, status == EXIT_DONE)) status = EXIT_FAILED;
    if (status != EXIT_DONE) die(status);

    if (o->json)
        record_print(&r->record);
    else if (reads)
        read_print(r);
    else if (shares)
        share_print(r);
    else if (!instrumented && !output_is_stdout(o->output))
        outcome_print(program, o, &r->outcome);
    if (!output_flush()) die(EXIT_FAILED);
    if (o->record && !record_append(&r->record, o->record)) die(EXIT_FAILED);
    return EXIT_DONE;
}
