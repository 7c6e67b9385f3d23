/* worker.c - the process in which a student's file runs: worker FILE.so [files]
 *
 * Does what the grader asks (protocol.h) and says what it counted. What it says of the elements is
 * where they are: the grader reads them there itself.
 *
 *     worker FILE.so SEED 'begin 0 8 step=2; append 0 17; read 0'
 *
 * does the same without a grader, for a debugger, and compares by itself. Status: 0; 3 an element
 * is wrong; 1 it failed.
 */
#include "protocol.h"
#include "quantity.h"
#include "sandbox.h"
#include "subject.h"

#include <dlfcn.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct held {
    struct array *array;
    uint64_t count, width;
    /* Where the first and the last of elements [0, 1), [1, 2), [2, 4), [4, 8) ... were. */
    struct range {
        const char *first, *last;
        bool first_moved, last_moved;
    } ranges[48];
} held[WORKER_ARRAYS];

static const struct subject *subject;
static void *library;
static struct answer answer;
static char block[BLOCK_BYTES];
static bool replaying;
static uint64_t seed;

/* Where strategies look for their parameters; in the suite it is that of lib/harness/options.c. */
double parameter(const struct setup *setup, const char *name) {
    for (int k = 0; k < PARAMETERS && setup->parameters[k].name; k++)
        if (strcmp(setup->parameters[k].name, name) == 0) return setup->values[k];
    fprintf(stderr, "worker: parameter: this strategy has none named %s\n", name);
    abort();
}

static bool transfer(ssize_t (*call)(int, void *, size_t), void *data, size_t bytes) {
    for (size_t done = 0; done < bytes;) {
        ssize_t n = call(WORKER_FD, (char *)data + done, bytes - done);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false; /* the grader has gone */
        done += (size_t)n;
    }
    return true;
}

static ssize_t write_some(int fd, void *data, size_t bytes) { return write(fd, data, bytes); }

static void take(void *data, size_t bytes) {
    if (!transfer(read, data, bytes)) exit(EXIT_FAILED);
}

static void give(void *data, size_t bytes) {
    if (!transfer(write_some, data, bytes)) exit(EXIT_FAILED);
}

/* ---- what is asked ----------------------------------------------------------------------------*/

static double value_of(const struct parameter *p, const char *said) {
    const size_t length = strlen(p->name);
    char word[80];
    for (const char *at = said; *at; at += strcspn(at, " "), at += strspn(at, " "))
        if (strncmp(at, p->name, length) == 0 && at[length] == '=') {
            snprintf(word, sizeof word, "%.*s", (int)strcspn(at, " ") - (int)length - 1,
                     at + length + 1);
            return strtod(word, NULL);
        }
    uint64_t bytes = 0;
    if (p->kind == PARAMETER_BYTES && parse_bytes(p->value, &bytes)) return (double)bytes;
    return strtod(p->value, NULL);
}

static bool begin(const struct request *r) {
    struct held *h = &held[r->array];
    double values[PARAMETERS] = {0};
    const struct parameter *parameters = subject->strategy->parameters;
    for (int k = 0; k < PARAMETERS && parameters[k].name; k++)
        values[k] = value_of(&parameters[k], r->text);
    *h = (struct held){.array = calloc(1, subject->array_bytes), .width = r->width};
    if (!h->array) return failure("calloc", errno, "an array");
    const struct setup setup = {
        .width = r->width,
        .type = r->width == 1   ? "uint8"
                : r->width == 4 ? "int32"
                                : "int64",
        .count = subject->strategy->knows_count || subject->strategy->reads_twice ? r->n : 0,
        .number = r->array,
        .program = "worker",
        .directory = ".",
        .parameters = parameters,
        .values = values,
    };
    return !subject->strategy->begin || subject->strategy->begin(h->array, &setup);
}

static uint64_t moved(void) { return memory_counts.copied_bytes + memory_counts.moved_bytes; }

/* What changed its place, whoever moved it: elements [1, 2), [2, 4), [4, 8) ... by their ends. */
static void watch(struct held *h) {
    uint64_t end = 1;
    for (struct range *r = h->ranges; end / 2 < h->count; r++, end *= 2) {
        const uint64_t first = end / 2, more = h->count - 1 < end ? h->count - 1 : end;
        const char *now = subject->at(h->array, first, h->width);
        if (r->first && r->first != now) {
            answer.seen_bytes += (more - first) * h->width;
            r->first_moved = true;
        }
        r->first = now;
        if (h->count < end) break;
        now = subject->at(h->array, end - 1, h->width);
        r->last_moved |= r->last && r->last != now;
        r->last = now;
        if (!r->first_moved || !r->last_moved) continue;
        answer.surely_seen_bytes += (end - first) * h->width;
        r->first_moved = r->last_moved = false;
    }
}

static bool append_one(struct held *h, const char *element) {
    const uint64_t before = moved();
    if (!subject->append(h->array, element, h->width)) return false;
    h->count++;
    if (moved() - before > answer.largest_bytes) answer.largest_bytes = moved() - before;
    watch(h);
    return true;
}

/* So many were stored; the rest is taken and dropped. */
static uint64_t append_all(const struct request *r) {
    struct held *h = &held[r->array];
    const uint64_t most = BLOCK_BYTES / h->width, begun = h->count;
    bool stored = true;
    for (uint64_t done = 0; done < r->n;) {
        const uint64_t part = r->n - done < most ? r->n - done : most;
        if (!replaying) take(block, part * h->width);
        for (uint64_t i = 0; replaying && i < part; i++)
            stream_element(seed, r->array, begun + done + i, h->width, block + i * h->width);
        for (uint64_t i = 0; stored && i < part; i++) stored = append_one(h, block + i * h->width);
        done += part;
    }
    return h->count - begun;
}

static void compare(const struct request *r, uint64_t i, const char *element) {
    const struct held *h = &held[r->array];
    char expected[64];
    stream_element(seed, r->array, i, h->width, expected);
    if (memcmp(element, expected, h->width) == 0) return;
    uint64_t is = 0, was = 0;
    memcpy(&is, element, h->width < 8 ? h->width : 8);
    memcpy(&was, expected, h->width < 8 ? h->width : 8);
    fprintf(stderr, "worker: element %" PRIu64 " of array %u is %#" PRIx64 ", was %#" PRIx64 "\n",
            i, r->array, is, was);
    exit(EXIT_WRONG);
}

/* Reads each element itself, too: a sanitizer then says whether that is allowed. */
static void read_all(const struct request *r) {
    struct held *h = &held[r->array];
    const size_t entry = sizeof(struct place) + h->width;
    const uint64_t every = r->n > 0 ? r->n : 1;
    size_t used = 0;
    for (uint64_t k = 0; k < h->count; k++) {
        const uint64_t i = k * every % h->count;
        const char *element = subject->at(h->array, i, h->width);
        const struct place place = {(uintptr_t)element};
        memcpy(block + used, &place, sizeof place);
        memcpy(block + used + sizeof place, element, h->width);
        if (replaying) compare(r, i, element);
        used += entry;
        if (used + entry > BLOCK_BYTES || k + 1 == h->count) {
            if (!replaying) give(block, used);
            used = 0;
        }
    }
}

static bool predicted(const struct request *r) {
    theory *function = NULL;
    void *found = dlsym(library, r->text);
    memcpy(&function, &found, sizeof function); /* ISO C has no cast from one to the other */
    if (function) answer.value = function(r->n, r->k);
    return function != NULL;
}

static bool done(const struct request *r) {
    struct held *h = &held[r->array];
    switch ((enum ask)r->ask) {
    case ASK_BEGIN: return begin(r);
    case ASK_APPEND: answer.value = append_all(r); return answer.value == r->n;
    case ASK_READ: answer.value = h->count; return true;
    case ASK_FAIL: memory_fail_at(r->n); return true;
    case ASK_RELEASE:
        subject->release(h->array, h->width);
        free(h->array);
        *h = (struct held){0};
        return true;
    case ASK_THEORY: return predicted(r);
    case ASKS: break;
    }
    return false;
}

static void serve(void) {
    struct request request;
    for (;;) {
        take(&request, sizeof request);
        answer.right = done(&request);
        answer.counts = memory_counts;
        snprintf(answer.why, sizeof answer.why, "%s", failure_line());
        give(&answer, sizeof answer);
        if (request.ask == ASK_READ) read_all(&request);
    }
}

/* ---- for a debugger ---------------------------------------------------------------------------*/

static void replay(char *script) {
    static const char *const words[ASKS] = {"begin", "append", "read", "fail", "release", "theory"};
    for (char *line = strtok(script, ";"); line; line = strtok(NULL, ";")) {
        struct request r = {.ask = 0};
        char word[16] = "";
        int used = 0;
        sscanf(line, " %15s %u %" SCNu64 "%n", word, &r.array, &r.n, &used);
        while (r.ask < ASKS && strcmp(word, words[r.ask]) != 0) r.ask++;
        if (r.array >= WORKER_ARRAYS) continue;
        if (r.ask == ASK_BEGIN) r.width = r.n, r.n = 0;
        if (r.ask == ASK_FAIL) r.n = r.array, r.array = 0;
        if (used > 0) snprintf(r.text, sizeof r.text, "%s", line + used + strspn(line + used, " "));
        const bool right = done(&r);
        if (r.ask == ASK_READ) read_all(&r);
        printf("%s: %s\n", line + strspn(line, " "),
               right             ? "done"
               : failure_noted() ? failure_line()
                                 : "returned false");
    }
    printf("%zu bytes in %zu blocks are not given back\n", memory_counts.live_bytes,
           memory_counts.live_blocks);
}

int main(int argc, char **argv) {
    failure_program("worker");
    if (argc < 2 || argc > 4) {
        fprintf(stderr, "worker: usage: worker FILE.so [SEED 'begin 0 8; append 0 17; read 0']\n");
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--confines") == 0) /* labs/frame/doctor asks */
        return sandbox_confines_files() ? EXIT_DONE : EXIT_UNABLE;
    replaying = argc == 4;
    memset(block, 1, sizeof block); /* its pages are there before anything is counted */
    if (!replaying) sandbox_enter(WORKER_FD, argc == 3);
    library = dlopen(argv[1], RTLD_NOW);
    subject = library ? dlsym(library, "subject") : NULL;
    if (!subject) {
        fprintf(stderr, "worker: dlopen: %s\n", dlerror());
        return EXIT_FAILED;
    }
    if (replaying) {
        seed = strtoull(argv[2], NULL, 10);
        replay(argv[3]);
        return EXIT_DONE;
    }
    serve();
}
