/* guard.c - own criterion of lab 5: behind the memory that is usable stands address space that may
 * not be touched, and it belongs to the array.
 *
 *     | usable rw |  ---  at least 32 GiB  |
 *
 * The worker is asked for elements that fill exactly one step, then /proc/PID/maps says what stands
 * behind the last one.
 */
#include "child.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEP = 1048576, WIDTH = 8, N = STEP / WIDTH };

/* The mapping in which `address` is. */
static bool mapping(pid_t pid, uint64_t address, uint64_t *end, char *permissions) {
    char path[48], line[512];
    bool found = false;
    snprintf(path, sizeof path, "/proc/%d/maps", (int)pid);
    FILE *maps = fopen(path, "re");
    while (maps && !found && fgets(line, sizeof line, maps)) {
        uint64_t start;
        found = sscanf(line, "%" SCNx64 "-%" SCNx64 " %4s", &start, end, permissions) == 3 &&
                start <= address && address < *end;
    }
    if (maps) fclose(maps);
    return found;
}

static const char *seen(struct child *c) {
    static uint64_t places[N];
    uint64_t end = 0;
    char permissions[8] = "";
    if (!child_begin(c, 0, WIDTH, N, "step=1048576") || !child_append(c, 0, N) ||
        !child_read(c, 0, places))
        return c->why;
    const uint64_t behind = places[N - 1] + WIDTH;
    if (!mapping(c->pid, behind, &end, permissions))
        return "behind the last usable byte is no mapping: another one may come to stand there";
    if (strncmp(permissions, "---", 3) != 0)
        return "the byte behind the last step can be touched: a wrong index is not noticed there";
    if (end - behind < (uint64_t)32 << 30)
        return "less than 32 GiB of address space are left behind the last usable byte";
    return NULL;
}

int main(int argc, char **argv) {
    struct child c;
    if (argc != 9) return EXIT_USAGE;
    const struct place_of_work place = {.worker = argv[6],
                                        .object = argv[1],
                                        .source = "my_reserve.c",
                                        .directory = argv[8],
                                        .seed = strtoull(argv[4], NULL, 10)};
    if (!child_start(&c, &place)) return puts("- no process can be started"), EXIT_DONE;
    const char *why = seen(&c);
    if (why)
        printf("0 %s\n", why);
    else
        printf("%s the address space behind the last usable byte is held, and refuses a touch\n",
               argv[5]);
    child_end(&c);
}
