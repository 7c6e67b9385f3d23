/* lib_crash_mmap_file.c - a mapped file that is kept, when the power fails. */
#define STRATEGY "../experiments/grow/mmap_file.c"
#include "crash.h"
