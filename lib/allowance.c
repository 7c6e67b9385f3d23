/* allowance.c - see allowance.h */
#include "allowance.h"
#include "measure.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* The two versions name the same things differently. */
static const struct version {
    const char *tag; /* in /proc/self/cgroup, before the path */
    const char *root, *limit, *usage, *inactive_file;
} versions[] = {
    {":memory:", "/sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes",
     "total_inactive_file "},
    {"0::", "/sys/fs/cgroup", "memory.max", "memory.current", "inactive_file "},
};

/* The number behind `name`, or `otherwise`. */
static size_t number(const char *text, const char *name, size_t otherwise) {
    const char *at = strstr(text, name);
    char *end;
    if (!at) return otherwise;
    unsigned long long value = strtoull(at + strlen(name), &end, 10);
    return end == at + strlen(name) ? otherwise : (size_t)value; /* "max" is no number */
}

static size_t in_group(const struct version *v, const char *group) {
    char path[4400];
    snprintf(path, sizeof path, "%s/%s", group, v->limit);
    size_t limit = number(proc_text(path), "", SIZE_MAX);
    if (limit == SIZE_MAX) return SIZE_MAX;
    snprintf(path, sizeof path, "%s/%s", group, v->usage);
    size_t used = number(proc_text(path), "", 0);
    snprintf(path, sizeof path, "%s/memory.stat", group);
    size_t cached = number(proc_text(path), v->inactive_file, 0);
    used = used > cached ? used - cached : 0;
    return limit > used ? limit - used : 0;
}

/* RLIMIT_DATA less the private memory that is there. */
static size_t in_limit(void) {
    struct rlimit data;
    if (getrlimit(RLIMIT_DATA, &data) != 0 || data.rlim_cur == RLIM_INFINITY) return SIZE_MAX;
    size_t used = number(proc_text("/proc/self/status"), "VmData:", 0) * 1024;
    return data.rlim_cur > used ? data.rlim_cur - used : 0;
}

size_t memory_allowance(void) {
    size_t kib = number(proc_text("/proc/meminfo"), "MemAvailable:", SIZE_MAX / 1024);
    size_t least = kib * 1024, limit = in_limit();
    if (limit < least) least = limit;
    for (size_t n = 0; n < sizeof versions / sizeof *versions; n++) {
        const struct version *v = &versions[n];
        char group[4200];
        const char *own = strstr(proc_text("/proc/self/cgroup"), v->tag);
        if (!own) continue;
        own += strlen(v->tag);
        snprintf(group, sizeof group, "%s%.*s", v->root, (int)strcspn(own, "\n"), own);
        /* In a container the path may be the host's; going up, we come to the root, which is ours. */
        for (;;) {
            size_t here = in_group(v, group);
            if (here < least) least = here;
            if (strlen(group) <= strlen(v->root)) break;
            *strrchr(group, '/') = '\0';
        }
    }
    return least;
}
