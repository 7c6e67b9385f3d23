/* wrong_clock.c - loaded into a program (LD_PRELOAD): its clocks are one percent too fast. */
#include <stdint.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t clock, struct timespec *t) {
    const int status = (int)syscall(SYS_clock_gettime, clock, t);
    if (status != 0) return status;
    const int64_t ns = ((int64_t)t->tv_sec * 1000000000 + t->tv_nsec) / 100 * 101;
    *t = (struct timespec){ns / 1000000000, ns % 1000000000};
    return 0;
}
