/* machine.c - what this machine is, as JSON: all that a figure must name to be compared.
 *
 *     machine [DIRECTORY]      where file strategies keep their files
 *
 * What the machine does not tell is null, with the reason.
 */
#include "allowance.h"
#include "failure.h"
#include "measure.h"
#include "output.h"
#include "pages.h"
#include "record.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/utsname.h>
#include <unistd.h>

/* The text behind `name` and what follows it up to `until`, in a static buffer; "" if it is not
 * there. */
static const char *part(const char *text, const char *name, const char *until) {
    static char found[256];
    const char *at = strstr(text, name);
    *found = '\0';
    if (!at) return found;
    at += strlen(name);
    at += strspn(at, " \t:=\"");
    snprintf(found, sizeof found, "%.*s", (int)strcspn(at, until), at);
    return found;
}

static void text(struct record *r, const char *name, const char *value) {
    record_said(r, name, *value ? value : NULL, "not available here");
}

static int64_t kibibytes(const char *name) {
    const char *number = part(proc_text("/proc/meminfo"), name, "k\n");
    return *number ? strtoll(number, NULL, 10) * 1024 : UNKNOWN;
}

/* The first line of what a command prints: a fixed text of ours, no words of a user. */
static const char *said(const char *command) {
    static char line[512];
    *line = '\0';
    FILE *pipe = popen(command, "r");
    if (!pipe) return line;
    if (fgets(line, sizeof line, pipe))
        line[strcspn(line, "\n")] = '\0';
    else
        *line = '\0';
    pclose(pipe);
    return line;
}

static void caches(struct record *r) {
    static const struct {
        const char *name;
        int key;
    } levels[] = {{"L1d", _SC_LEVEL1_DCACHE_SIZE},
                  {"L2", _SC_LEVEL2_CACHE_SIZE},
                  {"L3", _SC_LEVEL3_CACHE_SIZE}};
    record_open(r, "cache_bytes");
    for (size_t l = 0; l < sizeof levels / sizeof *levels; l++)
        if (sysconf(levels[l].key) > 0) record_number(r, levels[l].name, sysconf(levels[l].key));
    record_close(r);
}

/* What of the environment changes a result without being seen: what is loaded into each program,
 * what its allocator reads, and the size of it all, which moves the stack. */
extern char **environ;
static size_t environment_bytes(void) {
    size_t bytes = 0;
    for (char **variable = environ; *variable; variable++) bytes += strlen(*variable) + 1;
    return bytes;
}

static void environment(struct record *r) {
    const char *preload = getenv("LD_PRELOAD");
    record_string(r, "preload", preload ? preload : "");
    record_open_string(r, "tunables");
    for (char **variable = environ; *variable; variable++) {
        if (strncmp(*variable, "GLIBC_TUNABLES=", 15) != 0 && strncmp(*variable, "MALLOC_", 7) != 0)
            continue;
        record_part(r, *variable);
        record_part(r, " ");
    }
    record_close_string(r);
    record_number(r, "environment_bytes", (int64_t)environment_bytes());
}

/* What stands behind `name` in a file of sysfs about the disk that a directory is on; of a
 * partition the file may be in the folder above. "" where there is no disk, as of tmpfs. */
static const char *of_disk(const char *directory, const char *file, const char *name) {
    static const char *const folders[] = {"", "../"};
    struct stat s;
    char path[128];
    const char *found = "";
    for (size_t f = 0; f < 2 && !*found && stat(directory, &s) == 0; f++) {
        snprintf(path, sizeof path, "/sys/dev/block/%u:%u/%s%s", major(s.st_dev), minor(s.st_dev),
                 folders[f], file);
        found = part(proc_text(path), name, "\n");
    }
    return found;
}

/* "vda (virtio_blk)", "nvme0n1p2 (its model)"; and how far the kernel reads ahead. */
static void disk(struct record *r, const char *directory) {
    char device[600] = "";
    snprintf(device, sizeof device, "%s", of_disk(directory, "uevent", "DEVNAME"));
    const char *kind = of_disk(directory, "device/model", "");
    if (!*kind) kind = of_disk(directory, "device/uevent", "DRIVER");
    const size_t n = strlen(device);
    if (n > 0 && *kind) snprintf(device + n, sizeof device - n, " (%s)", kind);
    const char *none = "no disk of its own: memory, a network, or several disks";
    record_said(r, "device", n > 0 ? device : NULL, none);
    const char *ahead = of_disk(directory, "queue/read_ahead_kb", "");
    record_known(r, "read_ahead_bytes", *ahead ? strtoll(ahead, NULL, 10) * 1024 : UNKNOWN, none);
}

int main(int argc, char **argv) {
    const char *directory = argc > 1 ? argv[1] : ".", *name = getenv("MACHINE");
    struct record record, *r = &record;
    struct utsname system;
    char kernel[sizeof system.sysname + sizeof system.release + 1];
    failure_program("machine");
    output_guard();
    if (!record_begin(r, 65536 + 6 * environment_bytes())) die(EXIT_FAILED);
    if (uname(&system) != 0) {
        failure("uname", errno, "this system");
        die(EXIT_FAILED);
    }
    snprintf(kernel, sizeof kernel, "%s %s", system.sysname, system.release);
    const struct group_limit limit = group_limit();
    const int64_t available = kibibytes("MemAvailable:");
    const int64_t limit_bytes =
        limit.limit_bytes == SIZE_MAX ? UNKNOWN : (int64_t)limit.limit_bytes;

    record_string(r, "name", name && *name ? name : system.nodename);
    text(r, "cpu", part(proc_text("/proc/cpuinfo"), "model name", "\n"));
    record_number(r, "cpus", sysconf(_SC_NPROCESSORS_ONLN));
    record_string(r, "architecture", system.machine);
    caches(r);
    text(r, "virtual",
         said("systemd-detect-virt --vm 2> /dev/null | grep -v none || "
              "systemd-detect-virt 2> /dev/null"));
    record_known(r, "memory_bytes", kibibytes("MemTotal:"), "no /proc/meminfo");
    record_known(r, "memory_available_bytes", available, "no /proc/meminfo");
    record_known(r, "memory_free_bytes",
                 limit_bytes != UNKNOWN && limit_bytes < available ? limit_bytes : available,
                 "no /proc/meminfo");
    record_known(r, "swap_bytes", kibibytes("SwapTotal:"), "no /proc/meminfo");
    record_number(r, "cgroup_version", limit.version);
    record_known(r, "cgroup_limit_bytes", limit_bytes, "no limit");
    text(r, "memory_limit_mechanism", said("experiments/driver/limit --how 2> /dev/null"));
    text(r, "system", part(proc_text("/etc/os-release"), "PRETTY_NAME", "\"\n"));
    record_string(r, "kernel", kernel);
    text(r, "libc", said("getconf GNU_LIBC_VERSION 2> /dev/null || ldd --version 2>&1"));
    text(r, "compiler", said("${CC:-cc} --version 2> /dev/null"));
    text(r, "compiler_command", said("cat \"${BUILD:-build}/flags\" 2> /dev/null"));
    record_number(r, "page_bytes", sysconf(_SC_PAGESIZE));
    record_number(r, "huge_page_bytes", (int64_t)huge_page_bytes());
    const char *huge = huge_pages_system();
    text(r, "transparent_huge_pages", huge ? huge : "");
    text(r, "huge_pages_defrag",
         part(proc_text("/sys/kernel/mm/transparent_hugepage/defrag"), "[", "]\n"));
    /* Device 5 is the balloon, and its feature 5 this one (virtio 1.2, 5.5). */
    text(r, "free_page_reporting",
         said("cd /sys/bus/virtio/devices 2> /dev/null && for d in *; do "
              "grep -q 0x0005 $d/device && cut -c 6 $d/features; done"));
    record_number(r, "overcommit_memory", atoi(proc_text("/proc/sys/vm/overcommit_memory")));
    record_number(r, "address_randomization",
                  atoi(proc_text("/proc/sys/kernel/randomize_va_space")));
    environment(r);
    text(r, "cpu_governor",
         part(proc_text("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"), "", "\n"));
    record_string(r, "file_system", file_system_of(directory));
    disk(r, directory);
    record_open(r, "tools");
    record_string(r, "hyperfine", said("hyperfine --version 2> /dev/null"));
    record_string(r, "gnuplot", said("gnuplot --version 2> /dev/null"));
    record_close(r);
    record_print(r);
    if (!output_flush()) die(EXIT_FAILED);
    return EXIT_DONE;
}
