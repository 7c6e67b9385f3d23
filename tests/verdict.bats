#!/usr/bin/env bats
# verdict.bats - what is called the fastest, and tied, of many: a run that is made up.

# shellcheck disable=SC2016 # ` is a mark of the verdict, none of the shell

load common

# made NS KIND ...: run.db of 15 rounds in each of RUNS runs (default 1), a cell for each pair: NS
# is its time in a round of a run, in SQL; KIND large or file. c0 is the baseline; one that is
# "again" repeats the one before it.
made() {
    local cells='' n=0 again kind
    while [ $# -gt 0 ]; do
        again=null kind=$2
        case $2 in *again) again=$((n - 1)) kind=${2% again} ;; esac
        cells+="${cells:+ union all }select $n as cell, $again as again, '$kind' = 'file' as file,
            nth as round, $1 as ns from (select round as nth, round % 1000 as round, run from turn)"
        n=$((n + 1))
        shift 2
    done
    rm -f run.db
    "$BUILD/query" run.db --file "$ROOT/lib/database/schema.sql" "
        create temp table turn as with recursive n(round) as (
          select 1 union all select round + 1 from n where round < 15),
          runs(run) as (select 1 union all select run + 1 from runs where run < ${RUNS:-1})
          select 1000 * (run - 1) + round as round, run from n, runs;
        create temp table made as $cells;
        insert into run(run, path, suite, question, seed, rounds, rounds_done, state,
            budget_seconds, chosen, started, command, runs, runs_done)
          values (1, '', 'size', '?', 1, 15, 15, 'complete', 1, 0, '', '', ${RUNS:-1},
            ${RUNS:-1});
        insert into repetition(run, repetition, path, rounds_done)
          select distinct 1, 1 + round / 1000, '', 15 from turn;
        insert into machine(run, name, cpus, kernel, memory_free_bytes)
          values (1, 'here', 2, '1', 1e9);
        insert into program(run, strategy, title, about, family, core, baseline, file)
          select distinct 1, 'c' || cell, 'c' || cell, '', iif(cell = 0, 'control', 'vector'), 1,
            cell = 0, file from made where again is null;
        insert into cell(run, cell, label, strategy, title, family, core, baseline, discards,
            count, type, width_bytes, payload_bytes, need_bytes, aa_of)
          select distinct 1, cell, 'c' || cell, 'c' || coalesce(again, cell),
            'c' || coalesce(again, cell), iif(cell = 0, 'control', 'vector'), 1, cell = 0, 0,
            1000000, 'int32', 4, 4000000, 1, again from made;
        insert into record(run, round, cell, schema, ended, exit_code, strategy, type, count,
            appended, completed, arrays, turns, width_bytes, payload_bytes, append_wall_ns,
            append_cpu_ns)
          select 1, round, cell, 2, 'done', 0, 'c' || coalesce(again, cell), 'int32', 1000000,
            1000000, 1, 1, 0, 4, 4000000, round(1e9 * (ns)), round(1e9 * (ns)) from made" \
        --file "$ROOT/lib/database/derived.sql"
}
said() {
    (cd "$ROOT" && "$BUILD/query" "$BATS_TEST_TMPDIR/run.db" --number run 1 \
        --file plots/figures/common.sql --file plots/answers/verdict.sql \
        'select line from verdict')
}

# c1 was lucky in the odd rounds: over all rounds it would lead.
@test "the fastest is chosen in the odd rounds and judged in the even ones" {
    made 1 large '1.3 - 0.1 * (round % 2) + round / 1e4' large '1.3 + round % 3 / 1e3' large
    said >lines
    grep -q 'n unknown: c1, ' lines
    grep -q '^Next: c2; to the fastest: .*, tied: a difference above 0.[0-9] % is excluded\.$' lines
    grep -q '^The rule: the fastest is chosen in the odd rounds, and judged in the even ones;' lines
    made 1 large '1.2 + round / 1e4' large '1.3 + round % 3 / 1e3' large
    said | grep -qE '^Next: c2; to the fastest: 1.08[0-9] x \[[0-9., ]+\]\.$'
}

@test "all that are tied with the fastest are told, not the next alone" {
    made 1 large '1.2 + round % 4 / 1e2' large '1.2 + round % 5 / 1e2' large \
        '1.2 + round % 7 / 1e2' large '2 + round / 1e4' large
    said | grep -qE '^Tied with the fastest: c[1-3] and c[1-3]\.$'
}

@test "each kind has its own floor: what is below it says so, and is not called tied" {
    made 1 large '1 + 0.01 * (round % 2)' 'large again' '2 + round / 1e4' file \
        '(2 + round / 1e4) * 1.06' 'file again' '1.03 + round / 1e4' large '1.05 + round / 1e4' file
    ask() { "$BUILD/query" run.db "$@"; }
    same floors 'file	6
large	1' "$(ask 'select kind, cast(round(100 * floor) as integer) from control order by 1')"
    same 'the first' large "$(ask 'select floor_kind from noise')"
    same 'of memory' null "$(ask "select coalesce(tie, 'null') from summary where label = 'c4'")"
    same 'of a file' 'below 6 %' "$(ask "select tie from summary where label = 'c5'")"
}

# In 3 of 15 rounds the ratio is below 1: alone the interval begins at the 4th, of 5 at the 3rd.
@test "one of many ratios of a table needs more rounds that agree than one alone" {
    local close='1.02 - 0.03 * (round <= 3) + round / 1e5' far='3 + round / 1e4'
    made 1 large "$close" large
    same alone 0 "$("$BUILD/query" run.db "select tied from summary where label = 'c1'")"
    made 1 large "$close" large "$far" large "$far" large "$far" large "$far" large
    same 'one of five' 1 "$("$BUILD/query" run.db "select tied from summary where label = 'c1'")"
    same 'the others' 0 "$("$BUILD/query" run.db "select tied from summary where label = 'c2'")"
    same 'both' '1	0' "$("$BUILD/query" run.db "select low_of_all < 1, low < 1 from summary
        where label = 'c1'")"
}

# Of three runs each has its own effect: halves of their rounds would share it.
@test "the first of a short series is chosen and judged in the same runs, and corrected" {
    RUNS=3 made 1 large '1.2 + run / 100.0' large '1.25 + run * run / 300.0' large \
        '1.4 - run / 50.0' large
    said >lines
    grep -qE '^The rule: .* judged in the same 3 runs, .* corrected for 2 comparisons' lines
    # Student's t with 2 degrees of freedom: 6.2 where 2.5 % may be above, not 4.3.
    same corrected 1 "$("$BUILD/query" run.db --number run 1 \
        --file "$ROOT/plots/figures/common.sql" \
        --file "$ROOT/plots/answers/verdict.sql" "select lead.said = (
            select times(median(r, round), low(r, round, 2), high(r, round, 2), null) from (
              select x.round, x.build_ns * 1.0 / y.build_ns as r from choice as c, choice as d
              join rounds as x on x.cell = c.cell
              join rounds as y on y.cell = d.cell and y.round = x.round
              where c.number = 2 and d.number = 1)) from lead where what = 2")"
    RUNS=6 made 1 large '1.2 + run / 100.0' large '1.25 + run * run / 300.0' large
    said | grep -q '^The rule: the fastest is chosen in the odd runs, and judged in the even ones;'
    # The line of the verdict has the same interval.
    "$BUILD/query" run.db --number run 1 --number ours 1 --file "$ROOT/plots/figures/common.sql" \
        --file "$ROOT/plots/answers/verdict.sql" \
        --file "$ROOT/plots/answers/needs/fastest.sql" >line
    grep -qE '^`c1\|[^`]*` \(tied with `c2`\): 1.24 x \[1.[0-9]*, 1.[0-9]*\] the time of `c0`, ' \
        line
    grep -qE ', on the system.s pages \(1M int32, CPU time, .*6 runs of 15 rounds: ' line
}

@test "of a series one run gives no interval; and the baseline is not tied with itself" {
    RUNS=3 made 1 large '1.2 + run / 100.0' large '1.5 + run / 50.0' large
    ask() { "$BUILD/query" run.db "$@"; }
    same itself null "$(ask "select coalesce(tie, 'null') from summary where label = 'c0'")"
    same three 1 "$(ask "select low is not null from summary where label = 'c2'")"
    local copies=() table
    mv run.db whole.db
    for table in run machine program cell record; do
        copies+=("insert into main.$table select * from old.$table")
    done
    "$BUILD/query" run.db 'attach "whole.db" as old' --file "$ROOT/lib/database/schema.sql" \
        "${copies[@]}" 'delete from main.record where cell = 2 and round > 999; detach old' \
        --file "$ROOT/lib/database/derived.sql"
    same one '1	1	1' "$(ask "select ratio > 1, low is null, tied is null from summary
        where label = 'c2'")"
    said | grep -q '^Next: c2; to the fastest: .* (too few rounds)\.$'
}
