/* io_uring_read.c - reads that are asked for ahead of time, through queues shared with the kernel.
 *
 *     asked      [ 4 ][ 5 ][ 6 ][ 7 ]     submission queue: four buffers are under way
 *     used       [ 3 ]                    completion queue: the one that is summed now
 *
 * Time    io_uring_enter(2) for each buffer; the disk works while the program sums
 * Memory  four buffers and two small queues
 * Expect  with a cached file no gain over read_buffer, as each read is a copy made at once by this
 *         same CPU; with one that is not, the disk is kept busy. One element at a time, as here at
 *         random, gains nothing: it takes many at once
 * Needs   liburing-dev (pkg-config liburing)
 * See     io_uring(7); Axboe: Efficient IO with io_uring (2019). Containers often forbid it
 */
#include "reading.h"

#include <errno.h>
#include <liburing.h>

enum { DEPTH = 4, LARGEST = 1 << 30 };

struct reader {
    struct input file;
    struct io_uring ring;
    bool ready;
    char *buffers, element[64];
    size_t room, asked; /* bytes of a buffer; how far reads have been asked for */
    size_t expected;    /* where the next stretch begins; SIZE_MAX: nothing is under way */
    int result[DEPTH];  /* of the read into each buffer */
    bool pending[DEPTH];
};

static bool open_file(struct reader *r, const struct setup *setup) {
    if (!counted_open(&r->file, setup, 0)) return false;
    call_counts.calls++;
    int error = -io_uring_queue_init(DEPTH, &r->ring, 0);
    if (error == ENOSYS || error == EPERM) {
        failure("io_uring", error, "this kernel has it not, or forbids it");
        die(EXIT_UNABLE);
    }
    if (error) return failure("io_uring", error, "a queue of %d", DEPTH);
    r->ready = true;
    r->expected = SIZE_MAX;
    r->room = whole_elements((size_t)parameter(setup, "buffer"), setup->width);
    if (r->room > LARGEST) r->room = LARGEST;
    r->buffers = counted_malloc(DEPTH * r->room);
    return r->buffers != NULL;
}

/* Queues a read into buffer k; the next io_uring_enter tells the kernel. */
static void ask(struct reader *r, size_t k, char *to, size_t bytes, size_t offset) {
    struct io_uring_sqe *sqe = io_uring_get_sqe(&r->ring); /* never full: DEPTH at most */
    io_uring_prep_read(sqe, r->file.fd, to, (unsigned)bytes, offset);
    io_uring_sqe_set_data(sqe, (void *)k);
    r->pending[k] = true;
}

/* Until buffer k is read. */
static bool wait_for(struct reader *r, size_t k) {
    while (r->pending[k]) {
        call_counts.calls++;
        int error = -io_uring_submit_and_wait(&r->ring, 1);
        if (error > 0 && error != EINTR) return failure("io_uring", error, "%s", r->file.name);
        for (struct io_uring_cqe *cqe; io_uring_peek_cqe(&r->ring, &cqe) == 0;) {
            const size_t done = (size_t)io_uring_cqe_get_data(cqe);
            r->result[done] = cqe->res;
            r->pending[done] = false;
            io_uring_cqe_seen(&r->ring, cqe);
        }
    }
    return true;
}

/* What came into buffer k of `wanted` bytes at `offset`; the rest, should a read come short or be
 * interrupted, by pread(2). */
static bool completed(struct reader *r, size_t k, char *to, size_t wanted, size_t offset) {
    const int n = r->result[k];
    if (n < 0 && n != -EINTR && n != -EAGAIN)
        return failure("read", -n, "%s, at byte %zu", r->file.name, offset);
    const size_t have = n < 0 ? 0 : (size_t)n < wanted ? (size_t)n : wanted;
    call_counts.received_bytes += have;
    return have == wanted ||
           counted_pread(&r->file, to + have, wanted - have, offset + have) == wanted - have;
}

static bool drained(struct reader *r) {
    for (size_t k = 0; k < DEPTH; k++)
        if (!wait_for(r, k)) return false;
    return true;
}

/* Buffer k has bytes [k, k + 1), [k + DEPTH, ...) ... in units of a buffer. */
static const char *next(struct reader *r, size_t from, size_t *bytes) {
    const size_t size = r->file.bytes, room = r->room, ahead = DEPTH * room;
    if (from >= size) return NULL;
    if (from != r->expected) { /* anew */
        if (!drained(r)) return NULL;
        r->asked = from;
    }
    /* The buffer that was used last is free again: it is asked to be filled, too. */
    for (; r->asked < size && r->asked < from + ahead; r->asked += room) {
        const size_t k = r->asked / room % DEPTH;
        ask(r, k, r->buffers + k * room, room, r->asked);
    }
    const size_t k = from / room % DEPTH;
    char *buffer = r->buffers + k * room;
    *bytes = size - from < room ? size - from : room;
    r->expected = from + *bytes;
    return wait_for(r, k) && completed(r, k, buffer, *bytes, from) ? buffer : NULL;
}

static const char *at(struct reader *r, size_t offset, size_t width) {
    if (r->expected != SIZE_MAX && !drained(r)) return NULL;
    r->expected = SIZE_MAX;
    ask(r, 0, r->element, width, offset);
    if (!wait_for(r, 0) || !completed(r, 0, r->element, width, offset)) return NULL;
    return r->element;
}

static void close_file(struct reader *r) {
    if (r->ready) {
        drained(r); /* the kernel may still write into the buffers */
        io_uring_queue_exit(&r->ring);
        call_counts.calls++;
    }
    counted_free(r->buffers, DEPTH * r->room);
    counted_close(&r->file);
}

static const struct way way = {.open = open_file, .next = next, .at = at, .close = close_file};

static const struct strategy strategy = {
    .title = "io_uring",
    .about = "Four reads under way at a time, through queues shared with the kernel.",
    .family = "io_uring",
    .parameters = {{"buffer", "256KiB", "bytes that one read asks for", PARAMETER_BYTES}},
    .reads = &way,
};

#include "read_run.h"
