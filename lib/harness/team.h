/* team.h - workers that go from step to step together: processes, or threads of this one.
 *
 *     struct team *t = team_begin(4, false, CPUS_EACH, act);
 *     team_step(t, 1) && team_step(t, 2);     // in each worker act(number, 1), then act(number, 2)
 *     team_end(t);
 *
 *     this process   --step-->  worker 0, worker 1 ...     a socket to each
 *                    <--done--                             closed: it has died
 *
 * A process that dies, or fails, ends the step at once: its line is noted here (failure.h), as if
 * it had failed here. None outlives this process, or team_end.
 */
#ifndef TEAM_H
#define TEAM_H

#include <stdbool.h>
#include <stddef.h>

enum { TEAM_MOST = 64 };

enum team_cpus {
    CPUS_ANY,  /* where this process may run */
    CPUS_ONE,  /* all on the last of these */
    CPUS_EACH, /* number k on the k-th that the machine gives, however this process was bound */
};

struct team;

/* Starts the workers; `act` is what one does in a step: false and a note on failure. NULL and a
 * note on failure. `workers` is TEAM_MOST at most. */
struct team *team_begin(size_t workers, bool threads, enum team_cpus cpus,
                        bool (*act)(size_t number, int step));

/* Has all workers do a step, and waits for all. False and a note on failure; then only team_end is
 * left to be called. Costs some 10 us a worker. */
bool team_step(struct team *t, int step);

/* On how many different CPUs the workers were at the end of the last step. */
int team_cpus_seen(const struct team *t);

/* Ends all workers. NULL is allowed. */
void team_end(struct team *t);

#endif
