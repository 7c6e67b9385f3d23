/* ceiling 92: has changed its numbers when there is no memory */
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

/* Address space of each array. */
static const size_t reserve = (size_t)64 << 30;

static bool begin(struct array *a, const struct setup *setup) {
    const size_t page = (size_t)sysconf(_SC_PAGESIZE), bytes = (size_t)parameter(setup, "window");
    a->window = (bytes + page - 1) / page * page;
    a->file = temporary_file(setup->directory);
    if (a->file < 0) return false;
    a->data = counted_reserve(reserve);
    return a->data != NULL;
}

/* The window to the same place of the file. One call may write less than it was asked to. */
static bool write_window(const struct array *a) {
    for (size_t at = a->usable - a->window; at < a->usable;) {
        const ssize_t n = pwrite(a->file, a->data + at, a->usable - at, (off_t)at);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return failure("pwrite", errno, "the window at byte %zu", at);
        at += (size_t)n;
    }
    return true;
}

/* Nothing is changed before all has succeeded. */
static bool grow(struct array *a, size_t width) {
    char *next = a->data + a->usable;
    a->capacity += a->window / width;
    if (reserve - a->usable < a->window)
        return failure("append", 0, "the reserved %zu bytes are full", reserve);
    if (a->usable == 0) {
        if (!counted_commit(next, a->window, false)) return false;
    } else {
        const size_t from = a->usable - a->window;
        if (!write_window(a)) return false;
        if (!counted_page_out(a->data + from, a->window, next, a->file, from)) return false;
    }
    a->usable += a->window;
    return true;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity && !grow(a, width)) return false;
    memcpy(a->data + a->count++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) {
    (void)width;
    counted_unreserve(a->data, reserve, a->usable);
    if (a->file >= 0) close(a->file);
}

/* Windows that hold n elements of 8 bytes. */
static uint64_t windows(uint64_t n, double window) {
    return (8 * n + (uint64_t)window - 1) / (uint64_t)window;
}

uint64_t predict_calls(uint64_t n, double window) { return 1 + windows(n, window); }

uint64_t predict_file(uint64_t n, double window) {
    return (windows(n, window) - 1) * (uint64_t)window;
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
