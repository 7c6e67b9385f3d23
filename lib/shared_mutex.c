/* shared_mutex.c - see shared_mutex.h */
#include "shared_mutex.h"
#include "failure.h"

#include <errno.h>

bool shared_mutex_make(pthread_mutex_t *mutex) {
    pthread_mutexattr_t kind;
    int error = pthread_mutexattr_init(&kind);
    if (error == 0) error = pthread_mutexattr_setpshared(&kind, PTHREAD_PROCESS_SHARED);
    if (error == 0) error = pthread_mutexattr_setrobust(&kind, PTHREAD_MUTEX_ROBUST);
    if (error == 0) error = pthread_mutex_init(mutex, &kind);
    return error == 0 || failure("mutex", error, "shared by processes, robust");
}

bool shared_mutex_lock(pthread_mutex_t *mutex) {
    int error = pthread_mutex_lock(mutex);
    if (error == EOWNERDEAD) error = pthread_mutex_consistent(mutex); /* it is ours now */
    return error == 0 || failure("mutex", error, "to be locked");
}
