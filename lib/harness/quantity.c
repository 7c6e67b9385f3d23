/* quantity.c - see quantity.h */
#include "quantity.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* With counts below 2^47, elements of 64 bytes and growth factors up to 64, every product of the
 * three is below 2^59: no size in the suite can overflow. And each is exact in a double. */
static const double limit = 140737488355328.0; /* 2^47 */

bool parse_decimal(const char *text, double *value, char **rest) {
    if (*text < '0' || *text > '9' || (text[0] == '0' && (text[1] == 'x' || text[1] == 'X')))
        return false;
    errno = 0;
    *value = strtod(text, rest);
    return errno == 0;
}

/* The prefix at `text` as a factor; moves `text` behind it. */
static double prefix(const char **text) {
    static const char prefixes[] = "kMGT", binary[] = "KMGT";
    const char *at = NULL;
    double factor = 1, base = 1000;
    if (**text != '\0' && (*text)[1] == 'i') {
        at = strchr(binary, **text);
        base = 1024;
    } else if (**text != '\0') {
        at = strchr(prefixes, **text);
    }
    if (!at) return 1;
    *text += base == 1024 ? 2 : 1;
    for (ptrdiff_t power = at - (base == 1024 ? binary : prefixes); power >= 0; power--)
        factor *= base;
    return factor;
}

static bool whole_number(const char *text, bool bytes, uint64_t *number) {
    double value;
    char *rest;
    if (!parse_decimal(text, &value, &rest)) return false;
    const char *end = rest;
    value *= prefix(&end);
    if (bytes && *end == 'B') end++;
    if (*end != '\0' || value >= limit || value != (double)(uint64_t)value) return false;
    if (bytes && value == 0) return false;
    *number = (uint64_t)value;
    return true;
}

bool parse_count(const char *text, uint64_t *count) { return whole_number(text, false, count); }

bool parse_elements(const char *text, uint64_t *count) {
    uint64_t number;
    if (!parse_count(text, &number) || number == 0) return false;
    *count = number;
    return true;
}

bool parse_bytes(const char *text, uint64_t *bytes) { return whole_number(text, true, bytes); }

bool parse_seconds(const char *text, uint64_t *seconds) {
    static const struct {
        const char *name;
        double seconds;
    } units[] = {{"", 1}, {"s", 1}, {"min", 60}, {"h", 3600}};
    double value;
    char *rest;
    if (!parse_decimal(text, &value, &rest)) return false;
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        if (strcmp(rest, units[u].name) != 0) continue;
        value *= units[u].seconds;
        if (value < 1 || value > 1e6) return false;
        *seconds = (uint64_t)(value + 0.5);
        return true;
    }
    return false;
}
