/* worker_limits.h - what a process that will run a student's code may use. Each begins here: the
 * frame's worker, and those of a lab's own criteria. What it may do is sandbox.h's.
 */
#ifndef WORKER_LIMITS_H
#define WORKER_LIMITS_H

#include <stdint.h>

/* Of this process, which is a new one and calls exec next: five seconds of CPU time; so many bytes
 * of memory (0: the caller has another limit) and of the largest file; no core file; killed first
 * when memory is short, and when the grader ends; a session of its own. Of the grader's
 * environment, in which LAB_KEY may be, it gets nothing. */
void limit_worker(uint64_t data_bytes, uint64_t file_bytes);

enum { WORKER_CPU_SECONDS = 5 };

#endif
