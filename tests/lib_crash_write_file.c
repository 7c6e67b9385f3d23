/* lib_crash_write_file.c - a written file that is kept, when the power fails. */
#define STRATEGY "../experiments/grow/write_file.c"
#include "crash.h"
