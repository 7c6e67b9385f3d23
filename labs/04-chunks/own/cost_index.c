/* cost_index.c - own criterion of lab 4: how many instructions does it take to read an element, at
 * random?
 *
 * An array of 512 chunks of one element is made. Then its elements are asked for, far from each
 * other, and the worker does that in single steps (ptrace(2), PTRACE_SINGLESTEP), which are
 * counted: the same number in each run. A step includes what the worker itself does for a read,
 * some 60 of them.
 */
#include "child.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>

enum { N = 512, FAR = 197, WIDTH = 8, FULL = 150, ZERO = 450 };

struct entry {
    struct place place;
    char element[WIDTH];
};

/* Steps until all is sent, at most so many that no point is left; 0: it may not be traced. */
static long stepped(struct child *c, int bytes) {
    const struct request read_far = {.ask = ASK_READ, .n = FAR};
    int status, arrived = 0;
    long steps = 0;
    if (ptrace(PTRACE_SEIZE, c->pid, 0, 0) != 0 || ptrace(PTRACE_INTERRUPT, c->pid, 0, 0) != 0 ||
        waitpid(c->pid, &status, __WALL) != c->pid)
        return 0;
    if (send(c->fd, &read_far, sizeof read_far, MSG_NOSIGNAL) != sizeof read_far) return 0;
    while (arrived < bytes && steps < (long)N * ZERO) {
        if (ptrace(PTRACE_SINGLESTEP, c->pid, 0, 0) != 0) return 0;
        if (waitpid(c->pid, &status, __WALL) != c->pid) return 0;
        if (!WIFSTOPPED(status)) return (long)N * ZERO; /* it has ended */
        if (ioctl(c->fd, FIONREAD, &arrived) != 0) return 0;
        steps++;
    }
    return steps;
}

static bool received(struct child *c, void *data, size_t bytes) {
    return recv(c->fd, data, bytes, MSG_WAITALL) == (ssize_t)bytes;
}

/* What is cheap and wrong has no points. */
static bool right(struct child *c) {
    static struct entry entries[N];
    char was[WIDTH];
    if (!received(c, &c->answer, sizeof c->answer) || !received(c, entries, sizeof entries))
        return false;
    for (uint64_t k = 0; k < N; k++) {
        stream_element(c->from->seed, 0, k * FAR % N, WIDTH, was);
        if (memcmp(entries[k].element, was, WIDTH) != 0) return false;
    }
    return true;
}

static void grade(struct child *c, double points) {
    if (!child_begin(c, 0, WIDTH, N, "chunk=1") || !child_append(c, 0, N)) {
        printf("0 %s\n", c->why);
        return;
    }
    const long steps = stepped(c, (int)(sizeof c->answer + N * sizeof(struct entry)));
    const long each = steps / N;
    if (steps == 0)
        printf("- a process may not be traced here (ptrace: %s)\n", strerror(errno));
    else if (each < ZERO && !right(c))
        printf("0 a read at random gives another element\n");
    else
        printf("%.0f a read at random among %d chunks takes %s%ld instructions; all points at %d, "
               "none at %d\n",
               points * (each <= FULL   ? 1
                         : each >= ZERO ? 0
                                        : (double)(ZERO - each) / (ZERO - FULL)),
               N, each >= ZERO ? "at least " : "", each, FULL, ZERO);
}

int main(int argc, char **argv) {
    struct child c;
    if (argc != 9) return EXIT_USAGE;
    const struct place_of_work place = {.worker = argv[6],
                                        .object = argv[1],
                                        .source = "my_chunks.c",
                                        .directory = argv[8],
                                        .seed = strtoull(argv[4], NULL, 10)};
    if (!child_start(&c, &place)) return puts("- no process can be started"), EXIT_DONE;
    grade(&c, strtod(argv[5], NULL));
    child_end(&c);
}
