/* my_print.c - lab 9: the tutorial's program as a function, to be repaired.
 *
 *     file      | t e x t . . . |             it has `size` bytes
 *     mapping   |---------------|00000|       it has whole pages
 *
 * It prints all of a file as it was when it was opened, whatever bytes are in it, and returns true;
 * or it returns false. It never ends by a signal. What is no regular file is refused, without
 * printing and without waiting.
 *
 * After each TODO: labs/lab check 9
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* TODO 1: it returns true for an empty file, without a mapping.
 * TODO 2: it prints `size` bytes, and not up to a zero byte.
 * TODO 3: each call can fail: it returns false then. What is no regular file is refused (fstat(2)),
 *         and a fifo that nobody writes must not keep it waiting (open(2): O_NONBLOCK).
 * TODO 4: somebody cuts the file while it is mapped. Who may touch the mapping then? And what is
 *         true of the file, after the printing, if nobody has cut it? */
static bool print_file(const char *path) {
    int fd = open(path, O_RDONLY);
    off_t size = lseek(fd, 0, SEEK_END);
    char *text = mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    printf("%s", text);
    munmap(text, (size_t)size);
    return true;
}

/* Where the grader finds it. */
bool (*const subject)(const char *path) = print_file;
