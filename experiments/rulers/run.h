/* run.h - what a strategy's file ends with where it is compiled for Google Benchmark: this one is
 * found before lib/harness/run.h, so the same file, unchanged, brings another loop and no main().
 *
 * Of the harness there is here the source of the elements (stream.h), because what is made must be
 * the same to be compared in nanoseconds, and the defaults of parameters. Its loop, its clock, its
 * phases and its way to read back are not.
 */
#ifndef RUN_H
#define RUN_H

#include "options.h"
#include "ruled.h"
#include "stream.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>

static struct {
    struct array array;
    struct stream stream;
    struct options options;
} ruled;

static void ruled_prepare(uint64_t count, const char *directory) {
    char *words[] = {(char[]){"ruler"}, NULL};
    optind = 1;                                         /* getopt begins again */
    options_parse(&ruled.options, &strategy, 1, words); /* all defaults */
    ruled.options.count = count;
    ruled.options.directory = directory;
    memset(&ruled.array, 0, sizeof ruled.array);
    stream_generate(&ruled.stream, TYPE_INT32);
    stream_share(&ruled.stream, count);
}

/* The array is a local copy, and append a part of the loop (flatten): else what append changes
 * would go through memory each time. */
static __attribute__((noinline, flatten)) void ruled_fill(void) {
    const struct options *o = &ruled.options;
    const struct setup setup = {
        .width = sizeof(int32_t),
        .type = type_name(o->type),
        .count = strategy.knows_count || strategy.reads_twice ? o->count : 0,
        .program = failure_program_name(),
        .directory = o->directory,
        .parameters = strategy.parameters,
        .values = o->parameters,
    };
    if (strategy.begin && !strategy.begin(&ruled.array, &setup)) die(EXIT_FAILED);
    struct array a = ruled.array;
    for (size_t n; (n = stream_next(&ruled.stream)) > 0;) {
        const char *element = ruled.stream.block, *end = element + n * sizeof(int32_t);
        for (; element < end; element += sizeof(int32_t))
            if (!append(&a, element, sizeof(int32_t))) die(EXIT_FAILED);
    }
    ruled.array = a;
}

static void ruled_check(void) {
    if (strategy.discards) return;
    for (uint64_t i = 0; i < ruled.options.count; i++) {
        int32_t is;
        memcpy(&is, at(&ruled.array, i, sizeof is), sizeof is);
        if (is == (int32_t)i) continue;
        wrong_result("contents", "element %" PRIu64 " is %" PRId32, i, is);
        die(EXIT_WRONG);
    }
}

static void ruled_release(void) {
    release(&ruled.array, sizeof(int32_t));
    if (memory_counts.live_blocks == 0 && memory_counts.reserved_bytes == 0) return;
    wrong_result("release", "%zu bytes were not given back", memory_counts.reserved_bytes);
    die(EXIT_WRONG);
}

/* Linked in is listed: no list of strategies is kept anywhere. */
static __attribute__((constructor)) void ruled_enlist(void) {
    static struct ruled this;
    this = (struct ruled){
        .source = __BASE_FILE__,
        .quadratic = strategy.quadratic,
        .prepare = ruled_prepare,
        .fill = ruled_fill,
        .check = ruled_check,
        .release = ruled_release,
        .next = all_ruled,
    };
    all_ruled = &this;
}

#endif
