/* python.h - what python.c has for a way to read (python_reader.c): the interpreter it started, and
 * numpy's sums and reads at random. A function that returns an object gives a new reference, or
 * NULL: it raised.
 */
#ifndef PYTHON_H
#define PYTHON_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "strategy.h"

/* Notes what was raised as one line, "operation: why (context)", and clears it. Returns false. */
bool raised_at(const char *operation, const char *context);

/* A new object of the peer's class. */
PyObject *begun(const struct setup *setup);

/* The words of the elements [first, last) of an ndarray, added up by numpy. 0 where it raised:
 * PyErr_Occurred(). */
uint64_t sum_by_numpy(PyObject *data, size_t first, size_t last);

/* As many elements as there are positions: data.take(positions). */
enum { POSITIONS = 16384 };
PyObject *taken(PyObject *data, size_t count, size_t positions, uint64_t *seed);

/* data[i], an object for each read, so many times; each waits for the one before. Returns the sum
 * of their words; an exception ends it. */
uint64_t chained_reads(PyObject *data, size_t count, size_t reads, uint64_t *seed,
                       uint64_t nothing);

/* Runs the class Reader as a way to read: adds `reads` to what it says of itself. Returns the exit
 * status. */
int run_reader(struct strategy *strategy, bool in_order_only, const char *compiler, int argc,
               char **argv);

#endif
