#!/usr/bin/env bats
# compare.bats - make compare holds its level: what it says of programs that did not change, and of
# one that did, counted over many comparisons that are made up.

load common

# side NAME RUNS SLOWER: NAME.db, a series of 25 suites of a baseline and ten others, each of 15
# rounds, as a quiet machine measures them: runs differ by 1 to 2 % (standard deviation; the
# baseline's by 0.7 %), rounds of a run by 2 to 5 %, and each round shifts all. Of each ten four,
# others in each suite, take SLOWER times as long. The tables are those that compare.sql asks.
# A normal number is made of two chances (Box and Muller 1958), the same for the same numbers.
side() {
    local seed
    seed=$(cksum <<<"$1" | cut -d ' ' -f 1)
    normal() {
        echo "(sqrt(-2 * ln((order_of($seed, $1, $2) + 1) / 9223372036854775809.0))
            * cos(2 * pi() * (order_of($seed, $1, -1 - $2) / 9223372036854775808.0)))"
    }
    "$BUILD/query" "$1.db" --number runs "$2" --number slower "$3" "
        create temp table n as with recursive n(n) as (
          select 0 union all select n + 1 from n where n < 25) select n from n;
        create table run as select n + 1 as run, 's' || n as suite from n where n < 25;
        create table machine as select run, 'here' as name, 'it' as cpu, '1' as kernel,
          null as libc, null as transparent_huge_pages from run;
        create table summary as
          select run, n as cell, iif((n + run) % 10 < 4, 'slow', 'same') as label,
            'c' || n as strategy, n = 0 as baseline, 1000 as count, 'int32' as type, 1 as arrays,
            0 as turns, 'system' as pages, 0 as idle_seconds, null as limit_bytes,
            null as address_bytes,
            null as allocator, null as phases, '{}' as parameters, 0 as chained, 'done' as ended,
            null as note, null as peak_bytes, null as peak_error_bytes
          from run, n where n <= 10;
        create table record as select run, 0 as cell, null as kernel, null as libc,
          null as allocator, null as tunables, null as compiler, null as flags, null as page_bytes,
          null as file_system, null as pages_system from run;
        create temp table shift as
          select summary.*, n as rep, run * 100 + n as one, $(normal 'run * 100 + n' cell)
              * iif(baseline, 0.007, sqrt(pow(0.01 + 0.001 * cell, 2) - pow(0.007, 2)))
            + iif(label = 'slow' and not baseline, ln(:slower), 0) as y
          from summary, n where n < :runs;
        create table counted as
          select run, 1000 * rep + n.n as round, cell, 1000 as appended, baseline as is_baseline,
            baseline as is_base, '[]' as alike,
            null as aa_of, null as instrument, 1 as append_wall_ns, null as scan_wall_ns, count,
            type, arrays, turns, exp(y
              + 0.03 * $(normal one '1000 + n.n')
              + iif(baseline, 0.015, sqrt(pow(0.02 + 0.003 * cell, 2) - pow(0.015, 2)))
                * $(normal one '(n.n + 1) * 1000 + cell')) as build_ns
          from shift, n where n.n between 1 and 15"
}

# compared BASE NEW EXPRESSION: of the changes of all but the baselines.
compared() {
    "$BUILD/query" :memory: --set base "$1.db" --set new "$2.db" \
        'attach :base as base; attach :new as new' --file "$ROOT/plots/answers/compare.sql" \
        "select $3 from changes where not baseline"
}

# told BASE NEW: how many that did not change are called better or worse; of those that are slower,
# how many are called worse, and better; how many of the unchanged are sure of it.
told() {
    compared "$1" "$2" "sum(label = 'same' and time not like 'tied'),
        sum(label = 'slow' and time like 'worse%'), sum(label = 'slow' and time like 'better%'),
        sum(label = 'same' and time in ('better', 'worse'))"
}

@test "of series: of 100 that did not change 5 at most are called so, and 5 % is found in 90" {
    local same found better sure all=0 seen=0
    for n in 1 2; do
        side "base$n" 5 1 && side "new$n" 5 1.05
        read -r same found better sure < <(told "base$n" "new$n")
        echo "of 150 that did not change $same, $sure for sure; of 100 slower $found found"
        [ "$better" -eq 0 ] && [ "$sure" -eq 0 ]
        all=$((all + same)) seen=$((seen + found))
    done
    [ "$all" -le 15 ] && [ "$seen" -ge 180 ]
}

@test "of one run a side: careful, and it is told what could be told apart" {
    local same found better sure apart
    side base 1 1 && side new 1 1.05 && side far 1 1.3
    read -r same found better sure < <(told base new)
    echo "of 150 that did not change $same; of 100 slower by 5 % $found"
    [ "$same" -le 7 ] && [ "$found" -le 50 ]
    read -r same found better sure < <(told base far)
    apart=$(compared base far 'max(apart)')
    echo "slower by 30 %: $found; told apart: $apart"
    [ "$found" -ge 90 ] && [ "$(rows "select $apart between 0.06 and 0.3" <<<'{}')" = 1 ]
}

@test "a series against one run tells more than one run against one, and less than two series" {
    local one both none
    side base 5 1 && side few 1 1.1 && side many 5 1.1 && side single 1 1
    both=$(compared base many 'median(apart)') one=$(compared base few 'median(apart)')
    none=$(compared single few 'median(apart)')
    echo "$both < $one < $none"
    [ "$(rows "select $both < $one and $one < $none" <<<'{}')" = 1 ]
}

@test "what has other pages or another allocator than the baseline is not held against it" {
    side base 1 1
    "$BUILD/query" other.db 'attach "base.db" as f; create table run as select * from f.run;
        create table machine as select * from f.machine;
        create table summary as select * from f.summary;
        create table record as select * from f.record;
        create table counted as select * from f.counted;' \
        "update main.counted set alike = 'other' where cell > 4"
    same all 250 "$(compared base base '(select sum(is_relative) from judged)' | head -n 1)"
    same alike 100 "$(compared other other '(select sum(is_relative) from judged)' | head -n 1)"
}

# As if a run's rounds were samples of what differs between runs.
@test "runs that are taken for one say more than they know: that is what this file tells apart" {
    local same rest
    side base 1 1 && side new 1 1
    for file in base new; do
        "$BUILD/query" "$file.more" --set file "$file.db" 'attach :file as f;
            create table run as select * from f.run;
            create table machine as select * from f.machine;
            create table summary as select * from f.summary;
            create table record as select * from f.record;
            create table counted as select * from f.counted;
            update counted set round = 1000 * (round % 5) + round' && mv "$file.more" "$file.db"
    done
    read -r same rest < <(told base new)
    echo "$same of 250 $rest"
    [ "$same" -gt 25 ]
}
