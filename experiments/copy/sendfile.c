/* sendfile.c - the kernel is told to send the file: no byte of it comes into the program.
 *
 *     page cache  | e e e e e e e e |
 *                       v v v v         sendfile(2): to a file copied; to a socket the pages
 *     destination | e e e e e e . . |   themselves are handed on
 *
 * Time    one call for up to 2 GiB; to a file a copy inside the kernel, to a socket none: the
 *         network card, or the receiver, takes the bytes out of the page cache
 * Memory  none of the program's
 * Expect  to a socket the least CPU time. What is handed on is the page, not its bytes: who writes
 *         into the file while it is under way, changes what is sent
 * See     sendfile(2): web servers (nginx: sendfile on), Kafka; Java's FileChannel.transferTo
 */
#include "reading.h"

#include <sys/sendfile.h>

struct reader {
    struct input file;
};

static bool open_file(struct reader *r, const struct setup *setup) {
    return counted_open(&r->file, setup, 0);
}

static bool copy(struct reader *r, int to, size_t bytes) {
    for (size_t done = 0; done < bytes;) {
        const ssize_t n = sendfile(to, r->file.fd, NULL, bytes - done);
        if (!counted_moved(&r->file, "sendfile", n, &done)) return false;
    }
    return true;
}

static void close_file(struct reader *r) { counted_close(&r->file); }

static const struct way way = {.open = open_file, .copy = copy, .close = close_file};

static const struct strategy strategy = {
    .title = "sendfile",
    .about = "The kernel sends the file by itself: no byte of it comes into the program.",
    .family = "kernel",
    .parameters = {{"to", "file socket", "what it is copied to", PARAMETER_CHOICE}},
    .reads = &way,
};

#include "read_run.h"
