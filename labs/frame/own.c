/* own.c - see grading.h: a criterion that a lab brings with it, own/NAME.c, as a program.
 *
 *     NAME OBJECT.so CAREFUL.so HAND-IN SEED POINTS WORKER CAREFUL-WORKER DIRECTORY [TOLD]
 *
 * It links with the frame (child.h), and its first line of output is  POINTS TEXT,  or  - TEXT  for
 * what cannot be measured here. own/values.c gives no points: it prints  NAME VALUE  lines, which
 * are own.NAME in the expressions of the contract.
 */
#include "grading.h"

#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS = 60 }; /* of CPU time, and of waiting for its line */

static void path_of(const struct grading *g, const char *name, char *path, size_t room) {
    const char *lab = strrchr(g->lab, '/') ? strrchr(g->lab, '/') + 1 : g->lab;
    snprintf(path, room, "%s-%s-%s", g->plain.worker, lab, name);
}

static FILE *started(const struct grading *g, const struct criterion *c, pid_t *pid) {
    char path[4096], seed[32], points[32];
    int ends[2];
    path_of(g, c->name, path, sizeof path);
    snprintf(seed, sizeof seed, "%" PRIu64, g->plain.seed);
    snprintf(points, sizeof points, "%g", c->points);
    if (pipe(ends) != 0) return NULL;
    *pid = fork();
    if (*pid == 0) {
        setsid();
        alarm(SECONDS);
        setrlimit(RLIMIT_CPU, &(struct rlimit){SECONDS, SECONDS});
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        execl(path, c->name, g->plain.object, g->careful.object, g->folder, seed, points,
              g->plain.worker, g->careful.worker, g->plain.directory, c->with[0] ? c->with : NULL,
              (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    return fdopen(ends[0], "r");
}

void grade_own(struct grading *g, const struct criterion *c, struct result *r) {
    char line[700] = "", *rest;
    pid_t pid = -1;
    int status = -1;
    if (g->refused && g->contract.file[0]) {
        snprintf(r->said, sizeof r->said, "%s", g->refused);
        return;
    }
    FILE *out = started(g, c, &pid);
    if (out) {
        struct pollfd ready = {.fd = fileno(out), .events = POLLIN};
        if (poll(&ready, 1, SECONDS * 1000) <= 0 || !fgets(line, sizeof line, out)) line[0] = '\0';
        fclose(out);
    }
    if (pid > 0) {
        if (!line[0]) kill(-pid, SIGKILL);
        waitpid(pid, &status, 0);
        kill(-pid, SIGKILL); /* what it may have left */
    }
    r->points = NOT_MEASURED;
    if (status != 0 || !line[0]) {
        snprintf(r->said, sizeof r->said, "own/%s.c failed", c->name);
        return;
    }
    const double points = strtod(line, &rest);
    if (rest != line) r->points = points < 0 ? 0 : points > c->points ? c->points : points;
    if (rest == line && *rest == '-') rest++;
    snprintf(r->said, sizeof r->said, "%s", rest + strspn(rest, " "));
    r->said[strcspn(r->said, "\n")] = '\0';
    one_line(r->said); /* a name in a hand-in may hold anything */
}

/* ---- values -----------------------------------------------------------------------------------*/

/* Once; what it printed is kept. */
const char *own_values(struct grading *g) {
    const struct criterion values = {.name = "values"};
    char path[4096];
    pid_t pid = -1;
    if (g->own_read || (g->refused && g->contract.file[0])) return g->own;
    g->own_read = true;
    path_of(g, values.name, path, sizeof path);
    FILE *out = access(path, X_OK) == 0 ? started(g, &values, &pid) : NULL;
    const size_t got = out ? fread(g->own, 1, sizeof g->own - 1, out) : 0;
    g->own[got] = '\0';
    if (out) fclose(out);
    if (pid > 0) kill(-pid, SIGKILL), waitpid(pid, NULL, 0);
    return g->own;
}

enum run_state own_value(struct grading *g, const char *name, double *value, char *why,
                         size_t room) {
    const size_t length = strlen(name);
    for (const char *line = own_values(g); *line; line += strcspn(line, "\n"), line += *line != 0) {
        char *rest;
        if (strncmp(line, name, length) != 0 || line[length] != ' ') continue;
        const char *text = line + length + 1;
        *value = strtod(text, &rest);
        if (rest != text) return MEASURED;
        snprintf(why, room, "%.*s", (int)strcspn(text, "\n"), text);
        return *text == '-' ? UNMEASURED : FAILED;
    }
    snprintf(why, room, "%s", g->refused ? g->refused : "own/values.c says nothing of it");
    return g->refused ? FAILED : UNMEASURED;
}
