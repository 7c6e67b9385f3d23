#!/usr/bin/env bats
# allocation_faults.bats - when an allocation fails, each in its turn: one line on standard error,
# status
# 1, nothing on standard output, a record that says so, no file left behind, no leak.

load common

# fifty times more, and one allocation for each element means one process for each element.
ELEMENTS=1000
if sanitized; then ELEMENTS=60; fi

# Fails each allocation of NAME with the options in turn, until K is more than it makes. Runs
# thousands of programs, so it looks at the results without starting one more for each.
fail_each_allocation() {
    local name=$1 k status lines
    shift
    rm -f .record
    for ((k = 1; ; k++)); do
        status=0
        "$BUILD/$name" --count "$ELEMENTS" --fail-allocation $k --record .record "$@" \
            >.out 2>.err || status=$?
        if [ $status = 0 ]; then break; fi
        mapfile -t lines <.err
        if [ $status != 1 ] || [ -s .out ] || [ ${#lines[@]} != 1 ] ||
            [[ ${lines[0]} != "$name: "*": Cannot allocate memory ("*"failure injected)" ]]; then
            echo "$name $* --fail-allocation $k: status $status" && cat .out .err && return 1
        fi
        nothing_left "$name $* --fail-allocation $k"
    done
    # Each left a record without figures, the last one that of a run that is done. The loop did
    # reach
    # the end, by as many failures as an undisturbed run makes allocations.
    local failures=$((k - 1))
    if ! tail -n 1 .record | holds "ended = 'done' and allocations = $failures" ||
        { [ $failures -gt 0 ] &&
        ! head -n -1 .record | holds "count(*) = $failures and min(ended = 'refused'
            and errno = 'ENOMEM'
            and verified = 0 and message like '%failure injected)') and not exists (select 1
                from measured)"; }; then
        echo "$name $*" && tail -n 2 .record && return 1
    fi
}

files() { programs file; }

@test "any allocation may fail, in every strategy" {
    local name
    for name in $(programs); do fail_each_allocation "$name"; done
}

@test "any allocation may fail, with three arrays in turn" {
    local name
    for name in $(programs); do
        fail_each_allocation "$name" --arrays 3 --turns --count 50
        fail_each_allocation "$name" --arrays 3 --count 50
    done
}

@test "any allocation may fail while a file would be written, and none is" {
    local name
    for name in $(programs "not discards"); do
        fail_each_allocation "$name" --count 40 --output output --force
        rm -f output
    done
}

# bats test_tags=plain
@test "valgrind finds no leak and no wild access, with and without a failure" {
    without_sanitizers "valgrind and sanitizers exclude each other"
    local name k each="strategy in (select min(strategy) from r group by family)"
    for k in 1000000 2; do # it takes a second to start: one of each family
        for name in $(programs "$each"); do
            valgrind -q --leak-check=full --show-leak-kinds=all --error-exitcode=99 \
                "$BUILD/$name" --count 200 --fail-allocation $k >.out 2>.err || [ $? = 1 ]
            if grep '^==' .err; then echo "$name --fail-allocation $k" && return 1; fi
        done
    done
}
