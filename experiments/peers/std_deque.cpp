/* std_deque.cpp - std::deque of C++: push_back for each element, then one block gathered from it.
 *
 *     map [ * * * * ]  ->  | e e e e |  | e e e e |  | e e . . |     512 bytes each
 *
 * Needs   g++
 * Time    O(1): a malloc for each 512 bytes; only the map of pointers is ever copied
 * Memory  the data, 16 bytes of malloc's and 8 of the map for each 512; gather needs all twice
 * Expect  chunk_list with small chunks; reads at random stay O(1)
 * See     libstdc++ bits/stl_deque.h, _GLIBCXX_DEQUE_BUF_SIZE
 */
#include <deque>
#include <memory>

template <class element> using container = std::deque<element>;
#include "container.h"

static void gather(array *a, char *block, size_t width) {
    with(a, width, [block](auto &list) {
        using element = typename std::remove_reference_t<decltype(list)>::value_type;
        std::copy(list.begin(), list.end(), reinterpret_cast<element *>(block));
    });
}

static const struct strategy strategy = {
    .title = "std::deque",
    .about = "push_back of C++'s std::deque: blocks of 512 bytes, then one block gathered from it.",
    .family = "peer",
    .uncounted = true,
    .begin = begin,
    .gather = gather,
};

extern "C" {
#include "run.h"
}
