/* quantity.c - for scripts: `quantity count 10M` prints 10000000, `quantity bytes 64KiB` 65536.
 *
 * The grammar is that of all programs (lib/harness/quantity.h). What is not in it is one line on
 * standard error and status 2.
 */
#include "quantity.h"
#include "failure.h"
#include "output.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv) {
    uint64_t value;
    failure_program("quantity");
    const bool count = argc == 3 && strcmp(argv[1], "count") == 0;
    if (!count && (argc != 3 || strcmp(argv[1], "bytes") != 0)) {
        fprintf(stderr, "quantity: usage: quantity count|bytes TEXT, such as: bytes 64KiB\n");
        return EXIT_USAGE;
    }
    if (count ? !parse_count(argv[2], &value) : !parse_bytes(argv[2], &value)) {
        fprintf(stderr, "quantity: \"%s\" is not %s\n", argv[2], count ? COUNT_FORM : BYTES_FORM);
        return EXIT_USAGE;
    }
    printf("%" PRIu64 "\n", value);
    if (!output_flush()) die(EXIT_FAILED);
    return EXIT_DONE;
}
