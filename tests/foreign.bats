#!/usr/bin/env bats
# foreign.bats - the programs build with another C library and for another processor, and what goes
# in
# comes out of them, too: musl, which runs here, and arm64, which qemu runs.

load common

# Those that store anything, described by the build of this machine; where another processor is
# made of software ($RUN), one of each family.
storing() {
    programs "not discards and (strategy in (select min(strategy) from r where not discards
        group by family) or '$RUN' = '')"
}

# built NAME COMPILER LEVEL: the strategies with that compiler, in $FOREIGN. To optimize takes most
# of the time here.
built() {
    FOREIGN=$BATS_TEST_TMPDIR/$1
    make -s -j2 -C "$ROOT" programs WERROR=1 BUILD="$FOREIGN" CC="$2" LDFLAGS=-static \
        CFLAGS="-O$3 -g0" >log 2>&1 || { tail -n 20 log && return 1; }
}

# foreign NAME [OPTION ...]: runs a program of that build, through $RUN if that is a command.
foreign() {
    local name=$1
    shift
    ${RUN:+"$RUN"} "$FOREIGN/$name" "$@"
}

# Each of them: these types (and in one of them all types) verified, and the same as that
# of the build of this machine; and a file that is none of ours comes back byte for byte.
contents_come_back() { # TYPE ...
    local name type count types=6
    head -c 100003 "$(readlink -f "$(command -v gcc)")" >given
    for name in $(storing); do
        rm -f records back
        for type in $(program "$name" --describe | rows "select value from r, json_each(types)"); do
            if [ $types != 6 ] && [[ " $* " != *" $type "* ]]; then continue; fi
            foreign "$name" --type "$type" --count 5003 --record records >/dev/null
            program "$name" --type "$type" --count 5003 --record records >/dev/null
        done
        holds "min(verified and appended = 5003) and count(distinct type) = $types
            and count(*) = 2 * $types and count(distinct type || checksum) = $types" <records ||
            { echo "$name" && head -c 2000 records && return 1; }
        types=$#
        count=$(stat -c %s given)
        if is "$name" quadratic; then count=5003; fi
        foreign "$name" --type byte --input given --count "$count" --output back >/dev/null
        same "$name: bytes that came back" "$count" "$(stat -c %s back)"
        cmp -n "$count" given back || { echo "$name" && return 1; }
    done
}

# More than its limit: through a file, which it maps where the elements were.
spilled_comes_back() {
    foreign spill_vector --memory-limit 16MiB --count 6000007 --phases append --json |
        holds "verified and remapped_bytes > 0"
}

text_is_read() {
    printf '%s\n' 0 1 -1.5 0.1 1.7976931348623157e+308 5e-324 -inf nan >numbers
    foreign doubling_vector --type float64 --text --input numbers --output back --force >/dev/null
    od -An -v -t f8 -w8 back | tr -d ' ' | cmp - numbers
}

failures_are_told() {
    local name
    for name in $(RUN=family storing); do
        FAILS_AS=$name fails 1 "failure injected" \
            foreign "$name" --count 100 --fail-allocation 1 --record record
        told refused "errno = 'ENOMEM'"
    done
}

@test "musl: every program builds, contents come back, failures are told" {
    command -v musl-gcc >/dev/null ||
        skip "musl-gcc is missing (Debian: apt-get install musl-tools)"
    RUN=''
    built musl musl-gcc 0
    contents_come_back byte int32 int64 record64 # each width
    spilled_comes_back
    text_is_read
    failures_are_told
    foreign doubling_vector --count 1M --json >record
    # musl moves a block from 131,052 bytes on by mremap; below, realloc copies.
    holds "libc = 'musl' and allocator = 'musl' and realloc_copied_bytes < 2 * 131072" <record
}

@test "arm64: every program builds, contents come back, failures are told" {
    command -v aarch64-linux-gnu-gcc >/dev/null ||
        skip "aarch64-linux-gnu-gcc is missing (Debian: apt-get install gcc-aarch64-linux-gnu)"
    RUN=$(command -v qemu-aarch64 || command -v qemu-aarch64-static) ||
        skip "qemu-aarch64 is missing (Debian: apt-get install qemu-user)"
    built arm64 aarch64-linux-gnu-gcc 1
    contents_come_back int32 record64 # each run is slow
    spilled_comes_back
    text_is_read
    failures_are_told
    foreign doubling_vector --count 1M --json |
        holds "allocator = libc and moved_bytes > realloc_copied_bytes"
}

@test "where it cannot run, the compiler says so in plain words" {
    local name
    for name in "Linux -U__linux__" "64-bit -U__LP64__"; do
        if echo '#include "failure.h"' |
            cc -I"$ROOT/lib" -E "${name#* }" -o /dev/null - 2>error; then
            echo "$name: no error" && return 1
        fi
        grep -q "#error \"growbench needs .*${name% *}" error
    done
}
