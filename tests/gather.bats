#!/usr/bin/env bats
# gather.bats - several runs of the same suites are measured: make bench RUNS=3, and the reference,
# in pieces.

# shellcheck disable=SC2030,SC2031 # what a test sets is its own
load common

# A tree of few programs and two tiny suites, "one" and "two", in which nothing takes long.
setup_file() {
    in_tree || return
    local file name
    for file in experiments/{grow,read,copy,share,peers}/*.*; do
        case $file in */preallocated.c | */doubling_vector.c | */discard.c) continue ;; esac
        name=${file##*/}
        case $name in README.md | *.h | foreign.c | python*.c) continue ;; esac
        rm -f "$file" "build/${name%.*}"
    done
    rm experiments/suites/*.sql
    for name in one two; do
        printf -- '-- %s\n' "What of $name?" '' "Place: ${#name}" 'Count: 3k' 'Rounds: 2' \
            'Budget: 0.2' 'Brief:' 'Files: COUNT=2k' 'Compares: strategies'
        printf '%s\n' '' 'select strategy, top as count from program, setting' \
            'order by program.number;'
    done >both
    head -n 12 both >experiments/suites/one.sql
    tail -n 12 both >experiments/suites/two.sql
    sed -i 's/^-- Place: .*/-- Place: 4/' experiments/suites/two.sql
    cp "$ROOT/experiments/suites/input.sql" experiments/suites/
    make -s -j2 >/dev/null
}

setup() {
    in_tree || return
    rm -rf results
}

# of_runs COLUMNS FILE ...: these of each run.json, a line each.
of_runs() {
    local columns=$1 file
    shift
    for file; do rows "select $columns from r" <"$file"; done | tr '\t' ' '
}

@test "make bench RUNS=3: three runs of each suite, one after all others, become one" {
    make -s bench RUNS=3 SEED=41 >table 2>said || { cat table said && return 1; }
    find results/latest/ -name run.json | sort |
        diff <(printf 'results/latest/%s/run.json\n' {1,2,3}/{one,two}) -
    same 'what differs' '41 41 3;42 42 3;43 43 3;' "$(of_runs 'seed, link_order, runs' \
        results/latest/?/one/run.json | tr '\n' ';')"
    same 'what stays' 1 "$(of_runs 'rounds, budget_seconds, sources, started <> 0' \
        results/latest/?/one/run.json | uniq | wc -l)"
    # Repetition is the outer loop.
    grep -oE '^(run [0-9] of 3|suite [0-9] of 2: [a-z]*)' said |
        diff <(for k in 1 2 3; do
            printf '%s\n' "run $k of 3" 'suite 1 of 2: one' 'suite 2 of 2: two'
        done) -
    grep -qE '^run 2 of 3, about [0-9]+ min left$' said
    same runs 'one 3 3 2 2002|two 3 3 2 2002|' "$("$BUILD/query" \
        "$(readlink -e results/latest)/run.db" "select suite, runs, runs_done, rounds, max(round)
            from run join record using (run) group by run" | tr '\t\n' ' |')"
    grep -q 'medians of 3 runs of 2 rounds' table
    # Two orders of one round, and programs that were linked in two orders.
    local k
    for k in 1 2 3; do field cell <results/latest/$k/one/records/01.jsonl | xargs; done |
        sort -u | wc -l | diff <(echo 3) -
    same again "make bench SUITE=one RUNS=3" "$(of_runs command results/latest/1/one/run.json |
        cut -d ' ' -f 1-4)"
    same seed "SEED='41'" "$(of_runs command results/latest/1/one/run.json | grep -o 'SEED=.*')"
}

@test "one suite: results/DATE_SUITE/1, 2; what the first chose of an input the others keep" {
    seq 5000 >numbers
    TIME=1min make -s bench RUNS=2 INPUT=numbers TEXT=1 >table 2>said ||
        { cat table said && return 1; }
    same folders '1 2' "$(find results/latest/ -maxdepth 1 -name '[0-9]' -printf '%f\n' | sort |
        xargs)"
    same runs '2 2' "$("$BUILD/query" results/latest/run.db 'select runs, runs_done from run' |
        tr '\t' ' ')"
    same alike 1 "$(of_runs 'rounds, budget_seconds' results/latest/?/run.json | uniq | wc -l)"
    grep -q 'medians of 2 runs of ' table
    export FAILS_AS=bench
    RUNS=2 SUITE=input INPUT=- fails 2 'standard input comes only once' experiments/driver/bench
    local runs
    for runs in 0 x 100 1.5 -3; do
        RUNS=$runs SUITE=one fails 2 'RUNS: ".*" is not a number from 1 to 99' \
            experiments/driver/bench
    done
    RUNS=2 SEED='a[0]' fails 2 'SEED: "a\[0\]" is not' experiments/driver/bench
}

@test "RUNS=1, or none, is one run: no folder more, the order of linking as it was" {
    make -s bench SUITE=one RUNS=1 >table 2>said || { cat table said && return 1; }
    [ -e results/latest/run.json ]
    same single '1 1' "$(of_runs 'runs, link_order is null' results/latest/run.json)"
    if grep -q ' RUNS=' results/latest/run.json || grep -q '^run [0-9]* of' said; then return 1; fi
    grep -q 'medians of one run of 2 rounds' table
    make -s bench >table 2>said || { cat table said && return 1; }
    same set 'one two' "$(find results/latest/*/run.json -printf '%h\n' | xargs -n 1 basename |
        xargs)"
    same runs '1 1 1 1' "$(of_runs 'runs, link_order is null' results/latest/*/run.json | xargs)"
}

@test "a link order moves code in memory, and is undone by the next make" {
    nm -n build/discard >first
    make -s programs LINK_ORDER=5 >/dev/null
    nm -n build/discard >second
    cmp -s first second && return 1
    # The same code, in other places.
    diff <(awk '{print $3}' first | sort) <(awk '{print $3}' second | sort)
    make -s programs LINK_ORDER=5 | diff /dev/null -
    make -s programs LINK_ORDER=6 >/dev/null
    nm -n build/discard | cmp -s - second && return 1
    make -s programs >/dev/null
    nm -n build/discard | diff first -
    same all 24 "$(for n in {1..200}; do experiments/driver/shuffled "$n" a b c d | xargs; done |
        sort -u | wc -l)"
}

# until_there FILE: it is there, or a minute is over.
until_there() {
    local try
    for ((try = 0; try < 600; try++)); do
        [ ! -e "$1" ] || return 0
        sleep 0.1
    done
    return 1
}

@test "a series that is interrupted leaves the runs that ended, and a part of the last" {
    local driver status=0 into
    RUNS=3 ROUNDS=15 SUITE=one setsid experiments/driver/bench 2>said 3>&- &
    driver=$!
    for ((try = 0; try < 600; try++)); do
        ! compgen -G 'results/2*/2/records/02.jsonl' >/dev/null || break
        sleep 0.1
    done
    kill -TERM "$driver"
    wait "$driver" || status=$?
    same status 143 "$status"
    into=$(sed -n 's/^bench: what was measured before is in \([^ ]*\) .*/\1/p' said)
    same states 'complete partial' "$(of_runs state "$into"/?/run.json | xargs)"
    plots/report/terminal "$into" >table
    grep -qE 'medians of 2 runs of [0-9]+ to 15 rounds \(PARTIAL: 3 runs of 15 were' table
}

@test "the reference is gathered in pieces, replaces the old one when all is there, and is packed" {
    local status=0 driver
    mkdir -p results/reference && touch results/reference/old
    export RUNS=2
    # What is about files is of another reference; rounds that nobody asked for are few.
    mkdir aside && cp experiments/suites/*.sql aside
    sed -i '/^-- Files/d; s/^-- Rounds: 2/-- Rounds: 7/' experiments/suites/{one,two}.sql
    sed 's/^-- Place: 4/-- Place: 5/; s/^-- Brief/-- Files/' experiments/suites/two.sql \
        >experiments/suites/of_files.sql
    # Interrupted in the second suite.
    ROUNDS=12 setsid experiments/driver/reference full results/reference 2>said 3>&- &
    driver=$!
    until_there results/reference.next/1/two/records/02.jsonl
    kill -TERM "$driver"
    wait "$driver" || status=$?
    same status 143 "$status"
    same there 'complete partial' "$(of_runs state results/reference.next/1/*/run.json | xargs)"
    # Other settings are refused in words; nothing is lost.
    FAILS_AS=reference fails 3 'measured with other settings .*ROUNDS=12.*rm -r results/ref' \
        experiments/driver/reference full results/reference
    echo '/* */' >>experiments/grow/discard.c
    ROUNDS=12 FAILS_AS=reference fails 3 'measured with other sources' \
        experiments/driver/reference full results/reference
    sed -i '$d' experiments/grow/discard.c
    # Goes on, as far as TIME allows.
    local began
    began=$(of_runs started results/reference.next/1/one/run.json)
    edited results/reference.next/1/one/run.json "'\$.took_seconds', 250"
    edited results/reference.next/1/two/run.json "'\$.took_seconds', 1"
    ROUNDS=12 TIME=200s experiments/driver/reference full results/reference 2>said
    same kept "$began" "$(of_runs started results/reference.next/1/one/run.json)"
    same states 'complete complete complete' "$(of_runs state results/reference.next/?/*/run.json |
        xargs)"
    grep -qx 'left: run 2: one' said
    grep -qE '^left: about [0-9]+ min' said
    [ -e results/reference/old ] && [ ! -e results/reference.next/complete ]
    ROUNDS=12 experiments/driver/reference full results/reference 2>said
    same measured 'run 2 of 2: one, about 5 min' "$(grep '^run ' said)"
    [ -e results/reference.next/complete ]
    same packed '' "$(find results/reference.next -name '*.jsonl')"
    experiments/driver/reference place results/reference
    same replaced '1 2' "$(find results/reference -mindepth 1 -printf '%P\n' | grep -v / | sort |
        xargs)"
    [ ! -e results/reference.next ] && [ ! -e results/reference.old ]
    plots/report/terminal results/reference | grep -q 'medians of 2 runs of 12 rounds'
    RUNS=1 experiments/driver/reference full results/again 2>said
    same rounds '6 6' "$(of_runs rounds results/again.next/1/*/run.json | xargs)"
    rm experiments/suites/of_files.sql && mv aside/* experiments/suites/ && rmdir aside
}

@test "of a suite that takes more than five minutes the reference has three runs" {
    export RUNS=4 ROUNDS=1
    edit_when_there() {
        until_there results/reference_files.next/1/two
        edited results/reference_files.next/1/one/run.json "'\$.took_seconds', 301"
    }
    edit_when_there &
    experiments/driver/reference files results/reference_files 2>said || { cat said && return 1; }
    wait
    same runs 'one 3, two 4' "$(find results/reference_files.next -name run.json |
        cut -d / -f 4 | sort | uniq -c | awk '{print $2 " " $1}' | paste -sd , | sed 's/,/, /')"
    lib/database/load results/reference_files.next
    same complete 'one|3|3|complete;two|4|4|complete;' "$("$BUILD/query" \
        results/reference_files.next/run.db 'select suite, runs, runs_done, state from run
        order by 1' | tr '\t\n' '|;')"
}
