#!/usr/bin/env bats
# series.bats - several runs of one suite become one run in the database, as far as they were
# measured alike.

load common

setup_file() {
    in_tree || return
    made made
}

# A series of three, in which "twice" takes 2, 2.2 and 2.4 times the time of the baseline.
setup() {
    in_tree || return
    cd "$BATS_TEST_TMPDIR" || return
    ln -s "$OLDPWD"/{lib,plots,experiments,build,Makefile} .
    local k file
    for k in 1 2 3; do
        mkdir -p set/$k
        cp -r "$OLDPWD/made" set/$k/size
        edited set/$k/size/run.json "'\$.seed', $k, '\$.link_order', $k, '\$.runs', 3"
        for file in set/"$k"/size/records/*; do
            edited "$file" "'\$.append_cpu_ns', append_cpu_ns + (100 + round) * ($k - 1) / 5" \
                'cell = 1'
        done
    done
}

# ask SQL ...: the database of the series.
ask() { "$BUILD/query" set/run.db "$@"; }

# now_fails K ENDED ...: in run K, the first round of "twice" ended so, and it was not run again.
now_fails() {
    local k=$1 file
    edited "set/$k/size/records/00.jsonl" "'\$.ended', '$2', '\$.exit_code', 137, '\$.signal', 9,
        '\$.completed', 0, '\$.appended', 100 * $k, '\$.verified', 1,
        '\$.live_peak_bytes', 1000 - 100 * $k" 'cell = 1'
    for file in set/"$k"/size/records/0[1-6]*; do sed -i '/"cell":1,/d' "$file"; done
}

@test "the runs of a series become one: its rounds are those of all, and no pair crosses two runs" {
    lib/database/load set
    same run '1 set/size 3 3 6 6 complete 1' "$(ask "select run, path, runs, runs_done, rounds,
        rounds_done, state, seed from run" | tr '\t' ' ')"
    same records '63 3 2006' "$(ask 'select count(*), sum(round % 1000 = 0) / 3, max(round)
        from record' | tr '\t' ' ')"
    # 18 rounds count; a ratio within each.
    same rounds 18 "$(ask "select rounds from summary where label = 'twice'")"
    same ratios '2.0 2.2 2.4' "$(ask "select round(min(t.build_ns * 1.0 / k.build_ns), 1)
        from counted as t join counted as k using (run, round)
        where t.cell = 1 and k.cell = 0 group by round / 1000" | xargs)"
    # One number for each run: the geometric mean of 2, 2.2 and 2.4.
    same ratio 2.19 "$(ask "select round(ratio, 2) from summary where label = 'twice'")"
    same members '1 set/1/size 1 1|2 set/2/size 2 2|3 set/3/size 3 3' "$(ask "select repetition,
        path, seed, link_order from repetition" | tr '\t\n' ' |' | sed 's/|$//')"
    same caption 'int32, n up to 1k, 3 runs of 6 rounds, the same program twice: 0 % apart' "$(ask \
        'select data from caption')"
    same alone 'run 1, cells 3, programs 2, machines 1' "$(ask "select 'run ' || (select count(*)
        from run) || ', cells ' || (select count(*) from cell) || ', programs ' || (select count(*)
        from program) || ', machines ' || (select count(*) from machine)")"
}

@test "a run that is not repeated is as before; so is one of a series alone, and it says so" {
    local folder
    for folder in set/2 set/2/size; do
        lib/database/load $folder made.db
        same path 'set/2/size 1 1 6' "$("$BUILD/query" made.db \
            'select path, runs, runs_done, max(round) from run join record using (run)' |
            tr '\t' ' ')"
        same caption 'int32, n up to 1k, one run of 6 rounds, the same program twice: 0 % apart' \
            "$("$BUILD/query" made.db \
            'select data from caption')"
        same one '1 set/2/size 6' "$("$BUILD/query" made.db \
            'select repetition, path, rounds_done from repetition' | tr '\t' ' ')"
    done
}

@test "a series of one suite, without folders for suites, is a run of that folder" {
    local k
    for k in 1 2 3; do mkdir -p one && mv set/$k/size one/$k; done
    lib/database/load one
    same run 'one 3 18' "$("$BUILD/query" one/run.db "select path, runs_done,
        summary.rounds from run join summary using (run) where label = 'twice'" | tr '\t' ' ')"
}

@test "runs that were not measured alike are left out, and told; most decide" {
    edited set/1/size/machine.json "'\$.kernel', 'Linux 6.2'"
    edited set/3/size/machine.json "'\$.memory_free_bytes', 7"
    lib/database/load set 2>said
    diff said - <<<'load: set/1/size is left out: other kernel than run 2'
    same rest '2 set/size 2 3 2006' "$(ask 'select run, path, runs_done, runs, max(round)
        from run join record using (run)' | tr '\t' ' ')"
    same caption '2 runs of 6 rounds (partial: 3 runs of 6 were planned)' "$(ask \
        'select sample from caption')"
    same left 'set/1/size other kernel than run 2' "$(ask 'select file, reason from left_out' |
        tr '\t' ' ')"
    # A cell, a program, or the sources; of two that differ the first stays.
    edited set/1/size/machine.json "'\$.kernel', 'Linux 6.1'"
    rm -r set/3
    local file field
    for field in cells.jsonl:label cells.jsonl:pages run.json:sources; do
        file=set/2/size/${field%:*}
        cp "$file" aside
        edited "$file" "'\$.${field#*:}', 'never'"
        lib/database/load set 2>said
        grep -qxE 'load: set/2/size is left out: other (cells|sources) than run 1' said
        same "$field" 1 "$(ask 'select runs_done from run')"
        cp aside "$file"
    done
}

@test "a copy of a run is no other run" {
    local file
    for file in set/1/size/records/*; do edited "$file" "'\$.pid', 10 * round + cell"; done
    rm -r set/3/size && cp -r set/1/size set/3/size
    lib/database/load set 2>said
    diff said - <<<'load: set/3/size is left out: it is a copy of run 1'
    same runs 2 "$(ask 'select runs_done from run')"
}

@test "what is damaged or missing in one run is told with its number; so is a run that is gone" {
    rm set/2/size/records/03.jsonl
    sed -i '2s/.\{9\}$//' set/3/size/records/04.jsonl
    lib/database/load set 2>said
    diff said - <<END
load: size, run 3: 1 of 21 records left out (first: records/04.jsonl, line 2): 1 x not a JSON \
object: a torn line?
load: size, run 2: round 3 is missing
END
    same damage '1 1' "$(ask 'select run from damage' | xargs)"
    same caption '3 runs of 5 to 6 rounds (partial: 3 runs of 6 were planned)' "$(ask \
        'select sample from caption')"
    plots/report/terminal set >table
    grep -q '^DAMAGED: size, run 2: round 3 is missing' table
    rm -r set/2
    echo '{' >set/3/size/cells.jsonl
    lib/database/load set 2>said
    grep -q '^load: set/3/size is left out: cells.jsonl: line 1: not a JSON object' said
    same caption 'one run of 6 rounds (partial: 3 runs of 6 were planned)' "$(ask \
        'select sample from caption')"
}

@test "how a cell ends is decided by most runs, and the note says in how many" {
    now_fails 1 killed
    lib/database/load set
    same once 'done|killed|killed in 1 of 3 runs|12' "$(ask "select ended, worst, note, rounds
        from summary where label = 'twice'" | tr '\t' '|')"
    now_fails 3 killed
    lib/database/load set
    # The rounds of the run in which it ended well count no more.
    same twice 'killed|failed: killed by signal 9, in 2 of 3 runs|0||' "$(ask "select ended, note,
        rounds, ns, low from summary where label = 'twice'" | tr '\t' '|')"
    now_fails 1 too_slow
    now_fails 2 too_slow
    now_fails 3 too_slow
    lib/database/load set
    same slow 'too_slow|too slow: reached 300 of 1k in 1 s, in 3 of 3 runs' "$(ask "select ended,
        note from summary where label = 'twice'" | tr '\t' '|')"
    # What it held then is that of the run that came farthest, too.
    same held '300|700.0' "$(ask "select appended || '|' || round(live * data_bytes)
        from summary where label = 'twice'")"
    lib/database/load set/2
    same one 'too slow: reached 200 of 1k in 1 s, in one run' "$("$BUILD/query" set/2/run.db \
        "select note from summary where label = 'twice'")"
}

@test "a round has its number and its run in words: none above 999 is shown" {
    edited set/3/size/records/04.jsonl "'\$.ended', 'timed_out', '\$.message',
        'stopped after 9 s: it did not end', '\$.exit_code', 124" 'cell = 1'
    lib/database/load set
    same note 'stopped after 9 s: it did not end, in round 4 of run 3' "$(ask \
        "select note from summary where label = 'twice'")"
}

@test "records that are packed are the same; a packed file that is damaged costs its round" {
    lib/database/load set first.db
    gzip -n set/[12]/size/records/* set/2/size/{cells,programs}.jsonl
    lib/database/load set second.db
    diff <(sqlite3 first.db .dump) <(sqlite3 second.db .dump)
    [ "$(sqlite3 first.db .dump | wc -l)" -gt 60 ]
    truncate -s 60 set/1/size/records/02.jsonl.gz
    ln -sf /etc/passwd set/2/size/records/05.jsonl.gz
    lib/database/load set 2>said
    diff said - <<'END'
load: size, run 1: round 2 is missing
load: size, run 2: round 5 is missing
END
    same nothing '' "$(find set -name '.growbench*')"
}

@test "tables and page of a series are those of one run; a link in the place of RUN/SUITE is none" {
    lib/database/load set
    plots/report/terminal set >table
    grep -q 'medians of 3 runs of 6 rounds' table
    grep -qE '^twice .* 2\.[0-9]+ ' table
    plots/report/page set
    grep -q 'Suite size: int32, n up to 1k, 3 runs of 6 rounds, ' set/report.html
    same sections 1 "$(grep -c '<section id="size">' set/report.html)"
    same lines 2 "$(tail -n +2 set/summary.csv | wc -l)"
    plots/draw set && [ -d set/size/figures ]
    rm -r set/size
    mkdir elsewhere && ln -s "$PWD/elsewhere" set/size
    FAILS_AS=load fails 1 'set/size is no folder of its own' lib/database/load set
}
