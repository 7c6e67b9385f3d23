/* grader.c - grades one hand-in: labs/lab calls it.
 *
 *     grader grade   LAB HAND-IN BUILD WORK SEED [REFUSED]    every criterion, and the points
 *     grader json    ...                                      the same, as Gradescope reads it
 *     grader check   ...                                      whether it is right, without points
 *     grader measure ...                                      the counters of each run
 *     grader quiz    ...                                      questions, with numbers by the seed
 *     grader curve   LAB HAND-IN BUILD OBJECT.so SEED 'n=LOW..HIGH [PARAMETER=VALUE]' EXPRESSION
 *
 * LAB is the lab's folder, HAND-IN that of the student, BUILD where the workers are, WORK where
 * NAME.so and NAME-careful.so are. REFUSED says why the file is not run at all. SEED 0: one that
 * follows from the hand-in and from LAB_KEY, so that the same hand-in is always graded alike.
 *
 * Exit status: 0; 2 usage, or a contract that is not understood; 3 of check: something is wrong.
 */
#include "grading.h"
#include "record.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static struct grading grading;
static struct timespec started;

/* FNV-1a */
static uint64_t hashed(uint64_t hash, const char *text, size_t length) {
    for (size_t k = 0; k < length; k++) hash = (hash ^ (unsigned char)text[k]) * 0x100000001b3u;
    return hash;
}

static uint64_t seed_of(const char *said, const char *source) {
    char block[4096];
    const char *key = getenv("LAB_KEY");
    const uint64_t seed = strtoull(said, NULL, 10);
    if (seed > 0) return seed;
    uint64_t hash = hashed(0xcbf29ce484222325u, key ? key : "", key ? strlen(key) : 0);
    FILE *file = fopen(source, "re");
    for (size_t n; file && (n = fread(block, 1, sizeof block, file)) > 0;)
        hash = hashed(hash, block, n);
    if (file) fclose(file);
    return hash >> 16; /* short enough for a person to type */
}

static bool is_about_contents(enum kind kind) {
    return kind == CONTENTS || kind == ARRAYS || kind == NO_MEMORY || kind == RELEASE;
}

static void grade(struct grading *g, const struct criterion *c, struct result *r) {
    static void (*const how[])(struct grading *, const struct criterion *, struct result *) = {
        [PREDICTION] = grade_prediction, [CONTENTS] = grade_contents, [ARRAYS] = grade_arrays,
        [NO_MEMORY] = grade_no_memory,   [RELEASE] = grade_release,   [COST] = grade_cost,
        [THEORY] = grade_theory,         [ANSWER] = grade_answer,     [OWN] = grade_own};
    static char hangs[sizeof r->said + 40];
    if (g->refused && is_about_contents(c->kind))
        snprintf(r->said, sizeof r->said, "%s", g->refused);
    else if (g->wrong && !g->refused && (c->kind == COST || c->kind == THEORY))
        /* it is easy to be cheap and wrong */
        snprintf(r->said, sizeof r->said, "no points while what is stored is wrong");
    else
        how[c->kind](g, c, r);
    if (c->kind == CONTENTS && r->points == 0) g->wrong = true;
    if (!g->refused && strstr(r->said, "still running after")) { /* once is enough */
        snprintf(hangs, sizeof hangs, "not looked at: it does not end (%s)", r->said);
        g->refused = hangs;
    }
}

/* ---- what it says -----------------------------------------------------------------------------*/

static void print_criterion(const struct criterion *c, const struct result *r, bool points) {
    static const char *before = "";
    const char *said = r->points < c->points && strcmp(r->said, before) == 0 ? "the same" : r->said;
    before = r->said;
    const char *state = r->points < 0 ? "not measured" : r->points >= c->points ? "ok" : "wrong";
    char name[128];
    snprintf(name, sizeof name, "%s%s%s", c->name, c->with[0] && c->kind != THEORY ? " " : "",
             c->kind != THEORY ? c->with : "");
    if (!points)
        printf("  %-24s %-12s %s\n", name, state, said);
    else if (r->points < 0)
        printf("  %-24s  - of %2g  not measured: %s\n", name, c->points, said);
    else
        printf("  %-24s %2g of %2g  %s\n", name, r->points, c->points, said);
}

/* What a compiler says of a hand-in may be any bytes; JSON is UTF-8. */
static void print_json_text(const char *text) {
    putchar('"');
    for (const unsigned char *at = (const unsigned char *)text; *at;) {
        const int length = utf8_bytes(at);
        if (*at < ' ' || *at == '"' || *at == '\\')
            printf("\\u%04x", *at);
        else if (length > 0)
            fwrite(at, 1, (size_t)length, stdout);
        else
            putchar('?');
        at += length > 0 ? length : 1;
    }
    putchar('"');
}

struct total {
    double points, of, all;
};

static struct total total_of(const struct grading *g) {
    struct total t = {0, 0, 0};
    for (int k = 0; k < g->contract.criterion_count; k++) {
        const struct criterion *c = &g->contract.criteria[k];
        t.all += c->points;
        if (g->results[k].points < 0) continue;
        t.points += g->results[k].points;
        t.of += c->points;
    }
    return t;
}

static void print_grade(const struct grading *g) {
    const struct total t = total_of(g);
    for (int k = 0; k < g->contract.criterion_count; k++)
        print_criterion(&g->contract.criteria[k], &g->results[k], true);
    printf("  %-24s %2g of %2g", "total", t.points, t.of);
    if (t.of < t.all) printf("; %g are not measured on this machine", t.all - t.of);
    printf("  (seed %" PRIu64 ")\n", g->plain.seed);
}

/* The results.json that Gradescope reads: gradescope-autograders.readthedocs.io/en/latest/specs.
 * A test without a score is information: that is what was not measured. */
static void print_grade_json(const struct grading *g, const char *sanitizers) {
    const struct total t = total_of(g);
    const char *lab = strrchr(g->lab, '/') ? strrchr(g->lab, '/') + 1 : g->lab;
    char line[256], said[sizeof g->results->said + 20];
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    snprintf(line, sizeof line, "%s: %g of %g", lab, t.points, t.of);
    if (t.of < t.all)
        snprintf(line + strlen(line), sizeof line - strlen(line),
                 "; %g are not measured on this machine", t.all - t.of);
    printf("{\"score\":%g,\"execution_time\":%.1f,\"output\":", t.points,
           (double)(now.tv_sec - started.tv_sec) + (double)(now.tv_nsec - started.tv_nsec) / 1e9);
    print_json_text(line);
    printf(",\"output_format\":\"text\",\"visibility\":\"visible\",\"extra_data\":{\"lab\":");
    print_json_text(lab);
    printf(",\"hand_in\":");
    print_json_text(g->folder);
    printf(",\"points\":%g,\"of\":%g,\"all\":%g,\"seed\":%" PRIu64 ",\"sanitizers\":%s}", t.points,
           t.of, t.all, g->plain.seed, sanitizers);
    printf(",\"tests\":[");
    for (int k = 0; k < g->contract.criterion_count; k++) {
        const struct criterion *c = &g->contract.criteria[k];
        const struct result *r = &g->results[k];
        printf("%s{\"name\":", k ? "," : "");
        snprintf(line, sizeof line, "%s%s%s", c->name, c->with[0] ? " " : "", c->with);
        print_json_text(line);
        if (r->points >= 0) printf(",\"score\":%g,\"max_score\":%g", r->points, c->points);
        printf(",\"output\":");
        snprintf(said, sizeof said, "%s%s", r->points < 0 ? "not measured: " : "", r->said);
        print_json_text(said);
        printf(",\"visibility\":\"visible\",\"extra_data\":{\"of\":%g,\"replay\":", c->points);
        print_json_text(r->script);
        printf("}}");
    }
    printf("]}\n");
}

/* Bytes of large arrays have eleven digits; calls have few. */
static int width_of(enum counter k) {
    const int name = (int)strlen(counter_names[k]);
    return k >= BRK ? name : name > 12 ? name : 12;
}

static bool names(const char *expression, enum counter k) {
    const size_t length = strlen(counter_names[k]);
    for (const char *at = expression; (at = strchr(at, '.'));)
        if (at++, strspn(at, "abcdefghijklmnopqrstuvwxyz_0123456789") == length &&
                      strncmp(at, counter_names[k], length) == 0)
            return true;
    return false;
}

/* What each lab shows, and what the contract asks for beside it. */
static bool shows(const struct contract *c, enum counter k) {
    static const enum counter always[] = {COPIED,    MOVED,  ALLOCATIONS, LARGEST,
                                          LIVE_PEAK, FAULTS, PEAK};
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        if (always[i] == k) return true;
    bool named = false;
    for (int i = 0; i < c->asked_count; i++) named |= names(c->asked[i].expression, k);
    for (int i = 0; i < c->criterion_count; i++) named |= names(c->criteria[i].expression, k);
    return named && k > PAGE;
}

static void print_runs(struct grading *g) {
    if (g->contract.run_count == 0) return;
    printf("%-12s %10s %-12s", "run", "n", "");
    for (enum counter k = 0; k < COUNTERS; k++)
        if (shows(&g->contract, k)) printf(" %*s", width_of(k), counter_names[k]);
    putchar('\n');
    for (int i = 0; i < g->contract.run_count; i++) {
        struct run_of_contract *run = &g->contract.runs[i];
        measure_run(g, run);
        printf("%-12s %10" PRIu64 " %-12s", run->name, run->n, run->with);
        for (enum counter k = 0; run->state == MEASURED && k < COUNTERS; k++) {
            char counter[80], why[600];
            double value;
            if (!shows(&g->contract, k)) continue;
            snprintf(counter, sizeof counter, "%s.%s", run->name, counter_names[k]);
            if (expression_value(g, counter, &value, why, sizeof why) == MEASURED)
                printf(" %*.0f", width_of(k), value);
            else
                printf(" %*s", width_of(k), "-");
        }
        printf("%s%s\n", run->state == MEASURED ? "" : " ", run->state == MEASURED ? "" : run->why);
    }
}

/* ---- see it again -----------------------------------------------------------------------------*/

/* A script that shows the first failure in a debugger. */
static void write_again(const struct grading *g, const struct result *r, const char *path) {
    FILE *file = fopen(path, "we");
    const char *element = strstr(r->said, "element ");
    if (!file) return;
    fprintf(file, "#!/bin/sh\n# %s\n", r->said);
    fprintf(file, "export ASAN_OPTIONS=detect_leaks=0:abort_on_error=1\n");
    fprintf(file, "set -- '%s' '%s' %" PRIu64 " '%s'\n", g->careful.worker, g->careful.object,
            g->careful.seed, r->script);
    fprintf(file, "command -v gdb > /dev/null || exec \"$@\"\n");
    fprintf(file, "exec gdb -q -ex 'set breakpoint pending on'");
    if (strstr(r->said, "allocation "))
        fprintf(file, " -ex 'break refused'");
    else if (element)
        fprintf(file, " -ex 'break append' -ex 'ignore 1 %llu'",
                strtoull(element + strlen("element "), NULL, 10));
    fprintf(file, " -ex run -ex where --args \"$@\"\n");
    fchmod(fileno(file), 0755);
    fclose(file);
}

static int check(struct grading *g, const char *work) {
    char path[4096];
    bool wrong = false;
    snprintf(path, sizeof path, "%s/again", work);
    unlink(path);
    for (int k = 0; k < g->contract.criterion_count; k++) {
        const struct criterion *c = &g->contract.criteria[k];
        struct result *r = &g->results[k];
        const bool own = c->kind == OWN && strncmp(c->name, "cost_", 5) != 0;
        if (!is_about_contents(c->kind) && !own) continue;
        grade(g, c, r);
        print_criterion(c, r, false);
        if (r->points != 0) continue;
        if (!wrong && r->script[0]) write_again(g, r, path);
        wrong = true;
    }
    if (wrong && access(path, X_OK) == 0)
        printf("what these words mean: labs/README.md, \"What check says\"\n"
               "see the first of these again: %s\n",
               path);
    return wrong ? EXIT_WRONG : EXIT_DONE;
}

/* ---- a curve ----------------------------------------------------------------------------------*/

static double time_of_children(void) {
    struct rusage used;
    getrusage(RUSAGE_CHILDREN, &used);
    return (double)used.ru_utime.tv_sec + (double)used.ru_utime.tv_usec / 1e6;
}

/* The expression over counters, as n grows by quarters of an octave: a line each, until one takes
 * half a second. */
static int curve(struct grading *g, const char *with, const char *expression) {
    struct contract *contract = &g->contract;
    unsigned long long low = 0, high = 0;
    int used = 0;
    if (sscanf(with, "n=%llu..%llu %n", &low, &high, &used) != 2 || low == 0) return EXIT_USAGE;
    contract->contiguous = false;
    g->hasty = true;
    contract->run_count = 1;
    for (double n = (double)low; n <= (double)high + 1; n *= 1.189207115) {
        double value;
        char why[600];
        const double before = time_of_children();
        struct run_of_contract *run = &contract->runs[0];
        *run = (struct run_of_contract){.name = "one", .n = (uint64_t)(n + 0.5), .width = 8};
        snprintf(run->with, sizeof run->with, "%s", with + used);
        if (expression_value(g, expression, &value, why, sizeof why) != MEASURED) break;
        printf("%" PRIu64 "\t%.9g\n", run->n, value);
        if (time_of_children() - before > 0.5) break;
    }
    return EXIT_DONE;
}

/* ---- ------------------------------------------------------------------------------------------*/

/* A path of a place of work: kept until the end. */
static const char *path_of(const char *folder, const char *name, const char *ending) {
    char *path = malloc(strlen(folder) + strlen(name) + strlen(ending) + 2);
    if (!path) exit(EXIT_FAILED);
    sprintf(path, "%s/%s%s", folder, name, ending);
    return path;
}

int main(int argc, char **argv) {
    struct grading *g = &grading;
    failure_program("grader");
    if (argc < 7) {
        fprintf(stderr,
                "grader: usage: grader grade|json|check|measure LAB HAND-IN BUILD WORK SEED "
                "[REFUSED] (labs/lab calls it)\n");
        return EXIT_USAGE;
    }
    clock_gettime(CLOCK_MONOTONIC, &started);
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); /* what a hand-in leaves behind is ours to end */
    const char *verb = argv[1], *work = argv[5];
    const bool curved = strcmp(verb, "curve") == 0; /* work is the object then, and no folder */
    g->lab = argv[2];
    g->folder = argv[3];
    if (!contract_read(&g->contract, path_of(g->lab, "contract", ""))) return EXIT_USAGE;
    char *name = strdup(g->contract.file);
    if (!name) return EXIT_FAILED;
    name[strcspn(name, ".")] = '\0';
    g->plain = (struct place_of_work){
        .worker = path_of(argv[4], "worker", ""),
        .object = path_of(work, name, ".so"),
        .source = g->contract.file,
        .directory = g->contract.files > 0 ? path_of(curved ? argv[4] : work, "files", "") : "/",
        .file_bytes = g->contract.files,
        .seed = seed_of(argv[6], path_of(work, g->contract.file, "")),
    };
    if (g->contract.files > 0) mkdir(g->plain.directory, 0700);
    g->careful = g->plain;
    g->careful.sanitized = true;
    g->careful.worker = path_of(argv[4], "worker-careful", "");
    g->careful.object = path_of(work, name, "-careful.so");
    if (curved) {
        g->plain.object = work;
        return argc == 9 ? curve(g, argv[7], argv[8]) : EXIT_USAGE;
    }
    if (argc > 7 && argv[7][0]) g->refused = argv[7];
    if (strcmp(verb, "quiz") == 0) return quiz(g);
    if (strcmp(verb, "measure") == 0) return print_runs(g), fputs(own_values(g), stdout), EXIT_DONE;
    if (strcmp(verb, "check") == 0) return check(g, work);
    /* Whether it is right comes first: what hangs there is not run again. */
    for (int first = 1; first >= 0; first--)
        for (int k = 0; k < g->contract.criterion_count; k++)
            if (is_about_contents(g->contract.criteria[k].kind) == first)
                grade(g, &g->contract.criteria[k], &g->results[k]);
    if (strcmp(verb, "json") == 0)
        print_grade_json(g, getenv("LAB_SANITIZERS") ? getenv("LAB_SANITIZERS") : "null");
    else
        print_grade(g);
    return EXIT_DONE;
}
