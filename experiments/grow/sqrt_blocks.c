/* sqrt_blocks.c - blocks that grow with the square root of n: never more than O(sqrt n) is wasted.
 *
 *     superblock  0   1     2         3                 4
 *     blocks     |e| |ee| |ee||ee| |eeee||eeee| |eeee||eeee||e...|
 *
 * Superblock k is 2^k elements: 2^floor(k/2) blocks of 2^ceil(k/2). So there are as many blocks as
 * elements in a block, but for a constant, and both the last block and the directory are O(sqrt n).
 *
 * Time    O(1) amortised: a malloc for each block, O(sqrt n) of them; no element is copied. Element
 *         i is found from the bits of i + 1: a count of leading zeros and two loads
 * Memory  n + O(sqrt n) at every moment, growing included; no structure can do better at all times
 * Expect  block_directory's line for large n, and the least waste of all that never copy; small
 *         arrays pay a malloc for every few elements. Reads cost up to three times a vector's, for
 *         the arithmetic; about as much where each waits for memory. Elements keep their addresses
 * See     Brodnik, Carlsson, Demaine, Munro, Sedgewick: Resizable Arrays in Optimal Time and Space
 *         (WADS 1999)
 */
#include "bits.h"
#include "strategy.h"

struct array {
    char *last;        /* the block that is filled */
    size_t used, room; /* elements in it, and for how many it has place */
    char **blocks;
    size_t count, slots; /* blocks, and for how many the directory has place */
    size_t full;         /* elements in all blocks, once the last is full */
};

static const size_t one = 1;

/* log2 of the size of the block that holds element i. */
static size_t block_log2(size_t i) { return (log2_floor(i + 1) + 1) / 2; }

static bool grow(struct array *a, size_t width) {
    if (a->count == a->slots) {
        size_t slots = grown_capacity(a->slots, 2), pointer = sizeof *a->blocks;
        char **blocks = counted_realloc(a->blocks, a->slots * pointer, slots * pointer);
        if (!blocks) return false;
        a->blocks = blocks;
        a->slots = slots;
    }
    size_t room = one << block_log2(a->full);
    char *block = counted_malloc(room * width);
    if (!block) return false;
    a->blocks[a->count++] = block;
    a->last = block;
    a->used = 0;
    a->room = room;
    a->full += room;
    return true;
}

static bool append(struct array *a, const void *element, size_t width) {
    if (a->used == a->room && !grow(a, width)) return false;
    memcpy(a->last + a->used++ * width, element, width);
    return true;
}

/* i + 1 in binary is 1 b..b e..e: the leading bit says k, then floor(k/2) bits say which block of
 * superblock k, then ceil(k/2) bits which element of the block. Before superblock k there are
 * 2^0 + 2^0 + 2^1 + 2^1 + ... (k terms) = (2 + k mod 2) 2^floor(k/2) - 2 blocks. */
static char *at(struct array *a, size_t i, size_t width) {
    size_t r = i + 1, k = log2_floor(r), bits = (k + 1) / 2;
    size_t block = ((1 + k % 2) << k / 2) - 2 + (r >> bits); /* its leading 1 is one 2^floor(k/2) */
    return a->blocks[block] + (r & ((one << bits) - 1)) * width;
}

static void gather(struct array *a, char *block, size_t width) {
    for (size_t b = 0, i = 0; b < a->count; b++) {
        size_t room = one << block_log2(i);
        size_t bytes = (b + 1 < a->count ? room : a->used) * width;
        counted_memcpy(block, a->blocks[b], bytes);
        block += bytes;
        i += room;
    }
}

static void release(struct array *a, size_t width) {
    for (size_t b = 0, i = 0; b < a->count; b++) {
        size_t room = one << block_log2(i);
        counted_free(a->blocks[b], room * width);
        i += room;
    }
    counted_free(a->blocks, a->slots * sizeof *a->blocks);
}

static const struct strategy strategy = {
    .title = "sqrt blocks",
    .about = "Blocks as long as the square root of n: never more than O(sqrt n) is wasted, nothing "
             "moves.",
    .family = "sqrt",
    .stable = true,
    .gather = gather,
};

#include "run.h"
