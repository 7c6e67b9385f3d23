/* cost.c - see grading.h: what a hand-in costs, by counters, never by a clock. */
#include "grading.h"
#include "expression.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- one run ----------------------------------------------------------------------------------*/

static void failed(struct run_of_contract *run, const struct child *c, uint64_t n) {
    run->state = FAILED;
    snprintf(run->why, sizeof run->why, "n = %" PRIu64 "%s%s: %s", n, run->with[0] ? ", " : "",
             run->with, c->why);
}

static double counted_moves(const struct child *c) {
    return (double)(c->answer.counts.copied_bytes + c->answer.counts.moved_bytes);
}

static bool dodged(struct child *c, double seen, double counted) {
    return !child_wrong(c,
                        "%.0f bytes of elements changed their place, but the counted calls moved "
                        "%.0f: copy with counted_memcpy",
                        seen, counted);
}

/* The second look at what was moved: after each append, where is each element now? It sees what no
 * counter does, as a loop that copies by itself. */
static bool places_agree(struct child *c, const struct run_of_contract *run) {
    enum { FEW = 600 };
    static uint64_t now[FEW], before[FEW];
    const uint64_t n = run->n < FEW ? run->n : FEW;
    double seen = 0;
    if (!child_begin(c, 0, run->width, n, run->with)) return false;
    const double counted_before = counted_moves(c);
    for (uint64_t i = 0; i < n; i++) {
        if (!child_append(c, 0, 1)) return false;
        const double counted = counted_moves(c) - counted_before;
        if (!child_read(c, 0, now)) return false;
        for (uint64_t k = 0; k < i; k++) seen += now[k] != before[k] ? (double)run->width : 0;
        if (seen > counted) return !dodged(c, seen, counted);
        memcpy(before, now, (i + 1) * sizeof *now);
    }
    return child_release(c, 0);
}

static bool run_once(struct grading *g, struct run_of_contract *run, struct child *c) {
    double *v = run->counter;
    if (!child_fail_at(c, 0)) return false; /* the first talk touches what it needs */
    child_reset_peak(c);
    const double faults = (double)child_faults(c), resident = (double)child_status(c, "VmRSS:"),
                 virtual = (double)child_status(c, "VmSize:");
    if (!child_begin(c, 0, run->width, run->n, run->with) || !child_append(c, 0, run->n))
        return false;
    const struct answer a = c->answer;
    v[FAULTS] = (double)child_faults(c) - faults;
    v[PEAK] = (double)child_status(c, "VmHWM:") - resident;
    v[RESIDENT] = (double)child_status(c, "VmRSS:") - resident;
    v[VIRTUAL] = (double)child_status(c, "VmSize:") - virtual;
    v[N] = (double)run->n;
    v[WIDTH] = (double)run->width;
    v[DATA] = v[N] * v[WIDTH];
    v[COPIED] = (double)a.counts.copied_bytes;
    v[ALLOCATIONS] = (double)a.counts.allocations;
    v[REALLOC_COPIED] = (double)a.counts.realloc_copied_bytes;
    v[MOVES] = (double)a.counts.moves;
    v[MOVED] = (double)a.counts.moved_bytes;
    v[REMAPPED] = (double)a.counts.remapped_bytes;
    v[LARGEST] = (double)a.largest_bytes;
    v[LIVE] = (double)a.counts.live_bytes;
    v[LIVE_PEAK] = (double)a.counts.live_peak_bytes;
    v[RESERVED] = (double)a.counts.reserved_bytes;
    v[RESERVED_PEAK] = (double)a.counts.reserved_peak_bytes;
    v[PAGE] = (double)sysconf(_SC_PAGESIZE);
    const double seen = (double)(g->contract.contiguous ? a.seen_bytes : a.surely_seen_bytes);
    if (seen > v[COPIED] + v[MOVED]) return !dodged(c, seen, v[COPIED] + v[MOVED]);
    if (!child_read(c, 0, NULL) || !child_release(c, 0)) return false;
    v[LEFT] = (double)c->answer.counts.live_bytes;
    return g->hasty || places_agree(c, run);
}

void measure_run(struct grading *g, struct run_of_contract *run) {
    struct child c;
    if (run->state != NOT_RUN) return;
    run->state = MEASURED;
    if (g->refused) {
        run->state = FAILED;
        snprintf(run->why, sizeof run->why, "%s", g->refused);
    } else if (!child_start(&c, &g->plain)) {
        run->state = UNMEASURED;
        snprintf(run->why, sizeof run->why, "no process can be started: %s", strerror(errno));
    } else {
        if (!run_once(g, run, &c)) failed(run, &c, run->n);
        child_end(&c);
    }
}

/* ---- system calls -----------------------------------------------------------------------------*/

/* What strace -c counted: "% time, seconds, usecs/call, calls, [errors], name" in each line. */
static bool counts_of(const char *path, double *counter) {
    char line[256], name[32];
    double calls, errors;
    bool any = false;
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, " %*f %*f %*f %lf %lf %31s", &calls, &errors, name) == 3 ||
            sscanf(line, " %*f %*f %*f %lf %31s", &calls, name) == 2)
            for (int k = BRK; k < COUNTERS; k++)
                if (strcmp(name, counter_names[k]) == 0) counter[k] = calls, any = true;
    if (file) fclose(file);
    return any;
}

static bool traced_once(struct grading *g, const struct run_of_contract *run, uint64_t n,
                        double *counter) {
    char path[] = "/tmp/lab-trace-XXXXXX";
    const int fd = mkstemp(path);
    struct place_of_work traced = g->plain;
    struct child c;
    traced.trace = path;
    if (fd < 0 || !child_start(&c, &traced)) return false;
    const bool right = child_begin(&c, 0, run->width, n, run->with) && child_append(&c, 0, n) &&
                       child_release(&c, 0);
    child_end_traced(&c);
    const bool counted = right && counts_of(path, counter);
    close(fd);
    unlink(path);
    return counted;
}

/* Those of a run, without those of a run of no element. */
static void trace_run(struct grading *g, struct run_of_contract *run) {
    double none[COUNTERS] = {0};
    if (run->traced != NOT_RUN) return;
    run->traced = UNMEASURED;
    if (!traced_once(g, run, 0, none) || !traced_once(g, run, run->n, run->counter)) return;
    for (int k = BRK; k < COUNTERS; k++) run->counter[k] -= none[k];
    run->traced = MEASURED;
}

/* ---- expressions over runs --------------------------------------------------------------------*/

struct asking {
    struct grading *grading;
    enum run_state state;
    char *why;
    size_t room;
};

/* RUN.COUNTER */
static bool of_run(void *context, const char *name, double *value) {
    struct asking *asking = context;
    struct contract *contract = &asking->grading->contract;
    const char *dot = strchr(name, '.');
    if (strncmp(name, "own.", 4) == 0) {
        asking->state = own_value(asking->grading, name + 4, value, asking->why, asking->room);
        return asking->state == MEASURED;
    }
    for (int k = 0; dot && k < contract->run_count; k++) {
        struct run_of_contract *run = &contract->runs[k];
        if (strncmp(name, run->name, (size_t)(dot - name)) != 0 || run->name[dot - name]) continue;
        for (int counter = 0; counter < COUNTERS; counter++)
            if (strcmp(dot + 1, counter_names[counter]) == 0) {
                measure_run(asking->grading, run);
                asking->state = run->state;
                if (run->state == MEASURED && counter >= BRK) {
                    trace_run(asking->grading, run);
                    asking->state = run->traced;
                }
                *value = run->counter[counter];
                if (run->state == MEASURED && asking->state == UNMEASURED)
                    snprintf(asking->why, asking->room,
                             "strace is missing, or may not trace (Debian: strace)");
                if (run->state != MEASURED) snprintf(asking->why, asking->room, "%s", run->why);
                return asking->state == MEASURED;
            }
    }
    snprintf(asking->why, asking->room, "the contract names no such counter: %s", name);
    asking->state = UNMEASURED;
    return false;
}

enum run_state expression_value(struct grading *g, const char *text, double *value, char *why,
                                size_t room) {
    struct asking asking = {g, MEASURED, why, room};
    if (evaluate(text, of_run, &asking, value, why, room)) return MEASURED;
    return asking.state == MEASURED ? UNMEASURED : asking.state;
}

/* ---- criteria ---------------------------------------------------------------------------------*/

void grade_cost(struct grading *g, const struct criterion *c, struct result *r) {
    double is, full, zero;
    enum run_state state = expression_value(g, c->expression, &is, r->said, sizeof r->said);
    if (state == MEASURED) state = expression_value(g, c->full, &full, r->said, sizeof r->said);
    if (state == MEASURED) state = expression_value(g, c->zero, &zero, r->said, sizeof r->said);
    r->points = state == UNMEASURED ? NOT_MEASURED : 0;
    if (state != MEASURED) return;
    /* Falls from full to zero in a straight line, whichever is the larger. */
    const double part = full == zero ? is == full : (zero - is) / (zero - full);
    r->points = round(c->points * fmax(0, fmin(1, part)));
    snprintf(r->said, sizeof r->said, "%s is %.6g; all points at %.6g, none at %.6g", c->expression,
             is, full, zero);
}

double pick_setting(const char *with, uint64_t chance, char *setting, size_t room) {
    uint64_t low, high;
    int named = (int)strcspn(with, "="), kinds = 0;
    if (sscanf(with + named, "=%" SCNu64 "..%" SCNu64, &low, &high) == 2)
        snprintf(setting, room, "%.*s=%" PRIu64, named, with, low + chance % (high - low + 1));
    else {
        while (alternative(with, kinds, setting, room)) kinds++;
        alternative(with, (int)(chance % (uint64_t)kinds), setting, room);
    }
    return setting[named] ? strtod(setting + named + 1, NULL) : 0;
}

struct counted {
    const struct contract *contract;
    double n, width, copied, allocations, moves, moved, live;
};

static bool of_counts(void *context, const char *name, double *value) {
    const struct counted *counted = context;
    const struct {
        const char *name;
        double value;
    } known[] = {{"n", counted->n},           {"width", counted->width},
                 {"copied", counted->copied}, {"allocations", counted->allocations},
                 {"moves", counted->moves},   {"moved", counted->moved},
                 {"live", counted->live}};
    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
        if (strcmp(known[k].name, name) == 0) return *value = known[k].value, true;
    return false;
}

/* What n elements cost in fact, and what the function says of them. `room` becomes how many there
 * was memory for. */
static bool theory_holds(struct child *child, const struct criterion *c, uint64_t n, double k,
                         const char *setting, uint64_t *room) {
    const struct memory_counts before = child->answer.counts;
    uint64_t said = 0;
    double is = 0;
    char why[160] = "";
    if (!child_begin(child, 0, 8, n, setting) || !child_append(child, 0, n)) return false;
    const struct memory_counts *now = &child->answer.counts;
    struct counted counted = {
        .n = (double)n,
        .width = 8,
        .copied = (double)(now->copied_bytes - before.copied_bytes),
        .allocations = (double)(now->allocations - before.allocations),
        .moves = (double)(now->moves - before.moves),
        .moved = (double)(now->moved_bytes - before.moved_bytes),
        .live = (double)(now->live_bytes - before.live_bytes),
    };
    *room = (uint64_t)counted.live / 8;
    if (!child_release(child, 0) || !child_theory(child, c->name, n, k, &said)) return false;
    if (!evaluate(c->expression, of_counts, &counted, &is, why, sizeof why))
        return child_wrong(child, "%s", why);
    return (double)said == is ||
           child_wrong(child, "%s(%" PRIu64 ", %g) is %" PRIu64 ", counted were %.0f", c->name, n,
                       k, said, is);
}

void grade_theory(struct grading *g, const struct criterion *c, struct result *r) {
    enum { QUESTIONS = 50 };
    struct child child;
    char setting[80];
    double value = 0;
    uint64_t room = 0;
    bool right = true;
    /* Counters carry it: those that are dodged carry nothing. */
    for (int k = 0; k < g->contract.run_count; k++) {
        measure_run(g, &g->contract.runs[k]);
        if (g->contract.runs[k].state == MEASURED) continue;
        snprintf(r->said, sizeof r->said, "%s", g->contract.runs[k].why);
        r->points = g->contract.runs[k].state == FAILED ? 0 : NOT_MEASURED;
        return;
    }
    if (!child_start(&child, &g->plain)) {
        r->points = NOT_MEASURED;
        return;
    }
    right = child_fail_at(&child, 0);
    /* Small numbers first, so that the first that fails is small. It is easy to be wrong by one
     * where memory is just full: every third n is as many as there was room for in the question
     * before, and every third a multiple of the parameter. */
    for (uint64_t k = 0; right && k < QUESTIONS; k++) {
        const uint64_t most = c->low + (c->high - c->low) * (k + 1) / QUESTIONS,
                       chance = stream_word(g->plain.seed, 7, k, 0);
        const bool full = k % 3 == 2 && room >= c->low && room <= c->high;
        uint64_t n = full ? room : c->low + chance % (most - c->low + 1);
        if (!full) value = pick_setting(c->with, chance >> 32, setting, sizeof setting);
        if (k % 3 == 1 && value > 1 && n % (uint64_t)value + c->low <= n) n -= n % (uint64_t)value;
        right = theory_holds(&child, c, n, value, setting, &room);
    }
    if (right)
        result_right(c, r, "%s is %s for %d numbers n from %" PRIu64 " to %" PRIu64 ", %s", c->name,
                     c->expression, QUESTIONS, c->low, c->high, c->with);
    else
        result_wrong(r, &child, "%s", "");
    child_end(&child);
}
