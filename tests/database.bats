#!/usr/bin/env bats
# database.bats - from the files of a run to run.db and back to a person who asks.

load common

# A run made by hand: two strategies and the control, seven rounds.
setup_file() {
    in_tree || return
    mkdir -p made/records
    made >/dev/null
}

# What the driver writes, with times that are known: in round k the baseline takes 100 + k, "twice"
# 200 + 2 k.
made() {
    tr -d '\n' >made/run.json <<'END'
{"suite":"size","question":"How?","place":1,"compares":1,"seed":1,"rounds":6,"rounds_done":6,
"state":"complete","budget_seconds":1,"chosen":0,"goals":[],"command":"make bench",
"started":"2026-01-01T00:00:00+00:00"}
END
    echo '{"name":"here","cpus":2,"kernel":"Linux 6.1","memory_free_bytes":1000000000}' \
        >made/machine.json
    "$BUILD/query" :memory: --json "select column1 as strategy, column1 as title, '' as about,
        'vector' as family, 1 as core, column1 = 'known' as baseline
        from (values ('known'), ('twice'))" >made/programs.jsonl
    "$BUILD/query" :memory: --json "with c(cell, strategy, label, aa_of) as (
        values (0, 'known', 'known', null), (1, 'twice', 'twice', null), (2, 'known',
            'known, again', 0))
      select cell, label, strategy, strategy as title, 'vector' as family, 1 as core, strategy =
          'known' as baseline,
        0 as discards, 1000 as count, 'int32' as type, 4 as width_bytes, 4000 as payload_bytes,
            aa_of, 0 as need_bytes
      from c" >made/cells.jsonl
    local round
    for round in 0 1 2 3 4 5 6; do
        "$BUILD/query" :memory: --number round $round --json "with c(cell, strategy) as (values
            (0, 'known'), (1, 'twice'), (2, 'known'))
          select 2 as schema, :round as round, cell, 'done' as ended, strategy, 1000 as count,
              1000 as appended, 'int32' as type,
            4 as width_bytes, 4000 as payload_bytes, 1 as arrays, 0 as turns, 
            (100 + :round) * iif(cell = 1, 2, 1) as append_cpu_ns,
            100 as append_wall_ns from c" >"made/records/0$round.jsonl"
    done
}

setup() {
    in_tree || return
    rm -rf "$BATS_TEST_TMPDIR/made"
    cp -r made "$BATS_TEST_TMPDIR/made"
    made=$BATS_TEST_TMPDIR/made
}

@test "the table summary says what the records say: medians, and ratios within the rounds" {
    lib/database/load "$made"
    # As anybody has it: without the functions of ours.
    sqlite3 -separator ' ' "$made/run.db" 'select label, ns, ratio, low, high from summary' |
        diff <(printf 'known 0.1035 1.0 1.0 1.0\ntwice 0.207 2.0 2.0 2.0\n') -
    same floor 0.0 "$(sqlite3 "$made/run.db" 'select floor from noise')"
    same rounds '6 6' "$(sqlite3 -separator ' ' "$made/run.db" \
        'select summary.rounds, rounds_done from summary, run limit 1')"
    make -s tools >/dev/null
    make -s query RUN="$made" SQL='select label, ratio from summary' |
        diff <(printf 'label  ratio\nknown    1.0\ntwice    2.0\n') -
}

@test "loading the same files twice gives the same content, and leaves nothing else" {
    lib/database/load "$made"
    sqlite3 "$made/run.db" .dump >first
    lib/database/load "$made"
    sqlite3 "$made/run.db" .dump | diff first -
    [ "$(wc -l <first)" -gt 60 ]
    find "$made" -maxdepth 1 -newer made/run.json -type f -printf '%f\n' | sort |
        diff <(printf '%s\n' cells.jsonl machine.json programs.jsonl run.db run.json) -
}

@test "several runs in one database keep apart" {
    mkdir set
    cp -r "$made" set/one
    cp -r "$made" set/two
    edited set/two/records/01.jsonl "'\$.append_cpu_ns', 999"
    lib/database/load set
    same runs '1 2 2' "$(sqlite3 -separator ' ' set/run.db \
        'select min(run), max(run), count(distinct path) from run')"
    same cells '2 2 ' "$(sqlite3 set/run.db 'select count(*) from summary group by run' |
        tr '\n' ' ')"
    rm -r set
}

@test "a record of another schema is refused by name" {
    edited "$made/records/03.jsonl" "'\$.schema', 1"
    FAILS_AS=query fails 1 'this version of growbench reads schema 2.*records/03.jsonl' \
        lib/database/load "$made"
    [ ! -e "$made/run.db" ] && [ ! -e "$made/run.db.tmp" ]
    edited "$made/records/03.jsonl" "'\$.schema', null"
    FAILS_AS=query fails 1 'schema.*records/03.jsonl' lib/database/load "$made"
}

@test "a line that is torn is an error that names file and line, and the old database stays" {
    lib/database/load "$made"
    cp "$made/run.db" before
    sed -i '2s/.\{9\}$//' "$made/records/04.jsonl"
    FAILS_AS=query fails 1 'records/04.jsonl: line 2 is not JSON' lib/database/load "$made"
    cmp before "$made/run.db"
    [ ! -e "$made/run.db.tmp" ]
    rm "$made/machine.json"
    FAILS_AS=query fails 1 'No such file.*machine.json' lib/database/load "$made"
}

@test "a record twice, and a cell without what it must have, are refused" {
    cat made/records/01.jsonl made/records/01.jsonl >"$made/records/01.jsonl"
    FAILS_AS=query fails 1 'UNIQUE.*records/01.jsonl' lib/database/load "$made"
    cp made/records/01.jsonl "$made/records/01.jsonl"
    edited "$made/cells.jsonl" "'\$.label', null"
    FAILS_AS=query fails 1 'NOT NULL.*label.*cells.jsonl' lib/database/load "$made"
}

@test "a field more than the schema has is left out, one fewer is null" {
    edited "$made/records/01.jsonl" "'\$.novelty', 1"
    lib/database/load "$made"
    same null 1 "$(sqlite3 "$made/run.db" 'select sum(verified is null) = count(*) from record')"
    if sqlite3 "$made/run.db" 'select novelty from record' 2>/dev/null; then return 1; fi
}

@test "who asks cannot change: run.db is opened for reading only" {
    lib/database/load "$made"
    local sql
    for sql in 'delete from record' 'insert into noise values (9, 9)' 'create table mine(x)' \
        'drop table run'; do
        fails 1 '^query: sql: attempt to write a readonly database' program query "$made/run.db" \
            "$sql"
    done
    same records 21 "$("$BUILD/query" "$made/run.db" 'select count(*) from record')"
    # Temporary tables are allowed: an answer takes steps.
    same steps 21 "$("$BUILD/query" "$made/run.db" \
        'create temp table mine as select * from record; select count(*) from mine')"
}

@test "what is no database, no SQL, or no file is one line and a status" {
    lib/database/load "$made"
    fails 1 'query: sql: .*syntax error' program query "$made/run.db" 'selct 1'
    fails 1 'query: sql: no such column: nonsense' program query "$made/run.db" \
        'select nonsense from run'
    fails 1 'query: .*not a database' program query "$made/run.json" 'select 1 from run'
    fails 1 'query: open: No such file or directory \(/nowhere\)' program query :memory: \
        --import r /nowhere
    fails 2 'query: usage: --nonsense: not known' program query :memory: --nonsense
    fails 2 'x: "y" is not a number' program query :memory: --number x y 'select 1'
    program query 2>said && return 1
    grep -q '^usage: query' said
    program query :memory: "select 'all'" >/dev/full 2>said && return 1
    grep -q 'No space left' said
}

@test "a setting is a value and never SQL; empty is null" {
    same value "x' or '1'='1" "$("$BUILD/query" :memory: --set v "x' or '1'='1" 'select :v')"
    same null 1 "$("$BUILD/query" :memory: --set v '' 'select :v is null')"
    same number 'integer real' "$("$BUILD/query" :memory: --number a 12 --number b 1.5 "select
        typeof(:a) || ' ' || typeof(:b)")"
}
