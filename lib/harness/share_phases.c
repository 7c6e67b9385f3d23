/* share_phases.c - see share_phases.h */
#include "share_phases.h"
#include "random_reads.h"
#include "read_source.h"
#include "sharing.h"
#include "team.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

/* One worker, in memory that all share: each writes its own. */
struct member {
    struct worker worker;
    struct phase_cost cost[PHASES];
    struct resident now;
};

/* The one run of this process; of a worker's process, a copy. */
static struct run *run;
static const struct sharing *way;
static struct source source;
static struct setup setup;
static size_t workers;
static bool threads;
static struct {
    atomic_uint_fast64_t turn;
    atomic_bool stop;
    struct member member[TEAM_MOST];
} * all;

/* What was found, and the reason where nothing was. */
static int64_t found[FINDINGS];
static const char *why[FINDINGS];
static int cpus_seen;

static const char *const names[FINDINGS] = {
    [LOST_UPDATES] = "lost_updates",
    [TORN_READS] = "torn_reads",
    [STORES_UNSEEN_BY_READ] = "stores_unseen_by_read",
    [STORES_UNSEEN_BY_MAPPING] = "stores_unseen_by_mapping",
    [WRITES_UNSEEN_BY_MAPPING] = "writes_unseen_by_mapping",
    [STORES_UNSEEN_BY_DIRECT] = "stores_unseen_by_direct",
    [DIRECT_WRITES_UNSEEN] = "direct_writes_unseen",
    [DIRTY_BYTES] = "dirty_bytes",
    [DIRTY_SYNCED_BYTES] = "dirty_synced_bytes",
};

void share_prepare(struct run *r) {
    const struct options *o = &r->options;
    struct options of_file = *o;
    run = r;
    way = r->strategy->shares;
    r->width = type_width(o->type);
    setup = (struct setup){
        .width = r->width,
        .type = type_name(o->type),
        .program = failure_program_name(),
        .directory = o->directory,
        .parameters = r->strategy->parameters,
        .values = o->parameters,
    };
    workers = (size_t)parameter(&setup, "workers");
    threads = parameter(&setup, "kind") > 0;
    if (o->input && way->stores)
        die_usage("input", "it stores into its file, and so makes one of its own");
    if (way->elements_of_file) of_file.count = way->elements_of_file;
    if (!source_make(&source, &r->stream, &of_file)) die(EXIT_FAILED);
    setup.input = source.path, setup.input_name = source.name;
    setup.count = r->stream.delivered;
    if (!way->elements_of_file) r->options.count = r->stream.delivered;
    r->outcome.checksum = checksum_value(&r->stream.checksum);
    r->identity.file_system = file_system_of(source.path);
    if (o->cold && !source_sync(&source)) die(EXIT_FAILED);
    if (o->cold && !source_drop(&source)) die(EXIT_UNABLE);
    all = mmap(NULL, sizeof *all, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED) {
        failure("mmap", errno, "%zu bytes for workers", sizeof *all);
        die(EXIT_FAILED);
    }
    for (size_t k = 0; k < workers; k++)
        all->member[k].worker = (struct worker){.setup = &setup,
                                                .number = k,
                                                .workers = workers,
                                                .turn = &all->turn,
                                                .stop = &all->stop};
    memory_fail_at(o->fail_allocation);
}

/* ---- in a worker ---------------------------------------------------------------------------- */

/* What one does before the clock is looked at. */
enum { PIECE = 64 * STREAM_BLOCK, WORK_PIECE = 1024 };

static bool work(struct worker *w) {
    const uint64_t count = run->options.count, piece = way->elements ? PIECE : WORK_PIECE;
    const int64_t stop_at_ns = stop_at(&run->options);
    bool ok = true;
    while (ok && w->done < count && !*w->stop) {
        const uint64_t first = w->done, n = count - first < piece ? count - first : piece;
        if (way->elements)
            w->sum += sum_of_words(way->elements(w, first), NULL, (size_t)n, setup.width);
        w->done += n;
        ok = !way->work || way->work(w, first, n);
        if (stop_at_ns && w->done < count && wall_now() >= stop_at_ns) *w->stop = true;
    }
    return ok;
}

static struct worker *me;

static bool release(struct worker *w) {
    if (way->close) way->close(w);
    counted_close(&w->file);
    return given_back(run);
}

static bool open_body(struct run *r) { return (void)r, way->open(me); }
static bool work_body(struct run *r) { return (void)r, work(me); }
static bool release_body(struct run *r) { return (void)r, release(me); }

/* The steps that are no phases. */
enum { BEFORE = PHASES, NOW };

/* A thread only works: all else is of the process. */
static bool act(size_t number, int step) {
    static bool (*const bodies[PHASES])(struct run *) = {
        [PHASE_REOPEN] = open_body, [PHASE_SCAN] = work_body, [PHASE_RELEASE] = release_body};
    struct member *m = &all->member[number];
    struct resident after;
    if (threads) return step != PHASE_SCAN || work(&m->worker);
    me = &m->worker;
    if (step < PHASES) return measured(run, bodies[step], &m->cost[step], &after);
    resident_now(); /* the first look makes buffers and code resident */
    m->now = resident_now();
    if (step == BEFORE) run->outcome.before = m->now;
    return true;
}

/* ---- the phases ----------------------------------------------------------------------------- */

static struct team *team;
static enum phase current;

static bool phase_body(struct run *r) {
    (void)r;
    struct worker *first = &all->member[0].worker;
    if (!threads || current == PHASE_SCAN) return team_step(team, (int)current);
    if (current == PHASE_RELEASE) return release(first);
    if (!way->open(first)) return false;
    for (size_t k = 1; k < workers; k++) {
        struct worker *w = &all->member[k].worker;
        w->file = first->file, w->own = first->own;
    }
    return true;
}

static void add(int64_t *sum, int64_t value) {
    *sum = *sum == UNKNOWN || value == UNKNOWN ? UNKNOWN : *sum + value;
}

static void add_resident(struct resident *sum, const struct resident *one) {
    add(&sum->rss_bytes, one->rss_bytes);
    add(&sum->anon_bytes, one->anon_bytes);
    add(&sum->file_bytes, one->file_bytes);
    add(&sum->shmem_bytes, one->shmem_bytes);
    add(&sum->pss_bytes, one->pss_bytes);
}

/* Runs a phase in all workers. What this process adds to it is what waiting costs. */
static bool phase(struct run *r, enum phase p) {
    struct phase_cost *cost = &r->outcome.phase[p];
    current = p;
    const bool ok = measured(r, phase_body, cost, &r->outcome.after);
    if (threads) return ok;
    cost->peak_rss_bytes = 0;
    for (size_t k = 0; k < workers; k++) {
        const struct phase_cost *c = &all->member[k].cost[p];
        cost->cpu_ns += c->cpu_ns;
        cost->minor_faults += c->minor_faults;
        cost->major_faults += c->major_faults;
        add(&cost->peak_rss_bytes, c->peak_rss_bytes);
    }
    return ok;
}

/* What is resident in all workers, of threads in their process. */
static bool resident_in_all(int step, struct resident *sum) {
    resident_now();
    *sum = resident_now();
    if (threads) return true;
    *sum = (struct resident){0};
    if (!team_step(team, step)) return false;
    for (size_t k = 0; k < workers; k++) add_resident(sum, &all->member[k].now);
    return true;
}

/* The file, as it is now: its checksum, and for each worker the sum of what it went through. */
static bool read_again(struct run *r) {
    static char block[STREAM_BLOCK * 64];
    const size_t some = sizeof block / r->width;
    struct checksum checksum = {0};
    uint64_t sum[TEAM_MOST] = {0};
    for (uint64_t first = 0, n; first < setup.count; first += n) {
        n = setup.count - first < some ? setup.count - first : some;
        const size_t bytes = (size_t)n * r->width;
        for (size_t done = 0; done < bytes;) {
            const ssize_t got =
                pread(source.fd, block + done, bytes - done, (off_t)(first * r->width + done));
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0)
                return failure("read", got < 0 ? errno : 0, "%s, read again", source.name);
            done += (size_t)got;
        }
        checksum_add(&checksum, block, bytes);
        for (size_t k = 0; way->elements && k < workers; k++) {
            const uint64_t did = all->member[k].worker.done, left = did > first ? did - first : 0;
            sum[k] += sum_of_words(block, NULL, (size_t)(left < n ? left : n), r->width);
        }
    }
    if (!way->stores && checksum_value(&checksum) != r->outcome.checksum)
        return wrong_result("verify", "the file was changed, though nobody stores into it");
    for (size_t k = 0; k < workers; k++)
        if (way->elements && sum[k] != all->member[k].worker.sum)
            return wrong_result("verify",
                                "worker %zu read something else than is in the file (sum of words "
                                "%016" PRIx64 ", not %016" PRIx64 ")",
                                k, all->member[k].worker.sum, sum[k]);
    return true;
}

/* This process, when it looks at the file as a worker does. */
static struct worker coordinator(void) {
    return (struct worker){.setup = &setup,
                           .number = workers,
                           .workers = workers,
                           .turn = &all->turn,
                           .stop = &all->stop};
}

static bool verify_phase(struct run *r) {
    static struct worker told[TEAM_MOST];
    struct worker w = coordinator();
    for (int f = 0; f < FINDINGS; f++) why[f] = "not asked of this program";
    for (size_t k = 0; k < workers; k++) {
        told[k] = all->member[k].worker;
        for (int f = 0; f < FINDINGS; f++) found[f] += told[k].found[f];
    }
    bool ok = read_again(r);
    if (ok && way->check) ok = way->check(&w, told, found, why);
    counted_close(&w.file);
    return ok;
}

static bool begin(void) {
    struct worker w = coordinator();
    const bool ok = !way->begin || way->begin(&w);
    counted_close(&w.file);
    return ok;
}

enum exit_status share_measure(struct run *r, int64_t begun_ns) {
    struct outcome *out = &r->outcome;
    bool ok = begin();
    team = ok ? team_begin(workers, threads, (enum team_cpus)parameter(&setup, "cpus"), act) : NULL;
    ok = team != NULL;
    const struct storage before = storage_now();
    reading_now();
    ok = ok && resident_in_all(BEFORE, &out->before);
    out->start_wall_ns = wall_now() - begun_ns;
    ok = ok && phase(r, PHASE_REOPEN) && phase(r, PHASE_SCAN);
    if (ok) cpus_seen = team_cpus_seen(team);
    ok = ok && resident_in_all(NOW, &out->full);
    out->storage = storage_since(before);
    out->appended = r->options.count;
    for (size_t k = 0; k < workers; k++)
        if (all->member[k].worker.done < out->appended) out->appended = all->member[k].worker.done;
    out->completed = out->appended == r->options.count;

    out->verified = ok = ok && measured(r, verify_phase, &out->verify, &out->after);
    ok = ok && phase(r, PHASE_RELEASE) && resident_in_all(NOW, &out->after);
    all->stop = true; /* of one that failed no other waits for a turn */
    team_end(team);
    return ok ? EXIT_DONE : failure_is_wrong() ? EXIT_WRONG : EXIT_FAILED;
}

/* ---- what is told --------------------------------------------------------------------------- */

void share_record(struct run *r) {
    struct record *to = &r->record;
    const int64_t full = r->outcome.full.pss_bytes, before = r->outcome.before.pss_bytes;
    const bool known = full != UNKNOWN && before != UNKNOWN;
    record_truth(to, "cold", r->options.cold);
    record_number(to, "worker_cpus", cpus_seen);
    record_known(to, "pss_bytes",
                 !known          ? UNKNOWN
                 : full > before ? full - before
                                 : 0,
                 "this kernel has no smaps_rollup");
    for (int f = 0; f < FINDINGS; f++)
        record_known(to, names[f], why[f] ? UNKNOWN : found[f], why[f]);
}

void share_print(const struct run *r) {
    const struct outcome *o = &r->outcome;
    const struct resident *full = &o->full, *before = &o->before;
    printf("%s - %s: %zu %s on %d CPU%s, %" PRIu64 " %s each, %s\n\n", failure_program_name(),
           r->strategy->title, workers, threads ? "threads" : "processes", cpus_seen,
           cpus_seen == 1 ? "" : "s", o->appended, type_name(r->options.type), source.name);
    printf("%-8s %10s %10s %9s\n", "phase", "wall", "CPU", "faults");
    for (enum phase p = PHASE_REOPEN; p < PHASES; p++)
        if (o->phase[p].ran)
            printf("%-8s %10s %10s %9" PRId64 "\n",
                   p == PHASE_REOPEN ? "open"
                   : p == PHASE_SCAN ? "work"
                                     : "close",
                   duration(o->phase[p].wall_ns), duration(o->phase[p].cpu_ns),
                   o->phase[p].minor_faults + o->phase[p].major_faults);
    if (full->pss_bytes != UNKNOWN)
        printf("\nresident, added up: RSS %s; a shared page once (PSS) %s\n",
               size(full->rss_bytes - before->rss_bytes),
               size(full->pss_bytes - before->pss_bytes));
    for (int f = 0; f < FINDINGS; f++)
        if (!why[f]) printf("%-26s %" PRId64 "\n", names[f], found[f]);
    if (!o->completed)
        printf("over the budget: stopped at %" PRIu64 " after %g s\n", o->appended,
               r->options.budget);
}
