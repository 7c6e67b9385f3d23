/* geometric_chunks.c - when full, one more segment, as large as all before together; nothing moves.
 *
 *     directory  | o | o | o |
 *                  |   |   +--> | e e e e e e . . . . . . . . . . |
 *                  |   +------> | e e e e e e e e |
 *                  +----------> | e e e e |                            twice as long each time
 *
 * Time    O(1) for an append, no copy: a growth costs a malloc. Element i is in the segment that
 *         the highest bit of i + 16 says
 * Memory  up to twice the data reserved, as a doubling vector; what is untouched is not resident
 * Expect  doubling_vector's line without its moves, and no longest append that rises with n;
 *         elements keep their addresses, but the array is no block: gather copies it into one
 * See     Zig's SegmentedList, TommyDS tommy_array, Linux's and Go's tables of pages; Bagwell: Fast
 *         Functional Lists, Hash-Lists, Deques and Variable Length Arrays (2002), VLists
 */
#include "bits.h"
#include "strategy.h"

struct array {
    char *last;        /* the segment that is filled */
    size_t used, room; /* elements in it, and for how many it has place */
    char **segments;
    size_t count; /* of segments */
};

static const size_t initial = 16; /* elements in segment 0; segment k has initial * 2^k */

static bool grow(struct array *a, size_t width) {
    size_t room = initial << a->count;
    char *segment = counted_malloc(room * width);
    if (!segment) return false;
    const size_t pointer = sizeof segment;
    char **segments = counted_realloc(a->segments, a->count * pointer, (a->count + 1) * pointer);
    if (!segments) {
        counted_free(segment, room * width);
        return false;
    }
    segments[a->count++] = segment;
    a->segments = segments;
    a->last = segment;
    a->used = 0;
    a->room = room;
    return true;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->used == a->room && !grow(a, width)) return false;
    memcpy(a->last + a->used++ * width, element, width);
    return true;
}

/* Before segment k there are initial * (2^k - 1) elements. */
static char *at(struct array *a, size_t i, size_t width) {
    size_t segment = log2_floor((i + initial) / initial);
    return a->segments[segment] + (i + initial - (initial << segment)) * width;
}

static void gather(struct array *a, char *block, size_t width) {
    for (size_t k = 0; k < a->count; k++) {
        size_t bytes = (k + 1 < a->count ? initial << k : a->used) * width;
        counted_memcpy(block, a->segments[k], bytes);
        block += bytes;
    }
}

static void release(struct array *a, size_t width) {
    for (size_t k = 0; k < a->count; k++) counted_free(a->segments[k], (initial << k) * width);
    counted_free(a->segments, a->count * sizeof *a->segments);
}

static const struct strategy strategy = {
    .title = "geometric chunks",
    .about =
        "When full, one more segment as large as all before: no element ever moves, as in Zig's "
        "SegmentedList.",
    .numpy = "blocks.append(np.empty(n, t)) when n are there and the last is full",
    .family = "chunks",
    .stable = true,
    .gather = gather,
};

#include "run.h"
