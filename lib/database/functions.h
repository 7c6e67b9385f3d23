/* functions.h - what SQL gets beside SQLite's own functions; database.c registers all groups.
 *
 * The columns that an aggregate reads may hold null: such rows do not count, as in SQL's own.
 */
#ifndef FUNCTIONS_H
#define FUNCTIONS_H

#include <sqlite3.h>
#include <stddef.h>

/* Aggregates on the GNU Scientific Library:
 *
 *   median(x [, round])   the middle value; of an even number the mean of the two in the middle
 *   low(x [, round [, n]]),   95 % interval of the median by the sign test, which asks nothing of
 *   high(x [, round [, n]])   the distribution (Dixon and Mood 1946); null below 6 values. Beside n
 *                         others, so that all n hold at once in 95 of 100: each misses 5 % / n
 *                         (Bonferroni; Dunn 1961).
 *                         With the round (see record.round) they know runs: of several, a series,
 *                         each is one number, its median. Then median() is the geometric mean of
 *                         these, and the interval is of Student's t with a degree of freedom less
 *                         than runs: it holds all that differs between runs, and nothing must be
 *                         known of what differs within (Kalibera and Jones 2013, two levels). On
 *                         the logarithm where all runs are above 0, else plain. Null below 3 runs:
 *                         of two, t is 12.7 and their deviation little more than a guess
 *   slope(x, y [, w]),    straight line by least squares, with weights w; null below 2 points
 *   intercept(x, y [, w])
 *   slope_error(x, y)     half of the slope's 95 % interval (Student's t); null below 3 points
 *   prior_variance(v, d), what many variances v, of d degrees of freedom each, say together: one
 *   prior_df(v, d)        that is worth prior_df more degrees of freedom in each, the more the
 *                         more alike they are (Smyth 2004, as R's limma); null below 3
 *
 * and plain functions:
 *
 *   student(p, d)         the number below which t with d degrees of freedom is, with
 *   student_p(t, d)       probability p; and that probability
 *
 * Cost: they keep their values, 8 bytes each, and sort once. */
int statistics_register(sqlite3 *database);

/* Numbers for people; null gives "?":
 *
 *   short(x)              at most three digits: 61  6.1  0.61        fixed(x, d)   d decimals: 1.50
 *   ratio(x)              three digits, zeros kept: 2.00  23.4  1234
 *   si(x)                 10M  47.1k                 bytes(x)      40 MB         binary(x)  64 KiB
 *   duration(ns)          23.4 ms                    span(ns)      the same, up to years
 *   within(low, high)     " [1.02, 1.03]"; without an interval " (too few rounds)"; an end that is
 *                         not 1 does not look like 1: " [1.0002, 1.03]"
 *   ratio(x, low, high)   as many decimals as its interval needs: 0.993 of [0.990, 0.996]
 *   shade(x, best, worst) a place on the scale of a heat map: 0 at best, 1 at worst times best and
 *                         beyond, logarithmic between
 *
 * of a ratio, its interval and the noise floor (null: not known):
 *
 *   tied(ratio, low, high, floor)    1: the interval holds 1, or the ratio is no farther from 1
 *                         than the floor; 0: neither; null without an interval
 *   tie(...)              which of them, short: "tied, < 6.1 %" (a larger difference is excluded,
 *                         by whichever of the two is slower)
 *                         or "below 2.3 %"; null where neither
 *   times(...)            all of it in words: "1.42 x [1.41, 1.43]", "1.02 x [0.98, 1.06], tied: a
 *                         difference above 6 % is excluded", "1.02 x [1.01, 1.03], below what this
 *                         machine can tell apart (2.3 %)"
 *
 * and what a person said:
 *
 *   count_of(text, name), "10M" -> 10000000, "64MiB" -> 67108864; null of null. What is none ends
 *   bytes_of(text, name), the program with `name: "text" is not ...` and EXIT_USAGE; "3min" -> 180
 *   seconds_of(text, name)
 *   refuse(message)       ends it with that message
 *   type_names(), width_of(name)   the types of elements, a JSON list, and the bytes of one */
int numbers_register(sqlite3 *database);

/* Texts:
 *
 *   html(text)            for a web page: & < > " ' escaped
 *   word(text)            one word of a POSIX shell, quoted where it must be
 *   order_of(seed, round, cell)   a random number, the same for the same three (SplitMix64; Steele,
 *                         Lea, Flood 2014): the order of the cells in a round
 *
 * and an aggregate, which takes its rows as they come:
 *
 *   listing(text, most)   "a, b and c", or of more than `most` "a, b and 4 more"; "none" of none */
int text_register(sqlite3 *database);

/* Places for labels in a figure: window functions, over (order by ... rows between unbounded
 * preceding and unbounded following):
 *
 *   spread(y, step)       y moved so that neighbours are at least `step` apart, as little as
 *                         possible, over rising y (pool adjacent violators; Barlow et al. 1972)
 *   beside(low, x, high, y, text, right, top)   [x, y, to_x, to_y]: where a label begins that
 *                         stands near the point (x, y) of a plane from 0 to right and top, and
 *                         where the way from the point to it ends. The units are a letter and a
 *                         line. It covers no other label, no point and none of the intervals from
 *                         low to high, where there is room. Cost: right * top * n^2 at most */
int places_register(sqlite3 *database);

/* For those that register: plain functions as a table, `data` is the call's sqlite3_user_data; and
 * a result that SQLite copies. */
struct function {
    const char *name;
    int arguments;
    void (*call)(sqlite3_context *, int, sqlite3_value **);
    const void *data;
};
int functions_add(sqlite3 *database, const struct function *functions, size_t count);
void result_text(sqlite3_context *context, const char *text);

/* What stands for c in a web page; NULL: c itself. */
const char *html_escape(char c);

#endif
