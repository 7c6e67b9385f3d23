/* worker_limits.c - see worker_limits.h */
#include "worker_limits.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define LIMIT(what, value) setrlimit(what, &(struct rlimit){value, value})

void limit_worker(uint64_t data_bytes, uint64_t file_bytes) {
    static char *const none[] = {
        "ASAN_OPTIONS=detect_leaks=0:hard_rss_limit_mb=2000:quarantine_size_mb=16:"
        "allocator_may_return_null=1:handle_abort=1",
        "UBSAN_OPTIONS=print_stacktrace=1", "LC_ALL=C", NULL};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setsid();
    const int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (score >= 0 && write(score, "1000", 4) == 4) close(score); /* else it goes by its size */
    LIMIT(RLIMIT_CPU, WORKER_CPU_SECONDS);
    LIMIT(RLIMIT_CORE, 0);
    LIMIT(RLIMIT_FSIZE, file_bytes);
    if (data_bytes > 0) LIMIT(RLIMIT_DATA, data_bytes);
    environ = (char **)(size_t)none;
}
