/* run.h - stands here in the place of lib/harness/run.h: the same file of a strategy becomes a
 * program of the suite there, and a shared object for the worker here.
 */
#include "subject.h"

const struct subject subject = {
    .strategy = &strategy,
    .array_bytes = sizeof(struct array),
    .append = append,
    .at = at,
    .release = release,
};
