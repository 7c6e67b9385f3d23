/* mmap_write.c - the file mapped, and written out of the mapping.
 *
 *     page cache  | e e e e e e e e |   mapped: these pages are the program's memory
 *                       v v v v         write(2): copied by the kernel out of them
 *     destination | e e e e e e . . |
 *
 * Time    one copy of each byte, by a call for all of it; and the page faults of a mapping, which
 *         here the kernel takes while it copies
 * Memory  the pages count as resident, but the kernel can take them back
 * Expect  between read_write and sendfile: a copy less than the one, and faults instead
 * See     the first attempt at zero copy; mmap_scan
 */
#include "reading.h"

struct reader {
    struct input file;
};

static bool open_file(struct reader *r, const struct setup *setup) {
    return counted_open(&r->file, setup, 0) && counted_map(&r->file, 0);
}

static bool copy(struct reader *r, int to, size_t bytes) {
    if (!counted_write(to, r->file.data + r->file.place, bytes)) return false;
    r->file.place += bytes;
    return true;
}

static void close_file(struct reader *r) { counted_close(&r->file); }

static const struct way way = {.open = open_file, .copy = copy, .close = close_file};

static const struct strategy strategy = {
    .title = "mmap + write",
    .about = "Mapped, and written out of the mapping: one copy of each byte, and page faults.",
    .family = "mmap",
    .parameters = {{"to", "file socket", "what it is copied to", PARAMETER_CHOICE}},
    .reads = &way,
};

#include "read_run.h"
