/* touch.c - makes the machine's memory ready: touches SIZE bytes and gives them back, on huge pages
 * if there are: a host that backs them once backs the small pages of the same blocks, too.
 *
 * The first touch of a page that the machine does not back (the host of a virtual one, above all:
 * one it has never given, or has taken back) costs up to twenty times that of a warm page. Without
 * this, whatever is measured first looks slow. With SECONDS it waits so long afterwards: where free
 * memory is reported to the host (virtio_balloon), it is taken back in that time.
 */
#include "failure.h"
#include "quantity.h"

#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(int argc, char **argv) {
    uint64_t bytes, seconds = 0;
    failure_program("touch");
    if (argc < 2 || argc > 3 || !parse_bytes(argv[1], &bytes) ||
        (argc == 3 && !parse_count(argv[2], &seconds)) || seconds > 3600) {
        fprintf(stderr, "touch: usage: touch SIZE [SECONDS], such as 160MB\n");
        return EXIT_USAGE;
    }
    char *block = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (block == MAP_FAILED) {
        failure("mmap", errno, "%s", argv[1]);
        die(EXIT_FAILED);
    }
    madvise(block, bytes, MADV_HUGEPAGE); /* only advice: without it small pages are touched */
    volatile char *page = block;          /* a store that nobody reads is still made */
    for (uint64_t at = 0; at < bytes; at += (uint64_t)sysconf(_SC_PAGESIZE)) page[at] = 1;
    if (munmap(block, bytes) != 0) return EXIT_FAILED;
    for (unsigned left = (unsigned)seconds; left > 0;) left = sleep(left);
    return EXIT_DONE;
}
