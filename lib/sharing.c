/* sharing.c - see sharing.h */
#include "sharing.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>

char *share_map(struct worker *w, int protection, int flags) {
    static char nothing[1];
    struct input *f = &w->file;
    if (f->bytes == 0) return nothing;
    snprintf(f->guard.name, sizeof f->guard.name, "%s", f->name);
    if (!file_guard_begin(&f->guard)) return NULL;
    call_counts.calls++;
    char *data = counted_mmap(f->bytes, protection, flags, f->fd);
    f->guard.data = f->data = data;
    f->guard.bytes = f->bytes;
    return data;
}

char *share_map_writable(struct worker *w) {
    if (!counted_open(&w->file, w->setup, O_RDWR)) return NULL; /* O_RDONLY is 0 */
    return share_map(w, PROT_READ | PROT_WRITE, MAP_SHARED);
}
