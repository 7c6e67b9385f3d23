/* boxed_list.c - a growing array of pointers; each element is a box of its own.
 *
 *     | o | o | o | . |          pointers: realloc to 1/8 more when full
 *       |   |   +--> [references|type| e ]
 *       |   +------> [references|type| e ]
 *       +----------> [references|type| e ]
 *
 * Time    a malloc for each append; 8 to 9 copies of each pointer if realloc must move them
 * Memory  an int32 is 4 bytes of data, 16 of header, 16 of malloc's rounding and 8 of pointer: ten
 *         times the data
 * Expect  the slowest append that is still O(1); in-order reads near a vector's while malloc hands
 *         out neighbours, random reads with two misses each; and a free for each element at the end
 * See     CPython's list: Objects/listobject.c (list_resize); the gather phase is
 *         numpy.array(list). CPython's own allocator, pymalloc, needs no header of malloc's; Java's
 *         ArrayList<Integer>
 */
#include "strategy.h"

struct box {
    size_t references; /* as CPython's PyObject_HEAD: 16 bytes before every value */
    const char *type;
    char value[];
};

struct array {
    struct box **items;
    size_t count, capacity;
};

/* CPython 3.9 and later: 4, 8, 16, 24, 32, 40, 52, 64 ... */
static bool grow(struct array *a) {
    const size_t pointer = sizeof *a->items, three = 3;
    size_t needed = a->count + 1, capacity = (needed + (needed >> 3) + 6) & ~three;
    struct box **items = counted_realloc(a->items, a->capacity * pointer, capacity * pointer);
    if (!items) return false;
    a->items = items;
    a->capacity = capacity;
    return true;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->count == a->capacity && !grow(a)) return false;
    struct box *box = counted_malloc(sizeof *box + width);
    if (!box) return false;
    box->references = 1;
    box->type = "element";
    memcpy(box->value, element, width);
    a->items[a->count++] = box;
    return true;
}

static char *at(struct array *a, size_t i, size_t width) {
    (void)width;
    return a->items[i]->value;
}

static void gather(struct array *a, char *block, size_t width) {
    for (size_t i = 0; i < a->count; i++)
        counted_memcpy(block + i * width, a->items[i]->value, width);
}

static void release(struct array *a, size_t width) {
    for (size_t i = 0; i < a->count; i++) counted_free(a->items[i], sizeof *a->items[i] + width);
    counted_free(a->items, a->capacity * sizeof *a->items);
}

static const struct strategy strategy = {
    .title = "boxed list",
    .about =
        "A growing array of pointers to elements that are allocated one by one, as CPython's list.",
    .numpy = "l.append(x) for each; np.array(l, t) at the end",
    .family = "boxed",
    .stable = true,
    .element_bytes = 41, /* a header of 16, 7 to 16 of malloc's, a pointer and an eighth of one */
    .gather = gather,
};

#include "run.h"
