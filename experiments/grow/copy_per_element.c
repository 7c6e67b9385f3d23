/* copy_per_element.c - a new block one element larger for each append; everything is copied.
 *
 *     | e e e |  ->  | e e e e |    malloc(n + 1), memcpy n, free
 *
 * Time    O(n) for an append, O(n^2) for all: n (n - 1) / 2 elements are copied
 * Memory  old and new block together while it copies: twice the data at every append
 * Expect  a line of slope 1 in time per element, with a jump where glibc begins to give the freed
 *         block back to the kernel (M_TRIM_THRESHOLD, mallopt(3)) and each append faults it in anew
 * See     numpy.append and numpy.concatenate in a loop ("append does not occur in-place: a new
 *         array is allocated and filled"), R's c(x, new), MATLAB's x(end + 1) once
 */
#include "strategy.h"

struct array {
    char *data;
    size_t count;
};

static bool append(struct array *a, const void *element, size_t width) {
    size_t used = a->count * width;
    char *larger = counted_malloc(used + width);
    if (!larger) return false;
    if (used > 0) counted_memcpy(larger, a->data, used);
    memcpy(larger + used, element, width);
    counted_free(a->data, used);
    a->data = larger;
    a->count++;
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->data + i * width; }

static void release(struct array *a, size_t width) { counted_free(a->data, a->count * width); }

static const struct strategy strategy = {
    .title = "copy per element",
    .about = "A new block one element larger for each append, and everything copied, "
             "as np.append in a loop does.",
    .numpy = "a = np.append(a, x) for each: all is copied each time",
    .family = "exact",
    .core = true,
    .quadratic = true,
};

#include "run.h"
