/* outcome.c - see outcome.h */
#include "outcome.h"
#include "reading.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

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

static void record_cost(struct record *r, const char *phase, const struct phase_cost *c) {
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
    for (size_t f = 0; c->ran && f < sizeof fields / sizeof *fields; f++) {
        char name[64];
        snprintf(name, sizeof name, "%s_%s", phase, fields[f].name);
        record_known(r, name, fields[f].value, no_proc);
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
        {"realloc_copied_bytes", m->realloc_copied_bytes},
        {"remapped_bytes", m->remapped_bytes},
    };
    for (size_t f = 0; f < sizeof fields / sizeof *fields; f++)
        record_known(r, fields[f].name, s->uncounted ? UNKNOWN : (int64_t)fields[f].value,
                     "other people's code allocates by itself, uncounted");
}

static void record_extent(struct record *r, const struct identity *i, const struct outcome *o) {
    record_string(r, "ended", "done");
    record_number(r, "appended", (int64_t)o->appended);
    record_truth(r, "completed", o->completed);
    record_number(r, "payload_bytes", (int64_t)(o->appended * type_width(i->options->type)));
}

static void record_contents(struct record *r, const struct outcome *o) {
    char checksum[20];
    snprintf(checksum, sizeof checksum, "%016" PRIx64, o->checksum);
    if (o->verified)
        record_truth(r, "verified", true);
    else
        record_missing(r, "verified", "this strategy stores nothing");
    record_string(r, "checksum", checksum);
}

void outcome_record(struct record *r, const struct identity *i, const struct outcome *o) {
    record_extent(r, i, o);
    record_number(r, "start_wall_ns", o->start_wall_ns);
    for (int p = 0; p < PHASES; p++) record_cost(r, phase_names[p], &o->phase[p]);
    record_cost(r, "verify", &o->verify);
    record_number(r, "random_reads", (int64_t)o->random_reads);
    record_known(r, "rss_before_bytes", o->before.rss_bytes, no_proc);
    record_known(r, "rss_peak_bytes", highest_peak(o), no_proc);
    record_number(r, "rss_peak_error_bytes", memory_peak_error_bytes());
    record_known(r, "rss_after_bytes", difference(o->after.rss_bytes, o->before.rss_bytes),
                 no_proc);
    record_known(r, "anon_bytes", difference(o->full.anon_bytes, o->before.anon_bytes), no_proc);
    record_known(r, "file_bytes", difference(o->full.file_bytes, o->before.file_bytes), no_proc);
    record_known(r, "shmem_bytes", difference(o->full.shmem_bytes, o->before.shmem_bytes), no_proc);

    record_counts(r, i->program->strategy, o);
    record_known(r, "read_bytes", o->storage.read_bytes, no_proc);
    record_known(r, "written_bytes", o->storage.written_bytes, no_proc);
    record_contents(r, o);
}

void outcome_record_instrumented(struct record *r, const struct identity *i,
                                 const struct outcome *o, const char *instrument) {
    record_extent(r, i, o);
    record_contents(r, o);
    record_string(r, "instrument", instrument);
}

void outcome_record_failed(struct record *r, enum exit_status status, uint64_t appended) {
    const int error = failure_errno();
    record_string(r, "ended",
                  status == EXIT_WRONG ? "wrong"
                  : error == ENOMEM    ? "refused"
                                       : "failed");
    record_said(r, "errno", errno_name(error), "no system call failed");
    record_string(r, "error_at", failure_operation());
    record_open_string(r, "message");
    record_part(r, failure_program_name());
    record_part(r, ": ");
    record_part(r, failure_line());
    record_close_string(r);
    record_number(r, "appended", (int64_t)appended);
    record_truth(r, "completed", false);
    record_truth(r, "verified", false);
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

const char *duration(int64_t ns) {
    static const char *const units[] = {"ns", "us", "ms", "s"};
    static const double factors[] = {1, 1e3, 1e6, 1e9};
    return scaled((double)ns, units, factors, 4);
}

const char *size(int64_t bytes) {
    static const char *const units[] = {"B", "kB", "MB", "GB", "TB"};
    static const double factors[] = {1, 1e3, 1e6, 1e9, 1e12};
    return bytes == UNKNOWN ? "unknown" : scaled((double)bytes, units, factors, 5);
}

/* A row of the table; with `elements`, also the time of one. */
static void print_cost(const char *phase, const struct phase_cost *c, uint64_t elements) {
    if (!c->ran) return;
    char element[32] = "";
    if (elements > 0)
        snprintf(element, sizeof element, "%.2f ns", (double)c->wall_ns / (double)elements);
    printf("%-8s %10s %10s %12s %9" PRId64 " %12s\n", phase, duration(c->wall_ns),
           duration(c->cpu_ns), element, c->minor_faults + c->major_faults,
           size(c->peak_rss_bytes));
}

void outcome_print(const struct program *program, const struct options *options,
                   const struct outcome *o) {
    int64_t payload = (int64_t)(o->appended * type_width(options->type));
    printf("%s - %s: %" PRIu64 " %s, %s of data\n\n", failure_program_name(),
           program->strategy->title, o->appended, type_name(options->type), size(payload));
    if (o->resumed > 0) printf("%" PRIu64 " of them were in the file\n\n", o->resumed);
    printf("%-8s %10s %10s %12s %9s %12s\n", "phase", "wall", "CPU", "per element", "faults",
           "peak memory");
    printf("%-8s %10s\n", "start", duration(o->start_wall_ns));
    for (int p = 0; p < PHASES; p++) {
        uint64_t elements = p == PHASE_RANDOM   ? o->random_reads
                            : p == PHASE_APPEND ? o->appended - o->resumed
                                                : o->appended;
        bool each = p == PHASE_APPEND || p == PHASE_GATHER || p == PHASE_SCAN || p == PHASE_RANDOM;
        print_cost(phase_names[p], &o->phase[p], each ? elements : 0);
    }
    print_cost("verify", &o->verify, o->appended);
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
        printf("\ncopied by realloc %s, by the strategy itself %s\n",
               size((int64_t)m->realloc_copied_bytes), size((int64_t)m->copied_bytes));
    }
    if (!o->completed)
        printf("over the budget: stopped at %" PRIu64 " elements after %g s\n", o->appended,
               options->budget);
    if (o->verified)
        printf("verified: what is stored is what came in (checksum %016" PRIx64 ")\n", o->checksum);
    else
        printf("not verified: this strategy stores nothing\n");
}

void outcome_describe(struct record *r, const struct strategy *s, const struct options *options) {
    record_string(r, "strategy", failure_program_name());
    record_string(r, "title", s->title);
    record_string(r, "about", s->about);
    if (s->numpy) record_string(r, "numpy", s->numpy);
    record_string(r, "family", s->family);
    record_truth(r, "core", s->core);
    record_truth(r, "baseline", s->baseline);
    record_truth(r, "knows_count", s->knows_count);
    record_truth(r, "reads_twice", s->reads_twice);
    record_truth(r, "quadratic", s->quadratic);
    record_truth(r, "discards", s->discards);
    record_truth(r, "contiguous", !s->gather && !s->gather_own && !s->discards);
    record_truth(r, "stable", s->stable);
    record_truth(r, "file", s->sync != NULL);
    record_truth(r, "by_block", s->by_block);
    record_truth(r, "reads", s->reads != NULL);
    record_truth(r, "shares", s->shares != NULL);
    record_truth(r, "copies", s->reads && s->reads->copy);
    record_truth(r, "in_order_only", s->reads && !s->reads->at);
    record_number(r, "element_bytes", s->element_bytes);
    record_parameters(r, s, options->parameters);
    record_open_list(r, "types");
    for (enum element_type t = 0; t < TYPE_COUNT; t++)
        if (!s->types || strstr(s->types, type_name(t))) record_string(r, NULL, type_name(t));
    record_close_list(r);
    record_print(r);
}
