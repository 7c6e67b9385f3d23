# damaged.bash - a real run, damaged in one way by tests/mutate: table and page are made of what is
# sound, or refused in one line. Nothing crashes, nothing hangs, and no number comes from nowhere.
# shellcheck shell=bash disable=SC2034,SC2086,SC2154 # of run

cases() { seq 2000; }

prepare() {
    in_tree
    a_run size a 3
    lib/database/load results/a
    build/query results/a/run.db --json 'select cell, strategy, min(append_wall_ns) as least,
        max(append_wall_ns) as most from record group by cell' > ../sound
}

one() {
    own_tree
    cp -r "$work/tree/results/a" results
    rm results/a/run.db
    did=$("$ROOT/tests/mutate" $((seed % 100000 * 10000 + $1)) "$PWD/results/a") || fail mutate
    makes_sense lib/database/load
    [ $status != 0 ] || within
    makes_sense plots/report/terminal
    ((RANDOM % 8)) || makes_sense plots/show
    [ "$(ls results)$(ls tmp)" = a ] || fail "left: $(ls results tmp)"
}

makes_sense() { # COMMAND
    local said=$did
    did="$said: $1"
    SECONDS_AT_MOST=60 bounded "$1" results/a > .out
    [ "$status" = 0 ] || sed -i '/: left out: /d' .err # which is no error
    told_by '.*' 1-2
    if grep -iwE 'nan|inf' .out; then fail 'is no number'; fi
    did=$said
}

# What is told of a cell lies between the least and the greatest that was measured of it.
within() {
    local odd
    odd=$(build/query :memory: --import sound "$work/sound" "attach 'results/a/run.db' as run" '
        select c.cell, c.strategy, median(r.append_wall_ns) as ns
        from record as r join cell as c using (cell) where round > 0 group by c.cell
        having ns is not null and not exists (select 1 from sound as s where s.cell = c.cell
          and s.strategy = c.strategy and ns between least and most)' 2>&1)
    [ -z "$odd" ] || fail "was not measured (cell, strategy, ns): $odd"
}
