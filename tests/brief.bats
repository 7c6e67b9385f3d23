#!/usr/bin/env bats
# brief.bats - runs that have little: of one suite, interrupted, stopped in the first round. They
# show what they have, and no table of what was not measured. And which run is the latest.

load common

setup_file() {
    in_tree || return
    STRATEGIES='doubling_vector chunk_list' COUNT=2M ROUNDS=3 measure size set/size
    COUNT=200k ROUNDS=2 measure growth_factor set/growth_factor
}

setup() {
    in_tree || return
    SET=$BATS_TEST_TMPDIR/set
    cp -r results/set "$SET"
}

# little FOLDER: nothing of it is shown as not measured, but for a line that counts claims.
little() {
    plots/report/terminal "$1" >said
    if grep -e 'not measured' -e 'missing or damaged' said; then return 1; fi
    plots/answers/claims_table "$1" >said
    same claims 1 "$(grep -c 'not measured' said)"
    tail -n 1 said | grep -qx '[0-9]* more claims are not measured here: make bench-full'
    plots/report/page "$1" >/dev/null 2>&1
    if grep -e '<td>not measured' -e 'missing or damaged' -e 'smallest limit survived' \
        -e 'longest append seen' "$1/report.html"; then return 1; fi
}

@test "a run of one suite shows that suite; the table of decisions has its columns alone" {
    little "$SET/size"
    grep -q '<th scope=col>peak / data</th><th scope=col>addresses stay</th>' \
        "$SET/size/report.html"
    little "$SET/growth_factor"
    if grep 'addresses stay' "$SET/growth_factor/report.html"; then return 1; fi
}

@test "an interrupted run shows the rounds that it has, and that it is partial" {
    rm "$SET"/size/records/0[23].jsonl
    edited "$SET/size/run.json" "'\$.state', 'partial', '\$.rounds_done', 1"
    little "$SET"
    grep -q 'partial: 3 were planned' "$SET/report.html"
}

@test "a suite that was stopped in its first round is left out, in one line; alone it is no run" {
    rm "$SET"/size/records/0[1-9].jsonl
    edited "$SET/size/run.json" "'\$.state', 'running', '\$.rounds_done', 0"
    lib/database/load "$SET" 2>told
    echo "load: $SET/size is left out: records: it was stopped before a round that counts ended" |
        diff - told
    little "$SET"
    same suites growth_factor "$("$BUILD/query" "$SET/run.db" 'select suite from run')"
    FAILS_AS=load fails 1 'stopped before .* measure again: make bench' \
        plots/report/terminal "$SET/size"
    # It ended, and nothing of it could be repeated: that is a result.
    edited "$SET/size/run.json" "'\$.state', 'complete'"
    lib/database/load "$SET" 2>/dev/null
    same suites 2 "$("$BUILD/query" "$SET/run.db" 'select count(*) from run')"
}

@test "the latest is the newest run that has a report: one without is passed over" {
    cp -r results/set results/2026-01-01_000001
    cp -r results/set/size results/2026-01-03_000000_size
    plots/latest
    [ ! -e results/latest ]
    ln -s 2026-01-03_000000_size results/latest
    plots/latest
    same 'no report' 2026-01-03_000000_size "$(readlink results/latest)"
    make -s report RUN=results/2026-01-01_000001 >/dev/null 2>&1
    same 'the older' 2026-01-01_000001 "$(readlink results/latest)"
    make -s report RUN=results/2026-01-03_000000_size >/dev/null 2>&1
    same 'the newer' 2026-01-03_000000_size "$(readlink results/latest)"
    # A run of another name is no latest one.
    touch results/set/report.html
    plots/latest
    same 'its name' 2026-01-03_000000_size "$(readlink results/latest)"
    rm results/latest && mkdir results/latest
    FAILS_AS=latest fails 1 'results/latest is not a symbolic link' plots/latest
    rmdir results/latest
}
