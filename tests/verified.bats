#!/usr/bin/env bats
# verified.bats - what was read is compared, too, and a message says where something is wrong.

load common

# Strategies that are broken on purpose, built in a copy of the tree.
setup_file() {
    local tree=$BATS_FILE_TMPDIR/tree name
    mkdir -p "$tree/experiments/grow"
    cp -r "$ROOT/lib" "$ROOT/Makefile" "$tree/"
    cp "$ROOT"/tests/strategies/{right_in_order,scans_less,loses_one,swaps_chunks}.c \
        "$tree/experiments/grow/"
    for name in right_in_order scans_less loses_one swaps_chunks; do echo "build/$name"; done |
        xargs make -s -j2 -C "$tree" BUILD=build >"$tree/log" 2>&1 ||
        { cat "$tree/log" && return 1; }
}

broken() { # NAME OPTION ...
    local name=$1
    shift
    "$BATS_FILE_TMPDIR/tree/build/$name" "$@"
}

@test "an index that is right only in order is found, and so is a scan that is wrong once" {
    local type way
    for type in int32 byte record64; do
        for way in "" --chained "--arrays 3 --turns" "--budget 0.01"; do
            # shellcheck disable=SC2086  # words
            FAILS_AS=right_in_order fails 3 "verify: the random phase read something else" \
                broken right_in_order --type "$type" --count 300007 $way --output output
            [ ! -e output ]
        done
        FAILS_AS=scans_less fails 3 "verify: the scan phase read something else" \
            broken scans_less --type "$type" --count 300007
        # Where they are not asked, what is stored is right.
        broken right_in_order --type "$type" --count 300007 --phases scan >/dev/null
        broken scans_less --type "$type" --count 777 >/dev/null
    done
    # More elements than are looked at in one go.
    FAILS_AS=right_in_order fails 3 "the random phase" broken right_in_order --count 3000007
}

@test "all strategies pass, however they are read" {
    local name n way
    for name in $(everybody all); do
        for way in --chained "--arrays 3" "--arrays 7 --turns" "--arrays 500 --budget 0.001"; do
            for n in 9 5003; do
                # Each start of Python is a tenth of a second.
                if [ $n = 9 ] && [ -e "$ROOT/experiments/peers/$name.py" ]; then continue; fi
                # shellcheck disable=SC2086  # words
                program "$name" --count $n $way >/dev/null 2>.err || grep -q 'turns: ' .err ||
                    { echo "$name --count $n $way" && cat .err && return 1; }
            done
        done
    done
}

@test "what differs is named: the element, what it is and what it was" {
    FAILS_AS=loses_one fails 3 ": element 777 is 776, was 777 \(checksum [0-9a-f]{16}, was" \
        broken loses_one --count 5000
    FAILS_AS=loses_one fails 3 ": element 777 is 388\.50000000000006, was 388\.5 " \
        broken loses_one --count 5000 --type float64
    FAILS_AS=loses_one fails 3 ": element 777 is 0x[0-9a-f]{16} at byte 0, was 0x[0-9a-f]{16} " \
        broken loses_one --count 5000 --type record64
    FAILS_AS=loses_one fails 3 ": element 2331 \(777 of array 0\) is 2330, was 2331 " \
        broken loses_one --count 5000 --arrays 3 --turns
    FAILS_AS=loses_one fails 3 ": element 777 \(777 of array 0\) is 776, was 777 " \
        broken loses_one --count 5000 --arrays 3
    FAILS_AS=swaps_chunks fails 3 ": element 0 is 16384, was 0 " broken swaps_chunks --count 300007
    seq 5000 >numbers
    FAILS_AS=loses_one fails 3 ": element 777 is 779, was 778 " \
        broken loses_one --count 4000 --input numbers --text
    FAILS_AS=loses_one fails 3 ": element 777 is [0-9]*, was [0-9]* " \
        broken loses_one --count 4000 --input numbers --type byte
    # A pipe cannot be read again.
    # shellcheck disable=SC2016  # the inner shell expands it
    FAILS_AS=loses_one fails 3 "what is stored differs from what came in \(checksum" \
        sh -c 'seq 5000 | "$0" --count 4000 --input - --text' \
        "$BATS_FILE_TMPDIR/tree/build/loses_one"
}
