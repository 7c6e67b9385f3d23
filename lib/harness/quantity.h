/* quantity.h - counts and sizes as people write them: one grammar for programs, scripts, settings.
 *
 *     quantity = number [prefix] ["B"]
 *     number   = digits ["." digits] ["e" exponent]          1000   2.5   1e6
 *     prefix   = k | M | G | T                               1000, 1000^2, 1000^3, 1000^4
 *              | Ki | Mi | Gi | Ti                           1024, 1024^2, 1024^3, 1024^4
 *
 *     1000   1e6   10M   2.5k   64KiB   1.5MiB   10MB   512M   2G   2Gi
 *
 * The B says that bytes are meant: a size may have it or not (512M is 512MB), a count of elements
 * may not. The value is a whole number below 2^47: 2.5k is 2500, 1.5 is nothing. No sign, no
 * spaces.
 *
 * Scripts ask the program build/quantity, so that they and the programs cannot disagree.
 */
#ifndef QUANTITY_H
#define QUANTITY_H

#include <stdbool.h>
#include <stdint.h>

/* What is wrong with a text that is none of these, as the end of: "X" is not ... */
#define COUNT_FORM    "a whole number below 2^47, such as 1000, 1e6 or 10M"
#define ELEMENTS_FORM "a whole number from 1 to below 2^47, such as 1000, 1e6 or 10M"
#define BYTES_FORM    "a size such as 4096, 64KiB, 10MB or 2G"
#define SECONDS_FORM  "a time from 1s to 1e6s, such as 90s, 3min or 1h"

/* A count, 0 or more. False if it is not; `count` is then unchanged. */
bool parse_count(const char *text, uint64_t *count);

/* A count of 1 or more: of elements to measure, as nothing can be said of none for each. */
bool parse_elements(const char *text, uint64_t *count);

/* A size, 1 byte or more. False if it is not; `bytes` is then unchanged. */
bool parse_bytes(const char *text, uint64_t *bytes);

/* A time for people: seconds, or with s, min or h behind the number; rounded to whole seconds.
 * False if it is not, or not from 1 to 1e6 seconds; `seconds` is then unchanged. */
bool parse_seconds(const char *text, uint64_t *seconds);

/* A plain decimal number; `rest` is what stands behind it. False if the text does not begin with
 * one: strtod(3) alone would also take "nan", "0x1p3", " 1" and "-1". */
bool parse_decimal(const char *text, double *value, char **rest);

#endif
