#!/usr/bin/env bats
# budget.bats - where the budget ends, arrays are never begun, inputs deliver nothing, or there is
# nothing at all.

load common

@test "arrays that were never begun are left alone by every phase" {
    local name way status phases
    for name in $(everybody); do
        for way in "" --turns --chained; do
            for phases in "" "--phases sync,reopen,peek,scan"; do
                status=0
                # shellcheck disable=SC2086  # words
                timeout 60 "$BUILD/$name" --count 20011 --arrays 500 --budget 0.0005 $way $phases \
                    >/dev/null 2>.err || status=$?
                case $status in
                0) ;;
                2) [ "$way" = --turns ] && grep -q 'turns: ' .err ;; # some know no turns
                *) echo "$name $way $phases: status $status" && cat .err && return 1 ;;
                esac
            done
        done
    done
}

@test "many arrays and a budget that ends before the last is begun" {
    local name
    for name in $(everybody); do
        timeout 60 prlimit --nofile=1048576 "$BUILD/$name" --count 20011 --arrays 1e5 \
            --budget 0.01 \
            >/dev/null 2>.err || grep -q 'Too many open files\|prlimit' .err ||
            { echo "$name" && cat .err && return 1; }
    done
}

# ends_with_budget WHAT COMMAND ...: within seconds, with status 0, and says that it is over.
ends_with_budget() {
    local what=$1 status=0
    shift
    timeout 20 "$@" >.out 2>.err || status=$?
    [ $status = 0 ] && grep -q '^over the budget: stopped at 0 elements' .out && return
    echo "$what: status $status" && cat .out .err && return 1
}

@test "an input that delivers nothing ends with the budget" {
    local name text
    mkfifo silent nobody
    exec 7<>silent
    for name in $(everybody); do
        for text in "" --text; do
            if "$BUILD/$name" --describe | grep -q '"knows_count":true'; then
                text+=" --count 1000"
            fi
            if "$BUILD/$name" --describe | grep -q '"reads_twice":false'; then
                # shellcheck disable=SC2086  # words
                ends_with_budget "$name -" "$BUILD/$name" --input - $text --budget 0.05 <silent
            fi
            # A named pipe: one with a writer that is silent, and one that nobody writes to.
            # shellcheck disable=SC2086  # words
            ends_with_budget "$name silent" "$BUILD/$name" --input silent $text --budget 0.05
            # shellcheck disable=SC2086  # words
            ends_with_budget "$name nobody" "$BUILD/$name" --input nobody $text --budget 0.05
        done
    done
    exec 7>&-
}

@test "an input that stops delivering ends with the budget, and what came is there" {
    local name
    mkfifo slow
    exec 7<>slow
    for name in doubling_vector chunk_list; do
        # Half a line, and half an element, are waited for in vain.
        { seq 100; printf 10; } >&7
        timeout 20 "$BUILD/$name" --input slow --text --budget 0.3 >.out
        grep -q '^over the budget: stopped at 100 elements' .out
        head -c 402 /dev/zero >&7
        timeout 20 "$BUILD/$name" --input - --budget 0.3 >.out <slow
        grep -q '^over the budget: stopped at 100 elements' .out
    done
    exec 7>&-
}

@test "an input that comes late is waited for" {
    mkfifo late
    (sleep 0.3; seq 1000 >late) 3>&- &
    "$BUILD/doubling_vector" --input late --text --budget 10 | grep -q ': 1000 int32'
    wait
    (sleep 0.2; seq 1000 >late) 3>&- &
    "$BUILD/doubling_vector" --input late --text | grep -q ': 1000 int32'
    wait
}

@test "nothing at all: no elements, in every form" {
    local name way few
    few=" $(everybody | xargs) "
    : >empty
    for name in $(everybody all); do
        for way in "" "--arrays 7" "--budget 1" --chained "--latency -" "--timeline -" --json \
            "--input empty" "--type record64"; do
            # Of Python's only the first knows more than the plain way: the rest is the same code.
            if [ -n "$way" ] && [[ $few != *" $name "* ]]; then continue; fi
            # shellcheck disable=SC2086  # words
            "$BUILD/$name" --count 0 $way >.out 2>.err || grep -q '(try: ' .err || {
                echo "$name --count 0 $way" && cat .err && return 1 # usage: blocks have no latency
            }
            # No figure comes of a division by nothing.
            if grep -iwE -- '-?(nan|inf)' .out; then echo "$name $way" && return 1; fi
        done
    done
}
