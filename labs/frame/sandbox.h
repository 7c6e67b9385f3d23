/* sandbox.h - what a process with a student's code may not do: the kernel refuses it.
 *
 * Second to the list of calls that a lab allows (its contract): that names the line of the file;
 * this holds whatever the file does.
 */
#ifndef SANDBOX_H
#define SANDBOX_H

#include <stdbool.h>

/* From now on this process may use its memory, read files, and write to `fd` and to standard error.
 * All else fails with EPERM: no new process, no file made, changed or removed, no signal to others,
 * no network, no sleep. With `files` it may also make, change and remove files beneath its working
 * directory, and nowhere else where the kernel has Landlock (5.13). False where the kernel has no
 * such filters. */
bool sandbox_enter(int fd, bool files);

/* Whether the kernel has Landlock. */
bool sandbox_confines_files(void);

#endif
