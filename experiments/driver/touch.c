/* touch.c - makes the machine's memory ready: touches SIZE bytes and gives them back, on huge pages
 * if there are: a host that backs them once backs the small pages of the same blocks, too.
 *
 * The first touch of a page that the machine (the host of a virtual one, above all) has not used
 * since it started costs up to six times that of a warm page. Without this, whatever is measured
 * first looks slow.
 */
#include "failure.h"
#include "quantity.h"

#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(int argc, char **argv) {
    uint64_t bytes;
    failure_program("touch");
    if (argc != 2 || !parse_bytes(argv[1], &bytes)) {
        fprintf(stderr, "touch: usage: touch SIZE, such as 160MB\n");
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
    return munmap(block, bytes) == 0 ? EXIT_DONE : EXIT_FAILED;
}
