#!/usr/bin/env bats
# goals.bats - what a suite set out to reach is held against its records, and nothing else.

load common

# said GOAL: how it stands, in rounds in which "theirs" takes 3.9 to 4.4 times as long as "ours" and
# needs twice the memory, and "slow" was stopped in the first round, at 1,000 times.
# By the clock all take as long, or with the word busy theirs three times.
said() {
    local wall=1
    [ "${2-}" != busy ] || wall='iif(cell = 1, 3, 1)'
    "$BUILD/query" :memory: --number run 1 --set goal "$1" --file "$ROOT/lib/database/schema.sql" "
      insert into run(run, path, suite, question, place, compares, seed, rounds, rounds_done, state,
          budget_seconds, chosen, goals, started, command)
        values (1, '.', 'x', 'X?', 1, 0, 1, 6, 6, 'complete', 1, 0, json_array(:goal), '', '');
      insert into repetition(run, repetition, path, rounds_done) values (1, 1, '.', 6);
      insert into machine(run, name, cpus, kernel) values (1, '', 1, '');
      create table made(cell, label, family, ended, ns, appended, peak);
      insert into made values (0, 'ours', 'vector', 'done', 1e6, 1e6, 4e7),
        (1, 'theirs', 'peer', 'done', 3.8e6, 1e6, 8e7),
        (2, 'slow', 'peer', 'too_slow', 1e6, 1e3, 1e3);
      insert into program(run, strategy, title, about, family, core, baseline)
        select 1, label, label, '', family, 0, 0 from made;
      insert into cell(run, cell, label, strategy, title, family, core, baseline, discards, count,
          type, width_bytes, payload_bytes, need_bytes)
        select 1, cell, label, label, label, family, 0, 0, 0, 1e6, 'int32', 40, 4e7, 4e7 from made;
      insert into record(run, round, cell, schema, ended, strategy, count, type, arrays, turns,
          appended, width_bytes, payload_bytes, append_cpu_ns, rss_peak_bytes, rss_peak_error_bytes,
          append_wall_ns, exit_code, completed)
        select 1, value, cell, 2, ended, label, 1e6, 'int32', 1, 0, appended, 40, 4e7,
          ns + value * 1e5 * (cell = 1), peak, 1000, (ns + value * 1e5 * (cell = 1)) * $wall, 0,
          ended = 'done'
        from json_each('[0, 1, 2, 3, 4, 5, 6]'), made where cell < 2 or value = 0" \
        --file "$ROOT/lib/database/derived.sql" --file "$ROOT/plots/figures/common.sql" \
        --file "$ROOT/plots/answers/goals.sql" \
        "select coalesce(text, '?') || ' ' || short(ratio) || ': ' || said from goals"
}

@test "a goal is reached, missed, or open when the interval holds it" {
    same reached 'time: theirs / ours 4.15: reached' "$(said 'time theirs / best >= 3.5')"
    same missed 'time: theirs / ours 4.15: missed' "$(said 'time theirs / best >= 5')"
    same open 'time: theirs / ours 4.15: open: the interval holds 4.2' \
        "$(said 'time theirs / best >= 4.2')"
    same clock 'time: theirs / ours 4.15: reached; by the clock 12.5 x [11.7, 13.2]' \
        "$(said 'time theirs / best >= 3.5' busy)"
    same peak 'peak: theirs / ours 2: reached' "$(said 'peak theirs / best > 1')"
    same data 'peak: ours / data 1: reached' "$(said 'peak best / data <= 1.01')"
}

@test "what was stopped counts for the round it had; what was not measured is not missed" {
    same slow 'time: slow / ours 1000: reached (one round, stopped at 1k)' \
        "$(said 'time slow / best >= 30')"
    same absent 'time: nobody / ours ?: not measured' "$(said 'time nobody / best >= 30')"
}

@test "what is no goal is said to be none" {
    same words ': cannot be read: time is money' "$(said 'time is money' | grep -o ': cannot.*')"
}

@test "the goals of all suites can be read" {
    local suite goal
    for suite in "$ROOT"/experiments/suites/*; do
        while read -r goal; do
            [[ "$(said "$goal")" != *": cannot be read"* ]] || { echo "$suite: $goal" && return 1; }
        done < <(sed -n 's/^\(#\|--\) Goal: //p' "$suite")
    done
}
