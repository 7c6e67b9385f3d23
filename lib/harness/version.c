/* version.c - see version.h */
#include "version.h"

#include <stddef.h>

static const char *const built[] = {
#include "built.inc"
};

const char *version_commit(void) { return built[0][0] ? built[0] : NULL; }

const char *version_flags(void) { return built[1]; }
