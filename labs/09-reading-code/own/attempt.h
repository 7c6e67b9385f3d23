/* attempt.h - the tutorial, or a hand-in, prints one file in a process of its own.
 *
 *     attempt   execs  PROGRAM print OBJECT.so PATH    sandboxed; standard output is a pipe
 *
 *     file      | t e x t . . . |         | page that no one may touch |
 *     mapping   |---------------|---------|----------------------------|
 *
 * Behind each mapped file stands a page that no one may touch: what reads past the end is seen each
 * time, whatever else is in memory there. And a file can be cut while it is printed: right after it
 * was mapped, or when the pipe is full, so that it never depends on the clock.
 */
#ifndef ATTEMPT_H
#define ATTEMPT_H

#include "grading.h"
#include "worker_limits.h"
#include "sandbox.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define main tutorial
#include "../tutorial.c"
#undef main

enum cut { NEVER, WHEN_MAPPED, WHEN_FULL };

struct attempt {
    const char *program, *object; /* this program; the hand-in, or "tutorial" */
    enum cut cut;
    off_t to; /* it is cut to so many bytes */
    /* what came of it */
    char printed[1 << 18];
    size_t length;
    int signal;           /* that ended it; 0: it returned */
    bool right;           /* it returned true */
    bool hung, sandboxed; /* it did not end; it could be run at all */
};

enum { PRINTED = 0, REFUSED = 1, NOT_SANDBOXED = 120, NOT_LOADED = 121, HANGS_MS = 5000 };

/* ---- in the process of the attempt ------------------------------------------------------------*/

static bool guarding, stopping;

static void *raw_mmap(void *at, size_t length, int protection, int flags, int fd, off_t offset) {
    return (void *)syscall(SYS_mmap, at, length, protection, flags, fd, offset);
}

/* Stands before the C library's: of files, with a page behind it that no one may touch. */
void *mmap(void *at, size_t length, int protection, int flags, int fd, off_t offset) {
    const size_t page = (size_t)sysconf(_SC_PAGESIZE), pages = (length + page - 1) / page * page;
    if (!guarding || at || fd < 0 || pages == 0)
        return raw_mmap(at, length, protection, flags, fd, offset);
    char *room = raw_mmap(NULL, pages + page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED) return room;
    void *mapped = raw_mmap(room, length, protection, flags | MAP_FIXED, fd, offset);
    const int error = errno;
    if (mapped == MAP_FAILED) munmap(room, pages + page), errno = error;
    /* The grader waits for this, and cuts the file. */
    if (stopping) syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), SIGSTOP);
    return mapped;
}

/* NAME print OBJECT.so PATH [stop] */
static int print_one(int argc, char **argv) {
    bool (*print)(const char *) = NULL;
    if (argc < 4) return NOT_LOADED;
    const bool is_tutorial = strcmp(argv[2], "tutorial") == 0;
    if (!sandbox_enter(STDOUT_FILENO, false)) return NOT_SANDBOXED; /* a constructor is code, too */
    if (!is_tutorial) {
        void *library = dlopen(argv[2], RTLD_NOW);
        void *found = library ? dlsym(library, "subject") : NULL;
        if (!found) return NOT_LOADED;
        memcpy(&print, found, sizeof print);
    }
    guarding = true;
    stopping = argc > 4;
    if (is_tutorial) return tutorial(2, &argv[2]) == 0 && fflush(stdout) == 0 ? PRINTED : REFUSED;
    const bool right = print(argv[3]);
    _exit(fflush(stdout) == 0 && right ? PRINTED : REFUSED);
}

/* ---- files ------------------------------------------------------------------------------------*/

static char folder_of_files[] = "/tmp/lab-print-XXXXXX";
static char path_of_file[sizeof folder_of_files + 8];

static void remove_files(void) {
    rmdir(path_of_file); /* the directory that is no file */
    unlink(path_of_file);
    rmdir(folder_of_files);
}

/* Where one file at a time is; removed at the end. */
static const char *the_path(void) {
    if (!path_of_file[0]) {
        if (!mkdtemp(folder_of_files)) exit(EXIT_FAILED);
        snprintf(path_of_file, sizeof path_of_file, "%s/a", folder_of_files);
        atexit(remove_files);
    }
    return path_of_file;
}

static void make_file(const char *bytes, size_t length) {
    FILE *file = fopen(the_path(), "we");
    if (!file || fwrite(bytes, 1, length, file) != length || fclose(file) != 0) exit(EXIT_FAILED);
}

/* Letters, by the seed. */
static void letters(uint64_t seed, char *to, size_t length) {
    for (size_t i = 0; i < length; i++)
        to[i] = (char)(i % 64 == 63 ? '\n' : 'a' + stream_word(seed, 9, i, 0) % 26);
}

/* ---- in the grader ----------------------------------------------------------------------------*/

static _Noreturn void become_attempt(const struct attempt *a, int out) {
    const int nothing = open("/dev/null", O_RDWR);
    limit_worker(1ul << 30, 1 << 20);
    if (nothing < 0 || dup2(nothing, 0) < 0 || dup2(out, 1) < 0 || dup2(nothing, 2) < 0)
        _exit(NOT_SANDBOXED);
    execl(a->program, a->program, "print", a->object, the_path(),
          a->cut == WHEN_MAPPED ? "stop" : NULL, (char *)NULL);
    _exit(NOT_SANDBOXED);
}

/* False: no more comes now. */
static bool take_some(struct attempt *a, int in) {
    const ssize_t got = read(in, a->printed + a->length, sizeof a->printed - a->length);
    a->length += got > 0 ? (size_t)got : 0;
    return got > 0;
}

static void follow(struct attempt *a, pid_t pid, int in) {
    bool is_cut = a->cut == NEVER, ended = false;
    int status = 0, full = 0;
    for (int k = 0; !ended && k < 2 * HANGS_MS; k++) {
        ended = waitpid(pid, &status, WNOHANG | WUNTRACED) > 0;
        if (ended && WIFSTOPPED(status)) {
            ended = false;
            is_cut = truncate(the_path(), a->to) == 0;
            kill(pid, SIGCONT);
        }
        if (a->cut == WHEN_FULL && !is_cut && !ended) {
            ioctl(in, FIONREAD, &full);
            if (full >= fcntl(in, F_GETPIPE_SZ)) is_cut = truncate(the_path(), a->to) == 0;
        } else {
            while (take_some(a, in)) k = 0; /* it goes on: no clock ends it, a full buffer does */
        }
        if (a->length == sizeof a->printed) break;
        if (!ended) usleep(500);
    }
    if (!ended) kill(-pid, SIGKILL), waitpid(pid, &status, 0);
    a->hung = !ended;
    a->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    a->right = ended && WIFEXITED(status) && WEXITSTATUS(status) == PRINTED;
    a->sandboxed = !(WIFEXITED(status) && WEXITSTATUS(status) == NOT_SANDBOXED);
}

static void attempt(struct attempt *a) {
    int ends[2];
    a->length = 0;
    a->sandboxed = false;
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return;
    fcntl(ends[0], F_SETPIPE_SZ, (int)sysconf(_SC_PAGESIZE));
    fcntl(ends[1], F_SETFL, 0); /* who prints does wait */
    const pid_t pid = fork();
    if (pid == 0) become_attempt(a, ends[1]);
    close(ends[1]);
    if (pid > 0) follow(a, pid, ends[0]);
    close(ends[0]);
}

#endif
