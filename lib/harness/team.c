/* team.c - see team.h */
#include "team.h"
#include "failure.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct member {
    size_t number;
    int here, there; /* the ends of its socket: of the team, of the worker */
    pid_t process;   /* 0: a thread */
    pthread_t thread;
    bool started;
};

/* What a worker tells, in memory that all processes share. */
struct note {
    int cpu;
    /* Of its failure. A literal is at the same address in all processes. */
    const char *operation;
    int error;
    bool wrong;
    char line[768];
};

struct team {
    size_t workers;
    bool threads;
    enum team_cpus cpus;
    pid_t parent;
    bool (*act)(size_t, int);
    struct member member[TEAM_MOST];
    struct note *note; /* of each */
};

/* The one of this process; a worker that is a process has a copy. */
static struct team only, *const team = &only;
static struct note *self;

/* ---- in a worker ---------------------------------------------------------------------------- */

/* Says why, whoever ends the process. */
static void tell(enum exit_status status) {
    (void)status;
    self->operation = failure_operation();
    self->error = failure_errno();
    self->wrong = failure_is_wrong();
    snprintf(self->line, sizeof self->line, "%s", failure_line());
}

static bool place(const struct member *m) {
    cpu_set_t may, one;
    if (team->cpus == CPUS_ANY) return true;
    if (team->cpus == CPUS_EACH) { /* asked for all, the kernel gives those that it may */
        memset(&may, 0xff, sizeof may);
        sched_setaffinity(0, sizeof may, &may);
    }
    if (sched_getaffinity(0, sizeof may, &may) != 0)
        return failure("affinity", errno, "which CPUs this process may use");
    const size_t count = (size_t)CPU_COUNT(&may);
    size_t wanted = team->cpus == CPUS_ONE ? count - 1 : m->number % count;
    size_t cpu = 0;
    while (!CPU_ISSET(cpu, &may) || wanted-- > 0) cpu++;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    return sched_setaffinity(0, sizeof one, &one) == 0 ||
           failure("affinity", errno, "worker %zu on CPU %zu", m->number, cpu);
}

static bool go_on(struct member *m) {
    unsigned char step;
    bool ok = place(m);
    while (ok && read(m->there, &step, 1) == 1) {
        ok = team->act(m->number, step);
        team->note[m->number].cpu = sched_getcpu();
        if (ok && send(m->there, &step, 1, MSG_NOSIGNAL) != 1) break;
    }
    return ok;
}

static void *thread(void *member) {
    struct member *m = member;
    if (!go_on(m)) shutdown(m->there, SHUT_RDWR);
    return NULL;
}

static _Noreturn void process(struct member *m) {
    self = &team->note[m->number];
    failure_call_last(tell);
    /* The one who started it speaks for it. */
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0) dup2(nowhere, STDERR_FILENO);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != team->parent) _exit(EXIT_FAILED);
    for (size_t k = 0; k <= m->number; k++) close(team->member[k].here);
    const bool ok = go_on(m);
    if (!ok) tell(EXIT_FAILED);
    _exit(ok ? EXIT_DONE : EXIT_FAILED); /* what stdio holds is the other's */
}

/* ---- in the process that has them ----------------------------------------------------------- */

static bool start(struct member *m) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return failure("socketpair", errno, "worker %zu", m->number);
    m->here = ends[0], m->there = ends[1];
    m->started = true;
    if (team->threads) {
        const int error = pthread_create(&m->thread, NULL, thread, m);
        if (error == 0) return true;
        m->started = false;
        close(m->here), close(m->there);
        return failure("pthread_create", error, "worker %zu", m->number);
    }
    m->process = fork();
    const int error = errno;
    if (m->process == 0) process(m);
    close(m->there);
    if (m->process > 0) return true;
    m->process = 0;
    m->started = false;
    close(m->here);
    return failure("fork", error, "worker %zu", m->number);
}

struct team *team_begin(size_t workers, bool threads, enum team_cpus cpus,
                        bool (*act)(size_t, int)) {
    const size_t bytes = workers * sizeof *team->note;
    struct note *note =
        mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (note == MAP_FAILED) {
        failure("mmap", errno, "%zu bytes for workers", bytes);
        return NULL;
    }
    *team = (struct team){.workers = workers,
                          .threads = threads,
                          .cpus = cpus,
                          .parent = getpid(),
                          .act = act,
                          .note = note};
    for (size_t k = 0; k < workers; k++) {
        team->member[k].number = k;
        if (start(&team->member[k])) continue;
        team_end(team);
        return NULL;
    }
    return team;
}

/* Its socket is closed: says why. */
static bool died(struct member *m) {
    int status = 0;
    if (!m->process) return failure("worker", 0, "number %zu ended without a reason", m->number);
    while (waitpid(m->process, &status, 0) < 0 && errno == EINTR) continue;
    m->process = 0;
    m->started = false;
    close(m->here);
    const struct note *said = &team->note[m->number];
    if (said->line[0])
        return failure_of_other(said->operation, said->error, said->wrong, said->line);
    if (WIFSIGNALED(status))
        return failure("worker", 0, "number %zu was killed by signal %d", m->number,
                       WTERMSIG(status));
    return failure("worker", 0, "number %zu ended with status %d", m->number, WEXITSTATUS(status));
}

bool team_step(struct team *t, int step) {
    struct pollfd wait[TEAM_MOST];
    unsigned char word = (unsigned char)step;
    for (size_t k = 0; k < t->workers; k++) {
        send(t->member[k].here, &word, 1, MSG_NOSIGNAL); /* of one that died poll tells */
        wait[k] = (struct pollfd){.fd = t->member[k].here, .events = POLLIN};
    }
    for (size_t left = t->workers; left > 0;) {
        if (poll(wait, t->workers, -1) < 0 && errno != EINTR)
            return failure("poll", errno, "%zu workers", t->workers);
        for (size_t k = 0; k < t->workers; k++) {
            if (wait[k].revents == 0) continue;
            if (read(wait[k].fd, &word, 1) != 1) return died(&t->member[k]);
            wait[k].fd = -1; /* poll passes over it */
            left--;
        }
    }
    return true;
}

int team_cpus_seen(const struct team *t) {
    cpu_set_t seen;
    CPU_ZERO(&seen);
    for (size_t k = 0; k < t->workers; k++)
        if (t->note[k].cpu >= 0) CPU_SET((size_t)t->note[k].cpu, &seen);
    return CPU_COUNT(&seen);
}

void team_end(struct team *t) {
    if (!t) return;
    for (size_t k = 0; k < t->workers; k++) {
        struct member *m = &t->member[k];
        if (!m->started) continue;
        if (t->threads)
            shutdown(m->here, SHUT_RDWR), pthread_join(m->thread, NULL), close(m->there);
        else /* never 0, which is this process and all around it */
            kill(m->process, SIGKILL), waitpid(m->process, NULL, 0);
        close(m->here);
    }
    munmap(t->note, t->workers * sizeof *t->note);
}
