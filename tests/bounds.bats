#!/usr/bin/env bats
# bounds.bats - the waste, the copies and the addresses that a strategy's paper promises, after each
# of
# 100,000 appends; and what is stored after each failure. See after_each.c.

load common

# driver NAME: after_each.c with that strategy in it, made as the build was, once.
driver() {
    local flags
    [ ! -e "$BATS_FILE_TMPDIR/after_each_$1" ] || return 0
    read -r flags <"$BUILD/flags"
    # shellcheck disable=SC2086  # the compiler and its flags are words
    (cd "$ROOT" && $flags -Wno-unused-function -MF "$BATS_FILE_TMPDIR/.d" -DRUN_H \
        -DSTRATEGY="\"$ROOT/experiments/grow/$1.c\"" -o "$BATS_FILE_TMPDIR/after_each_$1" \
        tests/after_each.c "$BUILD"/lib/*.o -lm)
}

# held NAME WIDTH [PARAMETER]
held() { "$BATS_FILE_TMPDIR/after_each_$1" "$@" || { echo "$*" && return 1; }; }

each_width() {
    local width
    driver "$1"
    for width in 1 4 8 64; do held "$1" "$width"; done
}

@test "geometric_chunks: fewer than n + 16 places wasted, nothing copied, addresses stay" {
    each_width geometric_chunks
}

@test "block_directory: less than a block wasted, nothing copied, addresses stay" {
    each_width block_directory
    held block_directory 4 256
    held block_directory 64 64
}

@test "sqrt_blocks: O(sqrt n) wasted at every moment, nothing copied, addresses stay" {
    each_width sqrt_blocks
}

@test "hashed_array_tree: O(sqrt n) wasted at every moment, copies exact and below 4/3 n" {
    each_width hashed_array_tree
}

@test "incremental_vector: no append copies more than 64 elements; 3 n places at most" {
    each_width incremental_vector
}

@test "tarjan_zwick: O(n^(1/3)) wasted, O(n^(2/3)) while it grows, at most 15/7 n copies" {
    each_width tarjan_zwick
}

@test "an element keeps its address in every strategy that says so" {
    local name
    [ "$(programs stable | wc -l)" -gt 5 ]
    for name in $(programs stable); do each_width "$name"; done
}

@test "after any failure all that is stored is readable, and the next append goes on" {
    local name
    for name in $(programs "not discards"); do
        driver "$name"
        held "$name" 8
    done
}
