/* quiz.c - see grading.h. A line of the lab's file `quiz`:
 *
 *     n=1000..4000 step=1..200 ; one.copied / 8 ; n = %n, %k: how many elements are copied?
 *
 * %n is a number of that range, %k a setting of the parameter; the expression is over a run `one`
 * with both. What is right is counted, so the hand-in has to be right first.
 */
#include "grading.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void print_question(const char *text, const struct run_of_contract *run) {
    for (; *text; text++) {
        if (strncmp(text, "%n", 2) == 0)
            printf("%" PRIu64, run->n), text++;
        else if (strncmp(text, "%k", 2) == 0)
            printf("%s", run->with), text++;
        else if (*text != '\n')
            putchar(*text);
    }
    printf(" ");
    fflush(stdout);
}

/* One question of the file. 1: right; 0: not; -1: it could not be asked. */
static int ask(struct grading *g, char *line, uint64_t number) {
    struct run_of_contract *run = &g->contract.runs[0];
    char *expression = strchr(line, ';'), *text = expression ? strchr(expression + 1, ';') : NULL;
    char said[128], why[600];
    uint64_t low = 0, high = 0;
    int used = 0;
    double is, answer;
    const uint64_t chance = stream_word(g->plain.seed, 11, number, 0);
    if (!text || sscanf(line, "n=%" SCNu64 "..%" SCNu64 " %n", &low, &high, &used) != 2) return -1;
    *expression++ = '\0';
    *text++ = '\0';
    *run = (struct run_of_contract){.name = "one", .width = 8};
    run->n = low + chance % (high - low + 1);
    line[strcspn(line, "\n") - 1] = '\0'; /* the blank before the ';' */
    pick_setting(line + used, chance >> 32, run->with, sizeof run->with);
    g->contract.run_count = 1;
    print_question(text + strspn(text, " "), run);
    if (!fgets(said, sizeof said, stdin)) return putchar('\n'), 0;
    if (expression_value(g, expression, &is, why, sizeof why) != MEASURED)
        return printf("  cannot be counted: %s\n", why), -1;
    const bool right = number_of(said, &answer) && fabs(answer - is) <= 0.01 * fabs(is);
    printf(right ? "  right: %.12g\n" : "  counted were %.12g\n", is);
    return right;
}

int quiz(struct grading *g) {
    char path[4096], line[512];
    uint64_t number = 0;
    int right = 0, all = 0;
    snprintf(path, sizeof path, "%s/quiz", g->lab);
    FILE *file = fopen(path, "re");
    if (g->refused) fprintf(stderr, "grader: %s\n", g->refused);
    if (!file) fprintf(stderr, "grader: this lab has no quiz\n");
    while (file && !g->refused && !feof(stdin) && fgets(line, sizeof line, file)) {
        const int got = line[0] == 'n' ? ask(g, line, number++) : -1;
        right += got > 0;
        all += got >= 0;
    }
    if (!file || g->refused) return EXIT_FAILED;
    fclose(file);
    printf("%d of %d\n", right, all);
    return EXIT_DONE;
}
