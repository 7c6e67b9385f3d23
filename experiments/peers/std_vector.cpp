/* std_vector.cpp - std::vector of C++: push_back for each element.
 *
 *     | e e e e |  ->  | e e e e . . . . |     a new block of twice the size, everything copied
 *
 * Needs   g++
 * Time    amortised O(1): log2(n) copies, because operator new knows no realloc
 * Memory  old and new block together while copying: twice the data, three times it reserved
 * Expect  copying_vector's line
 * See     libstdc++ bits/vector.tcc, _M_realloc_insert; folly's FBVector for what it could do
 */
#include <memory>
#include <vector>

template <class element> using container = std::vector<element>;
#include "container.h"

static const struct strategy strategy = {
    .title = "std::vector",
    .about = "push_back of C++'s std::vector: doubles, and copies everything each time.",
    .family = "peer",
    .uncounted = true,
    .begin = begin,
};

extern "C" {
#include "run.h"
}
