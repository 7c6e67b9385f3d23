/* glib_array.c - GLib's GArray: g_array_append_vals for each element.
 *
 *     | e e e e |  ->  | e e e e . . . . |     realloc to the next power of two bytes
 *
 * Needs   libglib2.0-dev (pkg-config glib-2.0)
 * Time    amortised O(1); each append is a call into the library, which cannot be inlined
 * Memory  up to twice the data reserved; untouched capacity is not resident
 * Expect  doubling_vector and the price of a call
 * See     glib/garray.c, g_array_maybe_expand
 */
#include "strategy.h"

#include <glib.h>

struct array {
    GArray *list;
};

static bool begin(struct array *a, const struct setup *setup) {
    a->list = g_array_new(FALSE, FALSE, (guint)setup->width);
    return true; /* GLib ends the program itself when there is no memory */
}

static bool append(struct array *a, const void *element, size_t width) {
    (void)width;
    g_array_append_vals(a->list, element, 1);
    return true;
}

static char *at(struct array *a, size_t i, size_t width) { return a->list->data + i * width; }

static void release(struct array *a, size_t width) {
    (void)width;
    if (a->list) g_array_free(a->list, TRUE);
}

static const struct strategy strategy = {
    .title = "GLib GArray",
    .about = "GLib's GArray, g_array_append_vals for each element.",
    .family = "peer",
    .uncounted = true,
    .begin = begin,
};

#include "run.h"
