/* written.c - see grading.h: the numbers that a person wrote, before and after measuring.
 *
 * Both files hold lines  NAME = VALUE  and comments that begin with #. A value may have k, M, G or
 * Ki, Mi, Gi behind it.
 */
#include "grading.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* What stands behind "NAME =" in the hand-in's file. False: nothing, or no such line or file. */
static bool written(const struct grading *g, const char *file, const char *name, char *text,
                    size_t room) {
    char path[4096], line[1024];
    const size_t length = strlen(name);
    bool found = false;
    snprintf(path, sizeof path, "%s/%s", g->folder, file);
    struct stat is;
    FILE *in = lstat(path, &is) == 0 && S_ISREG(is.st_mode) && is.st_size < 1 << 20
                   ? fopen(path, "re")
                   : NULL; /* no pipe that waits for ever, no device */
    while (in && !found && fgets(line, sizeof line, in)) {
        const char *at = line + strspn(line, " \t");
        if (strncmp(at, name, length) != 0) continue;
        at += length, at += strspn(at, " \t");
        if (*at++ != '=') continue;
        at += strspn(at, " \t");
        snprintf(text, room, "%.*s", (int)strcspn(at, "#\r\n"), at);
        one_line(text);
        found = *text != '\0';
    }
    if (in) fclose(in);
    return found;
}

bool number_of(const char *text, double *value) {
    static const char prefixes[] = "kMGT";
    char *rest;
    *value = strtod(text, &rest);
    if (rest == text || !isfinite(*value)) return false;
    rest += strspn(rest, " ");
    const char letter = *rest == 'K' ? 'k' : *rest; /* KiB is written so */
    const char *prefix = letter ? strchr(prefixes, letter) : NULL;
    if (prefix) {
        rest++;
        const bool binary = *rest == 'i';
        *value *= pow(binary ? 1024 : 1000, (double)(prefix - prefixes + 1));
        rest += binary;
    }
    if (*rest == 'B') rest++;
    return rest[strspn(rest, " \t\n")] == '\0';
}

static int words(const char *text) {
    int all = 0;
    for (text += strspn(text, " \t"); *text; text += strspn(text, " \t"), all++)
        text += strcspn(text, " \t");
    return all;
}

/* A prediction counts when it was made; one that is twice off or more, when the answers say why. */
void grade_prediction(struct grading *g, const struct criterion *c, struct result *r) {
    enum { WHY_WORDS = 5 };
    char text[256], name[64], why[480];
    int right = 0;
    size_t used = 0;
    const int all = g->contract.asked_count;
    if (!written(g, "prediction.recorded", "recorded", text, sizeof text)) {
        snprintf(r->said, sizeof r->said,
                 "not recorded: lab predict does that, before lab measure");
        return;
    }
    for (int k = 0; k < all; k++) {
        const struct asked *asked = &g->contract.asked[k];
        double predicted, is;
        const size_t room = sizeof r->said - used;
        int more = 0;
        snprintf(name, sizeof name, "why_%s", asked->name);
        if (!written(g, "prediction.recorded", asked->name, text, sizeof text) ||
            !number_of(text, &predicted))
            more = snprintf(r->said + used, room, "%s%s: no number", used ? "; " : "", asked->name);
        else if (expression_value(g, asked->expression, &is, why, sizeof why) != MEASURED ||
                 (predicted <= 2 * is && is <= 2 * predicted) ||
                 (written(g, "answers", name, text, sizeof text) && words(text) >= WHY_WORDS))
            right++;
        else
            more = snprintf(r->said + used, room,
                            "%s%s: predicted %.6g, measured %.6g, and %s in answers does not say "
                            "why (%d words)",
                            used ? "; " : "", asked->name, predicted, is, name, WHY_WORDS);
        used += more > 0 && (size_t)more < room ? (size_t)more : 0;
    }
    r->points = round(c->points * right / (all ? all : 1));
    if (right == all) snprintf(r->said, sizeof r->said, "%d numbers were predicted", all);
}

void grade_answer(struct grading *g, const struct criterion *c, struct result *r) {
    char text[256];
    double said, is;
    if (!written(g, "answers", c->name, text, sizeof text)) {
        snprintf(r->said, sizeof r->said, "there is no number at \"%s =\"", c->name);
        return;
    }
    if (!number_of(text, &said)) {
        snprintf(r->said, sizeof r->said, "\"%s\" is no number: 1500000, 2M, 16KiB or 1.5 is one",
                 text);
        return;
    }
    const enum run_state state = expression_value(g, c->expression, &is, r->said, sizeof r->said);
    r->points = state == UNMEASURED ? NOT_MEASURED : 0;
    if (state != MEASURED) return;
    if (fabs(said - is) <= c->within * fabs(is))
        result_right(c, r, "%.6g, measured again %.6g", said, is);
    else
        result_wrong(r, NULL, "the answer is %.6g; measured again it is another number", said);
}
