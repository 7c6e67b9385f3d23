#!/usr/bin/env bats
# goals.bats - what a suite set out to reach is held against its records, and nothing else.

load common

# said GOAL: how it stands, in rounds in which "theirs" takes 3.9 to 4.4 times as long as "ours" and needs
# twice the memory, and "slow" was stopped in the first round, at 1,000 times.
said() {
    mkdir -p made/records
    jq -n --arg goal "$1" '{suite: "x", rounds_done: 6, goals: [$goal]}' >made/run.json
    echo '{}' >made/machine.json
    jq -nc '["ours", "theirs", "slow"] | map({strategy: ., by_block: false})[]' >made/catalogue.jsonl
    jq -nc '["ours", "theirs", "slow"] | to_entries[] | {cell: .key, label: .value, strategy: .value,
        family: (if .key == 0 then "vector" else "peer" end), count: 1000000,
        status: (if .key == 2 then "too_slow" else "measured" end)}' >made/cells.jsonl
    jq -nc 'range(0; 7) as $round | range(0; 3) as $cell | select($cell < 2 or $round == 0)
        | {round: $round, cell: $cell, exit_code: 0, completed: ($cell < 2), baseline: false, count: 1000000,
           type: "int32", arrays: 1, turns: false, width_bytes: 40, rss_peak_error_bytes: 1000,
           appended: (if $cell == 2 then 1000 else 1000000 end), payload_bytes: 40000000,
           append_wall_ns: 1, append_cpu_ns: ([1e6, 3.8e6 + $round * 1e5, 1e6][$cell]),
           rss_peak_bytes: ([40000000, 80000000, 1000][$cell])}' >made/records/00.jsonl
    (cd "$ROOT" && plots/query "$BATS_TEST_TMPDIR/made" 'include "goals"; goals | "\(.text) \(.ratio): \(.said)"')
}

@test "a goal is reached, missed, or open when the interval holds it" {
    same reached 'time: theirs / ours 4.15: reached' "$(said 'time theirs / best >= 3.5')"
    same missed 'time: theirs / ours 4.15: missed' "$(said 'time theirs / best >= 5')"
    same open 'time: theirs / ours 4.15: open: the interval holds 4.2' "$(said 'time theirs / best >= 4.2')"
    same peak 'peak: theirs / ours 2: reached' "$(said 'peak theirs / best > 1')"
    same data 'peak: ours / data 1: reached' "$(said 'peak best / data <= 1.01')"
}

@test "what was stopped counts for the round it had; what was not measured is not missed" {
    same slow 'time: slow / ours 1000: reached (one round, stopped at 1k)' "$(said 'time slow / best >= 30')"
    same absent 'time: nobody / ours null: not measured' "$(said 'time nobody / best >= 30')"
}

@test "the goals of all suites can be read" {
    local suite goal
    for suite in "$ROOT"/experiments/suites/*; do
        while read -r goal; do
            [ -n "$(said "$goal")" ] || { echo "$suite: $goal" && return 1; }
        done < <(sed -n 's/^# Goal: //p' "$suite")
    done
}
