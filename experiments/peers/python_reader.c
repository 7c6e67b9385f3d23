/* python_reader.c - a way to read a file in Python: the class Reader of a .py file.
 *
 *     class Reader:
 *         title = "np.fromfile"
 *         about = "One sentence for --help."
 *         def __init__(self, setup): ...  # opens setup.path: setup.count elements, setup.dtype
 *         def next(self, first): ...      # an ndarray: the elements from number `first` on
 *         in_order_only = True            # where that is not all of them
 *
 * To close it is to drop it. Measured is what Python and numpy do: scan is the sum of what next
 * gave, random data.take(positions) and its sum, --chained data[i]. What was read is verified by
 * the harness, in C. An empty file is not opened: neither mmap nor np.frombuffer takes one.
 *
 * What Python asks of the kernel is not counted; what its read calls leave in memory, the kernel
 * knows (read_phases.c).
 */
#include "python.h"
#include "harness.h"
#include "reading.h"

struct reader {
    PyObject *object;          /* of class Reader */
    PyObject *stretch;         /* what next gave last, or NULL */
    size_t from, width, bytes; /* where that begins; of an element, of the file */
    struct file_guard guard;   /* around it: it may be a mapping of the file */
};

static bool open_file(struct reader *r, const struct setup *setup) {
    snprintf(r->guard.name, sizeof r->guard.name, "%s", setup->input_name);
    r->width = setup->width;
    r->bytes = setup->count * setup->width;
    if (r->bytes == 0) return true;
    if (!file_guard_begin(&r->guard)) return false;
    r->object = begun(setup);
    return r->object || raised_at("open", r->guard.name);
}

/* The array stays where it is until the next call: nobody else has it. */
static const char *next(struct reader *r, size_t from, size_t *bytes) {
    Py_buffer buffer;
    Py_CLEAR(r->stretch);
    r->stretch = PyObject_CallMethod(r->object, "next", "n", (Py_ssize_t)(from / r->width));
    if (!r->stretch || PyObject_GetBuffer(r->stretch, &buffer, PyBUF_SIMPLE) != 0) {
        raised_at("read", r->guard.name);
        return NULL;
    }
    PyBuffer_Release(&buffer);
    r->from = from;
    r->guard.data = buffer.buf;
    r->guard.bytes = *bytes = (size_t)buffer.len;
    if (*bytes > 0 && *bytes <= r->bytes - from) return buffer.buf;
    failure("read", 0, "%s: its length was changed by somebody else", r->guard.name);
    return NULL;
}

/* All of the file, which next(0) gives where reading is not in order only. */
static bool whole(struct reader *r) {
    size_t bytes;
    return (r->stretch && r->from == 0) || next(r, 0, &bytes);
}

static const char *at(struct reader *r, size_t offset, size_t width) {
    (void)width;
    return whole(r) ? r->guard.data + offset : NULL;
}

static bool at_random(struct reader *r, struct random_places *p) {
    if (!whole(r)) return false;
    if (p->chained) p->sum += chained_reads(r->stretch, p->count, p->reads, &p->seed, p->nothing);
    for (size_t left = p->chained ? 0 : p->reads, n; left > 0 && !PyErr_Occurred(); left -= n) {
        n = left < POSITIONS ? left : POSITIONS;
        PyObject *elements = taken(r->stretch, p->count, n, &p->seed);
        if (elements) p->sum += sum_by_numpy(elements, 0, n);
        Py_XDECREF(elements);
    }
    return !PyErr_Occurred() || raised_at("random", r->guard.name);
}

/* As all do who add up what they read. */
static uint64_t sum(struct reader *r, const char *from, size_t n, size_t width) {
    const size_t first = (size_t)(from - r->guard.data) / width;
    const uint64_t total = sum_by_numpy(r->stretch, first, first + n);
    if (PyErr_Occurred()) raised_at("scan", r->guard.name);
    return total;
}

static void close_file(struct reader *r) {
    Py_CLEAR(r->stretch);
    Py_CLEAR(r->object);
    file_guard_end(&r->guard);
}

int run_reader(struct strategy *strategy, bool in_order_only, const char *compiler, int argc,
               char **argv) {
    static struct reader reader;
    const struct way way = {
        .open = open_file, .next = next, .at = in_order_only ? NULL : at, .close = close_file};
    const struct program program = {
        .source = SOURCE,
        .compiler = compiler,
        .strategy = strategy,
        .reader = &reader,
        .at_random = at_random,
        .sum = sum,
    };
    strategy->reads = &way;
    return harness_main(&program, argc, argv);
}
