/* crash.c - see crash.h */
#include "crash.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What stands behind `mark` up to the end of the line or `stop`; "" when it is not there. */
static void behind(const char *log, const char *mark, const char *stop, char *text, size_t room) {
    const char *at = strstr(log, mark);
    text[0] = '\0';
    if (at) at += strlen(mark), snprintf(text, room, "%.*s", (int)strcspn(at, stop), at);
}

/* "    #1 0x7f... in append /tmp/x/my_append.c:17": the first such line that names the file. */
static void place(const char *log, const char *source, char *text, size_t room) {
    const char *base = strrchr(source, '/') ? strrchr(source, '/') + 1 : source;
    const char *const begin = log;
    char line[512], function[64], mark[128];
    snprintf(mark, sizeof mark, "/%s:", base);
    text[0] = '\0';
    for (; *log; log += strcspn(log, "\n"), log += *log == '\n') {
        snprintf(line, sizeof line, "%.*s", (int)strcspn(log, "\n"), log);
        const char *in = strstr(line, " in "), *file = strstr(line, mark);
        if (!in || !file || !strchr(line, '#') || sscanf(in, " in %63s", function) != 1) continue;
        const char *number = file + strlen(mark);
        snprintf(text, room, ", in %s (%s:%.*s)", function, base, (int)strspn(number, "0123456789"),
                 number);
        return;
    }
    /* The worker reads where at() says. */
    if (strstr(begin, " in read_all ")) snprintf(text, room, ", at the address that at() returned");
}

bool crash_found(int log, const char *source, char *text, size_t room) {
    static char all[1 << 18];
    char error[128], access[64], block[64], where[192];
    const ssize_t got = pread(log, all, sizeof all - 1, 0);
    all[got > 0 ? got : 0] = '\0';
    place(all, source, where, sizeof where);
    behind(all, "runtime error: ", "\n", error, sizeof error);
    if (error[0]) return snprintf(text, room, "undefined behaviour: %s%s", error, where) > 0;
    if (strstr(all, "hard rss limit"))
        return snprintf(text, room, "it takes more than 2 GB of memory") > 0;
    behind(all, "ERROR: AddressSanitizer: ", "\n", error, sizeof error);
    if (!error[0]) return false;
    char *end = strstr(error, " on "); /* "SEGV on unknown address", "attempting free on address" */
    if (end) *end = '\0';
    if (strcmp(error, "attempting free") == 0)
        snprintf(error, sizeof error, "free of what malloc did not give");
    if (strcmp(error, "SEGV") == 0 && strstr(all, "points to the zero page"))
        snprintf(error, sizeof error, "SEGV: null pointer");
    behind(all, "\nWRITE of size ", " \n", access, sizeof access);
    const char *kind = access[0] ? ": write of size " : ": read of size ";
    if (!access[0]) behind(all, "\nREAD of size ", " \n", access, sizeof access);
    behind(all, " is located ", "\n", block, sizeof block);
    /* "0 bytes to the right of 64-byte region [...": its size alone */
    char *size = strstr(block, "-byte region");
    if (size) size[strlen("-byte region")] = '\0';
    while (size && size > block && isdigit((unsigned char)size[-1])) size--;
    const char *side = strcmp(error, "heap-use-after-free") == 0 ? "in a freed" : "outside of a";
    snprintf(text, room, "%s%s%s%s%s%s%s%s", error, access[0] ? kind : "", access, size ? " " : "",
             size ? side : "", size ? " " : "", size ? size : "", where);
    return true;
}
