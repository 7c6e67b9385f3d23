/* dribble.c - copies standard input to standard output in pieces of 1 to 4096 bytes.
 *
 *     dribble < FILE | program --input -
 *
 * The sizes are pseudo-random and the same each time. A pause after some pieces lets the reader
 * empty the pipe, so that it does see small pieces; the result never depends on whether it does.
 */
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

enum { PIECE = 4096, PAUSE_EVERY = 8, PAUSE_US = 20 };

static int write_all(const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t n = write(STDOUT_FILENO, bytes, count);
        if (n < 0) return 0;
        bytes += n, count -= (size_t)n;
    }
    return 1;
}

int main(void) {
    static char piece[PIECE];
    uint64_t x = 1;
    for (unsigned turn = 0;; turn++) {
        x = x * 6364136223846793005u + 1442695040888963407u;
        size_t size = 1 + (size_t)(x >> 52); /* the upper 12 bits: 1 to 4096 */
        ssize_t n = read(STDIN_FILENO, piece, size);
        if (n <= 0) return n == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
        if (!write_all(piece, (size_t)n)) return EXIT_FAILURE;
        if (turn % PAUSE_EVERY == 0) usleep(PAUSE_US);
    }
}
