/* crash.h - a computer whose power fails, at any call, for a strategy that keeps its file: what it
 * finds then is what was confirmed, or more, and never anything wrong.
 *
 *     #define STRATEGY "../experiments/grow/mmap_file.c"
 *     #include "crash.h"
 *
 *     page cache   the real file, written and mapped by the strategy's own code
 *     disk         a copy of it here, some of whose pages are older
 *
 * The calls that matter are defined here, and so come here and not to libc. Before each, and now
 * and then between appends, pages that differ are written back to the disk, by chance; those of the
 * header in pieces of 512 bytes, or in every other seed of 8, which is worse than disks are. Then
 * the power fails: the disk alone is left, as a file that the strategy resumes. msync and fsync
 * write back all; the length is safe after fsync only.
 *
 * SEEDS=5000 tries more of them. The same with a wrong order of things must be found out.
 */
#include "test.h"

#define RUN_H /* no loops, no main */
#include STRATEGY

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#define sync sync_all_files /* the strategy has one of its own */
#include <unistd.h>
#undef sync

enum { PAGE_BYTES = 4096, ROOM = 1 << 18, MOST = 20000 /* elements */, LIVES = 4 };

static char disk[ROOM], cache[ROOM];
static size_t disk_bytes, piece = 512;
static int file;    /* the real one */
static bool on;     /* it is simulated */
static bool mortal; /* this life may end at any moment */
static jmp_buf death;
static uint64_t chance;
static char live[64], left[80]; /* directories, in memory where that is possible */

static size_t appended, confirmed; /* elements */
static size_t crashes, lost, older /* disks, than the page cache */, more /* than confirmed */;
static enum { RIGHT, HEADER_FIRST, COPY_AT_ONCE } order;
static bool header_written; /* since the last sync */

static uint64_t draw(uint64_t below) { /* SplitMix64 */
    uint64_t z = chance += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (z ^ z >> 31) % below;
}

static uint32_t value_of(size_t i) { return (uint32_t)i * 2654435761u; }

/* ---- the disk ------------------------------------------------------------------------------- */

static size_t look_at_cache(void) {
    struct stat is;
    assert_int_equal(fstat(file, &is), 0);
    assert_true(is.st_size <= ROOM);
    memset(cache, 0, sizeof cache);
    assert_int_equal(pread(file, cache, ROOM, 0), is.st_size);
    return (size_t)is.st_size;
}

/* Each piece that differs, or by chance one of `rarely`. */
static void write_back(size_t from, size_t to, size_t step, uint64_t rarely) {
    for (; from < to; from += step)
        if (memcmp(disk + from, cache + from, step) != 0 && draw(rarely) == 0)
            memcpy(disk + from, cache + from, step);
}

static void write_back_all(bool length) {
    const size_t bytes = look_at_cache();
    write_back(0, ROOM, PAGE_BYTES, 1);
    if (length) disk_bytes = bytes;
}

/* ---- the power fails ------------------------------------------------------------------------ */

static struct setup setup_for(const char *directory, bool resume) {
    static double values[PARAMETERS];
    struct setup s = {.width = 4,
                      .type = "int32",
                      .program = "crash",
                      .directory = directory,
                      .force = !resume,
                      .parameters = strategy.parameters,
                      .values = values};
    for (int k = 0; k < PARAMETERS && strategy.parameters[k].name; k++) {
        const char *name = strategy.parameters[k].name;
        values[k] = strcmp(name, "growth") == 0   ? 2
                    : strcmp(name, "buffer") == 0 ? 1000
                                                  : strcmp(name, resume ? "resume" : "keep") == 0;
    }
    return s;
}

static bool all_there(struct array *a, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint32_t x;
        memcpy(&x, at(a, i, sizeof x), sizeof x);
        if (x != value_of(i)) return false;
    }
    return true;
}

/* Resumes what is left, goes on with it, and resumes it again. */
static bool good(void) {
    const struct setup setup = setup_for(left, true);
    size_t count = confirmed;
    for (int again = 0; again < 2; again++) {
        struct array a = {0};
        const bool begun = strategy.begin(&a, &setup);
        const size_t found = begun ? strategy.resumed(&a) : 0;
        bool ok = begun && found >= count && found <= appended + 3 && all_there(&a, found);
        if (again == 0) more += found > confirmed;
        for (count = found; ok && count < found + 3; count++) {
            const uint32_t x = value_of(count);
            ok = append(&a, &x, sizeof x);
        }
        release(&a, 4);
        if (!ok) return false;
    }
    return true;
}

static void put(const char *directory, const char *bytes, size_t count) {
    char name[100];
    snprintf(name, sizeof name, "%s/crash.data", directory);
    const int fd = open(name, O_WRONLY | O_CREAT, 0600);
    assert_int_equal(write(fd, bytes, count), count);
    assert_int_equal(syscall(SYS_ftruncate, fd, count), 0);
    close(fd);
}

static void moment(void) {
    if (!on) return;
    const size_t bytes = look_at_cache();
    if (draw(2) == 0) disk_bytes = bytes;
    write_back(0, PAGE_BYTES, piece, 4);
    write_back(PAGE_BYTES, ROOM, PAGE_BYTES, 3);
    older += memcmp(disk, cache, ROOM) != 0;
    crashes++;
    put(left, disk, disk_bytes);
    on = false;
    lost += !good();
    on = true;
    if (mortal && draw(30) == 0) longjmp(death, 1);
}

/* ---- the calls ------------------------------------------------------------------------------ */

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t where) {
    moment();
    header_written |= on && where == 0;
    if (on && where == 0 && order == COPY_AT_ONCE)
        syscall(SYS_pwrite64, fd, bytes, count, KEPT_COPY);
    return syscall(SYS_pwrite64, fd, bytes, count, where);
}

/* With the header first it is written before the elements are safe: syncs before it do nothing. */
static int sync_(bool length) {
    if (!on) return 0;
    moment();
    if (order == HEADER_FIRST && !header_written) return 0;
    header_written = false;
    write_back_all(length);
    return 0;
}
int fsync(int fd) { return (void)fd, sync_(true); }
int msync(void *bytes, size_t count, int flags) {
    (void)bytes, (void)count, (void)flags;
    return sync_(false);
}

int ftruncate(int fd, off_t length) {
    moment();
    return (int)syscall(SYS_ftruncate, fd, length);
}

int posix_fallocate(int fd, off_t from, off_t count) {
    moment();
    return syscall(SYS_fallocate, fd, 0, from, count) == 0 ? 0 : errno;
}

/* ---- lives of a file ------------------------------------------------------------------------ */

/* It was made just now, and so is on the disk. */
static void open_file(void) {
    char name[100];
    snprintf(name, sizeof name, "%s/crash.data", live);
    file = open(name, O_RDONLY);
    assert_true(file >= 0);
    memset(disk, 0, sizeof disk);
    write_back_all(true);
}

/* Appends and syncs, by chance. */
static void go_on(struct array *a) {
    const size_t count = appended + draw(MOST / LIVES), rarely = 200 + draw(MOST / LIVES);
    while (appended < count) {
        const uint32_t x = value_of(appended++); /* counted before: a page may go at any moment */
        assert_true(append(a, &x, sizeof x));
        if (draw(1000) == 0) moment();
        if (draw(rarely) > 0) continue;
        assert_true(strategy.sync(a, sizeof x));
        confirmed = appended;
    }
}

/* One life, from begin to release, or to a kill, after which the page cache is still there, or to
 * when the power fails. Whether the next can begin. */
static bool live_once(bool first) {
    static char then[ROOM];
    static struct array a; /* as it was, after a jump */
    const struct setup setup = setup_for(live, !first);
    memset(&a, 0, sizeof a);
    on = !first;
    const bool begun = strategy.begin(&a, &setup);
    if (first) open_file();
    on = true;
    const size_t found = begun ? strategy.resumed(&a) : 0;
    const bool ok = begun && found >= confirmed && all_there(&a, found);
    uint64_t end = draw(3);
    mortal = true;
    if (setjmp(death) != 0) {
        end = 1 + draw(2);
    } else if (ok) {
        appended = confirmed = found;
        go_on(&a);
        moment();
    }
    mortal = false;
    size_t bytes = look_at_cache();
    if (end == 2) bytes = disk_bytes;
    memcpy(then, end == 2 ? disk : cache, ROOM);
    on = ok && end == 0;
    release(&a, 4);
    on = false;
    if (ok && end == 0) confirmed = appended;
    if (end > 0) put(live, then, bytes);
    lost += !ok;
    return ok;
}

static void live_some(uint64_t seed) {
    chance = seed;
    piece = seed % 2 ? 512 : 8;
    confirmed = appended = 0;
    for (int life = 0; life < LIVES && live_once(life == 0);) life++;
    close(file);
}

static void lives(int which) {
    const char *said = getenv("SEEDS");
    const uint64_t seeds = said ? strtoull(said, NULL, 10) : 150;
    order = which;
    crashes = lost = older = more = 0;
    for (uint64_t seed = 1; seed <= seeds && !(order != RIGHT && lost > 0); seed++) {
        live_some(seed);
        if (order == RIGHT && lost > 0) fail_msg("seed %llu", (unsigned long long)seed);
    }
}

static void what_was_confirmed_is_there_after_a_crash(void **state) {
    (void)state;
    lives(RIGHT);
    print_message("# %zu crashes; %zu with an older disk, %zu found more than was confirmed\n",
                  crashes, older, more);
    assert_true(crashes > 1000 && older > crashes / 4 && more > 0);
}

static void a_header_that_is_written_before_its_elements_is_found_out(void **state) {
    (void)state;
    lives(HEADER_FIRST);
    assert_true(lost > 0);
}

static void a_copy_that_is_written_with_its_header_is_found_out(void **state) {
    (void)state;
    lives(COPY_AT_ONCE);
    assert_true(lost > 0);
}

static int make_directories(void **state) {
    (void)state;
    snprintf(live, sizeof live, "%s/growbench-crash.XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    if (!mkdtemp(live)) return -1;
    snprintf(left, sizeof left, "%s/left", live);
    return mkdir(left, 0700);
}

static int remove_directories(void **state) {
    (void)state;
    char name[100];
    snprintf(name, sizeof name, "%s/crash.data", left);
    unlink(name);
    rmdir(left);
    snprintf(name, sizeof name, "%s/crash.data", live);
    unlink(name);
    return rmdir(live);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_confirmed_is_there_after_a_crash),
        cmocka_unit_test(a_header_that_is_written_before_its_elements_is_found_out),
        cmocka_unit_test(a_copy_that_is_written_with_its_header_is_found_out),
    };
    return cmocka_run_group_tests(tests, make_directories, remove_directories);
}
