/* latency.c - see latency.h */
#include "latency.h"
#include "measure.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

static int bucket_of(uint64_t ns) {
    if (ns < 16) return (int)ns;
    int power = 63 - __builtin_clzll(ns); /* the highest bit; the four below choose the bucket */
    return (power - 3) * 16 + (int)(ns >> (power - 4) & 15);
}

/* The smallest value above the bucket. */
static uint64_t edge_of(int bucket) {
    if (bucket < 16) return (uint64_t)bucket + 1;
    int power = bucket / 16 + 3;
    return (16 + (uint64_t)(bucket % 16) + 1) << (power - 4);
}

static int64_t own(const struct pause *p) { return p->ns - p->waited_ns; }

/* Puts it in its place among the longest; the last of a full list goes. Rare. */
static void keep(struct latency *l, struct pause pause) {
    if (l->kept < LATENCY_LONGEST) l->kept++;
    size_t place = l->kept - 1;
    for (; place > 0 && own(&l->longest[place - 1]) < own(&pause); place--)
        l->longest[place] = l->longest[place - 1];
    l->longest[place] = pause;
}

/* The time since the last call in which this program wanted to run and did not. All of it was in
 * what took long: it is called after each append, and each pause between two, that did. */
static int64_t waited(struct latency *l) {
    int64_t cpu = thread_cpu_now(), now = wall_now(), sleeps = sleeps_now();
    int64_t waited =
        l->then == 0 || sleeps != l->sleeps ? 0 : now - l->then - (cpu - l->cpu_then_ns);
    l->then = now;
    l->cpu_then_ns = cpu;
    l->sleeps = sleeps;
    return waited > 0 ? waited : 0;
}

void latency_add(struct latency *l, int64_t before, int64_t after, uint64_t element) {
    struct pause pause = {after - before, 0, element};
    l->count[bucket_of((uint64_t)pause.ns)]++;
    l->appends++;
    bool is_long = pause.ns >= LATENCY_LONG_NS;
    if (is_long || before - l->last >= LATENCY_LONG_NS) {
        int64_t ns = waited(l);
        if (is_long) pause.waited_ns = ns < pause.ns ? ns : pause.ns;
    }
    l->last = after;
    l->ran[bucket_of((uint64_t)own(&pause))]++;
    if (l->kept < LATENCY_LONGEST || own(&pause) > own(&l->longest[LATENCY_LONGEST - 1]))
        keep(l, pause);
}

/* The median of what two clock reads in a row say is between them. */
uint64_t latency_clock_ns(void) {
    struct latency l = {0};
    for (int i = 0; i < 10001; i++) {
        int64_t before = wall_now();
        latency_add(&l, before, wall_now(), 0);
    }
    uint64_t below = 0;
    int bucket = 0;
    while ((below += l.count[bucket]) < l.appends / 2) bucket++;
    return edge_of(bucket);
}

bool latency_write(const struct latency *l, uint64_t clock_ns, struct output *to) {
    bool ok = output_print(to, "# one clock read costs %" PRIu64 " ns, and is in every number\n",
                           clock_ns);
    for (size_t k = 0; ok && k < l->kept; k++)
        ok = output_print(to,
                          "# longest: %" PRId64 " ns at element %" PRIu64 " of %" PRIu64
                          ", waited %" PRId64 " ns of it\n",
                          l->longest[k].ns, l->longest[k].element, l->appends,
                          l->longest[k].waited_ns);
    ok = ok && output_print(to, "below_ns\tappends\tshare_longer\tran\n");
    uint64_t above = l->appends;
    for (int b = 0; ok && b < LATENCY_BUCKETS; b++) {
        if (l->count[b] == 0 && l->ran[b] == 0) continue;
        above -= l->count[b];
        ok = output_print(to, "%" PRIu64 "\t%" PRIu64 "\t%.10g\t%" PRIu64 "\n", edge_of(b),
                          l->count[b], (double)above / (double)l->appends, l->ran[b]);
    }
    return ok;
}

/* A list of one value for each bucket that is not empty. */
static void record_column(const struct latency *l, struct record *r, const char *name,
                          const uint64_t *values) {
    record_open_list(r, name);
    for (int b = 0; b < LATENCY_BUCKETS; b++)
        if (l->count[b] > 0 || l->ran[b] > 0)
            record_number(r, NULL, (int64_t)(values ? values[b] : edge_of(b)));
    record_close_list(r);
}

void latency_record(const struct latency *l, uint64_t clock_ns, struct record *r) {
    record_open(r, "latency");
    record_column(l, r, "below_ns", NULL);
    record_column(l, r, "appends", l->count);
    record_column(l, r, "ran", l->ran);
    record_close(r);
    record_number(r, "clock_ns", (int64_t)clock_ns);
    record_open_list(r, "longest");
    for (size_t k = 0; k < l->kept; k++) {
        record_open(r, NULL);
        record_number(r, "ns", l->longest[k].ns);
        record_number(r, "element", (int64_t)l->longest[k].element);
        record_number(r, "waited_ns", l->longest[k].waited_ns);
        record_close(r);
    }
    record_close_list(r);
}
