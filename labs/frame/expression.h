/* expression.h - arithmetic of a contract: "twice.copied / one.copied", "2 * log2(big.n)". */
#ifndef EXPRESSION_H
#define EXPRESSION_H

#include <stdbool.h>
#include <stddef.h>

/* The value of a name such as one.copied. False when there is none; it has said why itself. */
typedef bool named_value(void *context, const char *name, double *value);

/* Numbers, names, + - * / ^ ( ), and log2 ceil floor sqrt min max of them. False when `text` is no
 * expression, then `text` is named in `why`; or when a name has no value. */
bool evaluate(const char *text, named_value *lookup, void *context, double *value, char *why,
              size_t room);

#endif
