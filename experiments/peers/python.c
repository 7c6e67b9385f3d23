/* python.c - the harness around a peer in Python: the loops of foreign.h, which call the class
 * Array of a .py file. The program holds the text of that file, and CPython as a library (3.10 or
 * later). One with a class Reader is a way to read a file: python_reader.c.
 *
 *     class Array:
 *         title = "list, np.array"             # what figures show; it says so where n is known
 *         about = "One sentence for --help."
 *         def __init__(self, setup): ...       # setup.dtype .type .count .directory .number
 *         def append(self, block): ...         # an ndarray of 1 to 1024 elements
 *         def stored(self, first, last): ...   # these elements, where they are one array already
 *         def gather(self): ...                # all of them as one array, where they are not
 *         def sync(self): ...                  # files only, as is:
 *         def reopen(self, count): ...
 *
 * `block` is a read-only view on the harness's own memory, which the next block overwrites: what is
 * kept must be copied. One of stored and gather is enough; a peer with gather may have stored too,
 * so that what it holds is verified piece by piece. What else the class may say is as in struct
 * strategy: family ("numpy"), knows_count (setup.count is n then, else None), quadratic, discards,
 * by_block (numpy takes the block, and Python's loop sees no element), element_bytes, types ("int32
 * int64").
 *
 * Measured is what Python and numpy do, with the collector as Python sets it, and a call of append
 * for each block. Not measured, in time or memory: the interpreter and numpy as they are before the
 * first append. CPython is a shared library here; where python3 has the same code inside itself, as
 * in Debian, its loop over elements takes 2 to 10 % less.
 *
 * scan is data.sum() of the elements' words and random data.take(positions), of what gather or
 * stored gave: what numpy takes, and no loop of Python's; --chained is data[i], an object for each
 * read. For --latency append gets one element a call, and that call is in each number. With --turns
 * it would be most of what is measured, so there are none.
 *
 * What a peer raises becomes one line. With GROWBENCH_TRACEBACK=1 in the environment Python's own
 * lines come before it.
 */
#include "python.h"
#include "foreign.h"
#include "measure.h"
#include "random_position.h"
#include "random_reads.h"
#include "timeline.h"

#include <errno.h>

struct array {
    PyObject *object; /* of class Array */
    PyObject *whole;  /* what gather or stored gave last, or NULL */
    size_t held;      /* elements in it */
    size_t count;     /* elements appended */
};
_Static_assert(sizeof(struct array) == 4 * sizeof(size_t), "struct array of foreign.c");

/* The text of the .py file. The script `build` says which that is (SOURCE), the program's name
 * (NAME) and whose library and packages are to be used (PYTHON). */
__asm__(".pushsection .rodata\n"
        "peer_text: .incbin \"" SOURCE "\"\n"
        ".byte 0\n"
        ".popsection");
extern const char peer_text[];

/* What the class says. */
static struct strategy strategy = {.uncounted = true, .unsummed = true};

/* All of these live as long as the program. */
static PyObject *class;              /* Array or Reader, once the file is loaded */
static bool stores;                  /* whether it has the method stored */
static PyObject *numpy, *frombuffer; /* the package, and its function */
static PyObject *dtype;              /* of an element */
static PyObject *position_type;      /* of its position */
static size_t element_width;

static int64_t positions[POSITIONS]; /* for take(): as many as the harness asks for at once */

/* ---- what Python raised --------------------------------------------------------------------- */

#if PY_VERSION_HEX < 0x030C0000 /* Python's own from 3.12 on */
static PyObject *PyErr_GetRaisedException(void) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    if (traceback) PyException_SetTraceback(value, traceback);
    Py_XDECREF(type);
    Py_XDECREF(traceback);
    return value;
}
#endif

/* The bytes of a string, for as long as it lives. */
static const char *text_of(PyObject *string) {
    const char *text = string && PyUnicode_Check(string) ? PyUnicode_AsUTF8(string) : NULL;
    PyErr_Clear();
    return text ? text : "?";
}

static bool raised(const char *operation, size_t count) {
    char context[64] = NAME ".py";
    if (class) snprintf(context, sizeof context, "%zu elements", count);
    return raised_at(operation, context);
}

bool raised_at(const char *operation, const char *context) {
    PyObject *e = PyErr_GetRaisedException();
    if (getenv("GROWBENCH_TRACEBACK")) {
        PyObject *module = PyImport_ImportModule("traceback");
        Py_XDECREF(module ? PyObject_CallMethod(module, "print_exception", "O", e) : NULL);
        Py_XDECREF(module);
        PyErr_Clear();
    }
    PyObject *number = PyObject_GetAttrString(e, "errno");
    PyObject *file = PyObject_GetAttrString(e, "filename");
    PyObject *said = PyObject_Str(e);
    PyErr_Clear(); /* only those of the system have the first two */
    if (PyErr_GivenExceptionMatches(e, PyExc_MemoryError))
        failure(operation, ENOMEM, "%s", context);
    else if (PyErr_GivenExceptionMatches(e, PyExc_OSError) && number && PyLong_Check(number))
        failure(operation, (int)PyLong_AsLong(number), "%s",
                file && PyUnicode_Check(file) ? text_of(file) : context);
    else
        failure(operation, 0, "%s: %s (%s)", Py_TYPE(e)->tp_name, text_of(said), context);
    PyErr_Clear();
    Py_XDECREF(number);
    Py_XDECREF(file);
    Py_XDECREF(said);
    Py_DECREF(e);
    return false;
}

/* Whether a call returned, and raised nothing. */
static bool returned(PyObject *result) {
    Py_XDECREF(result);
    return result;
}

/* ---- from C to Python and back -------------------------------------------------------------- */

/* Memory of C as an ndarray: a view, read-only. A new reference, or NULL: it raised. */
static PyObject *view_of(const void *memory, size_t bytes, PyObject *type) {
    PyObject *view = PyMemoryView_FromMemory((char *)memory, (Py_ssize_t)bytes, PyBUF_READ);
    PyObject *array = view ? PyObject_CallFunctionObjArgs(frombuffer, view, type, NULL) : NULL;
    Py_XDECREF(view);
    return array;
}

/* Where the `count` elements are that a method gave, as long as they live. Without them nothing can
 * be verified, and with more or fewer it would fail: the program ends. */
static char *bytes_of(PyObject *elements, size_t count, const char *method) {
    Py_buffer buffer;
    if (!elements || PyObject_GetBuffer(elements, &buffer, PyBUF_SIMPLE) != 0) {
        raised(method, count);
        die(EXIT_FAILED);
    }
    if ((size_t)buffer.len != count * element_width) {
        failure("verify", 0, "%s gave %zd bytes, not %zu elements of %zu", method, buffer.len,
                count, element_width);
        die(EXIT_WRONG);
    }
    PyBuffer_Release(&buffer); /* the address stays: the array no longer grows */
    return buffer.buf;
}

static PyObject *stored(struct array *a, size_t first, size_t last) {
    return PyObject_CallMethod(a->object, "stored", "nn", (Py_ssize_t)first, (Py_ssize_t)last);
}

/* The elements [first, last) of the whole array: of what was gathered or given before, or else of
 * what the peer makes now. A new reference, or NULL: it raised. */
static PyObject *of_whole(struct array *a, size_t first, size_t last) {
    if (!a->whole || a->held < last) {
        Py_CLEAR(a->whole);
        a->held = stores ? last : a->count;
        a->whole = stores ? stored(a, 0, last) : PyObject_CallMethod(a->object, "gather", NULL);
    }
    return a->whole ? PySequence_GetSlice(a->whole, (Py_ssize_t)first, (Py_ssize_t)last) : NULL;
}

/* ---- the phases ----------------------------------------------------------------------------- */

/* What __init__ gets. A new reference, or NULL: it raised. */
static PyObject *setup_of(const struct setup *setup) {
    PyObject *types = PyImport_ImportModule("types"), *none = PyTuple_New(0);
    PyObject *namespace = types ? PyObject_GetAttrString(types, "SimpleNamespace") : NULL;
    const bool knows_count = strategy.knows_count || setup->input;
    PyObject *fields = Py_BuildValue(
        "{s:O,s:s,s:N,s:N,s:n,s:N}", "dtype", dtype, "type", setup->type, "count",
        knows_count ? PyLong_FromUnsignedLongLong(setup->count) : Py_NewRef(Py_None), "directory",
        PyUnicode_DecodeFSDefault(setup->directory), "number", (Py_ssize_t)setup->number, "path",
        setup->input ? PyUnicode_DecodeFSDefault(setup->input) : Py_NewRef(Py_None));
    PyObject *all = namespace && none && fields ? PyObject_Call(namespace, none, fields) : NULL;
    Py_XDECREF(types);
    Py_XDECREF(none);
    Py_XDECREF(namespace);
    Py_XDECREF(fields);
    return all;
}

PyObject *begun(const struct setup *setup) {
    if (!dtype) { /* an element of 64 bytes is opaque; numpy's own "byte" has a sign */
        const bool record = strcmp(setup->type, "record64") == 0;
        const bool byte = strcmp(setup->type, "byte") == 0;
        dtype = PyObject_CallMethod(numpy, "dtype", "s",
                                    record ? "V64"
                                    : byte ? "u1"
                                           : setup->type);
        if (!dtype) return NULL;
        element_width = setup->width;
    }
    PyObject *told = setup_of(setup);
    PyObject *object = told ? PyObject_CallOneArg(class, told) : NULL;
    Py_XDECREF(told);
    return object;
}

bool peer_begin(struct array *a, const struct setup *setup) {
    a->object = begun(setup);
    return a->object || raised("append", 0);
}

/* Calls append with the present block. A source that fills the same memory again, as the generator
 * does, is seen through the same view again: to make one takes longer than the call. */
static bool append_block(PyObject *append, const struct stream *s, size_t n) {
    static PyObject *view;
    static const char *block;
    static size_t length;
    if (block != s->block || length != n) {
        Py_XDECREF(view);
        view = view_of(s->block, n * s->width, dtype);
        block = s->block;
        length = n;
    }
    return view && returned(PyObject_CallOneArg(append, view));
}

/* The share of one array. Of a block in which append raised nothing counts. With `watched` it says
 * before each block which element comes. */
static bool append_all(struct array *a, struct stream *s, bool watched) {
    PyObject *append = PyObject_GetAttrString(a->object, "append");
    bool ok = append;
    for (size_t n; ok && (n = stream_next(s)) > 0;) {
        if (watched) timeline_at(s->delivered);
        ok = append_block(append, s, n);
        if (ok)
            a->count += n;
        else
            stream_settle(s, 0);
    }
    Py_XDECREF(append);
    return ok || raised("append", a->count);
}

bool peer_append(struct array *a, struct stream *s) { return append_all(a, s, false); }

bool peer_append_watched(struct array *a, struct stream *s) {
    bool ok = append_all(a, s, true);
    timeline_at(s->delivered);
    return ok;
}

bool peer_append_in_turn(struct array *a, size_t arrays, struct stream *s) {
    (void)a, (void)arrays, (void)s;
    die_usage("turns", "Python takes the elements in blocks, and an array has a block of its own");
}

bool peer_append_timed(struct array *a, struct stream *s, struct latency *l) {
    PyObject *append = PyObject_GetAttrString(a->object, "append");
    bool ok = append;
    for (size_t n; ok && (n = stream_next(s)) > 0;) {
        for (size_t i = 0; i < n && ok; i++) {
            PyObject *one = view_of(s->block + i * s->width, s->width, dtype);
            int64_t before = wall_now();
            ok = one && returned(PyObject_CallOneArg(append, one));
            latency_add(l, before, wall_now(), s->delivered + i);
            Py_XDECREF(one);
            if (ok)
                a->count++;
            else
                stream_settle(s, i);
        }
    }
    Py_XDECREF(append);
    return ok || raised("append", a->count);
}

static char *gather_own(struct array *a, size_t width) {
    (void)width;
    Py_CLEAR(a->whole);
    a->whole = PyObject_CallMethod(a->object, "gather", NULL);
    a->held = a->count;
    if (a->whole) return bytes_of(a->whole, a->count, "gather");
    raised("gather", a->count);
    return NULL;
}

static bool sync_to_disk(struct array *a, size_t width) {
    (void)width;
    if (!a->object || returned(PyObject_CallMethod(a->object, "sync", NULL))) return true;
    return raised("sync", a->count);
}

static bool reopen(struct array *a, size_t width) {
    (void)width;
    Py_CLEAR(a->whole); /* a view would keep the old mapping */
    if (!a->object || returned(PyObject_CallMethod(a->object, "reopen", "n", (Py_ssize_t)a->count)))
        return true;
    return raised("reopen", a->count);
}

uint64_t sum_by_numpy(PyObject *data, size_t first, size_t last) {
    const char *word = element_width == 1 ? "u1" : element_width == 4 ? "u4" : "u8";
    PyObject *part = PySequence_GetSlice(data, (Py_ssize_t)first, (Py_ssize_t)last);
    PyObject *words = part ? PyObject_CallMethod(part, "view", "s", word) : NULL;
    PyObject *total = words ? PyObject_CallMethod(words, "sum", "Os", Py_None, "u8") : NULL;
    const uint64_t sum = total ? PyLong_AsUnsignedLongLongMask(total) : 0;
    Py_XDECREF(part);
    Py_XDECREF(words);
    Py_XDECREF(total);
    return sum;
}

uint64_t peer_scan(struct array *a, size_t count) {
    PyObject *data = count > 0 ? of_whole(a, 0, count) : NULL;
    const uint64_t sum = data ? sum_by_numpy(data, 0, count) : 0;
    if (PyErr_Occurred()) raised("scan", count);
    Py_XDECREF(data);
    return sum;
}

PyObject *taken(PyObject *data, size_t count, size_t n, uint64_t *seed) {
    for (size_t r = 0; r < n; r++) positions[r] = (int64_t)random_position(seed, count);
    PyObject *at = view_of(positions, n * sizeof *positions, position_type);
    PyObject *elements = at ? PyObject_CallMethod(data, "take", "O", at) : NULL;
    Py_XDECREF(at);
    return elements;
}

uint64_t peer_random(struct array *a, size_t count, size_t reads, uint64_t *seed) {
    PyObject *data = of_whole(a, 0, count);
    bool ok = data;
    for (size_t n; ok && reads > 0; reads -= n) {
        n = reads < POSITIONS ? reads : POSITIONS;
        ok = returned(taken(data, count, n, seed));
    }
    if (!ok) raised("random", count);
    Py_XDECREF(data);
    return 0; /* the elements are in an array of numpy's: no compiler drops their reading */
}

/* The words of an element, which is an object, added up. */
static uint64_t words_of(PyObject *element) {
    Py_buffer buffer;
    if (!element || PyObject_GetBuffer(element, &buffer, PyBUF_SIMPLE) != 0) return 0;
    const uint64_t sum = sum_of_words(buffer.buf, NULL, 1, element_width);
    PyBuffer_Release(&buffer);
    return sum;
}

uint64_t chained_reads(PyObject *data, size_t count, size_t reads, uint64_t *seed,
                       uint64_t nothing) {
    uint64_t sum = 0, word = 0;
    for (size_t r = 0; r < reads && !PyErr_Occurred(); r++) {
        size_t i = random_position(seed, count) + (word & nothing);
        PyObject *element = PySequence_GetItem(data, (Py_ssize_t)i);
        word = words_of(element);
        sum += word;
        Py_XDECREF(element);
    }
    return sum;
}

uint64_t peer_random_chained(struct array *a, size_t count, size_t reads, uint64_t *seed,
                             uint64_t nothing) {
    PyObject *data = of_whole(a, 0, count);
    const uint64_t sum = data ? chained_reads(data, count, reads, seed, nothing) : 0;
    if (PyErr_Occurred()) raised("random", count);
    Py_XDECREF(data);
    return sum;
}

void peer_copy_out(struct array *a, size_t first, size_t n, char *to) {
    PyObject *part = stores ? stored(a, first, first + n) : of_whole(a, first, first + n);
    memcpy(to, bytes_of(part, n, stores ? "stored" : "gather"), n * element_width);
    Py_DECREF(part);
}

void peer_release(struct array *a, size_t width) {
    (void)width;
    Py_CLEAR(a->whole);
    Py_CLEAR(a->object);
}

/* ---- the program ---------------------------------------------------------------------------- */

/* An attribute of the class, or NULL. It is never given back: the class holds it. */
static PyObject *said(const char *name) {
    PyObject *value = PyObject_GetAttrString(class, name);
    PyErr_Clear();
    return value;
}

static bool has(const char *method) { return said(method); }

static bool says(const char *name) {
    PyObject *value = said(name);
    return value && PyObject_IsTrue(value) == 1;
}

/* A text; without one `otherwise`, which is NULL where there must be one. */
static const char *says_text(const char *name, const char *otherwise) {
    PyObject *value = said(name);
    if (!value && otherwise) return otherwise;
    if (value && PyUnicode_Check(value)) return text_of(value);
    failure("python", 0, "class %s of %s.py has no text \"%s\"", ((PyTypeObject *)class)->tp_name,
            NAME, name);
    die(EXIT_FAILED);
}

/* Starts Python, and has it read the peer's file; *reads: its class is a Reader. It is the Python
 * that was built with, whatever the environment says to a python3 and whichever is the first on the
 * path. Signals stay as they are: an interrupt ends the program, as it does all others. False: it
 * raised. */
static bool load(bool *reads) {
    PyConfig config;
    PyConfig_InitIsolatedConfig(&config);
    PyStatus status = PyConfig_SetBytesString(&config, &config.program_name, PYTHON);
    if (!PyStatus_Exception(status)) status = Py_InitializeFromConfig(&config);
    PyConfig_Clear(&config);
    if (PyStatus_Exception(status)) {
        failure("python", 0, "%s", status.err_msg ? status.err_msg : "it does not start");
        die(EXIT_UNABLE);
    }
    numpy = PyImport_ImportModule("numpy");
    frombuffer = numpy ? PyObject_GetAttrString(numpy, "frombuffer") : NULL;
    position_type = frombuffer ? PyObject_CallMethod(numpy, "dtype", "s", "int64") : NULL;
    PyObject *code = position_type ? Py_CompileString(peer_text, SOURCE, Py_file_input) : NULL;
    PyObject *module = code ? PyImport_ExecCodeModule("peer", code) : NULL;
    *reads = module && PyObject_HasAttrString(module, "Reader");
    class = module ? PyObject_GetAttrString(module, *reads ? "Reader" : "Array") : NULL;
    Py_XDECREF(code);
    return class;
}

int main(int argc, char **argv) {
    static char version[64];
    failure_program(NAME);
    memset(positions, 1, sizeof positions); /* resident before memory is measured */
    bool reads;
    if (!load(&reads)) {
        const bool missing = PyErr_ExceptionMatches(PyExc_ImportError);
        raised("python", 0);
        die(missing ? EXIT_UNABLE : EXIT_FAILED);
    }
    PyObject *of_numpy = PyObject_GetAttrString(numpy, "__version__");
    const char *of_python = Py_GetVersion();
    snprintf(version, sizeof version, "CPython %.*s, numpy %s", (int)strcspn(of_python, " "),
             of_python, text_of(of_numpy));
    PyObject *element_bytes = said("element_bytes");

    strategy.title = says_text("title", NULL);
    strategy.about = says_text("about", NULL);
    strategy.family = says_text("family", "numpy");
    strategy.types = says_text("types", "");
    if (!*strategy.types) strategy.types = NULL;
    strategy.knows_count = says("knows_count");
    strategy.quadratic = says("quadratic");
    strategy.discards = says("discards");
    strategy.by_block = says("by_block");
    strategy.element_bytes = element_bytes ? (int)PyLong_AsLong(element_bytes) : 0;
    if (reads) return run_reader(&strategy, says("in_order_only"), version, argc, argv);
    stores = has("stored");
    strategy.begin = peer_begin;
    strategy.gather_own = has("gather") ? gather_own : NULL;
    strategy.sync = has("sync") ? sync_to_disk : NULL;
    strategy.reopen = has("reopen") ? reopen : NULL;
    PyErr_Clear();
    if (!stores && !strategy.gather_own && !strategy.discards) {
        failure("python", 0, "class Array of %s.py has neither stored nor gather", NAME);
        die(EXIT_FAILED);
    }
    return run_foreign(&strategy, version, argc, argv);
}
