/* own.c - see grading.h: a criterion that a lab brings with it, own/NAME.c, as a program.
 *
 *     NAME OBJECT.so CAREFUL.so HAND-IN SEED POINTS WORKER CAREFUL-WORKER DIRECTORY
 *
 * It links with the frame (child.h), and its first line of output is  POINTS TEXT,  or  - TEXT  for
 * what cannot be measured here.
 */
#include "grading.h"

#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS = 60 }; /* of CPU time, and of waiting for its line */

static FILE *started(const struct grading *g, const struct criterion *c, pid_t *pid) {
    char path[4096], seed[32], points[32];
    int ends[2];
    const char *lab = strrchr(g->lab, '/') ? strrchr(g->lab, '/') + 1 : g->lab;
    snprintf(path, sizeof path, "%s-%s-%s", g->plain.worker, lab, c->name);
    snprintf(seed, sizeof seed, "%" PRIu64, g->plain.seed);
    snprintf(points, sizeof points, "%g", c->points);
    if (pipe(ends) != 0) return NULL;
    *pid = fork();
    if (*pid == 0) {
        setsid();
        setrlimit(RLIMIT_CPU, &(struct rlimit){SECONDS, SECONDS});
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        execl(path, c->name, g->plain.object, g->careful.object, g->folder, seed, points,
              g->plain.worker, g->careful.worker, g->plain.directory, (char *)NULL);
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
}
