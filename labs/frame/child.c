/* child.c - see child.h */
#include "child.h"
#include "crash.h"
#include "worker_limits.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WAIT_SECONDS = 30, LOG_BYTES = 1 << 20 };
#define DATA_BYTES (2ul << 30)

bool child_wrong(struct child *c, const char *format, ...) {
    va_list arguments;
    if (c->why[0]) return false;
    va_start(arguments, format);
    vsnprintf(c->why, sizeof c->why, format, arguments);
    va_end(arguments);
    one_line(c->why);
    return false;
}

/* ---- its life ---------------------------------------------------------------------------------*/

/* In the new process. Counters repeat exactly when addresses and pages are always the same. */
static _Noreturn void become_worker(const struct place_of_work *from, int socket, int log) {
    const int nothing = open("/dev/null", O_RDWR);
    prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
    personality(ADDR_NO_RANDOMIZE);
    limit_worker(from->sanitized ? 0 : DATA_BYTES, /* sanitizers have a limit of their own */
                 from->file_bytes > LOG_BYTES ? from->file_bytes : LOG_BYTES);
    if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(nothing, STDOUT_FILENO) < 0 ||
        dup2(log, STDERR_FILENO) < 0 || dup2(socket, WORKER_FD) < 0 || chdir(from->directory) != 0)
        _exit(127);
    if (socket != WORKER_FD) close(socket);
    const char *const files = from->file_bytes > 0 ? "files" : NULL;
    if (from->trace)
        execlp("strace", "strace", "-f", "-c", "-o", from->trace, "-e", "trace=" TRACED_CALLS,
               from->worker, from->object, files, (char *)NULL);
    else
        execl(from->worker, "worker", from->object, files, (char *)NULL);
    _exit(127);
}

bool child_start(struct child *c, const struct place_of_work *from) {
    int pair[2];
    const struct timeval wait = {WAIT_SECONDS, 0};
    *c = (struct child){.from = from, .memory = -1};
    c->log = memfd_create("log", MFD_CLOEXEC);
    if (c->log < 0 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) return false;
    setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    setsockopt(pair[0], SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
    c->pid = fork();
    if (c->pid == 0) become_worker(from, pair[1], c->log);
    close(pair[1]);
    c->fd = pair[0];
    return c->pid > 0;
}

static bool first_line(const struct child *c, char *line, size_t room) {
    const ssize_t got = pread(c->log, line, room - 1, 0);
    line[got > 0 ? got : 0] = '\0';
    line[strcspn(line, "\n")] = '\0';
    return line[0] != '\0';
}

/* How it ended, in `why`. It is dead then, whatever it was. */
static bool died(struct child *c, int error) {
    char found[320];
    int status = 0;
    if (c->dead) return false;
    c->dead = true;
    const bool late = error == EAGAIN || error == EWOULDBLOCK;
    if (late) kill(-c->pid, SIGKILL);
    /* It closed its socket, if it lives: then it has no more to say. */
    for (int k = 0; waitpid(c->pid, &status, WNOHANG) == 0; k++) {
        if (k == 200) kill(-c->pid, SIGKILL);
        usleep(1000);
    }
    kill(-c->pid, SIGKILL);
    const int signal_number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    c->hung = late || signal_number == SIGXCPU || signal_number == SIGKILL;
    if (c->hung)
        return child_wrong(c, "still running after %d s", late ? WAIT_SECONDS : WORKER_CPU_SECONDS);
    if (crash_found(c->log, c->from->source, found, sizeof found))
        return child_wrong(c, "%s", found);
    if (signal_number == SIGXFSZ) return child_wrong(c, "it prints more than 1 MB");
    if (signal_number != 0) /* what libc said of it, such as "free(): invalid pointer" */
        return child_wrong(c, "crashed: %s%s%.100s", strsignal(signal_number),
                           first_line(c, found, sizeof found) ? ": " : "", found);
    return child_wrong(c, "the process ended (exit status %d): no call may do that",
                       WEXITSTATUS(status));
}

/* It cannot make directories (sandbox.c). */
static void empty(const char *directory) {
    DIR *here = opendir(directory);
    for (struct dirent *file; here && (file = readdir(here));)
        if (unlinkat(dirfd(here), file->d_name, 0) != 0) continue; /* "." and ".." */
    if (here) closedir(here);
}

void child_end_traced(struct child *c) {
    shutdown(c->fd, SHUT_RDWR); /* the worker ends by itself, and strace after it */
    for (int k = 0; !c->dead && k < 5000; k++, usleep(1000))
        c->dead = waitpid(c->pid, NULL, WNOHANG) != 0;
    child_end(c);
}

void child_end(struct child *c) {
    kill(-c->pid, SIGKILL);
    if (!c->dead) waitpid(c->pid, NULL, 0);
    while (waitpid(-1, NULL, WNOHANG) > 0) {} /* what it left behind, as we are the subreaper */
    close(c->fd);
    close(c->log);
    if (c->memory >= 0) close(c->memory);
    if (c->from->file_bytes > 0) empty(c->from->directory);
}

/* ---- talk -------------------------------------------------------------------------------------*/

static bool transfer(struct child *c, bool out, void *data, size_t bytes) {
    for (size_t done = 0; done < bytes;) {
        ssize_t n = out ? send(c->fd, (char *)data + done, bytes - done, MSG_NOSIGNAL)
                        : recv(c->fd, (char *)data + done, bytes - done, 0);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return died(c, n < 0 ? errno : 0);
        done += (size_t)n;
    }
    return true;
}

/* So that a person can do the same in a debugger (worker.c). */
static void note(struct child *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void note(struct child *c, const char *format, ...) {
    const size_t used = strlen(c->script), room = sizeof c->script - used;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(c->script + used, room, format, arguments);
    va_end(arguments);
}

static bool answered(struct child *c) {
    if (!transfer(c, false, &c->answer, sizeof c->answer)) return false;
    c->answer.why[sizeof c->answer.why - 1] = '\0';
    return true;
}

static bool ask(struct child *c, const struct request *r) {
    struct request request = *r;
    return !c->dead && transfer(c, true, &request, sizeof request) && answered(c);
}

bool child_begin(struct child *c, uint32_t array, uint64_t width, uint64_t count,
                 const char *parameters) {
    struct request r = {.ask = ASK_BEGIN, .array = array, .n = count, .width = width};
    snprintf(r.text, sizeof r.text, "%s", parameters);
    if (c->arrays++ == 0 && !c->failing) c->script[0] = '\0';
    c->count[array] = 0;
    c->width[array] = width;
    note(c, "begin %" PRIu32 " %" PRIu64 " %s; ", array, width, parameters);
    if (!ask(c, &r)) return false;
    if (c->answer.right || c->failing) return c->answer.right;
    return child_wrong(c, "begin returned false (%s)", c->answer.why);
}

bool child_append(struct child *c, uint32_t array, uint64_t n) {
    static char block[BLOCK_BYTES];
    struct request r = {.ask = ASK_APPEND, .array = array, .n = n};
    const uint64_t width = c->width[array], most = sizeof block / width;
    note(c, "append %" PRIu32 " %" PRIu64 "; ", array, n);
    if (c->dead || !transfer(c, true, &r, sizeof r)) return false;
    for (uint64_t done = 0; done < n;) {
        const uint64_t part = n - done < most ? n - done : most;
        for (uint64_t i = 0; i < part; i++)
            stream_element(c->from->seed, array, c->count[array] + done + i, width,
                           block + i * width);
        if (!transfer(c, true, block, part * width)) return false;
        done += part;
    }
    if (!answered(c)) return false;
    if (c->answer.value > n) return child_wrong(c, "says that it stored more than it was given");
    c->count[array] += c->answer.value;
    if (c->answer.value == n) return true;
    if (c->failing) return false; /* which is no fault of its own */
    return child_wrong(c, "append of element %" PRIu64 " returned false%s%s", c->count[array],
                       c->answer.why[0] ? ": " : "", c->answer.why);
}

bool child_release(struct child *c, uint32_t array) {
    c->arrays--;
    note(c, "release %" PRIu32 "; ", array);
    return ask(c, &(struct request){.ask = ASK_RELEASE, .array = array});
}

bool child_fail_at(struct child *c, uint64_t k) {
    c->failing = k > 0;
    if (c->arrays == 0) c->script[0] = '\0';
    note(c, "fail %" PRIu64 "; ", k);
    return ask(c, &(struct request){.ask = ASK_FAIL, .n = k});
}

bool child_theory(struct child *c, const char *function, uint64_t n, double k, uint64_t *value) {
    struct request r = {.ask = ASK_THEORY, .n = n, .k = k};
    snprintf(r.text, sizeof r.text, "%s", function);
    if (!ask(c, &r)) return false;
    *value = c->answer.value;
    return c->answer.right || child_wrong(c, "there is no function %s", function);
}

/* ---- what is stored ---------------------------------------------------------------------------*/

static int by_address(const void *a, const void *b) {
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Each element has a place of its own: no two are told to be where one of them is. */
static bool apart(struct child *c, const uint64_t *places, uint64_t n, uint64_t width) {
    bool all = true;
    uint64_t *sorted = malloc(n * sizeof *sorted + 1);
    if (!sorted) return child_wrong(c, "the grader has no memory left");
    memcpy(sorted, places, n * sizeof *sorted);
    qsort(sorted, n, sizeof *sorted, by_address);
    for (uint64_t i = 1; all && i < n; i++) all = sorted[i] - sorted[i - 1] >= width;
    free(sorted);
    return all || child_wrong(c, "at() returned the place of one element for another one, too");
}

/* Bytes of the worker's memory, in runs that lie behind each other. */
static bool look(struct child *c, const uint64_t *places, uint64_t n, uint64_t width, char *to) {
    if (c->memory < 0) { /* of what the process has become, so not before it answered */
        char path[40];
        snprintf(path, sizeof path, "/proc/%d/mem", (int)c->pid);
        c->memory = open(path, O_RDONLY | O_CLOEXEC);
        if (c->memory < 0) return true; /* then what it sent has to do */
    }
    for (uint64_t i = 0, run; i < n; i += run) {
        for (run = 1; i + run < n && places[i + run] == places[i] + run * width;) run++;
        for (uint64_t done = 0; done < run * width;) {
            ssize_t got = pread(c->memory, to + i * width + done, run * width - done,
                                (off_t)(places[i] + done));
            if (got <= 0)
                return child_wrong(c,
                                   "element %" PRIu64 " is not in memory: at() returned %#" PRIx64,
                                   i + done / width, places[i] + done / width * width);
            done += (uint64_t)got;
        }
    }
    return true;
}

static bool compare(struct child *c, uint32_t array, uint64_t n, uint64_t width, const char *is) {
    char was[64];
    for (uint64_t i = 0; i < n; i++, is += width) {
        stream_element(c->from->seed, array, i, width, was);
        if (memcmp(is, was, width) == 0) continue;
        for (uint64_t other = 0; other < n; other++) {
            stream_element(c->from->seed, array, other, width, was);
            if (width > 1 && memcmp(is, was, width) == 0)
                return child_wrong(c, "element %" PRIu64 " is element %" PRIu64, i, other);
        }
        uint64_t bytes = 0, expected = 0;
        stream_element(c->from->seed, array, i, width, was);
        memcpy(&bytes, is, width < 8 ? width : 8);
        memcpy(&expected, was, width < 8 ? width : 8);
        return child_wrong(c, "element %" PRIu64 " is %#" PRIx64 ", was %#" PRIx64, i, bytes,
                           expected);
    }
    return true;
}

/* places, then bytes as the worker sent them; then as they are in its memory. */
bool child_read(struct child *c, uint32_t array, uint64_t *places) {
    const uint64_t n = c->count[array], width = c->width[array];
    note(c, "read %" PRIu32 "; ", array);
    if (!ask(c, &(struct request){.ask = ASK_READ, .array = array})) return false;
    if (c->answer.value != n)
        return child_wrong(c, "says that it holds another number of elements");
    uint64_t *all = malloc(n * sizeof *all + 1);
    char *bytes = malloc(n * width + 1);
    bool right = all && bytes;
    static char block[BLOCK_BYTES];
    const size_t entry = sizeof(struct place) + width, most = sizeof block / entry;
    for (uint64_t i = 0; right && i < n; i++) {
        if (i % most == 0) right = transfer(c, false, block, (n - i < most ? n - i : most) * entry);
        memcpy(&all[i], block + i % most * entry, sizeof *all);
        memcpy(bytes + i * width, block + i % most * entry + sizeof(struct place), width);
    }
    right = right && compare(c, array, n, width, bytes) && apart(c, all, n, width) &&
            look(c, all, n, width, bytes) && compare(c, array, n, width, bytes);
    if (right && places) memcpy(places, all, n * sizeof *all);
    free(all);
    free(bytes);
    return right;
}

/* ---- what the kernel says ---------------------------------------------------------------------*/

static bool proc(const struct child *c, const char *file, char *text, size_t room) {
    char path[48];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)c->pid, file);
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    const ssize_t got = fd < 0 ? -1 : read(fd, text, room - 1);
    if (fd >= 0) close(fd);
    text[got > 0 ? got : 0] = '\0';
    return got > 0;
}

uint64_t child_faults(const struct child *c) {
    char text[1024];
    uint64_t faults = 0;
    if (!proc(c, "stat", text, sizeof text)) return 0;
    const char *behind = strrchr(text, ')'); /* its name may hold anything */
    if (behind) sscanf(behind, ") %*c %*d %*d %*d %*d %*d %*u %" SCNu64, &faults);
    return faults;
}

uint64_t child_status(const struct child *c, const char *field) {
    char text[4096];
    if (!proc(c, "status", text, sizeof text)) return 0;
    const char *line = strstr(text, field);
    return line ? strtoull(line + strlen(field) + 1, NULL, 10) * 1024 : 0; /* it says kB */
}

void child_reset_peak(const struct child *c) {
    char path[48];
    snprintf(path, sizeof path, "/proc/%d/clear_refs", (int)c->pid);
    const int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) return;
    if (write(fd, "5", 1) != 1) errno = 0; /* then the peak is since the start */
    close(fd);
}
