#!/usr/bin/env bats
# torture.bats - a little of each part of make torture, always the same; and that it finds what is
# broken, and what it says then tries that alone again.

load common

# few PART TRIES: of these cases none fails.
# shellcheck disable=SC2015
few() {
    CASE='' TRIES=$2 SEED=1 "$ROOT/tests/torture/run" "$1" > said 2> .progress &&
        tail -n 1 said | grep -qE "^torture: ($2 tried, 0 failed|0 tried, 0 failed, 1 skipped)$" ||
        { cat said .progress && return 1; }
}

@test "random command lines" { few fuzz 10; }
@test "kills" { few kills 3; }
@test "full disks" { few disks 2; }
@test "failing allocations" { few allocations 2; }
@test "damaged results" { few damaged 2; }
@test "hostile results" { few hostile 1; }

# shellcheck disable=SC2016 # of the program that is broken
@test "what is broken is found and counted, and the command that is printed tries it alone" {
    in_tree
    cp -r "$ROOT/tests" .
    mv build/chunk_list sound
    printf '#!/bin/sh\n[ "$1" != --count ] || kill -SEGV $$\n' > build/chunk_list
    chmod +x build/chunk_list
    local status=0 again
    CASE='chunk_list calls --count 1' SEED=1 tests/torture/run allocations > said 2>&1 || status=$?
    same status 1 $status
    tail -n 1 said | grep -qx 'torture: 1 tried, 1 failed'
    grep -q 'status 139' said
    again=$(sed -n 's/^allocations: failed; again: make torture ONLY=//p' said)
    same words "allocations SEED=1 CASE='chunk_list calls --count 1'" "$again"
    mv sound build/chunk_list
    eval "env ${again#* } tests/torture/run allocations" > said 2>&1 || { cat said && return 1; }
    tail -n 1 said | grep -qx 'torture: 1 tried, 0 failed'
}

@test "what it does not know is a usage error" {
    local words
    for words in nothing '../run' 'fuzz nothing'; do
        # shellcheck disable=SC2086 # words
        FAILS_AS=torture fails 2 '^torture: ONLY: parts are allocations .* labs;' \
            "$ROOT/tests/torture/run" $words
    done
    SEED=x FAILS_AS=torture fails 2 'SEED and TRIES are numbers' "$ROOT/tests/torture/run" fuzz
}
