/* allowance.h - how much memory this process may still make resident.
 *
 * The smallest of MemAvailable, of RLIMIT_DATA less our private memory and, for our control group
 * and each one above it, of its limit less what is used and cannot be reclaimed. Version 2 and
 * version 1 of control groups (kernel Documentation/admin-guide/cgroup-v2.rst and
 * cgroup-v1/memory.rst), or none. In version 2 memory.high counts as memory.max does: beyond it
 * nobody is killed, but made to wait until hardly anything goes on.
 */
#ifndef ALLOWANCE_H
#define ALLOWANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In bytes, at this moment; SIZE_MAX where nothing tells. Costs some 100 us: it reads /proc and
 * /sys. */
size_t memory_allowance(void);

/* Whether what the kernel reads ahead of a file, some MiB at a time, could be more than there is
 * memory for. Pages that are being read cannot be reclaimed: with a small limit, a program that
 * reads its own file is killed for them. Who maps or reads one then asks for each page alone. */
bool memory_is_tight(void);

/* How many bytes the files of this process in the file system of `fd` may still grow by, as far as
 * memory goes: SIZE_MAX on a disk. On tmpfs a file is memory that cannot be taken back, and counts
 * as the process's own: who writes more than there is, is killed, where a disk says that it is
 * full. All but 1 MiB of memory_allowance(), then, which the process needs itself. */
size_t file_allowance(int fd);

/* The limit that control groups put on this process: the smallest of its own and of those above. */
struct group_limit {
    int version;        /* of the control groups that can limit memory: 2 or 1; 0: there are none */
    size_t limit_bytes; /* SIZE_MAX: no limit */
};
struct group_limit group_limit(void);

/* Pages of files that were read once more because they had been dropped before for want of memory,
 * as far as the kernel still knows (workingset_refault_file): page replacement at work. Of this
 * control group where it counts them, else of the whole machine (Linux 5.9 and later). */
struct refaults {
    int64_t pages;  /* UNKNOWN: the kernel does not tell */
    const char *of; /* "control group", "machine"; NULL: unknown */
};
struct refaults refaults_now(void);

/* The same since `before`. */
struct refaults refaults_since(struct refaults before);

#endif
