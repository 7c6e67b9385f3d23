/* splice.c - from the file into a pipe and from the pipe to its end: pages, not bytes, are moved.
 *
 *     page cache  | e e e e e e e e |
 *                       | | |           splice(2): the pipe holds references to these pages
 *     pipe              [ ][ ][ ]       64 KiB of them, or --pipe
 *                       | | |           splice(2): to a socket handed on, to a file copied
 *     destination | e e e e e . . . |
 *
 * Time    two calls for each pipe full; to a file a copy inside the kernel
 * Memory  none of the program's; the pipe's slots
 * Expect  sendfile's cost (which is made of it inside the kernel), and more calls. It is for what
 *         sendfile cannot: from a socket to a file, between two sockets
 * See     splice(2), tee(2), vmsplice(2); HAProxy
 */
#include "reading.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

struct reader {
    struct input file;
    bool piped;
    int pipe[2];
};

static bool open_file(struct reader *r, const struct setup *setup) {
    const int bytes = (int)parameter(setup, "pipe");
    if (!counted_open(&r->file, setup, 0)) return false;
    call_counts.calls += 2;
    if (pipe2(r->pipe, O_CLOEXEC) != 0) return failure("pipe2", errno, "for splice");
    r->piped = true;
    return fcntl(r->pipe[1], F_SETPIPE_SZ, bytes) >= bytes ||
           failure("pipe", errno, "%d bytes; /proc/sys/fs/pipe-max-size says how many", bytes);
}

static bool copy(struct reader *r, int to, size_t bytes) {
    for (size_t in = 0, out = 0; out < bytes;) {
        ssize_t n = splice(r->file.fd, NULL, r->pipe[1], NULL, bytes - in, 0);
        if (!counted_moved(&r->file, "splice", n, &in)) return false;
        while (out < in) {
            n = splice(r->pipe[0], NULL, to, NULL, in - out, SPLICE_F_MORE);
            call_counts.calls++;
            if (n < 0 && errno != EINTR) return failure("splice", errno, "the copy");
            if (n > 0) out += (size_t)n;
        }
    }
    return true;
}

static void close_file(struct reader *r) {
    if (r->piped) {
        call_counts.calls += 2;
        close(r->pipe[0]);
        close(r->pipe[1]);
    }
    counted_close(&r->file);
}

static const struct way way = {.open = open_file, .copy = copy, .close = close_file};

static const struct strategy strategy = {
    .title = "splice",
    .about = "Through a pipe that holds references to pages of the file, and no bytes.",
    .family = "kernel",
    .parameters = {{"to", "file socket", "what it is copied to", PARAMETER_CHOICE},
                   {"pipe", "64KiB", "bytes that the pipe holds; at most 1MiB", PARAMETER_BYTES}},
    .reads = &way,
};

#include "read_run.h"
