/* timeline.h - memory against elements appended, for an instrumented run (--timeline).
 *
 * A line for each step of growth (also the moment at which the old and the new block exist
 * together) and for 200 points between, through gather and release. Nothing is timed: each line
 * reads /proc.
 *
 * What grows unseen by the counted calls (in other people's code) shows in peak_bytes: the most
 * that was resident since the line before, kept by the kernel. Where it keeps none, peak_bytes is
 * rss_bytes.
 *
 * Lines are kept in memory that is made resident before the first one. Should there be more than it
 * holds, as with an input that does not end, every second of them is given up, but for the highest
 * levels and the ends of phases.
 */
#ifndef TIMELINE_H
#define TIMELINE_H

#include "output.h"
#include "record.h"

#include <stdint.h>

/* The most that timeline_record may write. */
enum { TIMELINE_ROOM = 4 * 1024 * 1024 };

/* Begins: from now on changes of memory_counts are watched. `count` is the number of elements to
 * come, or UINT64_MAX. One at a time. False and a note in failure.h on failure. */
bool timeline_begin(uint64_t count);

/* Element number `appended` is about to be stored (from 0). A line where one is due. */
void timeline_at(uint64_t appended);

/* A line now, whatever was before: "full" (all is appended), "gather" (it is gathered), "release"
 * (it is about to be). `event` is a literal. */
void timeline_event(const char *event);

/* The last line; stops watching. */
void timeline_end(void);

/* Writes the lines as a table. False and a note on failure. */
bool timeline_write(struct output *to);

/* The same as fields of a record: timeline (a list for each column), peak_error_bytes. */
void timeline_record(struct record *r);

#endif
