/* quantity.c - for scripts: `quantity count 10M` prints 10000000, `quantity bytes 64KiB` 65536.
 *
 * The grammar is that of all programs (lib/harness/quantity.h); a count is 1 or more. What is not
 * in it is one line on standard error and status 2; a third word is the name of the setting there.
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
    const bool count = argc > 1 && strcmp(argv[1], "count") == 0;
    if (argc < 3 || argc > 4 || (!count && strcmp(argv[1], "bytes") != 0)) {
        fprintf(stderr, "quantity: usage: quantity count|bytes TEXT [NAME], as in: bytes 64KiB\n");
        return EXIT_USAGE;
    }
    if (count ? !parse_elements(argv[2], &value) : !parse_bytes(argv[2], &value)) {
        fprintf(stderr, "quantity: %s%s\"%s\" is not %s\n", argc > 3 ? argv[3] : "",
                argc > 3 ? ": " : "", one_line(argv[2]), count ? ELEMENTS_FORM : BYTES_FORM);
        return EXIT_USAGE;
    }
    printf("%" PRIu64 "\n", value);
    if (!output_flush()) die(EXIT_FAILED);
    return EXIT_DONE;
}
