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
/* Of a lab whose hand-ins write files. */
static const struct rule of_files[] = {
    ANY(openat),    ANY(write),      ANY(pwrite64),  ANY(writev),  ANY(ftruncate),
    ANY(fallocate), ANY(fsync),      ANY(fdatasync), ANY(msync),   ANY(sync_file_range),
    ANY(unlinkat),  ANY(fcntl),      ANY(fadvise64), ANY(mincore), ANY(statfs),
    ANY(fstatfs),   ANY(getdents64), ANY(renameat2),
#ifdef SYS_open
    ANY(open),      ANY(unlink),     ANY(rename),    ANY(lstat),   ANY(access),
#endif
};
enum {
    RULES = sizeof rules / sizeof *rules,
    OF_FILES = sizeof of_files / sizeof *of_files,
    STEPS = 5,
};

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

#if __has_include(<linux/landlock.h>) && defined(SYS_landlock_create_ruleset)
#include <linux/landlock.h>
/* All that changes what is in a directory or a file. */
static const __u64 changes = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                             LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                             LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                             LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                             LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

bool sandbox_confines_files(void) {
    return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 1;
}

/* Changes are for the working directory alone. */
static bool confine_files(void) {
    const struct landlock_ruleset_attr handled = {.handled_access_fs = changes};
    const int rules_fd = (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
    struct landlock_path_beneath_attr here = {.allowed_access = changes};
    here.parent_fd = open(".", O_PATH | O_CLOEXEC);
    return rules_fd >= 0 && here.parent_fd >= 0 &&
           syscall(SYS_landlock_add_rule, rules_fd, LANDLOCK_RULE_PATH_BENEATH, &here, 0) == 0 &&
           syscall(SYS_landlock_restrict_self, rules_fd, 0) == 0;
}
#else
bool sandbox_confines_files(void) { return false; }
static bool confine_files(void) { return false; }
#endif

bool sandbox_enter(int fd, bool files) {
    struct sock_filter steps[3 + STEPS * (RULES + OF_FILES + 2) + 1], *step = steps;
    *step++ = LOAD(offsetof(struct seccomp_data, arch));
    *step++ = IF(BPF_JEQ, THIS_MACHINE, 1, 0);
    *step++ = RETURN(SECCOMP_RET_KILL_PROCESS);
    for (size_t k = 0; k < RULES; k++, step += STEPS) add(step, &rules[k]);
    for (size_t k = 0; files && k < OF_FILES; k++, step += STEPS) add(step, &of_files[k]);
    const struct rule ours[] = {{SYS_write, 0, false, (unsigned)fd},
                                {SYS_tgkill, 0, false, (unsigned)getpid()}}; /* abort() */
    for (size_t k = 0; k < 2; k++, step += STEPS) add(step, &ours[k]);
    *step++ = RETURN(SECCOMP_RET_ERRNO | EPERM);
    const struct sock_fprog program = {(unsigned short)(step - steps), steps};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
    if (files) confine_files(); /* where there is no Landlock, its owner's rights have to do */
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}
