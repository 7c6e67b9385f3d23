/* loops.h - the measured loops for elements of WIDTH bytes; run.h includes it for each width.
 *
 * How these are written decides what is measured (a careless form cost a factor of 2):
 *   noinline   one function to time, and to disassemble; the tests do
 *   flatten    append() and at() become part of the loop
 *   WIDTH      a constant, so that the copy of an element is one move, not a call
 *   local copy `a` stays in registers: nobody else has its address
 */
#define PASTE_(name, width) name##_##width
#define PASTE(name, width)  PASTE_(name, width)
#define LOOP(name)          PASTE(name, WIDTH)
#define MEASURED            __attribute__((noinline, flatten))

/* Appends the stream's share. False when append refused; the stream then knows how far it came. */
static MEASURED bool LOOP(append)(struct array *slot, struct stream *s) {
    struct array a = *slot;
    bool stored = true;
    for (size_t n; stored && (n = stream_next(s)) > 0;) {
        const char *block = s->block, *end = block + n * WIDTH;
        for (const char *element = block; element < end; element += WIDTH)
            if (!append(&a, element, WIDTH)) {
                stream_settle(s, (size_t)(element - block) / WIDTH);
                stored = false;
                break;
            }
    }
    *slot = a;
    return stored;
}

/* The same for many arrays, one element each in turn: element k goes to array k mod arrays. The
 * local copy is not possible here, for any strategy. */
static MEASURED bool LOOP(append_in_turn)(struct array *slots, size_t arrays, struct stream *s) {
    size_t turn = 0;
    for (size_t n; (n = stream_next(s)) > 0;) {
        const char *block = s->block;
        for (size_t i = 0; i < n; i++) {
            if (!append(&slots[turn], block + i * WIDTH, WIDTH)) {
                stream_settle(s, i);
                return false;
            }
            if (++turn == arrays) turn = 0;
        }
    }
    return true;
}

/* For --latency: a clock before and after each append. */
static MEASURED bool LOOP(append_timed)(struct array *slot, struct stream *s, struct latency *l) {
    struct array a = *slot;
    bool stored = true;
    for (size_t n; stored && (n = stream_next(s)) > 0;) {
        const char *block = s->block;
        for (size_t i = 0; i < n && stored; i++) {
            int64_t before = wall_now();
            stored = append(&a, block + i * WIDTH, WIDTH);
            latency_add(l, before, wall_now(), s->delivered + i);
            if (!stored) stream_settle(s, i);
        }
    }
    *slot = a;
    return stored;
}

/* For --timeline: says before each append which element it is. */
static bool LOOP(append_watched)(struct array *slot, struct stream *s) {
    for (size_t n; (n = stream_next(s)) > 0;) {
        const char *block = s->block;
        for (size_t i = 0; i < n; i++) {
            timeline_at(s->delivered + i);
            if (!append(slot, block + i * WIDTH, WIDTH)) {
                stream_settle(s, i);
                return false;
            }
        }
    }
    timeline_at(s->delivered);
    return true;
}

/* An element's words added up. As unsigned integers whatever the type: so that memory is measured
 * and not the latency of a floating-point adder. */
static inline uint64_t LOOP(sum_of)(const char *element) {
    uint64_t word[(WIDTH + 7) / 8] = {0}, sum = 0;
    memcpy(word, element, WIDTH);
    for (int w = 0; w < (WIDTH + 7) / 8; w++) sum += word[w];
    return sum;
}

static MEASURED uint64_t LOOP(scan)(struct array *slot, size_t count) {
    struct array a = *slot;
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) sum += LOOP(sum_of)(at(&a, i, WIDTH));
    return sum;
}

/* `reads` elements at random positions below `count`. Reads overlap, as in numpy's x[i]. */
static MEASURED uint64_t LOOP(random)(struct array *slot, size_t count, size_t reads,
                                      uint64_t *seed) {
    struct array a = *slot;
    uint64_t sum = 0, x = *seed;
    for (size_t r = 0; r < reads; r++)
        sum += LOOP(sum_of)(at(&a, random_position(&x, count), WIDTH));
    *seed = x;
    return sum;
}

/* The same positions, but each waits for the element read before: what an index costs where reads
 * cannot overlap, as in a search. `nothing` is 0, which the compiler does not know. */
static MEASURED uint64_t LOOP(random_chained)(struct array *slot, size_t count, size_t reads,
                                              uint64_t *seed, uint64_t nothing) {
    struct array a = *slot;
    uint64_t sum = 0, x = *seed, word = 0;
    for (size_t r = 0; r < reads; r++) {
        size_t i = random_position(&x, count) + (word & nothing);
        word = LOOP(sum_of)(at(&a, i, WIDTH));
        sum += word;
    }
    *seed = x;
    return sum;
}

/* Not measured: copies elements [first, first + n) out, for verify and --output. */
static void LOOP(copy_out)(struct array *slot, size_t first, size_t n, char *to) {
    for (size_t i = 0; i < n; i++) memcpy(to + i * WIDTH, at(slot, first + i, WIDTH), WIDTH);
}

#undef WIDTH
