/* my_spill.c - lab 7: an array that keeps one window of itself in memory, the rest in a file.
 *
 *     addresses  | e e e e e e e e | e e e . |   reserved: nothing behind them   ...   |
 *                  the file, mapped   window: memory; its pages go on when it is full
 *
 * Four places to fill in: TODO 1 to 4. After each: labs/lab check 7, then labs/lab grade 7.
 */
#include "strategy.h"
#include "temporary_file.h"

#include <errno.h>
#include <unistd.h>

struct array {
    char *data;
    size_t count, capacity; /* elements in it; elements that there is room for */
    size_t usable;          /* bytes that may be written or are in the file; the window ends here */
    size_t window;          /* bytes that may stay in memory */
    int file;
};

/* Address space of each array, as in lab 5. */
static const size_t reserve = (size_t)64 << 30;

static bool begin(struct array *a, const struct setup *setup) {
    const size_t page = (size_t)sysconf(_SC_PAGESIZE), bytes = (size_t)parameter(setup, "window");
    a->window = (bytes + page - 1) / page * page;
    a->file = temporary_file(setup->directory); /* without a name: it ends with the process */
    if (a->file < 0) return false;
    a->data = counted_reserve(reserve);
    return a->data != NULL;
}

/* TODO 2: pwrite(2) the window, [a->usable - a->window, a->usable), to the same bytes of a->file.
 * One call may write less than it was asked to: then the rest. On failure:
 *
 *     return failure("pwrite", errno, "the window at byte %zu", at);
 */
static bool write_window(const struct array *a) {
    (void)a;
    return failure("append", 0, "TODO 2 is not filled in");
}

/* TODO 1: a->window bytes more, all in memory, as in lab 5:
 *
 *     counted_commit(at, bytes, false)      from the first byte that may not be written yet
 *
 * is false when there is no memory: then return false, and change nothing. Then say how many bytes
 * are usable, and how many elements there is room for.
 *
 * TODO 3: that is for the first window only. Each later time write_window, and then
 *
 *     counted_page_out(window, bytes, next, a->file, offset)
 *
 * The file is mapped where the window was, from `offset` of the file on, and the pages of the
 * window go on at `next`, which is where the reserved addresses begin. at() need not know. */
static bool grow(struct array *a, size_t width) {
    (void)a, (void)width, (void)write_window;
    return false;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity && !grow(a, width)) return false;
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

/* TODO 1, too: counted_unreserve(a->data, reserve, bytes that are usable); and close the file. */
static void release(struct array *a, size_t width) { (void)a, (void)width; }

/* TODO 4: your theory, for n elements of 8 bytes, at least one. How many calls of counted_reserve,
 * counted_commit and counted_page_out succeed, and how many bytes are in the file at the end? */
uint64_t predict_calls(uint64_t n, double window) {
    (void)n, (void)window;
    return 0;
}

uint64_t predict_file(uint64_t n, double window) {
    (void)n, (void)window;
    return 0;
}

static const struct strategy strategy = {
    .title = "my spill",
    .about = "One window of it in memory, the rest in a file, mapped at its old addresses.",
    .family = "virtual memory",
    .stable = true,
    .parameters = {{"window", "1MiB", "bytes that may stay in memory", PARAMETER_BYTES}},
    .begin = begin,
};

#include "run.h"
