/* harness.c - see harness.h */
#include "measure.h"
#include "phases.h"
#include "timeline.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

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
        right = same_contents(r, read_back(r, ok ? output : NULL), "what is stored");
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
    if (ok && !r->latency && (r->strategy->gather || r->strategy->gather_own)) {
        ok = gather_phase(r);
        timeline_event("gather");
    }
    bool right = verify_gathered(r);
    if (right && !r->strategy->discards)
        right = same_contents(r, read_back(r, NULL), "what is stored");
    timeline_event("release");
    release_phase(r);
    ok = (r->latency ? latency_write(r->latency, to) : timeline_end()) && ok;
    if (!right) return EXIT_WRONG;
    return ok && !failure_noted() ? EXIT_DONE : EXIT_FAILED;
}

int harness_main(const struct program *program, int argc, char **argv) {
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
