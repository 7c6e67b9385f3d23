#!/usr/bin/env bats
# The way from a suite to its records, tables, figures and report: driven as a person would, in a copy
# shellcheck disable=SC2016 # $(...) in single quotes is what a hostile name looks like
# of the tree, with small sizes. Among the strategies are some that fail, in all the ways they can.

load common
# The copy has its own, and what an outer make exports is not meant for it.
unset BUILD SUITE RUN INPUT TYPE TEXT COUNT STRATEGIES ROUNDS BUDGET SEED DIRECTORY MACHINE CPU ONLY FORMAT

# A copy of the tree with its own results, and one run in it that all tests below look at.
setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    mkdir tree
    (cd "$ROOT" && cp -r Makefile README.md lib experiments plots labs "$BATS_FILE_TMPDIR/tree")
    cd tree || return
    # The newcomer is README's own example.
    sed -n '/^```c$/,/^```$/p' README.md | sed '1d;$d' > experiments/grow/mine.c
    cp "$ROOT"/tests/strategies/{fails,killed,wrong}.c experiments/grow/
    make -s -j2 > /dev/null
    # Ten times the error of a peak, or figures of memory would be left out.
    STRATEGIES='mine doubling_vector copy_per_element chunk_list mmap_file fails killed wrong' \
        COUNT=2M ROUNDS=6 BUDGET=0.2 SEED=7 MACHINE='a "quoted" $(name)' make -s bench SUITE=size > table 2> progress
    readlink -f results/latest > run
}

setup() {
    cd "$BATS_FILE_TMPDIR/tree" || return
    RUN=$(cat run)
}

cells() { jq -r "select($1) | .cell" "$RUN/cells.jsonl"; }

@test "each counted round holds each measured cell once, and nothing else" {
    local round
    for round in 01 02 03 04 05 06; do
        diff <(cells '.status == "measured"' | sort) <(jq .cell "$RUN/records/$round.jsonl" | sort)
    done
    [ ! -e "$RUN/records/07.jsonl" ]
    same state complete "$(jq -r .state "$RUN/run.json")"
}

@test "rounds are shuffled, and the seed repeats the order" {
    diff <(jq .cell "$RUN/records/01.jsonl") <(jq .cell "$RUN/records/02.jsonl") > /dev/null && return 1
    RUN=results/again STRATEGIES='mine doubling_vector copy_per_element chunk_list mmap_file fails killed wrong' \
        COUNT=2M ROUNDS=1 BUDGET=0.2 SEED=7 experiments/run size 2> /dev/null
    # Which cells are too slow may differ: compare the order of those that ran in both.
    diff <(jq .cell "$RUN/records/01.jsonl" | grep -xFf <(jq .cell results/again/records/01.jsonl)) \
        <(jq .cell results/again/records/01.jsonl | grep -xFf <(jq .cell "$RUN/records/01.jsonl"))
}

@test "every record has its suite, round, label, and a process time that holds its phases" {
    cat "$RUN"/records/0[1-6].jsonl | jq -e -s 'length > 0 and all(.suite == "size" and .round > 0
        and (.label | length) > 0 and .exit_code == 0 and .schema == 1 and .verified != false
        and .process_wall_ns >= ([to_entries[] | select(.key | test("^[a-z]+_wall_ns$"))
                                  | select(.key != "process_wall_ns") | .value] | add))' > /dev/null
}

@test "a cell over its budget is kept with the place it reached, and not run again" {
    jq -e -s 'map(select(.strategy == "copy_per_element" and .count == 2000000))[0]
        | .status == "too_slow" and .reached > 0 and .reached < .count' "$RUN/cells.jsonl" > /dev/null
    grep -q 'copy per element.*too slow: reached .* of 2M in 0.2 s' table
    grep -q 'too slow: reached' "$RUN/figures/time_per_element.svg"
    grep -q 'too slow: reached' "$RUN/figures/speed_memory.svg"
}

@test "a program that fails, is killed, or stores wrong contents is named with its reason, and the rest goes on" {
    grep -q 'fails.*failed: .*append: no more than 500' table
    grep -q 'killed.*failed: killed by signal 9' table
    grep -q 'wrong.*failed: wrong: verify: ' table
    [ "$(jq -s 'map(select(.status == "failed")) | length' "$RUN/cells.jsonl")" -ge 12 ]
    [ "$(cat "$RUN"/records/0[1-6].jsonl | jq -s 'map(select(.strategy == "fails")) | length')" = 0 ]
}

@test "a cell that needs more than half of the free memory is not run, and says what it needs" {
    jq '.memory_free_bytes = 3200000' "$RUN/machine.json" > "$BATS_TEST_TMPDIR/small.json"
    local line
    line=$(echo 'build/mine --count 1000000 --type int32' |
        jq -nRc -L plots --slurpfile machine "$BATS_TEST_TMPDIR/small.json" \
            --slurpfile catalogue "$RUN/catalogue.jsonl" -f experiments/cells.jq)
    same note 'not run: needs 8 MB of 1.6 MB' "$(jq -r .note <<< "$line")"
    same status not_run "$(jq -r .status <<< "$line")"
}

@test "rounds that failed or were cut short by the budget do not count, and are told" {
    cp -r "$RUN" "$BATS_TEST_TMPDIR/doctored"
    local round cell
    cell=$(jq 'select(.strategy == "mine" and .count == 2000000) | .cell' "$RUN/cells.jsonl")
    for round in 01 02; do # half as far in a tenth of the time: a median with these would be faster
        jq -c --argjson cell "$cell" 'if .cell == $cell then .completed = false | .appended /= 2
            | .append_cpu_ns /= 10 else . end' "$RUN/records/$round.jsonl" \
            > "$BATS_TEST_TMPDIR/doctored/records/$round.jsonl"
    done
    plots/query "$BATS_TEST_TMPDIR/doctored" -c "include \"stats\"; summaries | select(.cell == $cell)" > summary
    jq -e '.rounds == 4 and .appended == 2000000 and (.note | test("in 2 of 6 rounds"))' summary > /dev/null
    plots/query "$RUN" -c "include \"stats\"; summaries | select(.cell == $cell)" |
        jq -e --slurpfile doctored summary '.ns / $doctored[0].ns | . > 0.5 and . < 2' > /dev/null
}

@test "records without peaks (a /proc that does not tell) make a table and the other figures" {
    cp -r "$RUN" "$BATS_TEST_TMPDIR/blind"
    local file
    for file in "$RUN"/records/*.jsonl; do
        jq -c 'with_entries(if .key | test("rss|anon|file_bytes|shmem") then .value = null else . end)' "$file" \
            > "$BATS_TEST_TMPDIR/blind/records/$(basename "$file")"
    done
    make -s report table RUN="$BATS_TEST_TMPDIR/blind" > blind 2>&1
    grep -q 'peak_memory: left out' blind
    grep -q '^doubling (realloc)' blind
    [ -s "$BATS_TEST_TMPDIR/blind/figures/phases.svg" ]
}

@test "two strategies of one title are told apart by their names" {
    cp experiments/grow/doubling_vector.c experiments/grow/namesake.c
    make -s > /dev/null
    RUN=results/names STRATEGIES='namesake doubling_vector' COUNT=1k ROUNDS=1 experiments/run size 2> /dev/null
    rm experiments/grow/namesake.c build/namesake
    same labels '["doubling (realloc) (doubling_vector)","doubling (realloc) (namesake)","preallocated"]' \
        "$(jq -sc 'map(select(.twin_of == null).label)' results/names/cells.jsonl)"
}

@test "what is chosen is in every figure and table, the newcomer too" {
    local label figure
    for label in mine 'doubling (realloc)' 'chunk list' 'mapped file' preallocated; do
        for figure in plots/*.gp; do
            grep -q '^# Suite: size' "$figure" || continue
            figure=$(basename "$figure" .gp)
            grep -qF "$label" "$RUN/tables/$figure.tsv" || { echo "$label is not in $figure.tsv"; return 1; }
            grep -qF "$label" "$RUN/figures/$figure.svg" || { echo "$label is not in $figure.svg"; return 1; }
            [ -s "$RUN/figures/$figure.png" ]
        done
        grep -qF "$label" table
        grep -qF "<td>$label</td>" "$RUN/report.html"
    done
}

@test "the last line of make bench is the file to open, and it is there" {
    local last
    last=$(tail -n 1 table)
    [[ $last == "open results/"*"/report.html" ]]
    [ -s "${last#open }" ]
}

@test "the report is one page that needs nothing else, with every figure under its question" {
    grep -E '(src|href)=["'\'']?(https?:|//|[a-z]+/)' "$RUN/report.html" && return 1
    local figure
    for figure in "$RUN"/figures/*.svg; do
        figure=$(basename "$figure" .svg)
        grep -qF "<h2>$(sed -n '1s/^# //p' "plots/$figure.gp")</h2>" "$RUN/report.html"
        [ "$(sed -n 's/^# Read: //p' "plots/$figure.gp" | wc -l)" -ge 2 ]
    done
    same figures "$(find "$RUN/figures" -name '*.svg' | wc -l)" "$(grep -c '<figure>' "$RUN/report.html")"
    grep -qF 'a &quot;quoted&quot; $(name)' "$RUN/report.html" # escaped, and run by nobody
}

@test "figures and tables come again from the records alone" {
    cp -r "$RUN" "$BATS_TEST_TMPDIR/copy"
    rm -r "$BATS_TEST_TMPDIR"/copy/{figures,tables,report.html}
    make -s report RUN="$BATS_TEST_TMPDIR/copy" > /dev/null
    diff -r "$RUN/tables" "$BATS_TEST_TMPDIR/copy/tables"
    diff "$RUN/report.html" "$BATS_TEST_TMPDIR/copy/report.html"
    make -s plots RUN="$BATS_TEST_TMPDIR/copy" ONLY=phases FORMAT=pdf
    head -c 4 "$BATS_TEST_TMPDIR/copy/figures/phases.pdf" | grep -q '%PDF'
}

@test "machine.json names what a comparison needs" {
    jq -e '[.name, .cpu, .cpus, .memory_bytes, .memory_free_bytes, .swap_bytes, .system, .kernel, .libc,
            .compiler, .compiler_command, .page_bytes, .transparent_huge_pages, .overcommit_memory,
            .file_system, .tools.hyperfine, .tools.jq, .tools.gnuplot, .noise.stolen_percent]
           | all(. != null)' "$RUN/machine.json" > /dev/null
    jq -e 'has("cgroup_version") and has("cgroup_limit_bytes") and has("cpu_governor")' "$RUN/machine.json" > /dev/null
    same seed 7 "$(jq .seed "$RUN/run.json")"
}

@test "an interrupted run keeps its finished rounds and says that it is partial" {
    RUN=results/stopped STRATEGIES='mine' COUNT=10k ROUNDS=900 setsid experiments/run size 2> stopped &
    local driver=$! try status=0
    for ((try = 0; try < 600; try++)); do
        [ -e results/stopped/records/03.jsonl ] && break
        sleep 0.1
    done
    kill -INT -- -"$driver" 2> /dev/null || kill -INT "$driver"
    kill -TERM -- -"$driver" 2> /dev/null || true
    wait "$driver" || status=$?
    [ "$status" = 130 ] || [ "$status" = 143 ]
    grep -q 'partial: .* of 900 rounds' stopped
    same state partial "$(jq -r .state results/stopped/run.json)"
    [ ! -e results/stopped/data ]
    make -s report table RUN=results/stopped | grep -q 'PARTIAL: 900 were planned'
    grep -q 'This run is partial' results/stopped/report.html
    RUN=results/next STRATEGIES='mine' COUNT=1k ROUNDS=1 experiments/run size 2> /dev/null
}

@test "a killed driver leaves a usable run, and the next one starts at once" {
    RUN=results/killed STRATEGIES='mine' COUNT=10k ROUNDS=900 setsid experiments/run size 2> /dev/null &
    local driver=$! try
    for ((try = 0; try < 600; try++)); do
        [ -e results/killed/records/03.jsonl ] && break
        sleep 0.1
    done
    kill -KILL -- -"$driver" 2> /dev/null || kill -KILL "$driver"
    wait "$driver" || true
    make -s table RUN=results/killed | grep -q PARTIAL
    RUN=results/after STRATEGIES='mine' COUNT=1k ROUNDS=1 experiments/run size 2> /dev/null
}

@test "a second run at the same time is refused in one line" {
    flock results/.lock sleep 5 3>&- &
    sleep 0.5
    FAILS_AS=run fails 1 'another run is going on' env RUN=results/second experiments/run size
    [ ! -e results/second ]
    wait
}

# A PATH with all that there is but the tools named.
without() {
    local directory=$BATS_TEST_TMPDIR/bin file
    mkdir -p "$directory"
    for file in /usr/local/bin/* /usr/bin/* /bin/*; do
        ln -sf "$file" "$directory/" 2> /dev/null
    done
    for file; do rm -f "$directory/$file"; done
    printf '%s' "$directory"
}

@test "a missing tool is named with its package, before anything is measured" {
    PATH=$(without hyperfine) FAILS_AS=run fails 4 'hyperfine is missing: install the package hyperfine' \
        env RUN=results/no experiments/run size
    PATH=$(without jq) FAILS_AS=bench fails 4 'jq is missing: install the package jq' env SUITE=size experiments/bench
    PATH=$(without gnuplot) FAILS_AS=bench fails 4 'gnuplot is missing: .*gnuplot-nox' env SUITE=size experiments/bench
    [ ! -e results/no ]
}

@test "make deps without the right to install prints the one command to type" {
    local path
    path=$(without jq gnuplot sudo id)
    printf '#!/bin/sh\necho 1000\n' > "$path/id"
    chmod +x "$path/id"
    rm "$path/apt-get"
    printf '#!/bin/sh\nexit 1\n' > "$path/apt-get"
    chmod +x "$path/apt-get"
    PATH=$path run experiments/deps bench
    [ "$status" = 4 ]
    [[ ${lines[-1]} == *"su -c 'apt-get update -qq && apt-get install"*"gnuplot-nox jq'" ]]
}

@test "make try needs a compiler and no other tool of ours" {
    PATH=$(without hyperfine jq gnuplot bats valgrind) COUNT=50k make -s try | grep -q '^chunk_list '
}

@test "settings that make no sense are refused in one line, and nothing is left" {
    FAILS_AS=run fails 2 'SUITE: "x" is not one of: .*size' experiments/run x
    FAILS_AS=run fails 2 'ROUNDS: "0"' env ROUNDS=0 experiments/run size
    FAILS_AS=run fails 2 'SEED: "x"' env SEED=x experiments/run size
    FAILS_AS=run fails 2 'RUN: "a b"' env RUN='a b' experiments/run size
    FAILS_AS=catalogue fails 2 'no experiments/grow/nobody.c' env STRATEGIES=nobody experiments/suites/size
    FAILS_AS=COUNT fails 2 '"12abc" is not a number' env COUNT=12abc experiments/suites/size
    FAILS_AS=input fails 2 'say which file' experiments/suites/input
    FAILS_AS=input fails 2 'there is no file /nowhere' env INPUT=/nowhere experiments/suites/input
    FAILS_AS=input fails 2 'not a plain file' env INPUT=/dev/stdin experiments/suites/input
    FAILS_AS=discard fails 2 'ends inside an element' env INPUT=README.md TYPE=record64 experiments/suites/input
    FAILS_AS=TYPE fails 2 '"foo" is not one of' env TYPE=foo experiments/suites/size
    FAILS_AS=run fails 2 'BUDGET: "abc"' env BUDGET=abc experiments/run size
    FAILS_AS=run fails 1 'DIRECTORY: cannot write' env DIRECTORY=/nowhere experiments/run size
    FAILS_AS=run fails 2 'RUN: .* is there and not empty' env RUN=lib experiments/run size
    [ -s lib/harness.c ]
    FAILS_AS=draw fails 2 'there is no plots/nothing.gp' plots/draw "$RUN" nothing
    FAILS_AS=query fails 2 'holds no run' plots/query /tmp .
    RUN=results/none COUNT=x experiments/run size 2> /dev/null && return 1
    [ ! -e results/none ]
}

@test "a results directory that is read-only or full is told before anything is measured" {
    [ "$(id -u)" = 0 ] || skip 'needs root, to mount a small file system'
    mkdir -p "$BATS_TEST_TMPDIR/small"
    mount -t tmpfs -o size=1m tmpfs "$BATS_TEST_TMPDIR/small"
    mv results results.aside
    ln -s "$BATS_TEST_TMPDIR/small" results
    local full=0 readonly=0
    FAILS_AS=run fails 1 'results: no room for 4 MB' env RUN=results/r experiments/run size || full=1
    mount -o remount,ro "$BATS_TEST_TMPDIR/small"
    FAILS_AS=run fails 1 'results: cannot' env RUN=results/r experiments/run size || readonly=1
    umount "$BATS_TEST_TMPDIR/small"
    rm results
    mv results.aside results
    [ "$full$readonly" = 00 ]
}

@test "a user's file is measured under any name, and no shell reads the name" {
    local name="it's \"odd\" \$(touch pwned) ; touch pwned.txt"
    seq 100000 > "$name"
    RUN=results/odd STRATEGIES='mine chunk_list' ROUNDS=1 INPUT=$name TEXT=1 TYPE=int64 \
        experiments/run input 
    jq -e -s 'map(select(.twin_of == null)) | length == 3 and all(.exit_code == 0 and .appended == 100000 and .type == "int64")' \
        results/odd/records/01.jsonl > /dev/null
    [ ! -e pwned ] && [ ! -e pwned.txt ]
    make -s plots report table RUN=results/odd > odd 2>&1
    # One size makes no curve: that figure is left out, and says so.
    grep -q 'time_per_element: left out' odd
    grep -q '100k int64, 800 kB of data' odd
}

@test "no strategy is named where it should be found: Makefile, lib, plots, the driver" {
    local name # claims.jq is about programs that people name
    for name in "$ROOT"/experiments/grow/*.c; do
        name=$(basename "$name" .c)
        if grep -nw "$name" "$ROOT"/Makefile "$ROOT"/lib/* "$ROOT"/plots/* "$ROOT"/experiments/run \
            "$ROOT"/experiments/[!c]*.jq "$ROOT"/experiments/cells.jq | grep -v -e 'STRATEGIES=' -e '\.h:[0-9]*: \*'; then
            return 1
        fi
    done
}

@test "README's generated parts are what the reference records and the programs say" {
    cp -r "$ROOT/results/reference" results/
    rm experiments/grow/{mine,fails,killed,wrong}.c
    cp README.md README.again
    experiments/document README.again
    diff "$ROOT/README.md" README.again
}

# ---- statistics ---------------------------------------------------------------------------------

stats() { jq -nc -L plots --argjson cells '[]' --argjson run '{}' --argjson machine '{}' "include \"stats\"; $1"; }

@test "the sign test drops as many values as the binomial distribution allows" {
    # Values of a table of the binomial distribution: 2 P(X < k) <= 5 %.
    same ranks '[0,1,2,4,6,19]' "$(stats '[5, 6, 9, 15, 20, 52] | map(sign_test_rank)')"
    same median 2.5 "$(stats '[4, 1, 2, 3] | median')"
    same interval '[4,12]' "$(stats '[range(1; 16)] | interval')"
    same 'no interval below 6 values' null "$(stats '[1, 2, 3, 4, 5] | interval')"
}

@test "the interval holds the true median in 95 of 100 samples, or a little more" {
    # 1000 samples of 15 skewed values with median 1/4, from a linear congruential generator.
    local held
    held=$(stats '[foreach range(15000) as $i (1; (. * 1103515245 + 12345) % 2147483648; (. / 2147483648) | . * .)]
        | . as $x | [range(0; 15000; 15) | $x[.:. + 15] | interval | select(.[0] <= 0.25 and .[1] >= 0.25)] | length')
    echo "held: $held of 1000"
    [ "$held" -ge 945 ] && [ "$held" -le 985 ]
}
