#!/usr/bin/env bats
# database.bats - from the files of a run to run.db and back to a person who asks.

load common

# A run made by hand: two strategies and the control, seven rounds.
setup_file() {
    in_tree || return
    made made
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

# left OUT [FILE]: what load says of $made; the table left_out, as "FILE LINE REASON".
left() {
    lib/database/load "$made" 2>said || { cat said && return 1; }
    sqlite3 -separator ' ' "$made/run.db" \
        "select substr(file, instr(file, '/made/') + 6), line, reason from left_out" >left
    diff - left || { cat said && return 1; }
}

@test "a record of another schema is left out by name; a run of such records is refused" {
    edited "$made/records/03.jsonl" "'\$.schema', 1" 'cell = 1'
    left <<<'records/03.jsonl 2 this version of growbench reads schema 2'
    grep -qx 'load: size: 1 of 21 records left out (first: records/03.jsonl, line 2): 1 x this .*' \
        said
    same rounds '6 5' "$(sqlite3 "$made/run.db" 'select rounds from summary' | xargs)"
    local file
    for file in "$made"/records/*; do edited "$file" "'\$.schema', 1"; done
    rm "$made/run.db"
    FAILS_AS=load fails 1 'records/00.jsonl: line 1: this version of growbench reads schema 2' \
        lib/database/load "$made"
    [ ! -e "$made/run.db" ]
    same nothing '' "$(find "$made" -name '.growbench*')"
}

@test "a line that is torn is named, and the others count; a file that is needed is named, too" {
    sed -i '2s/.\{9\}$//' "$made/records/04.jsonl"
    left <<<'records/04.jsonl 2 not a JSON object: a torn line?'
    cp "$made/run.db" before
    local file
    for file in run.json machine.json programs.jsonl cells.jsonl; do
        cp "made/$file" aside
        sed -i '1s/.\{9\}$//' "$made/$file"
        FAILS_AS=load fails 1 "$file: line 1: not a JSON object.* \(restore it, or measure again" \
            lib/database/load "$made"
        rm "$made/$file"
        [ "$file" = run.json ] || FAILS_AS=load fails 1 "$file.*(missing|no line)" \
            lib/database/load "$made"
        cp aside "$made/$file"
    done
    cmp before "$made/run.db"
}

@test "of a set, a damaged run is left out and told, and the others go on" {
    mkdir set
    cp -r "$made" set/one
    cp -r "$made" set/two
    head -n 1 set/two/cells.jsonl >set/cells && mv set/cells set/two/cells.jsonl
    sed -i 's/"label":"[a-z]*"/"label":null/' set/two/cells.jsonl
    lib/database/load set 2>said
    grep -qx 'load: set/two is left out: cells.jsonl: line 1: .*cell.label' said
    same runs 'set/one 18' "$(sqlite3 -separator ' ' set/run.db \
        'select path, count(*) from run join counted using (run)')"
    rm -r set
}

@test "a record twice is once; of two that differ none is believed" {
    cat made/records/01.jsonl >>"$made/records/01.jsonl"
    edited "$made/records/02.jsonl" "'\$.append_cpu_ns', 5" 'cell = 1'
    grep '"cell":1,' made/records/02.jsonl >>"$made/records/02.jsonl"
    left <<'END'
records/01.jsonl 4 the same record again
records/01.jsonl 5 the same record again
records/01.jsonl 6 the same record again
records/02.jsonl 2 one of two that differ
records/02.jsonl 4 one of two that differ
END
    same rounds '6 5' "$(sqlite3 "$made/run.db" 'select rounds from summary' | xargs)"
}

@test "what was measured with other parameters, or in another round, is not believed" {
    edited "$made/records/01.jsonl" "'\$.parameters', json_object('chunk', 1)" 'cell = 1'
    edited "$made/records/02.jsonl" "'\$.parameters', json_object('a', 1)" 'cell = 0'
    edited "$made/records/03.jsonl" "'\$.title', null" 'cell = 1'
    edited "$made/records/04.jsonl" "'\$.pid', 7" 'cell = 1'
    sed '2!d; s/"round":4/"round":5/' "$made/records/04.jsonl" >copied
    sed -i -e '2r copied' -e 2d "$made/records/05.jsonl"
    left <<'END'
records/03.jsonl 2 title is null
records/01.jsonl 2 of another cell
records/02.jsonl 1 of another cell
records/04.jsonl 2 the same as in another round
records/05.jsonl 2 the same as in another round
END
}

@test "what is missing is told: a round, a record; and a cell without records is not too slow" {
    rm "$made/records/02.jsonl"
    sed -i 2d "$made/records/04.jsonl"
    left <<'END'
records/02.jsonl  the round is missing
records/04.jsonl  1 records are missing
END
    diff said - <<'END'
load: size: round 2 is missing
load: size: 1 record is missing in round 4
END
    same caption 1 "$(sqlite3 "$made/run.db" \
        "select data like '%, one run of 5 rounds (partial: 6 were planned)%' from caption")"
    local file
    for file in "$made"/records/*; do sed -i '/"cell":1,/d' "$file"; done
    lib/database/load "$made" 2>said
    same fate 'missing|its records are missing or damaged' "$(sqlite3 "$made/run.db" \
        'select ended, note from summary where label = '"'twice'")"
}

@test "more rounds than there are, a suite that is no name, numbers that are none: not believed" {
    edited "$made/run.json" "'\$.rounds', 9, '\$.rounds_done', 8"
    lib/database/load "$made" 2>said
    grep -qx 'load: size: rounds 7 and 8 are missing' said
    local field value
    for field in suite:x.y suite:../x 'suite:size$' rounds:1e300 rounds:-1 rounds_done:99 \
        state:odd; do
        value=${field#*:}
        case $value in *[0-9]) ;; *) value="'$value'" ;; esac
        cp made/run.json "$made/run.json"
        edited "$made/run.json" "'\$.${field%%:*}', $value"
        FAILS_AS=load fails 1 'run.json: line 1: ' lib/database/load "$made"
    done
}

@test "a field more than the schema has is left out, one fewer is null" {
    edited "$made/records/01.jsonl" "'\$.novelty', 1"
    lib/database/load "$made"
    same null 1 "$(sqlite3 "$made/run.db" \
        'select sum(copied_bytes is null) = count(*) from record')"
    if sqlite3 "$made/run.db" 'select novelty from record' 2>/dev/null; then return 1; fi
}

@test "where a line stands counts, not where it says that it stands" {
    mkdir set
    cp -r "$made" set/one
    cp -r "$made" set/two
    local file
    for file in set/one/*.json* set/one/records/*; do
        edited "$file" "'\$.run', 2, '\$.path', '/etc', '\$.line', 7"
    done
    lib/database/load set
    same rows '21 21 set/one set/two' "$(sqlite3 set/run.db '
        select count(*) from record group by run
        union all select path from run' | xargs)"
    rm -r set
}

@test "who asks cannot change: run.db is opened for reading only" {
    lib/database/load "$made"
    local sql
    for sql in 'delete from record' 'insert into noise(run) values (9)' 'create table mine(x)' \
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
    fails 2 'query: a\?b\?c$' program query :memory: \
        "select refuse('a' || char(10) || 'b' || char(27) || 'c')"
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
