/* block_directory.c - blocks of one size, and a growing directory of pointers to them.
 *
 *     directory  | o | o | o | . |          doubles when full: it alone moves
 *                  |   |   +--> | e e . . |
 *                  |   +------> | e e e e |
 *                  +----------> | e e e e |
 *
 * Time    O(1) amortised: a malloc for each block; the directory's growth is 8 bytes a block.
 *         Element i is found by a shift, a mask and two loads
 * Memory  the data, less than one block, and a pointer or two for each block
 * Expect  chunk_list's append, and random reads in less than twice a vector's time; small blocks
 *         pay more mallocs, large ones more waste. Elements keep their addresses
 * See     std::deque (blocks of 512 bytes in libstdc++, 4096 in libc++), TommyDS tommy_arrayblk;
 *         Katajainen: Worst-Case-Efficient Dynamic Arrays in Practice (SEA 2016), the sliced array
 */
#include "bits.h"
#include "strategy.h"

struct array {
    char *last;        /* the block that is filled */
    size_t used, room; /* elements in it, and for how many it has place */
    char **blocks;
    size_t count, slots; /* blocks, and for how many the directory has place */
    size_t shift, mask;  /* a block holds 2^shift elements; mask is one less */
};

static bool begin(struct array *a, const struct setup *setup) {
    size_t elements = (size_t)parameter(setup, "block") / setup->width, one = 1;
    a->shift = elements > 0 ? log2_floor(elements) : 0;
    a->mask = (one << a->shift) - 1;
    return true;
}

static bool grow(struct array *a, size_t width) {
    if (a->count == a->slots) {
        size_t slots = grown_capacity(a->slots, 2), pointer = sizeof *a->blocks;
        char **blocks = counted_realloc(a->blocks, a->slots * pointer, slots * pointer);
        if (!blocks) return false;
        a->blocks = blocks;
        a->slots = slots;
    }
    char *block = counted_malloc((a->mask + 1) * width);
    if (!block) return false;
    a->blocks[a->count++] = block;
    a->last = block;
    a->used = 0;
    a->room = a->mask + 1;
    return true;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->used == a->room && !grow(a, width)) return false;
    memcpy(a->last + a->used++ * width, element, width);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) {
    return a->blocks[i >> a->shift] + (i & a->mask) * width;
}

static void gather(struct array *a, char *block, size_t width) {
    for (size_t b = 0; b < a->count; b++) {
        size_t bytes = (b + 1 < a->count ? a->room : a->used) * width;
        counted_memcpy(block, a->blocks[b], bytes);
        block += bytes;
    }
}

static void release(struct array *a, size_t width) {
    for (size_t b = 0; b < a->count; b++) counted_free(a->blocks[b], a->room * width);
    counted_free(a->blocks, a->slots * sizeof *a->blocks);
}

static const struct strategy strategy = {
    .title = "block directory",
    .about = "Blocks of one size and a growing directory of pointers to them, as std::deque has.",
    .numpy =
        "blocks.append(np.empty(k, t)) when the last is full; element i is blocks[i // k][i % k]",
    .family = "chunks",
    .stable = true,
    .parameters = {{"block", "64KiB", "bytes in a block; a power of two of elements is taken",
                    PARAMETER_BYTES}},
    .begin = begin,
    .gather = gather,
};

#include "run.h"
