/* power.h - a computer whose power fails, with the hand-in's file on its disk.
 *
 *     grader   file: the page cache       disk[]: what the power cut leaves
 *                    \__ sectors that differ go over by chance, before each call; all by a sync
 *     worker   the hand-in; its msync, fsync, fdatasync and ftruncate come by here and are told
 *
 * The worker is PROGRAM work OBJECT.so: commands come on its standard input, what it did goes out
 * of its standard output. It knows no element but those that it is given, and what is in its file.
 */
#ifndef POWER_H
#define POWER_H

#include "../kept.h"
#include "grading.h"
#include "worker_limits.h"
#include "sandbox.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECTOR = 512, ROOM = 1 << 18, MOST = 4096 /* elements of a block */ };

enum command { OPEN, APPEND, SYNC, READ, CLOSE };
enum event { DONE, CALLS /* before a call that changes what is safe */, SYNCED, GROWN };

struct order {
    uint32_t command, n;
    uint64_t elements[MOST];
};
struct news {
    uint32_t event, right;
    uint64_t a, b; /* SYNCED: from, to; DONE of READ: the count */
};

/* ---- the worker -------------------------------------------------------------------------------*/

static bool telling;
static char *base; /* of the file's mapping */

static void tell(enum event event, uint64_t from, uint64_t to) {
    const struct news news = {event, true, from, to};
    char go;
    if (telling && (write(1, &news, sizeof news) != sizeof news || read(0, &go, 1) != 1)) _exit(1);
}

void *mmap(void *at, size_t length, int protection, int flags, int fd, off_t offset) {
    char *mapped = (char *)syscall(SYS_mmap, at, length, protection, flags, fd, offset);
    if (telling && fd >= 0 && mapped != MAP_FAILED) base = mapped - offset;
    return mapped;
}

void *mremap(void *old, size_t from, size_t to, int flags, ...) {
    char *mapped = (char *)syscall(SYS_mremap, old, from, to, flags, NULL);
    if (mapped != MAP_FAILED && old == base) base = mapped;
    return mapped;
}

int msync(void *at, size_t length, int flags) {
    tell(CALLS, 0, 0);
    /* The disk is ours: nothing waits for the real one. What the kernel refuses, it refuses. */
    const int result = (int)syscall(SYS_msync, at, length, flags & ~MS_SYNC);
    const uint64_t from = (uint64_t)((char *)at - base);
    if (result == 0 && flags & MS_SYNC) tell(SYNCED, from, from + length);
    return result;
}

#define SYNCS(call)                                                                                \
    int call(int fd) {                                                                             \
        tell(CALLS, 0, 0);                                                                         \
        if (fcntl(fd, F_GETFD) < 0) return -1;                                                     \
        tell(SYNCED, 0, UINT64_MAX);                                                               \
        return 0;                                                                                  \
    }
SYNCS(fsync)
SYNCS(fdatasync)

int ftruncate(int fd, off_t length) {
    tell(CALLS, 0, 0);
    const int result = (int)syscall(SYS_ftruncate, fd, length);
    tell(GROWN, 0, 0);
    return result;
}

static bool whole(bool out, int fd, void *data, size_t bytes) {
    for (size_t done = 0; done < bytes;) {
        const ssize_t n = out ? write(fd, (char *)data + done, bytes - done)
                              : read(fd, (char *)data + done, bytes - done);
        if (n <= 0) return false;
        done += (size_t)n;
    }
    return true;
}

static struct order order;

static int work(int argc, char **argv) {
    if (!sandbox_enter(1, true)) return 1; /* a constructor is code, too */
    void *library = argc > 2 ? dlopen(argv[2], RTLD_NOW) : NULL;
    const struct kept_calls *calls = library ? dlsym(library, "subject") : NULL;
    struct kept *k = calls ? calloc(1, calls->bytes) : NULL;
    if (!k) return 1;
    while (whole(false, 0, &order, sizeof order)) {
        struct news news = {DONE, true, 0, 0};
        telling = true;
        switch ((enum command)order.command) {
        case OPEN: news.right = calls->open(k, "a"); break;
        case APPEND:
            for (uint32_t i = 0; news.right && i < order.n; i++)
                news.right = calls->append(k, order.elements[i]);
            break;
        case SYNC: news.right = calls->sync(k); break;
        case READ: news.a = calls->count(k); break;
        case CLOSE: calls->close(k); break;
        }
        telling = false;
        if (!whole(true, 1, &news, sizeof news)) return 1;
        for (uint64_t i = 0; order.command == READ && i < news.a && i < ROOM / 8; i++) {
            uint64_t element = calls->at(k, i);
            if (!whole(true, 1, &element, sizeof element)) return 1;
        }
    }
    return 0;
}

/* ---- the computer -----------------------------------------------------------------------------*/

static struct {
    const char *object;
    uint64_t seed, chance;
    char directory[32], path[40];
    pid_t pid;
    int in, out; /* of the worker */
    char disk[ROOM], cache[ROOM];
    size_t disk_bytes, cache_bytes;
    uint64_t appended, confirmed;
    uint64_t calls, dies_at; /* calls that were told; at which the power fails (0: never) */
    uint64_t syncs, sectors, growths;
    bool dead;
    char why[300];
} pc;

#define WRONG(...) (pc.why[0] ? 0 : snprintf(pc.why, sizeof pc.why, __VA_ARGS__), false)

static uint64_t draw(uint64_t below) { return stream_word(pc.seed, 5, pc.chance++, 0) % below; }

/* No file but the one of the disk survives. */
static void empty(void) {
    DIR *here = opendir(pc.directory);
    for (struct dirent *file; here && (file = readdir(here));)
        if (unlinkat(dirfd(here), file->d_name, 0) != 0) continue; /* "." and ".." */
    if (here) closedir(here);
}

static void leave(void) {
    empty();
    rmdir(pc.directory);
}

static bool start_computer(const char *object, const char *seed) {
    pc.object = object;
    pc.seed = strtoull(seed, NULL, 10);
    snprintf(pc.directory, sizeof pc.directory, "/tmp/lab-kept-XXXXXX");
    if (!mkdtemp(pc.directory)) return false;
    snprintf(pc.path, sizeof pc.path, "%s/a", pc.directory);
    return atexit(leave) == 0;
}

static void look_at_cache(void) {
    const int fd = open(pc.path, O_RDONLY | O_CLOEXEC);
    const ssize_t got = fd < 0 ? 0 : pread(fd, pc.cache, ROOM, 0);
    pc.cache_bytes = got > 0 ? (size_t)got : 0;
    memset(pc.cache + pc.cache_bytes, 0, ROOM - pc.cache_bytes);
    if (fd >= 0) close(fd);
}

/* Sectors from ... to that differ go to the disk: of 16 so many, by chance. */
static void write_back(uint64_t from, uint64_t to, uint64_t of_16) {
    look_at_cache();
    for (size_t at = from / SECTOR * SECTOR; at < pc.cache_bytes && at < to; at += SECTOR) {
        if (memcmp(pc.disk + at, pc.cache + at, SECTOR) == 0 || draw(16) >= of_16) continue;
        memcpy(pc.disk + at, pc.cache + at, SECTOR);
        pc.sectors++;
        if (pc.disk_bytes < at + SECTOR) pc.disk_bytes = at + SECTOR;
    }
}

static bool died(void) {
    int status = 0;
    if (pc.dead) return false;
    pc.dead = true;
    close(pc.in), close(pc.out); /* it ends, if it has not */
    for (int k = 0; waitpid(pc.pid, &status, WNOHANG) == 0; k++, usleep(1000))
        if (k == 200) kill(-pc.pid, SIGKILL);
    if (WIFSIGNALED(status)) return WRONG("crashed: %s", strsignal(WTERMSIG(status)));
    return WRONG("the process ended: no call may do that");
}

static bool hears(void *data, size_t bytes) {
    struct pollfd ready = {.fd = pc.out, .events = POLLIN};
    if (poll(&ready, 1, 5000) > 0 && whole(false, pc.out, data, bytes)) return true;
    return died();
}

static void power_fails(void) {
    kill(-pc.pid, SIGKILL);
    waitpid(pc.pid, NULL, 0);
    close(pc.in), close(pc.out);
    pc.dead = true;
}

/* A call was told: what may have gone to the disk meanwhile, and must have. */
static bool happened(const struct news *news) {
    static const uint64_t some[] = {0, 0, 1, 8, 15, 16};
    if (news->event == SYNCED) {
        const uint64_t before = pc.sectors;
        pc.sectors = 0;
        write_back(news->a, news->b, 16);
        pc.sectors += before;
        if (pc.disk_bytes < pc.cache_bytes) pc.disk_bytes = pc.cache_bytes;
        pc.syncs++;
    } else {
        const uint64_t before = pc.sectors;
        if (pc.dies_at > 0) write_back(0, UINT64_MAX, some[draw(6)]);
        pc.sectors = before; /* the kernel's, not those of a sync */
        pc.growths += news->event == GROWN;
    }
    if (++pc.calls == pc.dies_at) return power_fails(), false;
    return write(pc.in, "", 1) == 1 || died();
}

static bool does(enum command command, uint32_t n, struct news *news) {
    static struct order now;
    now = (struct order){.command = command, .n = n};
    for (uint32_t i = 0; i < n; i++) now.elements[i] = stream_word(pc.seed, 0, pc.appended + i, 0);
    if (pc.dead || !whole(true, pc.in, &now, sizeof now)) return died();
    for (;;) {
        if (!hears(news, sizeof *news)) return false;
        if (news->event == DONE) break;
        if (!happened(news)) return false;
    }
    return news->right || WRONG("%s returned false", (const char *[]){"open", "append", "sync",
                                                                      "count", "close"}[command]);
}

static void become_worker(int in, int out) {
    const int nothing = open("/dev/null", O_RDWR);
    limit_worker(1ul << 30, ROOM);
    if (nothing < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(nothing, 2) < 0 ||
        chdir(pc.directory) != 0)
        _exit(1);
    execl("/proc/self/exe", "power", "work", pc.object, (char *)NULL);
    _exit(1);
}

/* Switched on: the page cache is what the disk has. */
static bool boots(void) {
    int to[2], from[2];
    struct news news;
    empty();
    const int fd = open(pc.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 || write(fd, pc.disk, pc.disk_bytes) != (ssize_t)pc.disk_bytes) exit(EXIT_FAILED);
    close(fd);
    if (pc.disk_bytes == 0) unlink(pc.path);
    pc.dead = false;
    if (pipe2(to, O_CLOEXEC) != 0 || pipe2(from, O_CLOEXEC) != 0) exit(EXIT_FAILED);
    pc.pid = fork();
    if (pc.pid < 0) exit(EXIT_FAILED);
    if (pc.pid == 0) become_worker(to[0], from[1]);
    close(to[0]), close(from[1]);
    pc.in = to[1], pc.out = from[0];
    return does(OPEN, 0, &news);
}

static bool appends(uint32_t n) {
    struct news news;
    if (!does(APPEND, n, &news)) {
        pc.appended += n; /* it may have been all */
        return false;
    }
    pc.appended += n;
    return true;
}

static bool syncs(void) {
    struct news news;
    if (!does(SYNC, 0, &news)) return false;
    pc.confirmed = pc.appended;
    return true;
}

/* What is there: all that was confirmed, perhaps more, and nothing else. */
static bool finds(void) {
    struct news news;
    uint64_t element;
    if (!does(READ, 0, &news)) return false;
    if (news.a < pc.confirmed)
        return WRONG("%" PRIu64 " elements were synced, and it has %" PRIu64, pc.confirmed, news.a);
    if (news.a > pc.appended)
        return WRONG("%" PRIu64 " elements were appended, and it has %" PRIu64, pc.appended,
                     news.a);
    for (uint64_t i = 0; i < news.a; i++) {
        if (!hears(&element, sizeof element)) return false;
        const uint64_t was = stream_word(pc.seed, 0, i, 0);
        if (element != was)
            return WRONG("element %" PRIu64 " of %" PRIu64 " is %#" PRIx64 ", was %#" PRIx64, i,
                         news.a, element, was);
    }
    pc.appended = pc.confirmed = news.a;
    return true;
}

static void ends(void) {
    if (!pc.dead) power_fails();
}

/* A disk without a file. */
static void forget(uint64_t chance, uint64_t dies_at) {
    memset(pc.disk, 0, sizeof pc.disk);
    pc.disk_bytes = pc.appended = pc.confirmed = pc.calls = pc.syncs = pc.sectors = pc.growths = 0;
    pc.chance = chance << 32;
    pc.dies_at = dies_at;
    pc.why[0] = '\0';
}

/* 2500 elements, three commits. */
static bool lives(void) {
    return boots() && appends(300) && syncs() && appends(700) && syncs() && appends(1500) &&
           syncs();
}

/* The power fails at each call (of very many: at some), with several fates of what was not
 * synced. Then once more: it goes on from there. */
static bool survives(bool resumes) {
    enum { FATES = 4, MOMENTS = 40 };
    forget(0, UINT64_MAX);
    if (!lives()) return ends(), false;
    const uint64_t calls = pc.calls;
    ends();
    for (uint64_t at = 1; at <= calls; at += 1 + calls / MOMENTS)
        for (uint64_t fate = 1; fate <= (calls > MOMENTS ? 1 : FATES); fate++) {
            char said[300];
            forget(at * FATES + fate, at);
            if (lives() || pc.why[0]) return ends(), WRONG("it did not come to call %" PRIu64, at);
            pc.dies_at = UINT64_MAX;
            bool right = boots() && finds();
            if (right && resumes) right = appends(100) && syncs() && (ends(), boots()) && finds();
            ends();
            if (right) continue;
            snprintf(said, sizeof said, "%s", pc.why);
            pc.why[0] = '\0';
            return WRONG("the power fails at call %" PRIu64 " (%" PRIu64
                         " elements were synced): %.200s",
                         at, pc.confirmed, said);
        }
    return true;
}

/* Nothing fails: what is there in the next process, and after a second start? */
static bool is_kept(void) {
    struct news news;
    forget(0, 0);
    if (!lives() || !finds() || !does(CLOSE, 0, &news)) return ends(), false;
    write_back(0, UINT64_MAX, 16); /* the power stays on: all gets there in the end */
    pc.disk_bytes = pc.cache_bytes;
    ends();
    const bool right = boots() && finds() && pc.appended == 2500;
    ends();
    return right || WRONG("after close and open it has %" PRIu64 " of 2500 elements", pc.appended);
}

#endif
