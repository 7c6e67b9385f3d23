/* sandbox.c - see sandbox.h */
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define THIS_MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define THIS_MACHINE AUDIT_ARCH_AARCH64
#else
#error "which AUDIT_ARCH is this machine?"
#endif

/* A call that may be made; where `argument` is 0 to 5, only if that argument is `value`, or, of
 * flags, has none of these bits. */
struct rule {
    long call;
    int argument;
    bool flags;
    unsigned value;
};

static const unsigned writes = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;

#define ANY(call)                                                                                  \
    { SYS_##call, -1, false, 0 }

static const struct rule rules[] = {
    ANY(read),
    ANY(pread64),
    ANY(close),
    ANY(fstat),
    ANY(newfstatat),
    ANY(lseek),
    ANY(readlinkat),
    ANY(mmap),
    ANY(munmap),
    ANY(mremap),
    ANY(mprotect),
    ANY(madvise),
    ANY(brk),
    ANY(futex),
    ANY(rt_sigaction),
    ANY(rt_sigprocmask),
    ANY(rt_sigreturn),
    ANY(sigaltstack),
    ANY(getpid),
    ANY(gettid),
    ANY(getrandom),
    ANY(clock_gettime),
    ANY(exit),
    ANY(exit_group),
    {SYS_openat, 2, true, writes},
#ifdef SYS_open /* as musl does on some machines */
    ANY(readlink),
    ANY(stat),
    {SYS_open, 1, true, writes},
#endif
    {SYS_write, 0, false, STDERR_FILENO},
};
enum { RULES = sizeof rules / sizeof *rules, STEPS = 5 };

#define DO(code, value)       ((struct sock_filter)BPF_STMT(code, value))
#define IF(code, value, y, n) ((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_K | (code), value, y, n))
#define LOAD(at)              DO(BPF_LD | BPF_W | BPF_ABS, (unsigned)(at))
#define RETURN(value)         DO(BPF_RET | BPF_K, value)

/* Five steps; what does not fit goes on behind them. */
static void add(struct sock_filter *step, const struct rule *rule) {
    const size_t argument = offsetof(struct seccomp_data, args) +
                            (size_t)(rule->argument < 0 ? 0 : rule->argument) * sizeof(__u64);
    step[0] = LOAD(offsetof(struct seccomp_data, nr));
    step[1] = IF(BPF_JEQ, (unsigned)rule->call, 0, 3);
    step[2] = LOAD(argument);
    step[3] = rule->argument < 0 ? IF(BPF_JGE, 0, 0, 1)
              : rule->flags      ? IF(BPF_JSET, rule->value, 1, 0)
                                 : IF(BPF_JEQ, rule->value, 0, 1);
    step[4] = RETURN(SECCOMP_RET_ALLOW);
}

bool sandbox_enter(int fd) {
    struct sock_filter steps[3 + STEPS * (RULES + 2) + 1], *step = steps;
    *step++ = LOAD(offsetof(struct seccomp_data, arch));
    *step++ = IF(BPF_JEQ, THIS_MACHINE, 1, 0);
    *step++ = RETURN(SECCOMP_RET_KILL_PROCESS);
    for (size_t k = 0; k < RULES; k++, step += STEPS) add(step, &rules[k]);
    const struct rule ours[] = {{SYS_write, 0, false, (unsigned)fd},
                                {SYS_tgkill, 0, false, (unsigned)getpid()}}; /* abort() */
    for (size_t k = 0; k < 2; k++, step += STEPS) add(step, &ours[k]);
    *step++ = RETURN(SECCOMP_RET_ERRNO | EPERM);
    const struct sock_fprog program = {(unsigned short)(step - steps), steps};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}
