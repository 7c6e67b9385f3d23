/* heavy_parent.c - starts a command from a process that holds much memory.
 *
 *     heavy_parent vfork|fork|spawn MIB COMMAND [ARGUMENT ...]
 *
 * The kernel's ru_maxrss inherits the peak of whoever started a program; a peak that is measured
 * rightly does not. Ends with the command's status.
 */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

int main(int argc, char **argv) {
    if (argc < 4) return 2;
    size_t bytes = strtoul(argv[2], NULL, 10) << 20;
    char *held = malloc(bytes);
    if (!held) return 1;
    memset(held, 1, bytes);

    pid_t child = -1;
    if (strcmp(argv[1], "spawn") == 0) {
        if (posix_spawnp(&child, argv[3], NULL, NULL, argv + 3, environ) != 0) return 1;
    } else {
        child = strcmp(argv[1], "vfork") == 0 ? vfork() : fork();
        if (child == 0) {
            execvp(argv[3], argv + 3);
            _exit(127);
        }
    }
    int status;
    if (child < 0 || waitpid(child, &status, 0) != child) return 1;
    /* Looked at once more, so that no compiler drops the memory before the child has run. */
    return held[bytes - 1] == 1 && WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
