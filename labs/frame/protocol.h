/* protocol.h - what the grader and its worker say to each other, over one socket.
 *
 *     grader                                            worker
 *     request ----------------------------------------> does it
 *     ASK_APPEND: n elements ------------------------->
 *             <---------------------------------------- answer
 *             <------------- ASK_READ: for each element struct place, and its bytes
 *
 * The worker holds a student's code, so nothing that decides is there: no seed, no expected value,
 * no file of the grader.
 */
#ifndef PROTOCOL_H
#define PROTOCOL_H

#include "memory.h"

#include <string.h>

enum { WORKER_FD = 3, WORKER_ARRAYS = 4, BLOCK_BYTES = 65536 };

enum ask {
    ASK_BEGIN,   /* an empty array: n elements will come (only some may know it); text: parameters,
                    "step=2" */
    ASK_APPEND,  /* n elements; the answer's value: so many were stored */
    ASK_READ,    /* where all elements are, and what is there; n > 1: every n-th of them, round and
                    round, where n has no divisor in common with their number */
    ASK_FAIL,    /* the n-th allocation from now on fails, once */
    ASK_RELEASE, /* gives all back */
    ASK_THEORY,  /* text: a function's name; its value for n and k */
    ASKS,
};

struct request {
    uint32_t ask, array;
    uint64_t n, width;
    double k;
    char text[80];
};

struct answer {
    bool right; /* it could be done */
    uint64_t value;
    struct memory_counts counts;
    uint64_t largest_bytes; /* the most that counted calls copied or moved in one append */
    /* Of elements that changed their place, whoever moved them: if all move together; and if they
     * move one after the other, in one direction or the other. */
    uint64_t seen_bytes, surely_seen_bytes;
    char why[160];
};

struct place {
    uint64_t address;
};

/* Word `word` of element i: what a stream of this seed holds. The grader makes all that is
 * appended; the worker knows a seed only when a person replays a failure. */
static inline uint64_t stream_word(uint64_t seed, uint64_t array, uint64_t i, uint64_t word) {
    uint64_t x = seed + (array + 1) * 0x9e3779b97f4a7c15u + (i * 8 + word) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 27) * 0x94d049bb133111ebu;
    return x ^ x >> 31;
}

static inline void stream_element(uint64_t seed, uint64_t array, uint64_t i, size_t width,
                                  char *to) {
    for (size_t at = 0; at < width; at += sizeof(uint64_t)) {
        const uint64_t word = stream_word(seed, array, i, at / sizeof word);
        memcpy(to + at, &word, width - at < sizeof word ? width - at : sizeof word);
    }
}

#endif
