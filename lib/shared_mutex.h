/* shared_mutex.h - a mutex in memory that processes share, such as a mapped file.
 *
 *     struct page { pthread_mutex_t mutex; ... } *page = ...;       // mapped by all
 *     if (!shared_mutex_make(&page->mutex)) return false;           // one of them, once
 *     if (!shared_mutex_lock(&page->mutex)) return false;
 *     ...
 *     pthread_mutex_unlock(&page->mutex);
 *
 * It is robust: should a process die that holds it, the next one gets it, and nobody waits forever.
 * What it guards may be half changed then; who needs more must look at it.
 */
#ifndef SHARED_MUTEX_H
#define SHARED_MUTEX_H

#include <pthread.h>
#include <stdbool.h>

/* Both: false and a note on failure (failure.h). Locking costs some 20 ns where nobody else wants
 * it, and a sleep where somebody has it. */
bool shared_mutex_make(pthread_mutex_t *mutex);
bool shared_mutex_lock(pthread_mutex_t *mutex);

#endif
