/* outcome.c - see outcome.h */
#include "outcome.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

static const char no_proc[] = "could not be read from /proc";

static int64_t highest_peak(const struct outcome *o) {
    int64_t peak = UNKNOWN;
    for (int p = 0; p < PHASES; p++)
        if (o->phase[p].ran && o->phase[p].peak_rss_bytes > peak) peak = o->phase[p].peak_rss_bytes;
    return peak;
}

static int64_t difference(int64_t a, int64_t b) {
    if (a == UNKNOWN || b == UNKNOWN) return UNKNOWN;
    return a > b ? a - b : 0;
}

static void record_parameters(struct record *r, const struct strategy *s, const double *values) {
    record_open(r, "parameters");
    for (int k = 0; k < PARAMETERS && s->parameters[k].name; k++)
        record_real(r, s->parameters[k].name, values[k]);
    record_close(r);
}

static void record_phases(struct record *r, const struct outcome *o) {
    for (int p = 0; p < PHASES; p++) {
        const struct phase_cost *c = &o->phase[p];
        if (!c->ran) continue;
        const struct {
            const char *name;
            int64_t value;
        } fields[] = {
            {"wall_ns", c->wall_ns},
            {"cpu_ns", c->cpu_ns},
            {"minor_faults", c->minor_faults},
            {"major_faults", c->major_faults},
            {"peak_rss_bytes", c->peak_rss_bytes},
        };
        for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
            char name[64];
            snprintf(name, sizeof name, "%s_%s", phase_names[p], fields[f].name);
            record_known(r, name, fields[f].value, no_proc);
        }
    }
}

static void record_counts(struct record *r, const struct strategy *s, const struct outcome *o) {
    const struct memory_counts *m = &memory_counts;
    const struct {
        const char *name;
        uint64_t value;
    } fields[] = {
        {"live_peak_bytes", m->live_peak_bytes},
        {"reserved_peak_bytes", m->reserved_peak_bytes},
        {"allocations", m->allocations},
        {"growths", o->growths},
        {"moves", m->moves},
        {"moved_bytes", m->moved_bytes},
        {"copied_bytes", m->copied_bytes},
        {"remapped_bytes", m->remapped_bytes},
    };
    for (size_t f = 0; f < sizeof fields / sizeof *fields; f++)
        record_known(r, fields[f].name, s->uncounted ? UNKNOWN : (int64_t)fields[f].value,
                     "other people's code allocates by itself, uncounted");
}

void outcome_record(struct record *r, const struct program *program, const struct options *options,
                    const struct outcome *o) {
    const struct strategy *s = program->strategy;
    size_t width = type_width(options->type);
    record_number(r, "schema", RECORD_SCHEMA);
    record_string(r, "strategy", failure_program_name());
    record_string(r, "title", s->title);
    record_string(r, "family", s->family);
    record_truth(r, "core", s->core);
    /* On other pages than the others it is not what they are compared with. */
    record_truth(r, "baseline", s->baseline && options->huge_pages == HUGE_PAGES_SYSTEM);
    record_string(r, "version", VERSION);
    record_string(r, "compiler", program->compiler);
    record_number(r, "pid", getpid());
    if (options->count == UINT64_MAX)
        record_missing(r, "count", "not known before the input ended");
    else
        record_number(r, "count", (int64_t)options->count);
    record_number(r, "appended", (int64_t)o->appended);
    record_truth(r, "completed", o->completed);
    record_string(r, "type", type_name(options->type));
    record_number(r, "width_bytes", (int64_t)width);
    record_number(r, "payload_bytes", (int64_t)(o->appended * width));
    record_number(r, "arrays", (int64_t)options->arrays);
    record_truth(r, "turns", options->turns);
    record_string(r, "huge_pages", huge_pages_names[options->huge_pages]);
    record_string(r, "input", !options->input ? "generated" : options->text ? "text" : "raw");
    record_parameters(r, s, options->parameters);
    record_string(r, "file_system", o->file_system);

    record_phases(r, o);
    record_number(r, "random_reads", (int64_t)o->random_reads);
    record_truth(r, "random_chained", options->chained);
    record_known(r, "rss_before_bytes", o->before.rss_bytes, no_proc);
    record_known(r, "rss_peak_bytes", highest_peak(o), no_proc);
    record_number(r, "rss_peak_error_bytes", memory_peak_error_bytes());
    record_known(r, "rss_after_bytes", difference(o->after.rss_bytes, o->before.rss_bytes),
                 no_proc);
    record_known(r, "anon_bytes", difference(o->full.anon_bytes, o->before.anon_bytes), no_proc);
    record_known(r, "file_bytes", difference(o->full.file_bytes, o->before.file_bytes), no_proc);
    record_known(r, "shmem_bytes", difference(o->full.shmem_bytes, o->before.shmem_bytes), no_proc);

    record_counts(r, s, o);
    record_known(r, "read_bytes", o->storage.read_bytes, no_proc);
    record_known(r, "written_bytes", o->storage.written_bytes, no_proc);

    char checksum[20];
    snprintf(checksum, sizeof checksum, "%016" PRIx64, o->checksum);
    if (o->verified)
        record_truth(r, "verified", true);
    else
        record_missing(r, "verified", "this strategy stores nothing");
    record_string(r, "checksum", checksum);
}

/* ---- for people ----------------------------------------------------------------------------- */

/* "12.3 ms", in a static buffer for each of a few calls in one printf. */
static const char *scaled(double value, const char *const *units, const double *factors, int n) {
    static char texts[4][32];
    static int turn;
    int u = 0;
    while (u + 1 < n && value >= factors[u + 1] * 0.9995) u++;
    char *text = texts[turn++ % 4];
    double shown = value / factors[u];
    int digits = u == 0 && value == (double)(int64_t)value ? 0 : shown < 9.995 ? 2 : shown < 99.95;
    snprintf(text, sizeof texts[0], "%.*f %s", digits, shown, units[u]);
    return text;
}

static const char *duration(int64_t ns) {
    static const char *const units[] = {"ns", "us", "ms", "s"};
    static const double factors[] = {1, 1e3, 1e6, 1e9};
    return scaled((double)ns, units, factors, 4);
}

static const char *size(int64_t bytes) {
    static const char *const units[] = {"B", "kB", "MB", "GB", "TB"};
    static const double factors[] = {1, 1e3, 1e6, 1e9, 1e12};
    return bytes == UNKNOWN ? "unknown" : scaled((double)bytes, units, factors, 5);
}

void outcome_print(const struct program *program, const struct options *options,
                   const struct outcome *o) {
    int64_t payload = (int64_t)(o->appended * type_width(options->type));
    printf("%s - %s: %" PRIu64 " %s, %s of data\n\n", failure_program_name(),
           program->strategy->title, o->appended, type_name(options->type), size(payload));
    printf("%-8s %10s %10s %12s %9s %12s\n", "phase", "wall", "CPU", "per element", "faults",
           "peak memory");
    for (int p = 0; p < PHASES; p++) {
        const struct phase_cost *c = &o->phase[p];
        if (!c->ran) continue;
        uint64_t elements = p == PHASE_RANDOM ? o->random_reads : o->appended;
        bool each = p == PHASE_APPEND || p == PHASE_GATHER || p == PHASE_SCAN || p == PHASE_RANDOM;
        char element[32] = "";
        if (each && elements > 0)
            snprintf(element, sizeof element, "%.2f ns", (double)c->wall_ns / (double)elements);
        printf("%-8s %10s %10s %12s %9" PRId64 " %12s\n", phase_names[p], duration(c->wall_ns),
               duration(c->cpu_ns), element, c->minor_faults + c->major_faults,
               size(c->peak_rss_bytes));
    }
    const struct memory_counts *m = &memory_counts;
    printf("\npeak memory %s (+- %s)", size(highest_peak(o)), size(memory_peak_error_bytes()));
    /* No ratio where the error may be more than a tenth of it. */
    if (payload >= 10 * memory_peak_error_bytes() && highest_peak(o) != UNKNOWN)
        printf(", %.2f x the data", (double)highest_peak(o) / (double)payload);
    if (program->strategy->uncounted) {
        printf("\nother people's code: what it allocates and copies is not counted\n");
    } else {
        printf("; reserved %s\n", size((int64_t)m->reserved_peak_bytes));
        printf("%" PRIu64 " allocations; realloc and mremap moved %" PRIu64 " blocks (%s)",
               m->allocations, m->moves, size((int64_t)m->moved_bytes));
        printf("; the strategy itself copied %s\n", size((int64_t)m->copied_bytes));
    }
    if (!o->completed)
        printf("over the budget: stopped at %" PRIu64 " elements after %g s\n", o->appended,
               options->budget);
    if (o->verified)
        printf("verified: what is stored is what came in (checksum %016" PRIx64 ")\n", o->checksum);
    else
        printf("not verified: this strategy stores nothing\n");
}

void outcome_describe(const struct strategy *s, const struct options *options) {
    struct record r = {0};
    record_string(&r, "strategy", failure_program_name());
    record_string(&r, "title", s->title);
    record_string(&r, "about", s->about);
    record_string(&r, "family", s->family);
    record_truth(&r, "core", s->core);
    record_truth(&r, "baseline", s->baseline);
    record_truth(&r, "knows_count", s->knows_count);
    record_truth(&r, "reads_twice", s->reads_twice);
    record_truth(&r, "quadratic", s->quadratic);
    record_truth(&r, "discards", s->discards);
    record_truth(&r, "contiguous", !s->gather && !s->gather_own && !s->discards);
    record_truth(&r, "stable", s->stable);
    record_truth(&r, "file", s->sync != NULL);
    record_truth(&r, "by_block", s->by_block);
    record_number(&r, "element_bytes", s->element_bytes);
    if (s->types) record_string(&r, "types", s->types);
    record_parameters(&r, s, options->parameters);
    record_print(&r);
}
