# damaged.bash - a real run, damaged in one way by tests/mutate: its table and page are made of what
# is sound, or refused in one line. Nothing crashes, nothing hangs, and no number comes from nowhere.
# shellcheck shell=bash disable=SC2154 # of run

cases() { seq 2000; }

prepare() {
    in_tree
    a_run size a 3
    plots/show results/a > shown 2>&1 || cat shown >&2
    build/query results/a/run.db --json 'select cell, strategy, min(append_wall_ns) as least,
        max(append_wall_ns) as most from record group by cell' > ../sound
}

one() {
    own_tree
    cp -r "$work/tree/results/a" results/a
    rm -rf results/a/{run.db,report.html,summary.csv,figures,tables}
    echo precious > results/victim
    "$ROOT/tests/mutate" $((seed % 100000 * 10000 + $1)) "$PWD/results/a" > .did || return
    did=$(cat .did)
    tried lib/database/load && within || return 1
    tried plots/report/terminal || return 1
    if ((RANDOM % 8 == 0)); then
        tried plots/show && { [ $status != 0 ] || grep -q '</html>$' results/a/report.html; } ||
            return 1
    fi
    [ "$(cat results/*)" = precious ] 2> /dev/null && [ -z "$(ls -A tmp)" ] ||
        { echo "$did: left: $(ls -A results tmp)" && return 1; }
}

tried() {
    SECONDS_AT_MOST=60 bounded "$1" results/a > .out
    # What a damaged file gives up is said, and is no error.
    [ $status = 0 ] || sed -i '/: left out: /d' .err
    told_one_line '[a-z_]+' 1-2 > .why && ! grep -qiE '\b(nan|inf)\b' .out ||
        { echo "$did: $1: $(cat .why)" && grep -iE '\b(nan|inf)\b' .out && return 1; }
}

# What is told of a cell lies between the least and the greatest that was measured of it.
within() {
    [ $status = 0 ] || return 0
    build/query :memory: --import sound "$work/sound" "attach 'results/a/run.db' as run" '
        select c.cell, c.strategy, median(r.append_wall_ns) as ns
        from record as r join cell as c using (cell) where round > 0 group by c.cell
        having ns is not null and not exists (select 1 from sound as s where s.cell = c.cell
          and s.strategy = c.strategy and ns between least and most)' > .within 2>&1
    [ ! -s .within ] || { echo "$did: from nowhere (cell, ns): $(cat .within)" && return 1; }
}
