/* values - what the tutorial does, as numbers: own.NAME of the contract. */
#include "attempt.h"

static struct attempt a = {.program = "/proc/self/exe", .object = "tutorial"};
static char bytes[1 << 18];
static const char not_here[] = "- this kernel has no seccomp filters";

static void value(const char *name, size_t is) {
    if (a.sandboxed)
        printf("%s %zu\n", name, is);
    else
        printf("%s %s\n", name, not_here);
}

static void try_text(size_t length, enum cut cut, off_t to) {
    letters(1, bytes, length);
    make_file(bytes, length);
    a.cut = cut;
    a.to = to;
    attempt(&a);
}

/* How many bytes of a mapped file can be read, one after the other, until a signal comes? */
static volatile size_t readable;

static void stop(int number) {
    (void)number;
    value("readable", readable);
    fflush(stdout);
    _exit(0);
}

static void read_all(size_t length) {
    fflush(stdout);
    const pid_t pid = fork();
    if (pid == 0) {
        make_file(bytes, length);
        const int fd = open(the_path(), O_RDONLY | O_CLOEXEC);
        guarding = true;
        const volatile char *mapped = mmap(NULL, length, PROT_READ, MAP_PRIVATE, fd, 0);
        signal(SIGSEGV, stop);
        if (mapped == MAP_FAILED) _exit(1);
        for (;; readable++) (void)mapped[readable];
    }
    waitpid(pid, NULL, 0);
}

int main(int argc, char **argv) {
    const size_t page = (size_t)sysconf(_SC_PAGESIZE), step = page / 4;
    size_t failing = 0;
    if (argc > 1 && strcmp(argv[1], "print") == 0) return print_one(argc, argv);
    if (argc < 6) return EXIT_USAGE;
    for (size_t length = 0; length <= 4 * page; length += step) {
        try_text(length, NEVER, 0);
        failing += a.signal != 0 || a.length != length;
    }
    value("failing", failing);
    memcpy(bytes, "hello\0world\n", 12);
    make_file(bytes, 12);
    attempt(&a);
    value("printed", a.length);
    try_text(2 * page, WHEN_MAPPED, 100);
    value("printed_cut", a.length);
    try_text(page, NEVER, 0);
    value("signal_page", (size_t)a.signal);
    try_text(2 * page, WHEN_MAPPED, 0);
    value("signal_cut", (size_t)a.signal);
    read_all(5000);
    return 0;
}
