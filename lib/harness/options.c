/* options.c - see options.h */
#include "options.h"
#include "quantity.h"
#include "reading.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

const char *const phase_names[PHASES] = {"append", "gather", "sync",   "reopen",
                                         "peek",   "scan",   "random", "release"};

/* ---- the options ---------------------------------------------------------------------------- */

enum {
    COUNT = 256,
    TYPE,
    INPUT,
    TEXT,
    COLUMN,
    HEADER,
    SEPARATOR,
    OUTPUT,
    ARRAYS,
    TURNS,
    HUGE_PAGES,
    PHASE_LIST,
    COLD,
    CHAINED,
    BUDGET,
    RECORD,
    TIMELINE,
    LATENCY,
    JSON,
    FAIL_ALLOCATION,
    DIRECTORY,
    SYNC_EVERY,
    FORCE,
    DESCRIBE,
    HELP,
    VERSION_,
    PARAMETER,
};

static const struct {
    const char *name, *argument;
    int id;
    const char *help;
} table[] = {
    {"count", "N", COUNT,
     "elements to append: 1000, 1e6, 10M (default 1M; with --input:\nat most N, default all)"},
    {"type", "T", TYPE, "%types (default int32)"},
    {"input", "FILE|-", INPUT,
     "append the elements of FILE, or of standard input, instead of\ngenerated ones; its length is "
     "never asked for"},
    {"text", NULL, TEXT, "with --input: one number a line, not raw elements"},
    {"column", "N|NAME", COLUMN,
     "with --input: the N-th column of a table (CSV), or the one that\nits first line calls NAME"},
    {"header", NULL, HEADER, "with --input: a text whose first line has no numbers but names"},
    {"separator", "C", SEPARATOR, "with --column: what stands between two (default ,), or tab"},
    {"output", "FILE|-", OUTPUT, "write the elements, raw (numpy: np.fromfile, np.memmap)"},
    {"arrays", "M", ARRAYS, "spread the elements over M arrays, one array after the other"},
    {"turns", NULL, TURNS, "with --arrays: one element each in turn"},
    {"huge-pages", "WHERE", HUGE_PAGES,
     "huge pages (2 MiB on x86-64) for this program: never; madvise\n(where it asks); always "
     "(everywhere, as far as a program can);\ndefault: as the system has it"},
    {"phases", "LIST", PHASE_LIST,
     "after append, only these: %phases\n(default: all that the strategy has; append and release "
     "always run)"},
    {"chained", NULL, CHAINED, "each random read waits for the one before; else they overlap"},
    {"budget", "SECONDS", BUDGET,
     "stop appending when over it; the record then says\n\"completed\":false and how far it came"},
    {"record", "FILE", RECORD,
     "append this run's record to FILE, one line of JSON; also when\nit fails: how it ended, "
     "errno and where"},
    {"json", NULL, JSON, "print the record instead of the table"},
    {"timeline", "FILE|-", TIMELINE,
     "instrumented run: instead of measuring, write memory against\n"
     "elements appended (-: to standard output, or with --json the\n"
     "record); a record holds the same numbers"},
    {"latency", "FILE|-", LATENCY,
     "instrumented run: instead of measuring, write a histogram of\n"
     "single-append times; else as --timeline"},
    {"fail-allocation", "K", FAIL_ALLOCATION, "make the K-th allocation fail, once"},
    {"directory", "DIR", DIRECTORY, "where file strategies keep their file (default: .)"},
    {"sync-every", "K", SYNC_EVERY,
     "with --keep or --resume: sync after every K elements, and print\n\"durable N\": so many are "
     "there after a crash"},
    {"cold", NULL, COLD,
     "drop the file from the page cache before it is opened; what a\nphase reads again is warm"},
    {"force", NULL, FORCE, "replace existing files"},
    {"describe", NULL, DESCRIBE, "print what this strategy says of itself, as JSON"},
    {"help", NULL, HELP, "print this"},
    {"version", NULL, VERSION_, "print the version"},
};
enum { GENERAL = sizeof table / sizeof *table };

/* What a way to read a file has instead; without a text it has no such option. */
static const struct {
    int id;
    const char *argument, *help;
} of_readers[] = {
    {COUNT, "N", "elements of the file that is made: 1000, 1e6, 10M (default 1M)"},
    {INPUT, "FILE", "read this file of raw elements instead; it is not changed"},
    {PHASE_LIST, "LIST",
     "after opening, only these: peek,scan,random (default: all that\nthe way has)"},
    {BUDGET, "SECONDS",
     "stop scan, a copy, or random when over it; random stops after a\nsecond at the latest"},
    {DIRECTORY, "DIR", "where the file is made, without a name (default: .)"},
    {TEXT, NULL, NULL},
    {COLUMN, NULL, NULL},
    {HEADER, NULL, NULL},
    {SEPARATOR, NULL, NULL},
    {OUTPUT, NULL, NULL},
    {ARRAYS, NULL, NULL},
    {TURNS, NULL, NULL},
    {TIMELINE, NULL, NULL},
    {LATENCY, NULL, NULL},
    {FORCE, NULL, NULL},
};

/* And a way to share one has these of its own, beside those; its phases are always all. */
static const struct {
    int id;
    const char *argument, *help;
} of_sharers[] = {
    {COUNT, "N",
     "elements of the file that is made, or what each worker does so\noften (default 1M)"},
    {TYPE, "T", "%types (default int32,\nor int64 where there is no other)"},
    {BUDGET, "SECONDS", "stop the work when over it"},
    {PHASE_LIST, NULL, NULL},
    {CHAINED, NULL, NULL},
};

/* The help text of option i for this program, and its argument; NULL if it has no such option. */
static const char *help_of(const struct strategy *s, int i, const char **argument) {
    *argument = table[i].argument;
    if (table[i].id == SYNC_EVERY && !s->resumed) return NULL;
    if (!s->reads && !s->shares) return table[i].id == COLD ? NULL : table[i].help;
    for (size_t k = 0; s->shares && k < sizeof of_sharers / sizeof *of_sharers; k++) {
        if (of_sharers[k].id != table[i].id) continue;
        *argument = of_sharers[k].argument;
        return of_sharers[k].help;
    }
    if (s->reads && s->reads->copy && (table[i].id == PHASE_LIST || table[i].id == CHAINED))
        return NULL;
    for (size_t k = 0; k < sizeof of_readers / sizeof *of_readers; k++) {
        if (of_readers[k].id != table[i].id) continue;
        *argument = of_readers[k].argument;
        return of_readers[k].help;
    }
    return table[i].help;
}

/* The names of all types, and of all phases, with `separator` between them. */
static const char *type_names(const char *separator) {
    static char names[200];
    names[0] = '\0';
    for (enum element_type t = 0; t < TYPE_COUNT; t++) {
        size_t length = strlen(names);
        snprintf(names + length, sizeof names - length, "%s%s", t > 0 ? separator : "",
                 type_name(t));
    }
    return names;
}

/* Of the phases from `first` to before `end`. */
static const char *phase_list(int first, int end, const char *separator) {
    static char names[200];
    names[0] = '\0';
    for (int p = first; p < end; p++) {
        size_t length = strlen(names);
        snprintf(names + length, sizeof names - length, "%s%s", p > first ? separator : "",
                 phase_names[p]);
    }
    return names;
}

/* In a help text %types and %phases stand for their names. */
static void print_option(const char *name, const char *argument, const char *help) {
    char left[40];
    snprintf(left, sizeof left, "--%s %s", name, argument ? argument : "");
    printf("  %-20s ", left);
    for (const char *c = help; *c; c++) {
        if (strncmp(c, "%types", 6) == 0) {
            printf("%s", type_names(" "));
            c += 5;
        } else if (strncmp(c, "%phases", 7) == 0) {
            printf("%s", phase_list(PHASE_APPEND + 1, PHASE_RELEASE, ","));
            c += 6;
        } else {
            putchar(*c);
        }
        if (*c == '\n') printf("%23s", "");
    }
    putchar('\n');
}

static void print_help(const struct strategy *s) {
    const char *name = failure_program_name();
    printf("%s - %s\n\n%s\n\nUsage: %s [OPTION ...]\n\n", name, s->title, s->about, name);
    if (s->parameters[0].name) printf("Parameters of this strategy:\n");
    for (int k = 0; k < PARAMETERS && s->parameters[k].name; k++) {
        char help[200];
        const struct parameter *parameter = &s->parameters[k];
        bool flag = parameter->kind == PARAMETER_FLAG;
        const bool choice = parameter->kind == PARAMETER_CHOICE;
        snprintf(help, sizeof help,
                 flag     ? "%s"
                 : choice ? "%s: %s (default: the first)"
                          : "%s (default %s)",
                 parameter->help, parameter->value);
        print_option(parameter->name,
                     flag                                  ? NULL
                     : parameter->kind == PARAMETER_BYTES  ? "SIZE"
                     : parameter->kind == PARAMETER_CHOICE ? "WORD"
                     : parameter->kind == PARAMETER_COUNT  ? "N"
                                                           : "FACTOR",
                     help);
    }
    printf("%sOptions of every program:\n", s->parameters[0].name ? "\n" : "");
    const char *argument;
    for (int i = 0; i < GENERAL; i++) {
        const char *help = help_of(s, i, &argument);
        if (help) print_option(table[i].name, argument, help);
    }
    printf("\nExamples:\n"
           "  %s --count 10M                        how long, and how much memory?\n"
           "  %s --count 10M --type float64 --json  the same as one line of JSON\n"
           "  %s%s%s\n"
           "  %s %s\n"
           "\nExit status: 0 done; 1 failed while running (no memory, disk full, I/O); 2 usage;\n"
           "3 wrong contents, or not all given back; 4 this machine cannot do it.\n",
           name, name, s->reads || s->shares ? "" : "seq 1000 | ", name,
           s->reads    ? " --input FILE --type float32 --cold"
           : s->shares ? " --workers 4 --kind threads"
                       : " --input - --text --output numbers.i32",
           name,
           s->reads    ? "--input FILE --type int64 --json"
           : s->shares ? "--workers 4 --cpus each --json"
                       : "--input readings.csv --column temperature --separator ';' "
                         "--type float32");
}

const char *parameter_word(const struct parameter *p, double value, char *word, size_t room) {
    const char *from = p->value;
    for (double k = 0; k < value; k++) from += strcspn(from, " "), from += *from == ' ';
    snprintf(word, room, "%.*s", (int)strcspn(from, " "), from);
    return *word ? word : NULL;
}

static void set_parameter(struct options *o, const struct strategy *s, int k, const char *text) {
    const struct parameter *parameter = &s->parameters[k];
    uint64_t bytes;
    switch (parameter->kind) {
    case PARAMETER_FLAG: o->parameters[k] = 1; return;
    case PARAMETER_BYTES:
        if (strcmp(text, "auto") == 0 && strcmp(parameter->value, text) == 0) return; /* 0 */
        if (parse_bytes(text, &bytes)) {
            o->parameters[k] = (double)bytes;
            return;
        }
        die_usage(parameter->name, "\"%s\" is not " BYTES_FORM, text);
    case PARAMETER_COUNT:
        if (parse_count(text, &bytes) && bytes >= 1 && bytes <= 64) {
            o->parameters[k] = (double)bytes;
            return;
        }
        die_usage(parameter->name, "\"%s\" is not a number from 1 to 64", text);
    case PARAMETER_CHOICE:
        o->parameters[k] = 0;
        for (char word[32]; parameter_word(parameter, o->parameters[k], word, sizeof word);
             o->parameters[k]++)
            if (strcmp(word, text) == 0) return;
        die_usage(parameter->name, "\"%s\" is not one of %s", text, parameter->value);
    case PARAMETER_FACTOR: {
        char *rest;
        if (parse_decimal(text, &o->parameters[k], &rest) && !*rest && o->parameters[k] > 1 &&
            o->parameters[k] <= 64)
            return;
        die_usage(parameter->name, "\"%s\" is not a factor above 1 and up to 64, such as 1.5",
                  text);
    }
    }
}

static uint64_t count_of(const char *option, const char *text, uint64_t low) {
    uint64_t count;
    if (!parse_count(text, &count)) die_usage(option, "\"%s\" is not " COUNT_FORM, text);
    if (count < low) die_usage(option, "%s is too small", text);
    return count;
}

static void set_phases(struct options *o, const char *list) {
    memset(o->phases, 0, sizeof o->phases);
    o->phases[PHASE_APPEND] = o->phases[PHASE_RELEASE] = true;
    for (const char *from = list; *from; from += *from == ',') {
        size_t length = strcspn(from, ",");
        int phase = 0;
        while (phase < PHASES && (strlen(phase_names[phase]) != length ||
                                  strncmp(phase_names[phase], from, length) != 0))
            phase++;
        if (phase == PHASES)
            die_usage("phases", "\"%.*s\" is not one of %s", (int)length, from,
                      phase_list(0, PHASES, " "));
        o->phases[phase] = true;
        from += length;
    }
}

static enum huge_pages huge_pages_of(const char *text) {
    for (int p = HUGE_PAGES_NEVER; p < HUGE_PAGES_COUNT; p++)
        if (strcmp(text, huge_pages_names[p]) == 0) return (enum huge_pages)p;
    die_usage("huge-pages", "\"%s\" is not one of never madvise always", text);
}

static void set(struct options *o, int id, const char *text) {
    char *rest;
    switch (id) {
    case COUNT:
        o->count = count_of("count", text, 0);
        o->count_given = true;
        break;
    case TYPE:
        o->type = type_of_name(text);
        if (o->type == TYPE_COUNT)
            die_usage("type", "\"%s\" is not one of %s", text, type_names(" "));
        break;
    case INPUT: o->input = text; break;
    case TEXT: o->text = true; break;
    case COLUMN:
        if (!column_set(&o->column, text))
            die_usage("column", "\"%s\" is not a number from 1, nor a name", text);
        o->text = true;
        break;
    case HEADER: o->text = o->column.header = true; break;
    case SEPARATOR:
        if (!column_set_separator(&o->column, text))
            die_usage("separator", "\"%s\" is not one letter such as ';', nor tab%s", text,
                      *text == ' ' ? " (columns between blanks: awk '{print $3}')" : "");
        o->text = true;
        break;
    case OUTPUT: o->output = text; break;
    case ARRAYS: o->arrays = count_of("arrays", text, 1); break;
    case TURNS: o->turns = true; break;
    case HUGE_PAGES: o->huge_pages = huge_pages_of(text); break;
    case PHASE_LIST: set_phases(o, text); break;
    case COLD: o->cold = true; break;
    case CHAINED: o->chained = true; break;
    case BUDGET:
        if (!parse_decimal(text, &o->budget, &rest) || *rest || o->budget <= 0 || o->budget > 1e6)
            die_usage("budget", "\"%s\" is not a number of seconds, such as 0.5", text);
        break;
    case RECORD: o->record = text; break;
    case JSON: o->json = true; break;
    case TIMELINE: o->timeline = text; break;
    case LATENCY: o->latency = text; break;
    case FAIL_ALLOCATION: o->fail_allocation = count_of("fail-allocation", text, 1); break;
    case DIRECTORY: o->directory = text; break;
    case SYNC_EVERY: o->sync_every = count_of("sync-every", text, 1); break;
    case FORCE: o->force = true; break;
    case DESCRIBE: o->describe = true; break;
    default: break;
    }
}

/* Whether a flag of the strategy's own is set. */
static bool is_set(const struct options *o, const struct strategy *s, const char *flag) {
    for (int k = 0; k < PARAMETERS && s->parameters[k].name; k++)
        if (strcmp(s->parameters[k].name, flag) == 0) return o->parameters[k] != 0;
    return false;
}

/* Of a file that is kept. */
static void check_kept(const struct options *o, const struct strategy *s) {
    const bool resume = is_set(o, s, "resume");
    const char *option = resume ? "resume" : "sync-every";
    if (!resume && o->sync_every == 0) return;
    if (!resume && !is_set(o, s, "keep"))
        die_usage(option, "without --keep or --resume no file is there after a crash");
    if (o->arrays > 1) die_usage(option, "it is for one array");
    if (o->timeline || o->latency) die_usage(option, "it is not for an instrumented run");
    if (resume && (o->record || o->json))
        die_usage(option, "what goes on is not measured: no --record, no --json");
    if (o->sync_every > 0 && (o->json || (o->output && strcmp(o->output, "-") == 0)))
        die_usage("sync-every",
                  "its lines go to standard output, which --json or --output - takes");
}

/* What one option alone cannot know to be wrong. */
static void check(struct options *o, const struct strategy *s) {
    if (o->record && strcmp(o->record, "-") == 0)
        die_usage("record", "it appends to a file; --json prints the record");
    if (o->record && o->output && strcmp(o->record, o->output) == 0)
        die_usage("record", "it cannot be the --output too");
    const char *of_text = o->column.separator                  ? "separator"
                          : o->column.number || o->column.name ? "column"
                          : o->column.header                   ? "header"
                                                               : "text";
    if (o->text && !o->input)
        die_usage(of_text, "it says how to read an --input, and there is none");
    if (o->text && !type_has_text(o->type))
        die_usage("text", "%s has no text form", type_name(o->type));
    if (strcmp(of_text, "separator") == 0 && !o->column.number && !o->column.name)
        die_usage(of_text, "it stands between columns: say which, --column N");
    if (!o->column.separator) o->column.separator = ',';
    if (o->column.name) o->column.header = true;
    if (s->types && !strstr(s->types, type_name(o->type))) /* no name is part of another */
        die_usage("type", "\"%s\" is not one of %s", type_name(o->type), s->types);
    if (o->latency && s->by_block)
        die_usage("latency", "blocks are appended here: an element alone has no time");
    if (o->json && o->output && strcmp(o->output, "-") == 0)
        die_usage("json", "standard output already takes the elements (--output -)");
    const char *instrument = o->timeline ? "timeline" : "latency";
    const char *table_file = o->timeline ? o->timeline : o->latency;
    if (o->timeline && o->latency) die_usage("timeline", "one run cannot be --latency too");
    if (table_file && (o->output || o->turns))
        die_usage(instrument, "an instrumented run takes neither --output nor --turns");
    if (table_file && o->record && strcmp(table_file, o->record) == 0)
        die_usage("record", "it cannot be the --%s too", instrument);
    check_kept(o, s);
    if (o->turns && o->arrays == 1) die_usage("turns", "it needs --arrays M with M above 1");
    if (s->reads_twice && o->input && strcmp(o->input, "-") == 0)
        die_usage("input", "this strategy reads its input twice, which standard input cannot be");
    if ((s->reads || s->shares) && o->input && o->count_given)
        die_usage("count", "all of an --input is read");
    if (o->input && !o->count_given) {
        if (s->knows_count)
            die_usage("input", "this strategy must know how many elements come: say --count N");
        if (o->arrays > 1 && !o->turns)
            die_usage("arrays", "an input of unknown length needs --turns, or --count N");
        o->count = UINT64_MAX;
    }
}

/* How many letters to change, add or leave out between two words; more than LONG is no word's. */
static size_t distance(const char *a, const char *b, size_t length) {
    enum { LONG = 24 };
    size_t row[LONG + 1], m = strlen(b);
    if (m > LONG) return m;
    for (size_t j = 0; j <= m; j++) row[j] = j;
    for (size_t i = 1; i <= length; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t changed = corner + (tolower((unsigned char)a[i - 1]) != b[j - 1]);
            corner = row[j];
            row[j] = 1 + (row[j] < row[j - 1] ? row[j] : row[j - 1]);
            if (changed < row[j]) row[j] = changed;
        }
    }
    return row[m];
}

/* Ends with the option that was perhaps meant: at most half of its letters differ, and of equals it
 * begins alike. */
static _Noreturn void unknown(const char *said, const struct option *longs, int n) {
    const char *word = said + strspn(said, "-"), *nearest = NULL;
    const size_t length = strcspn(word, "=");
    size_t least = SIZE_MAX;
    for (int k = 0; k < n; k++) {
        const char *name = longs[k].name;
        size_t d = distance(word, name, length), alike = 0;
        while (alike < 16 && name[alike] && word[alike] == name[alike]) alike++;
        if (2 * d > strlen(name) || 16 * (d + 1) - alike >= least) continue;
        least = 16 * (d + 1) - alike;
        nearest = name;
    }
    if (!nearest) die_usage("usage", "unknown option %s", said);
    die_usage("usage", "unknown option %s; did you mean --%s?", said, nearest);
}

void options_parse(struct options *o, const struct strategy *s, int argc, char **argv) {
    *o = (struct options){.count = 1000000, .type = TYPE_INT32, .arrays = 1, .directory = "."};
    while (s->types && !strstr(s->types, type_name(o->type))) /* the next that it can store */
        o->type = (o->type + 1) % TYPE_COUNT;
    for (int p = 0; p < PHASES; p++) o->phases[p] = true;

    struct option longs[GENERAL + PARAMETERS + 1] = {{0}};
    int n = 0;
    const char *argument;
    for (int i = 0; i < GENERAL; i++)
        if (help_of(s, i, &argument))
            longs[n++] = (struct option){table[i].name, argument != NULL, NULL, table[i].id};
    for (int k = 0; k < PARAMETERS && s->parameters[k].name; k++) {
        bool flag = s->parameters[k].kind == PARAMETER_FLAG;
        const bool choice = s->parameters[k].kind == PARAMETER_CHOICE; /* the first: 0 */
        if (!flag && !choice) set_parameter(o, s, k, s->parameters[k].value);
        longs[n++] = (struct option){s->parameters[k].name, !flag, NULL, PARAMETER + k};
    }

    opterr = 0; /* our one line instead of getopt's */
    for (int id; (id = getopt_long(argc, argv, ":", longs, NULL)) != -1;) {
        if (id == ':') die_usage("usage", "%s needs a value", argv[optind - 1]);
        if (id == '?') unknown(argv[optind - 1], longs, n);
        if (id == HELP) print_help(s);
        if (id == VERSION_) printf("growbench %s\n", VERSION);
        if (id == HELP || id == VERSION_) {
            if (fflush(stdout) == 0 && !ferror(stdout)) exit(EXIT_DONE);
            failure("write", errno, "standard output");
            die(EXIT_FAILED);
        }
        if (id >= PARAMETER)
            set_parameter(o, s, id - PARAMETER, optarg);
        else
            set(o, id, optarg);
    }
    if (optind < argc) die_usage("usage", "unexpected \"%s\"", argv[optind]);
    check(o, s);
}

double parameter(const struct setup *setup, const char *name) {
    for (int k = 0; k < PARAMETERS && setup->parameters[k].name; k++)
        if (strcmp(setup->parameters[k].name, name) == 0) return setup->values[k];
    fprintf(stderr, "%s: parameter: this strategy has none named %s\n", setup->program, name);
    abort(); /* a slip in the strategy's file, not the user's */
}
