/* repair - does the hand-in print every file? repair ... empty|page|zero|cut|other
 *
 * It prints all of a file and returns true; or it returns false. It never ends by a signal.
 */
#include "attempt.h"

static struct attempt a = {.program = "/proc/self/exe"};
static char was[1 << 16];
static uint64_t seed;

/* Each says what is wrong; "" when nothing is. */
static char said[400];

#define WRONG(...) (snprintf(said, sizeof said, __VA_ARGS__), false)

static bool ends(const char *what) {
    attempt(&a);
    if (a.hung) return WRONG("%s: it waits, and does not end", what);
    if (a.signal) return WRONG("%s: crashed: %s", what, strsignal(a.signal));
    if (a.length > 0 && memcmp(a.printed, was, a.length < sizeof was ? a.length : sizeof was) != 0)
        return WRONG("%s: it prints what is not in the file", what);
    return true;
}

static bool prints(const char *what, size_t length) {
    memset(was + length, 0, sizeof was - length);
    make_file(was, length);
    if (!ends(what)) return false;
    if (a.length != length) return WRONG("%s: it prints %zu of %zu bytes", what, a.length, length);
    return a.right || WRONG("%s: it prints all, but returns false", what);
}

static bool refuses(const char *what) {
    if (!ends(what)) return false;
    if (a.length > 0) return WRONG("%s: it prints %zu bytes", what, a.length);
    return !a.right || WRONG("%s: it returns true", what);
}

static bool text_of(size_t length) {
    char what[40];
    snprintf(what, sizeof what, "a file of %zu bytes", length);
    letters(seed + length, was, length);
    return prints(what, length);
}

static bool page(void) {
    const size_t one = (size_t)sysconf(_SC_PAGESIZE);
    return text_of(one - 1) && text_of(one) && text_of(one + 1) && text_of(3 * one) && text_of(1);
}

static bool zero(void) {
    const size_t one = (size_t)sysconf(_SC_PAGESIZE), at[] = {0, 17, 299, 0};
    for (int k = 0; k < 3; k++) {
        letters(seed, was, 300);
        was[at[k]] = '\0';
        if (!prints("a file with a zero byte inside", 300)) return false;
    }
    memset(was, 0, one);
    return prints("a page of zero bytes", one);
}

/* All as it was when it was opened; or it returns false. What was printed before, and zeros where
 * the last page was cut, are no longer to be helped then. */
static bool survives(size_t length, size_t to, enum cut when) {
    char what[100];
    snprintf(what, sizeof what, "a file of %zu bytes is cut to %zu, %s", length, to,
             when == WHEN_MAPPED ? "right after it is mapped" : "while its first page is printed");
    letters(seed, was, length);
    make_file(was, length);
    a.cut = when;
    a.to = (off_t)to;
    attempt(&a);
    if (a.hung) return WRONG("%s: it waits, and does not end", what);
    if (a.signal) return WRONG("%s: crashed: %s", what, strsignal(a.signal));
    return !a.right || (a.length == length && memcmp(a.printed, was, length) == 0) ||
           WRONG("%s: it prints something else and returns true", what);
}

static bool cut(void) {
    const size_t one = (size_t)sysconf(_SC_PAGESIZE);
    for (size_t pages = 0; pages < 3; pages++)
        if (!survives(4 * one - pages % 2, pages * one, WHEN_MAPPED) ||
            !survives(4 * one - pages % 2, pages * one, WHEN_FULL))
            return false;
    return survives(100, 50, WHEN_MAPPED);
}

static bool other(void) {
    remove(the_path());
    if (!refuses("no such file")) return false;
    if (mkdir(the_path(), 0700) != 0 || !refuses("a directory") || rmdir(the_path()) != 0)
        return said[0] == '\0' && WRONG("no directory can be made here");
    if (mkfifo(the_path(), 0600) != 0) return WRONG("no fifo can be made here");
    return refuses("a fifo that nobody writes");
}

int main(int argc, char **argv) {
    static const struct {
        const char *name;
        bool (*holds)(void);
        const char *tried;
    } all[] = {{"empty", NULL, "nothing is printed, and it returns true"},
               {"page", page, "files of a page, of one byte less, one more, and of three pages"},
               {"zero", zero, "zero bytes at the begin, inside, at the end, and nothing else"},
               {"cut", cut, "a file that is cut while it is printed, in seven ways"},
               {"other", other, "no such file, a directory, a fifo: it returns false"}};
    size_t k = 0;
    if (argc > 1 && strcmp(argv[1], "print") == 0) return print_one(argc, argv);
    if (argc < 10) return EXIT_USAGE;
    a.object = argv[1];
    seed = strtoull(argv[4], NULL, 10);
    while (k < 4 && strcmp(all[k].name, argv[9]) != 0) k++;
    /* What prints no ordinary text is not right because it prints nothing. */
    const bool right = text_of(100) && (all[k].holds ? all[k].holds() : prints("an empty file", 0));
    if (!a.sandboxed)
        printf("- this kernel has no seccomp filters\n");
    else
        printf("%s %s\n", right ? argv[5] : "0", right ? all[k].tried : said);
    return 0;
}
