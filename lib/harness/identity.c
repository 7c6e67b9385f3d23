/* identity.c - see identity.h */
#include "identity.h"
#include "allocator.h"
#include "measure.h"
#include "output.h"
#include "version.h"

#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

extern char **environ;

struct identity identity_now(const struct program *program, const struct options *options, int argc,
                             char **argv) {
    return (struct identity){
        .program = program,
        .options = options,
        .argc = argc,
        .argv = argv,
        .began = time(NULL),
        .cpu_number = sched_getcpu(),
        .file_system = file_system_of(options->directory),
    };
}

/* ---- words as a shell takes them ------------------------------------------------------------ */

/* A word of a command line: in single quotes, unless it is plain; a single quote in it as '\''. */
static void add_word(struct record *r, const char *word) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "_@%+=:,./-";
    if (*word && strspn(word, plain) == strlen(word)) {
        record_part(r, word);
        return;
    }
    record_part(r, "'");
    for (const char *c = word; *c;) {
        char piece[256];
        size_t n = strcspn(c, "'");
        if (n >= sizeof piece) n = sizeof piece - 1;
        /* Not inside a character of UTF-8: all its bytes but the first are 10xxxxxx. */
        while (n > 1 && c[n] && ((unsigned char)c[n] & 0xc0) == 0x80) n--;
        snprintf(piece, sizeof piece, "%.*s", (int)n, c);
        record_part(r, piece);
        c += n;
        if (*c == '\'') {
            record_part(r, "'\\''");
            c++;
        }
    }
    record_part(r, "'");
}

static void record_command(struct record *r, int argc, char **argv) {
    record_open_string(r, "command");
    for (int k = 0; k < argc; k++) {
        if (k > 0) record_part(r, " ");
        add_word(r, argv[k]);
    }
    record_close_string(r);
}

/* What of the environment an allocator looks at: glibc's tunables, MALLOC_ARENA_MAX and the like
 * (mallopt(3)), jemalloc's MALLOC_CONF, and what mimalloc and tcmalloc read. */
static bool tunes(const char *variable) {
    static const char *const names[] = {"GLIBC_TUNABLES=", "MALLOC_", "MIMALLOC_", "TCMALLOC_"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++)
        if (strncmp(variable, names[n], strlen(names[n])) == 0) return true;
    return false;
}

/* As one would say them in front of a command: NAME='VALUE' NAME=VALUE. */
static void record_tunables(struct record *r) {
    bool first = true;
    record_open_string(r, "tunables");
    for (char **variable = environ; *variable; variable++) {
        const char *value = strchr(*variable, '=');
        if (!tunes(*variable) || !value) continue;
        char name[128];
        snprintf(name, sizeof name, "%s%.*s=", first ? "" : " ", (int)(value - *variable),
                 *variable);
        record_part(r, name);
        add_word(r, value + 1);
        first = false;
    }
    record_close_string(r);
}

/* ---- the fields ----------------------------------------------------------------------------- */

/* A byte may become six: \u001f. */
size_t identity_room(const struct identity *i) {
    size_t bytes = 4096 + strlen(version_flags());
    for (int k = 0; k < i->argc; k++) bytes += strlen(i->argv[k]) + 3;
    for (char **variable = environ; *variable; variable++)
        if (tunes(*variable)) bytes += strlen(*variable) + 3;
    return 6 * bytes;
}

static void record_system(struct record *r) {
    struct utsname u;
    char kernel[sizeof u.sysname + sizeof u.release + 1] = "";
    if (uname(&u) == 0) snprintf(kernel, sizeof kernel, "%s %s", u.sysname, u.release);
    record_said(r, "kernel", *kernel ? kernel : NULL, "uname failed");
}

static void record_time(struct record *r, time_t when) {
    struct tm utc;
    char text[32] = "";
    if (gmtime_r(&when, &utc)) strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    record_said(r, "time", *text ? text : NULL, "the clock says a year that has no date");
}

void record_parameters(struct record *r, const struct strategy *s, const double *values) {
    record_open(r, "parameters");
    for (int k = 0; k < PARAMETERS && s->parameters[k].name; k++) {
        const struct parameter *p = &s->parameters[k];
        char word[32];
        if (p->kind == PARAMETER_CHOICE)
            record_string(r, p->name, parameter_word(p, values[k], word, sizeof word));
        else
            record_real(r, p->name, values[k]);
    }
    record_close(r);
}

void identity_record(struct record *r, const struct identity *i) {
    const struct options *o = i->options;
    const struct strategy *s = i->program->strategy;
    record_number(r, "schema", RECORD_SCHEMA);
    /* the program */
    record_string(r, "strategy", failure_program_name());
    record_string(r, "title", s->title);
    record_string(r, "family", s->family);
    record_truth(r, "core", s->core);
    /* On other pages than the others it is not what they are compared with. */
    record_truth(r, "baseline", s->baseline && o->huge_pages == HUGE_PAGES_SYSTEM);
    record_string(r, "version", VERSION);
    record_said(r, "commit", version_commit(), "the sources were not under git");
    record_string(r, "compiler", i->program->compiler);
    record_string(r, "flags", version_flags());
    /* where and when it ran */
    record_string(r, "libc", libc_name());
    record_string(r, "allocator", allocator_name());
    record_tunables(r);
    record_system(r);
    record_known(r, "cpu_number", i->cpu_number < 0 ? UNKNOWN : i->cpu_number,
                 "the kernel does not say");
    record_number(r, "page_bytes", sysconf(_SC_PAGESIZE));
    record_string(r, "pages", huge_pages_names[o->huge_pages]);
    record_said(r, "pages_system", huge_pages_system(), "this kernel has no huge pages for all");
    const size_t huge = huge_page_bytes_told();
    record_known(r, "huge_page_bytes", huge > 0 ? (int64_t)huge : UNKNOWN,
                 "this kernel has no huge pages for all");
    record_string(r, "file_system", i->file_system);
    record_time(r, i->began);
    record_number(r, "pid", getpid());
    /* what it was to do */
    record_command(r, i->argc, i->argv);
    if (o->count == UINT64_MAX)
        record_missing(r, "count", "not known before the input ended");
    else
        record_number(r, "count", (int64_t)o->count);
    record_string(r, "type", type_name(o->type));
    record_number(r, "width_bytes", (int64_t)type_width(o->type));
    record_number(r, "arrays", (int64_t)o->arrays);
    record_truth(r, "turns", o->turns);
    record_string(r, "input", !o->input ? "generated" : o->text ? "text" : "raw");
    record_parameters(r, s, o->parameters);
    record_truth(r, "random_chained", o->chained);
    if (o->budget > 0)
        record_real(r, "budget_seconds", o->budget);
    else
        record_missing(r, "budget_seconds", "no --budget");
}
