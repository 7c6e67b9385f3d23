/* share_run.h - included last by the file of a way to share one file: main(). */
#ifndef SHARE_RUN_H
#define SHARE_RUN_H

#include "harness.h"

int main(int argc, char **argv) {
    static const struct program program = {
        .source = __BASE_FILE__,
        .compiler = COMPILER,
        .strategy = &strategy,
    };
    return harness_main(&program, argc, argv);
}

#endif
