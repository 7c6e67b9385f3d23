/* mmap_file.c - a growing array in a mapped file, on Windows. A program of its own, not on the
 * harness: `make windows` builds it with mingw-w64 and runs it under wine.
 *
 *     mmap_file.exe --input FILE --output FILE [--type byte|int32] [--page-file] [--force]
 *
 *     view     | e e e e . . . . |      MapViewOfFile: the addresses
 *     section  |-----------------|      CreateFileMapping: what can be mapped, of one size for ever
 *     file     | e e e e . . . . |      CreateFile; or the page file: INVALID_HANDLE_VALUE
 *
 * It reads elements one at a time, appends each without knowing how many will come, makes the array
 * durable, maps it again read-only, verifies all of it, and only then gives it its name.
 *
 * The two systems side by side ([n]: source below; Linux: man pages of section 2):
 *
 *               Linux, experiments/grow/mmap_file.c       Windows, this file
 *   mapping     mmap: one call                            section, then view: two objects [1] [2]
 *   granularity an offset is a multiple of a page, 4 KiB  of dwAllocationGranularity, 64 KiB [2][3]
 *   empty file  mmap of length 0: EINVAL                  section of size 0: ERROR_FILE_INVALID [1]
 *   growing     fallocate, mremap: the pages move, the    view and section closed, a larger section
 *               old address may stay                      makes the file longer, a new view [1] [4]
 *   new bytes   are zero                                  "not guaranteed to be zero" [1]
 *   full disk   fallocate: ENOSPC. Without it the store   ERROR_DISK_FULL [1]; in a sparse or a
 *               finds out: SIGBUS                         compressed file the store finds out [5]
 *   cut short   ftruncate by anybody, then SIGBUS         refused while it is mapped [4]
 *   lost page   SIGBUS: sigaction                         EXCEPTION_IN_PAGE_ERROR: __try, __except
 *                                                         of MSVC; gcc: a vectored handler [5] [6]
 *   who writes  the kernel, some 30 s later, or when      the system, "lazily", when no process has
 *               memory is short (proc(5), dirty_...)      the page in its working set [7]
 *   to the disk msync(MS_SYNC), fsync                     FlushViewOfFile begins and does not wait,
 *                                                         FlushFileBuffers waits, with metadata [8]
 *   close       close leaves the mapping, munmap the      CloseHandle leaves the view. Neither
 *               file; neither writes at once              writes at once; size cut when all closed
 *   deleting    unlink takes the name at once, the bytes  fails while it is open or mapped, unless
 *               stay until unmapped: O_TMPFILE            all allow FILE_SHARE_DELETE [9]; nearest:
 *                                                         FILE_FLAG_DELETE_ON_CLOSE [10]
 *   no file     MAP_ANONYMOUS, memfd_create: swap;        a section of the page file: charged whole
 *               charged when touched, grows by mremap     when made; grows by a new one and a copy
 *
 * Beware of tutorials that show mmap(fd) and, as its twin on Windows, a section made with
 * INVALID_HANDLE_VALUE: that maps the page file and no file, and does not say so. Nothing is kept.
 * It is --page-file here, and the elements have to be written out at the end [11].
 *
 * Microsoft Learn: [1] CreateFileMappingA (memoryapi.h); [2] MapViewOfFile; [3] SYSTEM_INFO;
 * [4] SetEndOfFile: unmap all views and close the section first; [5] Reading and Writing From a
 * File View; [6] AddVectoredExceptionHandler; [7] Closing a File Mapping Object; [8]
 * FlushViewOfFile; [9] DeleteFileA; [10] CreateFileA. [11] R. Chen, The source of much confusion:
 * "backed by the system paging file" (The Old New Thing).
 *
 * Errors are one line, NAME: operation: reason (context). Exit status: 0 done; 1 failed while
 * running; 2 usage; 3 wrong contents. A name outside the code page of the system is not understood.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <windows.h>

enum { DONE = 0, FAILED = 1, USAGE = 2, WRONG = 3 };

/* What is mapped: nothing while data is NULL. */
struct view {
    HANDLE section;
    char *data;
    size_t bytes;
};

struct array {
    HANDLE file; /* INVALID_HANDLE_VALUE: the page file */
    struct view view;
    size_t width, count, growths;
};

static struct array array;       /* one: the handler of lost pages must find it */
static char part[MAX_PATH + 32]; /* the output's name until all of it is right; or empty */
static char line[1024];          /* why it failed; the first reason wins */

/* ---- errors ---------------------------------------------------------------------------------- */

/* Notes why `operation` failed and returns false. `error` is of GetLastError, or 0 when the text
 * says it all. */
static bool failed(const char *operation, DWORD error, const char *format, ...) {
    char context[600], reason[300];
    va_list arguments;
    if (line[0]) return false;
    va_start(arguments, format);
    vsnprintf(context, sizeof context, format, arguments);
    va_end(arguments);
    DWORD length = FormatMessageA(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS |
                                      FORMAT_MESSAGE_MAX_WIDTH_MASK, /* no line breaks */
                                  NULL, error, 0, reason, sizeof reason, NULL);
    while (length > 0 && strchr(" .", reason[length - 1])) reason[--length] = '\0';
    if (error == 0)
        snprintf(line, sizeof line, "%s: %s", operation, context);
    else if (length == 0)
        snprintf(line, sizeof line, "%s: error %lu (%s)", operation, error, context);
    else
        snprintf(line, sizeof line, "%s: %s (%s)", operation, reason, context);
    for (char *c = line; *c; c++)
        if ((unsigned char)*c < ' ') *c = '?';
    return false;
}

static int told(int status) {
    fprintf(stderr, "mmap_file: %s\n", line);
    return status;
}

/* ---- the array ------------------------------------------------------------------------------- */

static const char *place(const struct array *a) {
    return a->file == INVALID_HANDLE_VALUE ? "page file" : part;
}

/* A section of `bytes`, which makes a shorter file longer, and a view of all of it. */
static bool map(const struct array *a, size_t bytes, struct view *v) {
    v->section =
        CreateFileMappingA(a->file, NULL, PAGE_READWRITE, (DWORD)(bytes >> 32), (DWORD)bytes, NULL);
    if (!v->section)
        return failed("CreateFileMapping", GetLastError(), "%s to %zu bytes", place(a), bytes);
    v->data = MapViewOfFile(v->section, FILE_MAP_WRITE, 0, 0, bytes);
    v->bytes = bytes;
    if (v->data) return true;
    failed("MapViewOfFile", GetLastError(), "%zu bytes of %s", bytes, place(a));
    CloseHandle(v->section);
    return false;
}

static bool unmap(struct view *v) {
    if (!v->data) return true;
    char *data = v->data;
    v->data = NULL;
    if (!UnmapViewOfFile(data)) failed("UnmapViewOfFile", GetLastError(), "%zu bytes", v->bytes);
    if (!CloseHandle(v->section)) failed("CloseHandle", GetLastError(), "section");
    return line[0] == '\0';
}

/* The page file has no name by which its bytes could be found again: a second section beside the
 * first, and all is copied. */
static bool grow_copied(struct array *a, size_t bytes) {
    struct view wider;
    if (!map(a, bytes, &wider)) return false;
    if (a->count > 0) memcpy(wider.data, a->view.data, a->count * a->width);
    if (!unmap(&a->view)) return false;
    a->view = wider;
    return true;
}

/* A file keeps its bytes: nothing is copied. Where it cannot be longer, it is mapped as it was. */
static bool grow_mapped(struct array *a, size_t bytes) {
    const struct view before = a->view;
    if (!unmap(&a->view)) return false;
    if (map(a, bytes, &a->view)) return true;
    a->view.data = NULL;
    if (before.data) map(a, before.bytes, &a->view);
    return false;
}

static bool grow(struct array *a) {
    SYSTEM_INFO system;
    GetSystemInfo(&system);
    size_t bytes = a->view.data ? 2 * a->view.bytes : system.dwAllocationGranularity;
    a->growths++;
    return a->file == INVALID_HANDLE_VALUE ? grow_copied(a, bytes) : grow_mapped(a, bytes);
}

static bool append(struct array *a, const void *element) {
    if ((a->count + 1) * a->width > a->view.bytes && !grow(a)) return false;
    memcpy(a->view.data + a->count++ * a->width, element, a->width);
    return true;
}

/* A page of the mapped file that cannot be had: the disk failed, the network went, a sparse file
 * found no room (wine says access violation). Elsewhere the exception takes its usual course. */
static LONG CALLBACK on_exception(EXCEPTION_POINTERS *what) {
    const EXCEPTION_RECORD *r = what->ExceptionRecord;
    if (r->ExceptionCode != EXCEPTION_IN_PAGE_ERROR &&
        r->ExceptionCode != EXCEPTION_ACCESS_VIOLATION)
        return EXCEPTION_CONTINUE_SEARCH;
    const uintptr_t at = r->ExceptionInformation[1], data = (uintptr_t)array.view.data;
    if (at < data || at >= data + array.view.bytes) return EXCEPTION_CONTINUE_SEARCH;
    failed("mapped file", 0, "byte %zu cannot be had: its disk failed, or is full (%s)", at - data,
           place(&array));
    unmap(&array.view);
    CloseHandle(array.file);
    DeleteFileA(part); /* what is open cannot be deleted */
    ExitProcess((UINT)told(FAILED));
}

/* ---- in, out, and whether it is right -------------------------------------------------------- */

/* Sensitive to order: 1 2 is not 2 1. */
static uint64_t checksum(uint64_t sum, const char *data, size_t bytes) {
    for (size_t i = 0; i < bytes; i++)
        sum = (sum + (unsigned char)data[i] + 1) * UINT64_C(0x9e3779b97f4a7c15);
    return sum;
}

/* Appends what is in `file`; what came in is summed apart from what is stored. */
static bool append_all(struct array *a, HANDLE file, const char *name, uint64_t *sum) {
    char buffer[64 * 1024];
    DWORD got, left = 0;
    for (;;) {
        if (!ReadFile(file, buffer + left, (DWORD)sizeof buffer - left, &got, NULL)) {
            if (GetLastError() != ERROR_BROKEN_PIPE) /* the end of a pipe */
                return failed("ReadFile", GetLastError(), "%s", name);
            got = 0;
        }
        if (got == 0) break;
        got += left;
        size_t whole = got / a->width * a->width;
        for (size_t i = 0; i < whole; i += a->width) {
            if (!append(a, buffer + i)) return false;
            *sum = checksum(*sum, buffer + i, a->width);
        }
        left = (DWORD)(got - whole);
        memmove(buffer, buffer + whole, left);
    }
    return left == 0 ||
           failed("input", 0, "%s ends inside an element: %lu of %zu bytes", name, left, a->width);
}

static bool write_all(HANDLE file, const char *data, size_t bytes) {
    while (bytes > 0) {
        DWORD n, most = bytes < 1 << 20 ? (DWORD)bytes : 1 << 20;
        if (!WriteFile(file, data, most, &n, NULL) || n == 0)
            return failed("WriteFile", GetLastError(), "%s", part);
        data += n, bytes -= n;
    }
    return true;
}

/* All elements are in `file`, which is cut to them, and on the disk. Data first; a file that has a
 * section cannot be cut, so that goes between. */
static bool sync(struct array *a, HANDLE file) {
    const LARGE_INTEGER end = {.QuadPart = (LONGLONG)(a->count * a->width)};
    if (a->file == INVALID_HANDLE_VALUE) {
        if (!write_all(file, a->view.data, (size_t)end.QuadPart)) return false;
    } else if (a->view.data && !FlushViewOfFile(a->view.data, 0)) {
        return failed("FlushViewOfFile", GetLastError(), "%s", part);
    }
    if (!unmap(&a->view)) return false;
    if (!SetFilePointerEx(file, end, NULL, FILE_BEGIN) || !SetEndOfFile(file))
        return failed("SetEndOfFile", GetLastError(), "%s to %lld bytes", part, end.QuadPart);
    if (!FlushFileBuffers(file)) return failed("FlushFileBuffers", GetLastError(), "%s", part);
    return true;
}

/* Whether what is mapped is what came in; if not, that is the line, before all else. */
static int right(const struct array *a, uint64_t sum, int status) {
    const size_t bytes = a->count * a->width;
    if (bytes > 0 && !a->view.data) return FAILED;
    if (a->view.bytes >= bytes && checksum(0, a->view.data, bytes) == sum) return status;
    line[0] = '\0';
    failed("verify", 0, "%zu elements differ from what came in (%s)", a->count, place(a));
    return WRONG;
}

/* Maps the file anew, read-only, as another process would. Of an empty one there is no section. */
static int verify(struct array *a, HANDLE file, uint64_t sum) {
    LARGE_INTEGER size;
    struct view *v = &a->view;
    a->file = file;
    v->section = NULL, v->bytes = 0;
    if (a->count > 0) {
        v->section = CreateFileMappingA(file, NULL, PAGE_READONLY, 0, 0, NULL);
        if (v->section) v->data = MapViewOfFile(v->section, FILE_MAP_READ, 0, 0, 0);
        if (!v->data) failed("MapViewOfFile", GetLastError(), "%s, read-only", part);
    }
    if (!GetFileSizeEx(file, &size)) failed("GetFileSizeEx", GetLastError(), "%s", part);
    if (line[0]) return FAILED;
    v->bytes = (size_t)size.QuadPart;
    const int status = right(a, sum, DONE);
    return unmap(v) ? status : status == WRONG ? WRONG : FAILED;
}

/* ---- the program ----------------------------------------------------------------------------- */

struct options {
    const char *input, *output;
    bool page_file, force;
};

static bool parse(struct options *o, int argc, char **argv) {
    array.width = 1;
    for (int k = 1; k < argc; k++) {
        const char *word = argv[k], *value = k + 1 < argc ? argv[k + 1] : NULL;
        if (strcmp(word, "--page-file") == 0) {
            o->page_file = true;
        } else if (strcmp(word, "--force") == 0) {
            o->force = true;
        } else if (!value) {
            return failed("usage", 0, "\"%s\" is no option, or lacks its value", word);
        } else if (strcmp(word, "--input") == 0) {
            o->input = argv[++k];
        } else if (strcmp(word, "--output") == 0) {
            o->output = argv[++k];
        } else if (strcmp(word, "--type") == 0) {
            array.width = strcmp(argv[++k], "int32") == 0 ? 4 : 1;
            if (array.width == 1 && strcmp(value, "byte") != 0)
                return failed("type", 0, "\"%s\" is not one of byte int32", value);
        } else {
            return failed("usage", 0, "\"%s\" is no option", word);
        }
    }
    if (!o->input || !o->output)
        return failed("usage", 0,
                      "--input FILE --output FILE [--type byte|int32] [--page-file] [--force]");
    return strlen(o->output) < MAX_PATH || failed("output", 0, "the name is too long");
}

static int run(const struct options *o, HANDLE input, HANDLE file) {
    uint64_t sum = 0;
    array.file = o->page_file ? INVALID_HANDLE_VALUE : file;
    if (!append_all(&array, input, o->input, &sum)) return right(&array, sum, FAILED);
    return sync(&array, file) ? verify(&array, file, sum) : FAILED;
}

int main(int argc, char **argv) {
    struct options o = {0};
    if (!parse(&o, argc, argv)) return told(USAGE);
    if (!AddVectoredExceptionHandler(1, on_exception)) {
        failed("AddVectoredExceptionHandler", GetLastError(), "lost pages");
        return told(FAILED);
    }
    if (!o.force && GetFileAttributesA(o.output) != INVALID_FILE_ATTRIBUTES) {
        failed("output", ERROR_FILE_EXISTS, "%s: --force replaces it", o.output);
        return told(FAILED);
    }
    HANDLE input = CreateFileA(o.input, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING,
                               FILE_FLAG_SEQUENTIAL_SCAN, NULL);
    if (input == INVALID_HANDLE_VALUE) {
        failed("CreateFile", GetLastError(), "%s", o.input);
        return told(FAILED);
    }
    /* Nobody else may open it, and no file that was there is lost. */
    snprintf(part, sizeof part, "%s.%lu.part", o.output, GetCurrentProcessId());
    HANDLE file = CreateFileA(part, GENERIC_READ | GENERIC_WRITE, 0, NULL, CREATE_NEW,
                              FILE_ATTRIBUTE_NORMAL, NULL);
    if (file == INVALID_HANDLE_VALUE) {
        failed("CreateFile", GetLastError(), "%s", part);
        CloseHandle(input);
        return told(FAILED);
    }
    int status = run(&o, input, file);
    unmap(&array.view);
    CloseHandle(input);
    if (!CloseHandle(file) && status == DONE) {
        failed("CloseHandle", GetLastError(), "%s", part);
        status = FAILED;
    }
    const DWORD how = MOVEFILE_WRITE_THROUGH | (o.force ? MOVEFILE_REPLACE_EXISTING : 0);
    if (status == DONE && !MoveFileExA(part, o.output, how)) {
        failed("MoveFileEx", GetLastError(), "%s to %s", part, o.output);
        status = FAILED;
    }
    if (status != DONE) {
        DeleteFileA(part);
        return told(status);
    }
    printf("%zu elements of %zu bytes in %s, mapped from the %s, grown %zu times, verified\n",
           array.count, array.width, o.output, o.page_file ? "page file" : "file", array.growths);
    return DONE;
}
