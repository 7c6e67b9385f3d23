/* identity.h - what a record says beside its figures, so that it can be read alone, years later:
 * which program, built from what, how it was called, on which system, and when. */
#ifndef IDENTITY_H
#define IDENTITY_H

#include "options.h"
#include "program.h"
#include "record.h"

#include <time.h>

/* What is known at the start of main. */
struct identity {
    const struct program *program;
    const struct options *options;
    int argc;
    char **argv;
    time_t began;
    int cpu_number;          /* that main began on; -1: not known */
    const char *file_system; /* of --directory */
};

struct identity identity_now(const struct program *program, const struct options *options, int argc,
                             char **argv);

/* The most that identity_record may write. */
size_t identity_room(const struct identity *i);

/* Writes the fields, schema first. */
void identity_record(struct record *r, const struct identity *i);

/* The parameters of a strategy with their values, as one object. */
void record_parameters(struct record *r, const struct strategy *s, const double *values);

#endif
