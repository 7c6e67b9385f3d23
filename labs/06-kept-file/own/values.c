/* values - what 2500 elements in three commits cost, and what a kill leaves: own.NAME. */
#include "power.h"

/* 1000 elements are stored in a shared mapping, and the process is killed: how many are in the file?
 */
static void after_kill(void) {
    uint64_t is[1000] = {0}, left = 0;
    const int fd = open(pc.path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0 || ftruncate(fd, sizeof is) != 0) return;
    fflush(stdout);
    const pid_t pid = fork();
    if (pid == 0) {
        uint64_t *mapped = mmap(NULL, sizeof is, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        for (int i = 0; mapped != MAP_FAILED && i < 1000; i++) mapped[i] = 1;
        raise(SIGKILL);
    }
    waitpid(pid, NULL, 0);
    if (pread(fd, is, sizeof is, 0) == sizeof is)
        for (int i = 0; i < 1000; i++) left += is[i];
    close(fd);
    printf("after_kill %" PRIu64 "\n", left);
}

int main(int argc, char **argv) {
    static const char *const names[] = {"syncs", "written", "growths", "file_bytes"};
    if (argc > 1 && strcmp(argv[1], "work") == 0) return work(argc, argv);
    if (argc < 9 || !start_computer(argv[1], argv[4])) return EXIT_FAILED;
    after_kill();
    bool right = is_kept() && survives(false);
    forget(0, 0);
    right = right && lives();
    look_at_cache();
    const uint64_t value[] = {pc.syncs, pc.sectors * SECTOR, pc.growths, pc.cache_bytes};
    ends();
    for (int k = 0; k < 4; k++)
        if (right)
            printf("%s %" PRIu64 "\n", names[k], value[k]);
        else
            printf("%s what was synced is not kept\n", names[k]);
    return 0;
}
