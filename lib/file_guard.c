/* file_guard.c - see file_guard.h */
#include "file_guard.h"
#include "allowance.h"
#include "failure.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>

static struct file_guard *guards;

/* The fault is in our own copy of an element, or in reading one: in no library function that this
 * could break in upon. So the program may end here as it does everywhere. */
static void on_sigbus(int signal_number, siginfo_t *info, void *context) {
    (void)context;
    const char *at = info->si_addr;
    for (const struct file_guard *g = guards; g; g = g->next) {
        if (!g->data || at < g->data || at >= g->data + g->bytes) continue;
        failure(
            "mapped file", 0,
            "page cannot be had: the file was cut short by somebody else, or its disk failed (%s)",
            g->name);
        die(EXIT_FAILED);
    }
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

bool file_guard_begin(struct file_guard *g) {
    struct sigaction action = {.sa_sigaction = on_sigbus, .sa_flags = SA_SIGINFO};
    if (sigaction(SIGBUS, &action, NULL) != 0) return failure("sigaction", errno, "SIGBUS");
    g->next = guards;
    guards = g;
    return true;
}

void file_guard_before_reading(void) {
    if (!guards || !memory_is_tight()) return;
    for (const struct file_guard *g = guards; g; g = g->next)
        if (g->data) madvise((void *)(uintptr_t)g->data, g->bytes, MADV_RANDOM);
}

void file_guard_end(struct file_guard *g) {
    for (struct file_guard **link = &guards; *link; link = &(*link)->next)
        if (*link == g) {
            *link = g->next;
            return;
        }
}
