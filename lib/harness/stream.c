/* stream.c - see stream.h. Built with -O3: the source must not be what is measured. */
#include "stream.h"
#include "failure.h"
#include "measure.h"
#include "unreadable.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- types ---------------------------------------------------------------------------------- */

/* One block of the widest element, aligned to a cache line. */
static union {
    int32_t i32[STREAM_BLOCK];
    int64_t i64[STREAM_BLOCK];
    float f32[STREAM_BLOCK];
    double f64[STREAM_BLOCK];
    struct sensor_reading records[STREAM_BLOCK];
    char bytes[STREAM_BLOCK * sizeof(struct sensor_reading)];
} block __attribute__((aligned(64)));
_Static_assert(sizeof(struct sensor_reading) == 64, "a record is a cache line");

/* Generators: the block whose first element is number `first`. The loops count in int and add the
 * first index outside: a form that compilers turn into vector instructions. Indices are exact in a
 * double (quantity.h keeps them below 2^53). */
static const char *make_int32(uint64_t first) {
    for (int i = 0; i < STREAM_BLOCK; i++) block.i32[i] = (int32_t)((uint32_t)first + (uint32_t)i);
    return block.bytes;
}

static const char *make_int64(uint64_t first) {
    for (int i = 0; i < STREAM_BLOCK; i++) block.i64[i] = (int64_t)first + i;
    return block.bytes;
}

static const char *make_float32(uint64_t first) {
    const double at = (double)first;
    for (int i = 0; i < STREAM_BLOCK; i++) block.f32[i] = (float)((at + i) * 0.5);
    return block.bytes;
}

static const char *make_float64(uint64_t first) {
    const double at = (double)first;
    for (int i = 0; i < STREAM_BLOCK; i++) block.f64[i] = (at + i) * 0.5;
    return block.bytes;
}

static struct sensor_reading reading_of(uint64_t i) {
    struct sensor_reading r = {.time_ns = (int64_t)(1700000000000 + i) * 1000000, .id = i % 1000};
    for (int v = 0; v < 6; v++) r.values[v] = (double)i * 0.5 + v;
    return r;
}

static const char *make_record64(uint64_t first) {
    for (unsigned i = 0; i < STREAM_BLOCK; i++) block.records[i] = reading_of(first + i);
    return block.bytes;
}

enum { BYTE_PERIOD = 251 };
static char pattern[STREAM_BLOCK + BYTE_PERIOD]; /* every block of bytes is a window on this */

static const char *make_byte(uint64_t first) { return pattern + first % BYTE_PERIOD; }

/* Text forms: the number at the start of `line` becomes element i of the block; `end` is what
 * stands behind it. False: it is out of range. */
static bool whole(const char *line, char **end, int64_t low, int64_t high, int64_t *value) {
    errno = 0;
    *value = strtoll(line, end, 10);
    return errno != ERANGE && *value >= low && *value <= high;
}

static bool text_int32(const char *line, char **end, size_t i) {
    int64_t value;
    bool fits = whole(line, end, INT32_MIN, INT32_MAX, &value);
    block.i32[i] = (int32_t)value;
    return fits;
}

static bool text_int64(const char *line, char **end, size_t i) {
    return whole(line, end, INT64_MIN, INT64_MAX, &block.i64[i]);
}

static bool text_byte(const char *line, char **end, size_t i) {
    int64_t value;
    bool fits = whole(line, end, 0, UINT8_MAX, &value);
    block.bytes[i] = (char)value;
    return fits;
}

static bool text_float32(const char *line, char **end, size_t i) {
    errno = 0;
    block.f32[i] = strtof(line, end); /* not by way of a double: that would round twice */
    return errno != ERANGE || !isinf(block.f32[i]);
}

static bool text_float64(const char *line, char **end, size_t i) {
    errno = 0;
    block.f64[i] = strtod(line, end);
    return errno != ERANGE || !isinf(block.f64[i]);
}

static const struct {
    const char *name;
    size_t width;
    const char *(*make)(uint64_t first);
    bool (*text)(const char *line, char **end, size_t i); /* NULL: it has no text form */
} types[TYPE_COUNT] = {
    [TYPE_INT32] = {"int32", 4, make_int32, text_int32},
    [TYPE_INT64] = {"int64", 8, make_int64, text_int64},
    [TYPE_FLOAT32] = {"float32", 4, make_float32, text_float32},
    [TYPE_FLOAT64] = {"float64", 8, make_float64, text_float64},
    [TYPE_RECORD64] = {"record64", sizeof(struct sensor_reading), make_record64, NULL},
    [TYPE_BYTE] = {"byte", 1, make_byte, text_byte},
};

const char *type_name(enum element_type type) { return types[type].name; }

size_t type_width(enum element_type type) { return types[type].width; }

void type_print(enum element_type type, const char *element, char *text, size_t room) {
    int32_t i32 = 0;
    int64_t i64 = 0;
    float f32 = 0;
    double f64 = 0;
    switch (type) {
    case TYPE_INT32: memcpy(&i32, element, 4), snprintf(text, room, "%" PRId32, i32); return;
    case TYPE_INT64: memcpy(&i64, element, 8), snprintf(text, room, "%" PRId64, i64); return;
    case TYPE_FLOAT32: memcpy(&f32, element, 4), snprintf(text, room, "%.9g", (double)f32); return;
    case TYPE_FLOAT64: memcpy(&f64, element, 8), snprintf(text, room, "%.17g", f64); return;
    case TYPE_BYTE: snprintf(text, room, "%u", (unsigned)(unsigned char)*element); return;
    default: snprintf(text, room, "%s", ""); return;
    }
}

bool type_has_text(enum element_type type) { return types[type].text != NULL; }

enum element_type type_of_name(const char *name) {
    enum element_type type = 0;
    while (type < TYPE_COUNT && strcmp(name, types[type].name) != 0) type++;
    return type;
}

/* ---- generated ------------------------------------------------------------------------------ */

static bool generate(struct stream *s) {
    s->filled = STREAM_BLOCK;
    s->block = types[s->type].make(s->delivered);
    return true;
}

void stream_generate(struct stream *s, enum element_type type) {
    *s = (struct stream){.type = type, .width = type_width(type), .fill = generate, .fd = -1};
    for (int i = 0; i < (int)sizeof pattern; i++) pattern[i] = (char)(i % BYTE_PERIOD);
}

/* ---- read ----------------------------------------------------------------------------------- */

/*  buffer: | used, gone | have: not handed out yet | free |    A piece of an element or a line
 *  that is cut off at the end moves to the front before more is read behind it. */
enum { BUFFER = STREAM_BLOCK * sizeof(struct sensor_reading) };
static char buffer[BUFFER + 1] __attribute__((aligned(64))); /* + 1: a '\0' behind the last line */

/* Waits for something to read, or for the end or an error, which read(2) will tell. False: the
 * budget is over before. */
static bool in_time(struct stream *s) {
    struct pollfd input = {.fd = s->fd, .events = POLLIN};
    for (int ready = 0; ready == 0 || (ready < 0 && errno == EINTR);) {
        int wait_ms = -1;
        if (s->stop_at_ns) {
            int64_t left_ns = s->stop_at_ns - wall_now(), left_ms = (left_ns + 999999) / 1000000;
            s->over_budget = left_ns <= 0;
            if (s->over_budget) return false;
            wait_ms = left_ms < INT_MAX ? (int)left_ms : INT_MAX;
        }
        ready = poll(&input, 1, wait_ms);
    }
    return true;
}

/* Reads more behind what there is. False at the end, over the budget and on failure. */
static bool read_more(struct stream *s) {
    memmove(buffer, buffer + s->used, s->have);
    s->used = 0;
    ssize_t n;
    bool wait = s->stop_at_ns != 0;
    do {
        if (wait && !in_time(s)) return false;
        n = read(s->fd, buffer + s->have, BUFFER - s->have);
        wait = true; /* where it does not, or is not ours to make wait (EAGAIN) */
    } while (n < 0 && (errno == EINTR || errno == EAGAIN));
    if (n < 0) {
        s->failed = true;
        return failure("read", errno, "%s", s->path);
    }
    if (n == 0) s->ended = true;
    s->have += (size_t)n;
    return n > 0;
}

static bool fill_raw(struct stream *s) {
    while (s->have < s->width)
        if (s->ended || !read_more(s)) break;
    if (s->failed) return false;
    if (s->have < s->width && s->have > 0 && s->ended) {
        s->failed = true;
        return failure("input", 0,
                       "%s ends inside an element: %zu of the %zu bytes of a %s are left over "
                       "(another --type? numbers in text: --text)",
                       s->path, s->have, s->width, type_name(s->type));
    }
    s->filled = s->have / s->width;
    if (s->filled > STREAM_BLOCK) s->filled = STREAM_BLOCK;
    s->block = buffer + s->used;
    s->used += s->filled * s->width;
    s->have -= s->filled * s->width;
    return true;
}

/* ---- text ----------------------------------------------------------------------------------- */

/* Parses `found`, which ends at `end`, as element i of the block: NULL, or what is wrong. */
static const char *parse(struct stream *s, const char *found, const char *end, size_t i) {
    char *rest;
    const bool fits = types[s->type].text(found, &rest, i);
    const bool number = rest != found;
    while (isspace((unsigned char)*rest)) rest++;
    if (!number || rest != end) return "is not a number of type";
    return fits ? NULL : "is out of range for";
}

static bool is_blank(const char *line) {
    while (isspace((unsigned char)*line)) line++;
    return *line == '\0';
}

/* A line that is not simply a number: the header, a blank one, one with a column, or wrong. It
 * becomes element i of the block, unless it is passed over. False and a note if it is wrong. */
static bool take_line(struct stream *s, char *line, size_t length, size_t i, bool *taken) {
    char *end = line + length, where[32] = "";
    const unsigned long long number = s->blank ? s->blank : s->lines;
    if (memchr(line, '\0', length))
        return failure("input", 0,
                       "%s: line %llu: a zero byte, so it is no text (raw elements are "
                       "read without --text)",
                       s->path, number);
    if (length > 0 && end[-1] == '\r') *--end = '\0';
    if (s->lines == 1) {
        if (strncmp(line, "\xef\xbb\xbf", 3) == 0) line += 3; /* a byte order mark */
        if (s->column.header)
            return (!s->column.name && s->column.number == 0) ||
                   column_find(&s->column, line, s->path);
    }
    *taken = !is_blank(line);
    if (!*taken) { /* good at the end alone */
        if (!s->blank) s->blank = s->lines;
        return true;
    }
    if (s->blank) {
        *(end = line) = '\0';
    } else if (s->column.number > 0) {
        line = column_field(&s->column, line, s->path, s->lines);
        if (!line) return false;
        end = line + strlen(line);
    }
    const char *wrong = parse(s, line, end, i);
    if (!wrong) return true;
    if (s->column.number > 0) snprintf(where, sizeof where, ", column %zu", s->column.number);
    return failure("input", 0, "%s: line %llu%s: \"%.40s\" %s %s%s", s->path, number, where, line,
                   wrong, type_name(s->type), advice_on(s, line));
}

static bool fill_text(struct stream *s) {
    s->block = block.bytes;
    for (s->filled = 0; s->filled < STREAM_BLOCK;) {
        char *line = buffer + s->used, *end = memchr(line, '\n', s->have);
        if (!end && !s->ended && s->have < BUFFER) {
            if (read_more(s) || s->ended) continue;
            if (s->failed) return false;
            break; /* over the budget: the lines so far */
        }
        if (!end && s->have == 0) break;
        s->failed = s->lines == 0 && !begins_as_text(s, line);
        if (s->failed) return false;
        s->lines++;
        if (!end && !s->ended) {
            s->failed = true;
            return failure("input", 0, "%s: line %llu is longer than %d bytes", s->path,
                           (unsigned long long)s->lines, BUFFER);
        }
        size_t length = end ? (size_t)(end - line) : s->have; /* the last may lack its newline */
        bool taken = s->lines > 1 && s->column.number == 0 && !s->blank;
        line[length] = '\0';
        taken = taken && !parse(s, line, line + length, s->filled);
        s->failed = !taken && !take_line(s, line, length, s->filled, &taken);
        if (s->failed) return false;
        length += end != NULL;
        s->used += length, s->have -= length;
        s->filled += taken;
    }
    return true;
}

/* ---- an input ------------------------------------------------------------------------------- */

bool stream_open(struct stream *s, enum element_type type, const char *path,
                 const struct column *text, int64_t stop_at_ns) {
    *s = (struct stream){
        .type = type,
        .width = type_width(type),
        .path = path,
        .stop_at_ns = stop_at_ns,
        .fill = text ? fill_text : fill_raw,
        .column = text ? *text : (struct column){0},
    };
    if (strcmp(path, "-") == 0) {
        s->fd = STDIN_FILENO;
        s->path = "standard input";
    } else {
        /* With a budget, a pipe that nobody writes to is opened all the same: poll(2) waits. */
        s->fd = open(path, O_RDONLY | O_CLOEXEC | (stop_at_ns ? O_NONBLOCK : 0));
        if (s->fd < 0) return failure("open", errno, "%s", path);
    }
    /* Read now, so that a directory or an unreadable device is told before anything is built, and
     * so that the buffer's pages are resident before memory is measured. */
    memset(buffer, 0, sizeof buffer);
    if (text) memset(&block, 0, sizeof block);
    read_more(s);
    return !s->failed;
}

bool stream_again(struct stream *s) {
    const int64_t stop_at_ns = s->stop_at_ns;
    if (s->path) {
        stream_close(s);
        return stream_open(s, s->type, s->path, s->fill == fill_text ? &s->column : NULL,
                           stop_at_ns);
    }
    stream_generate(s, s->type);
    s->stop_at_ns = stop_at_ns;
    return true;
}

bool stream_repeats(const struct stream *s) {
    struct stat file;
    return !s->path ||
           (s->fd != STDIN_FILENO && stat(s->path, &file) == 0 && S_ISREG(file.st_mode));
}

void stream_close(struct stream *s) {
    if (s->fd > STDIN_FILENO) close(s->fd);
    s->fd = -1;
}

/* ---- both ----------------------------------------------------------------------------------- */

void stream_share(struct stream *s, uint64_t count) { s->left = count; }

void stream_settle(struct stream *s, size_t stored) {
    if (stored > s->pending) stored = s->pending;
    checksum_add(&s->checksum, s->block, stored * s->width);
    s->block += stored * s->width;
    s->filled -= stored;
    s->delivered += stored;
    s->left -= stored;
    s->pending = 0;
}

size_t stream_next(struct stream *s) {
    stream_settle(s, s->pending);
    if (s->failed || s->over_budget || s->left == 0) return 0;
    if (s->stop_at_ns && wall_now() >= s->stop_at_ns) {
        s->over_budget = true;
        return 0;
    }
    if (s->filled == 0 && !s->fill(s)) return 0;
    s->pending = s->filled < s->left ? s->filled : (size_t)s->left;
    return s->pending;
}
