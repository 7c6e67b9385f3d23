/* print.h - the rows of a query, in the form that somebody wants. */
#ifndef PRINT_H
#define PRINT_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>

enum form {
    NONE,   /* not at all */
    TSV,    /* tab-separated, no head: for scripts */
    HEADED, /* tab-separated, the first line names the columns: for gnuplot and pandas */
    TABLE,  /* aligned, for a terminal; numbers stand to the right */
    CSV,    /* RFC 4180, with a head */
    JSON,   /* one object a line */
    HTML,   /* a table of a web page, escaped */
};

/* Steps through the statement and prints its rows; where there are none, nothing (HEADED: the
 * head). Returns how many came; whether it ended well, the database knows (sqlite3_errcode). */
long print_rows(sqlite3_stmt *statement, enum form form, FILE *to);

#endif
