/* unreadable.h - a text that cannot be read as numbers: what it is, and the next thing to try. */
#ifndef UNREADABLE_H
#define UNREADABLE_H

#include "stream.h"

/* Whether a text may begin with these bytes (ended by '\0'). False and a note in failure.h if they
 * are those of a compressed file, a spreadsheet, or UTF-16. */
bool begins_as_text(const struct stream *s, const char *bytes);

/* What to try with `found`, which stands where a number of the stream's type should be, or is too
 * large for it: the end of a message, " (...)" or "". In a static buffer. */
const char *advice_on(const struct stream *s, const char *found);

#endif
