#!/usr/bin/env bats
# suites.bats - every suite there is, found by wildcard: a small run of it ends, and its figures
# answer its
# question. And what each folder may know of the others.

load common

setup() { in_tree; }

suites() { basename -s .sql experiments/suites/*.sql; }
figures() { basename -s .sql -a plots/figures/*.sql | grep -vx common; }
# head_of FILE NAME: what its head says.
head_of() { sed -n "s/^-- $2: //p" "$1"; }

@test "a suite's head says its question, and its place among the others, which nobody else has" {
    local suite
    for suite in $(suites); do
        head -n 1 "experiments/suites/$suite.sql" | grep -q '^-- .*?$' ||
            { echo "$suite asks nothing" && return 1; }
        [[ $(head_of "experiments/suites/$suite.sql" Place) =~ ^[0-9]+$ ]]
    done
    same places '' "$(sed -n 's/^-- Place: //p' experiments/suites/*.sql | sort | uniq -d)"
    same order "$(suites | sort)" "$(experiments/driver/suites | cut -f 1 | sort)"
    [ "$(experiments/driver/suites brief | wc -l)" -ge 5 ]
    experiments/driver/suites brief | cut -f 1 | grep -qx read_warm
    make -s help >helped
    for suite in $(suites); do grep -q "^  $suite  *$(head -n 1 "experiments/suites/$suite.sql" \
        | cut -c 4-24)" helped; done
}

@test "a figure's head says its question, how to read it, what it needs, its suites, its place" {
    local figure part
    [ "$(figures | wc -l)" -ge 10 ]
    for figure in $(figures); do
        head -n 1 "plots/figures/$figure.sql" | grep -q '^-- .*?$' ||
            { echo "$figure has no question" && return 1; }
        sed -n 2p "plots/figures/$figure.sql" | grep -q '^-- ...' ||
            { echo "$figure does not say what it shows" && return 1; }
        for part in Read Suite Place Needs; do
            [ -n "$(head_of "plots/figures/$figure.sql" $part)" ] ||
                { echo "$figure has no $part" && return 1; }
        done
        [ -f "plots/figures/$figure.gp" ] || { echo "$figure is not drawn" && return 1; }
        for part in $(head_of "plots/figures/$figure.sql" Suite); do
            [ -f "experiments/suites/$part.sql" ] ||
                { echo "$figure: there is no suite $part" && return 1; }
        done
        for part in $(head_of "plots/figures/$figure.sql" After); do [ -f "$part" ] ||
            { echo "$figure: no $part" && return 1; }; done
    done
    # In the page of a suite each has its own place.
    for part in $(suites); do
        same "places, $part" '' "$(grep -lE "^-- Suite:.* $part( |\$)" plots/figures/*.sql |
            xargs sed -n 's/^-- Place: //p' | sort | uniq -d)"
    done
    # And each suite is drawn.
    for part in $(suites); do
        grep -qE "^-- Suite:.* $part( |\$)" plots/figures/*.sql ||
            { echo "$part is not drawn" && return 1; }
    done
}

@test "a small run of every suite ends, and its figures are drawn, or left out with the reason" {
    local suite figure left
    export CFLAGS='-O0 -g0' # one suite builds programs, with another C library
    experiments/driver/catalogue >/dev/null
    printf '#!/bin/sh\n' >build/touch # nobody waits here for memory to be idle
    touch build/said/catalogue         # it says nothing there
    seq 20000 >numbers
    export DIRECTORY
    DIRECTORY=$(on_disk)
    for suite in $(suites); do
        if [ "$suite" = input ]; then export INPUT=numbers TEXT=1; else unset INPUT TEXT; fi
        COUNT=20k ROUNDS=1 BUDGET=0.1 measure "$suite" "set/$suite" || { echo "$suite" &&
            return 1; }
        same "state of $suite" complete "$(field state <"results/set/$suite/run.json")"
        [ -s "results/set/$suite/records/01.jsonl" ]
        FORMAT=svg plots/draw "results/set/$suite" >drawn 2>&1 || { cat drawn && return 1; }
        # A control of each kind of cell, of instrumented ones one; or the suite's own.
        grep -q '^[^-].* again' "experiments/suites/$suite.sql" ||
            same "controls of $suite" 1 "$("$BUILD/query" "results/set/$suite/run.db" '
                select count(distinct iif(instrument is null, kind, instrument)) = count(aa_of)
                from cell join kind using (run, cell) where not not_run')"
        for figure in $(figures); do
            grep -qE "^-- Suite:.* $suite( |\$)" "plots/figures/$figure.sql" || continue
            left=$(sed -n "s/^  $figure: left out: it needs //p" drawn)
            if [ -n "$left" ]; then
                [ ! -e "results/set/$suite/figures/$figure.svg" ]
            elif [ ! -s "results/set/$suite/figures/$figure.svg" ] ||
                [ "$(wc -l <"results/set/$suite/tables/$figure.answer.tsv")" -lt 2 ]; then
                echo "$suite: $figure is not drawn, or has no answer" && cat drawn && return 1
            fi
        done
    done
    # All of them in one page, and on a terminal.
    rm -r results/set/input
    plots/report/page results/set >/dev/null
    same sections "$(experiments/driver/suites |
        grep -vc '^input')" "$(grep -c '<section id=' results/set/report.html)"
    plots/report/terminal results/set >terminal
    for suite in $(suites); do
        [ "$suite" = input ] || [ "$("$BUILD/query" results/set/run.db --set s "$suite" \
            'select compares from run where suite = :s')" = 1 ] ||
            grep -qF "$(head -n 1 "experiments/suites/$suite.sql" | cut -c 4-)" terminal ||
                { echo "$suite" && return 1; }
    done
}

@test "experiments and plots do not use each other: between them stand the records and lib" {
    if grep -rn 'plots/' experiments --include='*' --exclude='*.md'; then return 1; fi
    if grep -rn 'experiments/' plots --exclude='*.md' |
        grep -v "experiments/driver/limit \|experiments/suites/SUITE\|experiments/grow/' ||"; then
        return 1
    fi
    if grep -rnE '(experiments|plots)/' lib --include='*.[ch]' --include=load |
        grep -vE ':[0-9]+: *(\*|/\*|//|#) |\* .*(experiments|plots)/'; then return 1; fi
}

@test "SQL is the one language that reads records" {
    # The name is put together, so that this line is not found.
    local gone='j''q'
    if grep -rnwI "$gone" \
        "$ROOT"/{Makefile,lib,experiments,plots,labs,tests,.github,.ci} "$ROOT"/*.md; then
        return 1
    fi
    same files '' "$(find "$ROOT"/{lib,experiments,plots,tests} -name "*.$gone")"
}
