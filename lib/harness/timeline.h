/* timeline.h - memory against elements appended, for a pass of its own (--timeline).
 *
 * A line for each step of growth (also the moment at which the old and the new block exist together)
 * and for 200 points between, through gather and release. Nothing is timed: each line reads /proc.
 *
 * What grows unseen by the counted calls (inside realloc, or in other people's code) shows in
 * peak_bytes: the most that was resident since the line before, kept by the kernel. Where it keeps
 * none, peak_bytes is rss_bytes.
 */
#ifndef TIMELINE_H
#define TIMELINE_H

#include "output.h"

#include <stdint.h>

/* Begins: writes the head; from now on changes of memory_counts are watched. `count` is the number
 * of elements to come, or UINT64_MAX. One at a time. False and a note in failure.h on failure. */
bool timeline_begin(struct output *to, uint64_t count);

/* Element number `appended` is about to be stored (from 0). A line where one is due. */
void timeline_at(uint64_t appended);

/* A line now, whatever was before: "full" (all is appended), "gather" (it is gathered), "release" (it
 * is about to be). */
void timeline_event(const char *event);

/* Stops watching. False and a note if a line could not be written. */
bool timeline_end(void);

#endif
