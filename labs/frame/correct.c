/* correct.c - see grading.h: whether what is stored is what came in. */
#include "grading.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void result_right(const struct criterion *c, struct result *r, const char *format, ...) {
    va_list arguments;
    r->points = c->points;
    va_start(arguments, format);
    vsnprintf(r->said, sizeof r->said, format, arguments);
    va_end(arguments);
}

void result_wrong(struct result *r, const struct child *child, const char *format, ...) {
    va_list arguments;
    r->points = 0;
    va_start(arguments, format);
    vsnprintf(r->said, sizeof r->said, format, arguments);
    va_end(arguments);
    if (!child) return;
    const size_t used = strlen(r->said);
    snprintf(r->said + used, sizeof r->said - used, "%s%s", used > 0 ? ": " : "", child->why);
    snprintf(r->script, sizeof r->script, "%s", child->script);
}

/* What this criterion tries with one setting of the parameter. False: it failed, and said so. */
typedef bool attempt(struct grading *g, const char *with, struct result *r);

static bool started(struct child *c, struct grading *g, struct result *r) {
    if (child_start(c, &g->careful)) return true;
    snprintf(r->said, sizeof r->said, "no process can be started here: %s", strerror(errno));
    r->points = NOT_MEASURED;
    return false;
}

static void all_settings(struct grading *g, const struct criterion *c, struct result *r,
                         attempt *try, const char *tried) {
    char with[80];
    for (int k = 0; alternative(c->with, k, with, sizeof with); k++)
        if (!try(g, with, r)) return;
    result_right(c, r, "%s%s%s", tried, c->with[0] ? ", " : "", c->with);
}

static const char *comma(const char *with) { return with[0] ? ", " : ""; }

/* Elements behind each other, where the lab asks for one block. */
static bool one_block(struct grading *g, struct child *c, const uint64_t *places, uint64_t n,
                      uint64_t width) {
    for (uint64_t i = 1; g->contract.contiguous && i < n; i++)
        if (places[i] != places[0] + i * width)
            return child_wrong(c,
                               "element %" PRIu64 " does not stand behind element %" PRIu64
                               ": this lab asks for one block",
                               i, i - 1);
    return true;
}

/* ---- contents ---------------------------------------------------------------------------------*/

enum { MOST = 4097 };

static bool holds(struct grading *g, struct child *c, uint64_t n, uint64_t width,
                  const char *with) {
    static uint64_t places[MOST];
    const bool right = child_begin(c, 0, width, n, with) && child_append(c, 0, n) &&
                       child_read(c, 0, places) && one_block(g, c, places, n, width);
    if (right) child_release(c, 0);
    return right && !c->dead;
}

static void say_count(const struct child *c, uint64_t n, uint64_t width, const char *with,
                      struct result *r) {
    result_wrong(r, c, "n = %" PRIu64 "%s%s, elements of %" PRIu64 " bytes", n, comma(with), with,
                 width);
}

/* Between a count that is right and one that is not: the smallest that is not. */
static void smallest(struct grading *g, uint64_t right, uint64_t wrong, uint64_t width,
                     const char *with, struct result *r) {
    struct child c;
    while (wrong - right > 1) {
        const uint64_t middle = (right + wrong) / 2;
        if (!started(&c, g, r)) return;
        if (holds(g, &c, middle, width, with))
            right = middle;
        else
            wrong = middle;
        child_end(&c);
    }
    if (!started(&c, g, r)) return;
    if (holds(g, &c, wrong, width, with)) /* only after others */
        child_wrong(&c, "is wrong only after arrays of other lengths, in the same process");
    say_count(&c, wrong, width, with, r);
    child_end(&c);
}

/* All counts up to 34, and around each power of two: around the elements of a page, too. */
static uint64_t count_after(uint64_t n) {
    if (n < 34) return n + 1;
    uint64_t power = 32;
    while (n > power) power *= 2;
    return n == power ? n + 1 : n + 1 < power ? power - 1 : power;
}

static bool try_contents(struct grading *g, const char *with, struct result *r) {
    static const uint64_t widths[] = {8, 4, 1, 64};
    struct child c;
    if (!started(&c, g, r)) return false;
    for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
        uint64_t before = 0;
        for (uint64_t n = 0; n <= (w == 0 ? MOST : 300); before = n, n = count_after(n)) {
            if (holds(g, &c, n, widths[w], with)) continue;
            const bool hung = c.hung;
            if (hung) say_count(&c, n, widths[w], with, r);
            child_end(&c);
            if (!hung) smallest(g, before, n, widths[w], with, r);
            return false;
        }
    }
    child_end(&c);
    return true;
}

void grade_contents(struct grading *g, const struct criterion *c, struct result *r) {
    all_settings(g, c, r, try_contents, "counts from 0 to 4097, elements of 1 to 64 bytes");
}

/* ---- several arrays ---------------------------------------------------------------------------*/

static bool try_arrays(struct grading *g, const char *with, struct result *r) {
    enum { HELD = 3, STEPS = 60 };
    struct child c;
    bool begun[HELD] = {false}, right = true;
    if (!started(&c, g, r)) return false;
    for (uint64_t k = 0; right && k < STEPS; k++) {
        const uint64_t chance = stream_word(g->careful.seed, 99, k, 0);
        const uint32_t array = (uint32_t)(chance % HELD);
        if (!begun[array]) {
            right = child_begin(&c, array, 8, 0, with);
            begun[array] = true;
        } else if (chance >> 8 & 7) {
            right = child_append(&c, array, 1 + (chance >> 16) % 40);
        } else {
            right = child_read(&c, array, NULL) && child_release(&c, array);
            begun[array] = false;
        }
    }
    for (uint32_t array = 0; array < HELD; array++)
        if (right && begun[array]) right = child_read(&c, array, NULL) && child_release(&c, array);
    if (!right) result_wrong(r, &c, "three arrays in turn%s%s", comma(with), with);
    child_end(&c);
    return right;
}

void grade_arrays(struct grading *g, const struct criterion *c, struct result *r) {
    all_settings(g, c, r, try_arrays, "three arrays in turn, 60 operations at random");
}

/* ---- no memory --------------------------------------------------------------------------------*/

/* The k-th allocation fails: append says so, what was stored is there, the next append goes on if
 * it is asked to, and all is given back. */
static bool survives(struct child *c, uint64_t n, uint64_t k, const char *with, bool goes_on) {
    if (!child_fail_at(c, k)) return false;
    const bool begun = child_begin(c, 0, 8, n, with);
    const bool stored = begun && child_append(c, 0, n);
    if (c->dead || (begun && !child_read(c, 0, NULL))) return false;
    if (!child_fail_at(c, 0)) return false;
    if (goes_on && begun && !stored &&
        !(child_append(c, 0, n - c->count[0]) && child_read(c, 0, NULL)))
        return false;
    if (!child_release(c, 0)) return false;
    const struct memory_counts *left = &c->answer.counts;
    return left->live_blocks == 0 || child_wrong(c, "%zu bytes in %zu blocks are not given back",
                                                 left->live_bytes, left->live_blocks);
}

static bool try_no_memory(struct grading *g, const char *with, struct result *r) {
    static const uint64_t counts[] = {40, 300};
    struct child c;
    bool right = true;
    if (!started(&c, g, r)) return false;
    for (size_t i = 0; right && i < 2; i++) {
        const uint64_t before = c.answer.counts.allocations;
        right = child_begin(&c, 0, 8, counts[i], with) && child_append(&c, 0, counts[i]);
        const uint64_t all = c.answer.counts.allocations - before;
        right = right && child_release(&c, 0);
        if (!right) result_wrong(r, &c, "n = %" PRIu64 "%s%s", counts[i], comma(with), with);
        for (uint64_t k = 1; right && k <= all; k++) {
            right =
                survives(&c, counts[i], k, with, false) && survives(&c, counts[i], k, with, true);
            if (!right)
                result_wrong(r, &c, "n = %" PRIu64 "%s%s, allocation %" PRIu64 " fails", counts[i],
                             comma(with), with, k);
        }
    }
    child_end(&c);
    return right;
}

void grade_no_memory(struct grading *g, const struct criterion *c, struct result *r) {
    all_settings(g, c, r, try_no_memory, "each allocation failed once");
}

/* ---- release ----------------------------------------------------------------------------------*/

static bool try_release(struct grading *g, const char *with, struct result *r) {
    static const uint64_t counts[] = {0, 1, 2, 17, 100, 1000};
    struct child c;
    bool right = true;
    if (!started(&c, g, r)) return false;
    for (size_t k = 0; right && k < sizeof counts / sizeof *counts; k++) {
        right = child_begin(&c, 0, 8, counts[k], with) && child_append(&c, 0, counts[k]) &&
                child_release(&c, 0);
        if (right && c.answer.counts.live_blocks > 0)
            right = child_wrong(&c, "%zu bytes in %zu blocks are not given back",
                                c.answer.counts.live_bytes, c.answer.counts.live_blocks);
        if (!right) result_wrong(r, &c, "n = %" PRIu64 "%s%s", counts[k], comma(with), with);
    }
    child_end(&c);
    return right;
}

void grade_release(struct grading *g, const struct criterion *c, struct result *r) {
    all_settings(g, c, r, try_release, "all is given back");
}
