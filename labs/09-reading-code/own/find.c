/* find - has the student found an input on which the tutorial fails?
 *
 *     find ... empty|page|zero|cut
 */
#include "attempt.h"

#include <dirent.h>

enum { MOST_FILES = 64, MOST_BYTES = 1 << 17 };

static struct attempt a = {.object = "tutorial"};
static char input[MOST_BYTES + 1];

/* Whether this input shows the fault. */
static bool shows(const char *fault, size_t length) {
    if (strcmp(fault, "empty") == 0) return length == 0 && a.signal != 0;
    if (length == 0) return false;
    if (strcmp(fault, "page") == 0) return a.signal == SIGSEGV;
    return a.signal == 0 && a.length < length && input[a.length] == '\0'; /* zero */
}

/* Into `input`; -1: it is not tried, as it is too large, or no file that can be read. */
static ssize_t read_input(int folder, const char *name) {
    struct stat is;
    const int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) return -1;
    const bool fits = fstat(fd, &is) == 0 && S_ISREG(is.st_mode) && is.st_size <= MOST_BYTES;
    const ssize_t got = fits ? read(fd, input, MOST_BYTES) : -1;
    close(fd);
    return got;
}

static int is_input(const struct dirent *entry) {
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static int find_in(const char *folder, const char *fault, double points) {
    static const char *const why[][2] = {
        {"empty", "nothing is mapped, and the pointer is used"},
        {"page", "it reads behind the mapping"},
        {"zero", "what is behind a zero byte is not printed, and nothing says so"}};
    static const char *const hint[][2] = {
        {"empty", "which length can mmap(2) not map?"},
        {"page",
         "what is in the mapping behind the last byte of the file, and when is there none?"},
        {"zero", "which byte ends a string, and may stand in a file?"}};
    char path[4096], others[100] = "";
    struct dirent **inputs = NULL;
    int tried = 0, kind = 0;
    while (kind < 2 && strcmp(why[kind][0], fault) != 0) kind++;
    snprintf(path, sizeof path, "%s/inputs", folder);
    const int at = open(path, O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    const int all = at < 0 ? 0 : scandir(path, &inputs, is_input, alphasort);
    for (int k = 0; k < all && tried < MOST_FILES; k++) {
        const char *name = inputs[k]->d_name;
        const ssize_t got = read_input(at, name);
        if (got < 0) continue;
        tried++;
        make_file(input, (size_t)got);
        attempt(&a);
        if (!a.sandboxed) return printf("- this kernel has no seccomp filters\n"), 0;
        if (!shows(fault, (size_t)got)) continue;
        return printf("%g inputs/%.80s: %zd bytes: %s\n", points, name, got, why[kind][1]), 0;
    }
    if (all > tried)
        snprintf(others, sizeof others, " (%d more are not tried: %d plain files of 128 KiB are)",
                 all - tried, MOST_FILES);
    printf("0 none of %d files in inputs/ shows it%s: %s\n", tried, others, hint[kind][1]);
    return 0;
}

/* "from = 100", of the file `cut`. */
static long number_in(const char *folder, const char *name) {
    char path[4096], line[256];
    struct stat is;
    long value = -1;
    snprintf(path, sizeof path, "%s/cut", folder);
    if (lstat(path, &is) != 0 || !S_ISREG(is.st_mode)) return -1;
    FILE *file = fopen(path, "re");
    for (int k = 0; file && k < 100 && fgets(line, sizeof line, file); k++) {
        char word[32];
        if (sscanf(line, " %31[a-z] = %ld", word, &value) == 2 && strcmp(word, name) == 0) break;
        value = -1;
    }
    if (file) fclose(file);
    return value;
}

static int find_cut(const char *folder, double points) {
    const long from = number_in(folder, "from"), to = number_in(folder, "to");
    if (from <= 0 || to < 0 || from > MOST_BYTES || to >= from)
        return printf("0 the file `cut` has to say from = and to =, two numbers of bytes\n"), 0;
    letters(1, input, (size_t)from);
    make_file(input, (size_t)from);
    a.cut = WHEN_MAPPED;
    a.to = to;
    attempt(&a);
    if (!a.sandboxed) return printf("- this kernel has no seccomp filters\n"), 0;
    if (a.signal == SIGBUS)
        printf("%g from %ld to %ld bytes: a page is mapped that the file has no more: SIGBUS\n",
               points, from, to);
    else
        printf("0 from %ld to %ld bytes: it prints %zu bytes and says nothing; which page of the "
               "mapping does the file no longer have?\n",
               from, to, a.length);
    return 0;
}

int main(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "print") == 0) return print_one(argc, argv);
    if (argc < 10) return EXIT_USAGE;
    a.program = "/proc/self/exe";
    const double points = strtod(argv[5], NULL);
    return strcmp(argv[9], "cut") == 0 ? find_cut(argv[3], points)
                                       : find_in(argv[3], argv[9], points);
}
