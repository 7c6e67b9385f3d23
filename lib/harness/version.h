/* version.h - what this program was built from. In an object of its own, the only one that is made
 * anew at each commit: make writes the two texts into build/built.inc. */
#ifndef VERSION_H
#define VERSION_H

/* The git commit, in hex; "+changes" behind it where a source differed from it. NULL where the
 * sources were not under git. */
const char *version_commit(void);

/* The command that compiled: compiler and flags, as in build/flags. */
const char *version_flags(void);

#endif
