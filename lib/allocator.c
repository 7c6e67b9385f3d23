/* allocator.c - see allocator.h. Compiled with -fPIC: malloc's address then is that of its code,
 * and not of a stub in this program that jumps there. */
#include "allocator.h"

#include <limits.h>
#include <link.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <gnu/libc-version.h>
#include <stdio.h>
#define GLIBC true
#else
#define GLIBC false
#endif

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

enum allocator_kind allocator_kind;

static struct {
    const char *name; /* NULL: not looked up yet */
    char file[PATH_MAX];
} found;

/* What the objects of this process tell: first comes the program itself, then the libraries. */
struct objects {
    int seen, libraries;
    bool valgrind;
    char path[PATH_MAX]; /* of the one that malloc is in; "" for the program */
};

static int look_at(struct dl_phdr_info *object, size_t size, void *data) {
    struct objects *o = data;
    const uintptr_t address = (uintptr_t)malloc;
    const char *name = o->seen++ > 0 && object->dlpi_name ? object->dlpi_name : "";
    (void)size;
    if (*name && !strstr(name, "vdso")) o->libraries++;
    /* It redirects malloc where it is, so that the address does not tell. Its core alone does
     * not. */
    if (strstr(name, "vgpreload_") && !strstr(name, "vgpreload_core")) o->valgrind = true;
    for (int p = 0; p < object->dlpi_phnum; p++) {
        const ElfW(Phdr) *part = &object->dlpi_phdr[p];
        if (part->p_type != PT_LOAD || address < object->dlpi_addr + part->p_vaddr) continue;
        if (address - object->dlpi_addr - part->p_vaddr < part->p_memsz)
            strncpy(o->path, name, sizeof o->path - 1);
    }
    return 0;
}

const char *libc_name(void) {
#ifdef __GLIBC__
    static char name[32];
    snprintf(name, sizeof name, "glibc %s", gnu_get_libc_version());
    return name;
#else
    return "musl";
#endif
}

static bool begins(const char *text, const char *with) {
    return strncmp(text, with, strlen(with)) == 0;
}

static void look_up(void) {
    static struct objects o;
    bool of_libc = false;
    dl_iterate_phdr(look_at, &o);
    /* Behind a link such as libjemalloc.so is the name with the version. */
    const char *path = realpath(o.path, found.file) ? found.file : o.path;
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
    found.name = base;
    if (SANITIZED || begins(base, "libasan"))
        found.name = "addresssanitizer";
    else if (o.valgrind)
        found.name = "valgrind";
    else if (!*base && o.libraries > 0)
        found.name = "linked into the program";
    else if (!*base || begins(base, "libc.so") || begins(base, "libc-2.") ||
             begins(base, "ld-musl"))
        of_libc = true; /* "": all is linked statically */
    allocator_kind = !of_libc ? ALLOCATOR_OTHER : GLIBC ? ALLOCATOR_GLIBC : ALLOCATOR_MUSL;
    if (of_libc) found.name = libc_name();
}

const char *allocator_name(void) {
    if (!found.name) look_up();
    return found.name;
}
