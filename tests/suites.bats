#!/usr/bin/env bats
# Every suite there is, found by wildcard: a small run of it ends, and its figures answer its question.

load common
unset SUITE RUN INPUT TYPE TEXT COUNT STRATEGIES ROUNDS BUDGET SEED DIRECTORY MACHINE CPU ONLY FORMAT
unset LIMIT LIMITS

suites() { ls "$ROOT"/experiments/suites; }

@test "a suite's head says its question, and its place among the others, which nobody else has" {
    local suite
    cd "$ROOT"
    for suite in $(suites); do
        sed -n 2p "experiments/suites/$suite" | grep -q "^# $suite - .*?$" || { echo "$suite asks nothing" && return 1; }
    done
    same places '' "$(sed -n 's/^# Place: //p' experiments/suites/* | sort | uniq -d)"
    same order "$(suites | grep -vx input | sort)" "$(experiments/in_order | sort)"
    [ "$(experiments/in_order brief | wc -l)" -ge 4 ]
}

@test "a figure's head says question, how to read it, its suite and its place" {
    local plot part
    cd "$ROOT"
    for plot in plots/*.gp; do
        case $plot in plots/style.gp | plots/compare.gp) continue ;; esac
        head -n 1 "$plot" | grep -q '^# .*?$' || { echo "$plot has no question" && return 1; }
        for part in Read Suite Place; do
            grep -q "^# $part: ." "$plot" || { echo "$plot has no $part" && return 1; }
        done
        grep -q '# Answer: ' "${plot%.gp}.jq" || { echo "${plot%.gp}.jq answers nothing" && return 1; }
        sed -n "s/^# Suite: //p" "$plot" | tr " " "\n" | while read -r part; do
            [ -x "experiments/suites/$part" ] || { echo "$plot: there is no suite $part" && return 1; }
        done
    done
}

@test "a small run of every suite ends, and its figures are drawn, or left out with the reason" {
    local suite build=${BUILD:?} figure left
    (cd "$ROOT" && cp -r Makefile lib experiments plots "$BATS_TEST_TMPDIR")
    ln -s "$build" build
    unset BUILD
    for suite in $(suites); do
        seq 20000 > numbers
        INPUT=numbers TEXT=$([ "$suite" = input ] && echo 1) COUNT=20k ROUNDS=1 BUDGET=0.1 RUN=set/$suite \
            experiments/run "$suite" 2> log || { echo "$suite:"; cat log; return 1; }
        same "state of $suite" complete "$(jq -r .state "set/$suite/run.json")"
        jq -es 'map(select(.status == "measured")) | length > 0' "set/$suite/cells.jsonl" > /dev/null
        jq -es 'map(select(.twin_of != null)) | length == 1' "set/$suite/cells.jsonl" > /dev/null
        plots/draw "set/$suite" > drawn 2>&1 || { cat drawn; return 1; }
        for figure in plots/*.gp; do
            grep -q "^# Suite:.* $suite\\( \\|\$\\)" "$figure" || continue
            figure=$(basename "$figure" .gp)
            left=$(sed -n "s/^  $figure: left out: it needs //p" drawn)
            [ -s "set/$suite/figures/$figure.svg" ] || [ -n "$left" ] || { echo "$suite: no $figure"; return 1; }
            [ -n "$left" ] || grep -q '^# Answer: .' "set/$suite/tables/$figure.tsv" || {
                echo "$suite: $figure has no answer" && return 1
            }
        done
    done
    # All of them in one page.
    rm -r set/input
    plots/report set > /dev/null
    same sections "$(experiments/in_order | wc -l)" "$(grep -c '<section id=' set/report.html)"
    plots/table set > /dev/null
}
