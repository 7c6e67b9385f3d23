# damaged.bash - a real run, damaged in one way by tests/mutate: its table and page are made of
# what is sound, or refused in one line. Nothing crashes, nothing hangs, and no record is believed
# that was not measured so.
# shellcheck shell=bash disable=SC2034,SC2086,SC2154 # of run

cases() { seq 2000; }

prepare() {
    in_tree
    a_run size a 3
    lib/database/load results/a
}

one() {
    own_tree
    cp -r "$work/tree/results/a" results
    rm results/a/run.db
    did=$("$ROOT/tests/mutate" $((seed % 100000 * 10000 + $1)) "$PWD/results/a") || fail mutate
    makes_sense lib/database/load
    [ $status != 0 ] || sound
    makes_sense plots/report/terminal
    ((RANDOM % 20)) || makes_sense plots/show # is slow
    [ "$(ls results)$(ls tmp)" = a ] || fail "left: $(ls results tmp)"
}

makes_sense() { # COMMAND
    local said=$did
    did="$said: $1"
    SECONDS_AT_MOST=60 bounded "$1" results/a > .out
    without_notes
    told_by '.*' 1-2
    if grep -iwE 'nan|inf' .out; then fail 'is no number'; fi
    did=$said
}

# Every record that is believed is one of the run as it was, but for where it stands in its file.
sound() {
    local odd columns
    columns=$(build/query results/a/run.db "select group_concat('\"' || name || '\"')
        from pragma_table_info('record') where name <> 'line'")
    odd=$(build/query :memory: "attach '$work/tree/results/a/run.db' as sound" \
        "attach 'results/a/run.db' as damaged" "select round, cell from (
            select $columns from damaged.record
            -- Runs of long ago have no time of the first process.
            where round > 0 or process_wall_ns is not null
        except select $columns from sound.record)" 2>&1)
    [ -z "$odd" ] || fail "was not measured so (round, cell): $odd"
}
