#!/usr/bin/env bats
# musl.bats - the suite builds with another C library, and works there.

load common

@test "every program builds with musl and verifies" {
    command -v musl-gcc >/dev/null ||
        skip "musl-gcc is missing (Debian: apt-get install musl-tools)"
    local name
    make -s -j2 -C "$ROOT" CC=musl-gcc BUILD="$BATS_TEST_TMPDIR/build" >log 2>&1 ||
        { cat log && return 1; }
    export BUILD=$BATS_TEST_TMPDIR/build
    for name in $(programs); do
        program "$name" --count 5003 --type record64 --json | 
            holds '.appended == 5003 and (.verified or .verified == null)' >/dev/null ||
            { echo "$name" && return 1; }
    done
    for name in $(programs '.discards | not'); do
        fails 1 "failure injected" \
            program "$name" --count 100 --fail-allocation 1
    done
}
