/* query.c - SQL over the records of a run, with statistics and numbers for people (functions.h).
 *
 *     build/query results/latest/run.db "select label, ns, ratio from summary"
 *
 * The words of the command line are done one after the other, so that one call can fill tables, ask
 * and write.
 */
#include "database.h"
#include "failure.h"
#include "import.h"
#include "output.h"

#include <errno.h>
#include <string.h>

static const char usage[] =
    "usage: query DATABASE [WORD ...]      (:memory: is a database that is gone at the end)\n"
    "  SQL                  runs it and prints its rows\n"
    "  --file FILE          the same for the SQL in FILE\n"
    "  --set NAME VALUE     :NAME in what follows, a text; null if empty\n"
    "  --number NAME VALUE  the same, a number\n"
    "  --import TABLE FILE  a row for each line of JSON; keys are columns, "
    "a new TABLE gets them all\n"
    "  --lines TABLE FILE   a row for each line: name (of the file), number, text\n"
    "  --rows TABLE FROM    the same of the table FROM(text, run, line, file, path); "
    "what TABLE refuses\n                       goes to left_out(run, file, line, reason)\n"
    "  --as NAME            who speaks in errors (default: query)\n"
    "  --tsv --headed --table --csv --json --html    how rows are printed "
    "(default: tsv, without head)\n"
    "  --export PREFIX      each temporary view to PREFIX.VIEW.tsv, with a head\n"
    "FILE - is standard input. Exit status: 0 done; 1 failed; 2 usage.\n";

static void export(const char *prefix) {
    sqlite3_stmt *views =
        prepared(prefix, "select name from sqlite_temp_schema where type = 'view' order by rowid");
    const char *view;
    while ((view = next_text(views))) {
        char *path = sqlite3_mprintf("%s.%s.tsv", prefix, view);
        char *sql = sqlite3_mprintf("select * from temp.\"%w\"", view);
        FILE *file = fopen(path, "w");
        if (!file) {
            failure("open", errno, "%s", path);
            die(EXIT_FAILED);
        }
        run_sql(sql, view, HEADED, file);
        if (ferror(file) | fclose(file)) {
            failure("write", errno, "%s", path);
            die(EXIT_FAILED);
        }
        sqlite3_free(path);
        sqlite3_free(sql);
    }
    sqlite3_finalize(views);
}

/* ---- the command line ----------------------------------------------------------------------- */

int main(int argc, char **argv) {
    static const char *const forms[] = {"",      "--tsv",  "--headed", "--table",
                                        "--csv", "--json", "--html"};
    enum form form = TSV;
    failure_program("query");
    output_guard();
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        fputs(usage, stdout);
        return output_flush() ? EXIT_DONE : EXIT_FAILED;
    }
    if (argc < 2 || argv[1][0] == '-') {
        fputs(usage, stderr);
        return EXIT_USAGE;
    }
    database_open(argv[1]);
    for (int i = 2; i < argc; i++) {
        const char *word = argv[i];
        const int left = argc - i - 1;
        size_t f = 1;
        while (f < sizeof forms / sizeof *forms && strcmp(word, forms[f]) != 0) f++;
        if (f < sizeof forms / sizeof *forms) {
            form = (enum form)f;
        } else if (strcmp(word, "--set") == 0 && left >= 2) {
            setting_add(argv[i + 1], argv[i + 2], false), i += 2;
        } else if (strcmp(word, "--number") == 0 && left >= 2) {
            setting_add(argv[i + 1], argv[i + 2], true), i += 2;
        } else if (strcmp(word, "--import") == 0 && left >= 2) {
            import_json(argv[i + 1], argv[i + 2]), i += 2;
        } else if (strcmp(word, "--lines") == 0 && left >= 2) {
            import_lines(argv[i + 1], argv[i + 2]), i += 2;
        } else if (strcmp(word, "--rows") == 0 && left >= 2) {
            import_rows(argv[i + 1], argv[i + 2]), i += 2;
        } else if (strcmp(word, "--as") == 0 && left >= 1) {
            failure_program(argv[++i]);
        } else if (strcmp(word, "--export") == 0 && left >= 1) {
            export(argv[++i]);
        } else if (strcmp(word, "--file") == 0 && left >= 1) {
            char *sql = file_content(argv[++i]);
            run_sql(sql, argv[i], form, stdout);
            sqlite3_free(sql);
        } else if (strncmp(word, "--", 2) == 0 &&
                   strspn(word + 2, "abcdefghijklmnopqrstuvwxyz") == strlen(word + 2)) {
            failure("usage", 0, "%s: not known, or a value is missing (try: query --help)", word);
            die(EXIT_USAGE);
        } else {
            run_sql(word, "", form, stdout);
        }
    }
    if (!output_flush()) die(EXIT_FAILED);
    return sqlite3_close(database) == SQLITE_OK ? EXIT_DONE : EXIT_FAILED;
}
