/* allowance.c - see allowance.h */
#include "allowance.h"
#include "measure.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/vfs.h>

/* The two versions name the same things differently. */
static const struct version {
    int number;
    const char *tag; /* in /proc/self/cgroup, before the path */
    const char *root, *limit, *throttle, *usage, *inactive_file; /* throttle: or NULL */
} versions[] = {
    {1, ":memory:", "/sys/fs/cgroup/memory", "memory.limit_in_bytes", NULL, "memory.usage_in_bytes",
     "total_inactive_file "},
    {2, "0::", "/sys/fs/cgroup", "memory.max", "memory.high", "memory.current", "inactive_file "},
};

/* The number behind `name`, or `otherwise`. */
static size_t number(const char *text, const char *name, size_t otherwise) {
    const char *at = strstr(text, name);
    char *end;
    if (!at) return otherwise;
    unsigned long long value = strtoull(at + strlen(name), &end, 10);
    return end == at + strlen(name) ? otherwise : (size_t)value; /* "max" is no number */
}

/* A group's limit, and what of it is left. SIZE_MAX: none. Version 1 says "none" as a number near
 * 2^63; so does whoever sets a limit that no machine reaches. */
struct room {
    size_t limit, left;
};

static struct room in_group(const struct version *v, const char *group) {
    char path[4400];
    snprintf(path, sizeof path, "%s/%s", group, v->limit);
    size_t limit = number(proc_text(path), "", SIZE_MAX);
    if (v->throttle) {
        snprintf(path, sizeof path, "%s/%s", group, v->throttle);
        size_t high = number(proc_text(path), "", SIZE_MAX);
        if (high < limit) limit = high;
    }
    struct room here = {SIZE_MAX, SIZE_MAX};
    if (limit >= (size_t)1 << 62) return here;
    snprintf(path, sizeof path, "%s/%s", group, v->usage);
    size_t used = number(proc_text(path), "", 0);
    snprintf(path, sizeof path, "%s/memory.stat", group);
    size_t cached = number(proc_text(path), v->inactive_file, 0);
    used = used > cached ? used - cached : 0;
    here.limit = limit;
    here.left = limit > used ? limit - used : 0;
    return here;
}

/* The folder of our group of this version; false: there is none. */
static bool own_group(const struct version *v, char *group, size_t size) {
    const char *own = strstr(proc_text("/proc/self/cgroup"), v->tag);
    if (!own) return false;
    own += strlen(v->tag);
    snprintf(group, size, "%s%.*s", v->root, (int)strcspn(own, "\n"), own);
    return true;
}

/* The least limit and the least that is left, of our group of this version and of those above
 * it. */
static struct room in_groups(const struct version *v) {
    struct room least = {SIZE_MAX, SIZE_MAX};
    char group[4200];
    if (!own_group(v, group, sizeof group)) return least;
    /* In a container the path may be the host's; going up, we come to the root, which is ours. */
    for (;;) {
        struct room here = in_group(v, group);
        if (here.limit < least.limit) least.limit = here.limit;
        if (here.left < least.left) least.left = here.left;
        if (strlen(group) <= strlen(v->root)) return least;
        *strrchr(group, '/') = '\0';
    }
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
        size_t here = in_groups(&versions[n]).left;
        if (here < least) least = here;
    }
    return least;
}

bool memory_is_tight(void) { return memory_allowance() < (size_t)16 * 1024 * 1024; }

size_t file_allowance(int fd) {
    enum { TMPFS = 0x01021994 }; /* statfs(2): TMPFS_MAGIC */
    const size_t own = 1024 * 1024;
    struct statfs system;
    if (fstatfs(fd, &system) != 0 || system.f_type != TMPFS) return SIZE_MAX;
    size_t room = memory_allowance();
    return room > own ? room - own : 0;
}

/* Version 2 is there when its controllers are told, version 1 when its memory groups are mounted.
 * Of both at once, only one can have memory. */
struct group_limit group_limit(void) {
    struct group_limit found = {0, SIZE_MAX};
    if (strstr(proc_text("/sys/fs/cgroup/cgroup.controllers"), "memory")) found.version = 2;
    if (strstr(proc_text("/proc/self/cgroup"), versions[0].tag)) found.version = 1;
    for (size_t n = 0; n < sizeof versions / sizeof *versions; n++)
        if (versions[n].number == found.version) found.limit_bytes = in_groups(&versions[n]).limit;
    return found;
}

struct refaults refaults_now(void) {
    static const char name[] = "workingset_refault_file ";
    char path[4400];
    size_t pages;
    for (size_t n = 0; n < sizeof versions / sizeof *versions; n++) {
        if (!own_group(&versions[n], path, 4200)) continue;
        strcat(path, "/memory.stat");
        pages = number(proc_text(path), name, SIZE_MAX);
        if (pages != SIZE_MAX) return (struct refaults){(int64_t)pages, "control group"};
    }
    pages = number(proc_text("/proc/vmstat"), name, SIZE_MAX);
    if (pages != SIZE_MAX) return (struct refaults){(int64_t)pages, "machine"};
    return (struct refaults){UNKNOWN, NULL};
}

struct refaults refaults_since(struct refaults before) {
    struct refaults now = refaults_now();
    if (now.of != before.of) return (struct refaults){UNKNOWN, NULL};
    if (now.of) now.pages = now.pages > before.pages ? now.pages - before.pages : 0;
    return now;
}
