/* container.h - a container of the C++ library as a strategy. Before it, a peer says which:
 *
 *     template <class element> using container = std::vector<element>;
 *     #include "container.h"
 *     static const struct strategy strategy = {...};
 *     extern "C" {
 *     #include "run.h"
 *     }
 */
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <new>

extern "C" {
#include "strategy.h"
}

// clang-format off
template <size_t width> struct element { char bytes[width]; };
// clang-format on

/* The loops work on a local copy of struct array: so it is copied as bits, like a struct of C. A
 * container's own copy constructor would copy all elements. */
struct array {
    union {
        container<element<1>> of_1;
        container<element<4>> of_4;
        container<element<8>> of_8;
        container<element<64>> of_64;
    };
    bool begun;
    array(const array &from) { *this = from; }
    array &operator=(const array &from) {
        memcpy(static_cast<void *>(this), static_cast<const void *>(&from), sizeof from);
        return *this;
    }
    ~array() {}
};

/* Calls `what` with the container of that width. The width is a constant in each loop. */
template <class operation> static inline auto with(array *a, size_t width, operation what) {
    switch (width) {
    case 1: return what(a->of_1);
    case 4: return what(a->of_4);
    case 8: return what(a->of_8);
    default: return what(a->of_64);
    }
}

/* std::deque allocates already here. Through C, no exception may pass. */
static bool begin(array *a, const struct setup *setup) {
    try {
        with(a, setup->width, [](auto &list) { std::construct_at(&list); });
    } catch (const std::bad_alloc &) {
        return failure("construct", ENOMEM, "an empty container");
    }
    a->begun = true;
    return true;
}

static bool append(array *a, const void *from, size_t width) {
    return with(a, width, [from](auto &list) {
        using element = typename std::remove_reference_t<decltype(list)>::value_type;
        try {
            list.push_back(*static_cast<const element *>(from));
            return true;
        } catch (const std::bad_alloc &) {
            return failure("push_back", ENOMEM, "%zu elements", list.size());
        }
    });
}

static char *at(array *a, size_t i, size_t width) {
    return with(a, width, [i](auto &list) { return list[i].bytes; });
}

static void release(array *a, size_t width) {
    if (a->begun) with(a, width, [](auto &list) { std::destroy_at(&list); });
}
