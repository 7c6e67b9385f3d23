#!/usr/bin/env bats
# What is made of records: the noise floor, comparisons, claims, advice, a set of runs and its report. Records
# are doctored, so that the right answer is known.

load common
unset SUITE RUN INPUT TYPE TEXT COUNT STRATEGIES ROUNDS BUDGET SEED DIRECTORY MACHINE CPU ONLY FORMAT
unset BASE NEW MEMORY NEED

setup_file() {
    local build=${BUILD:?}
    cd "$BATS_FILE_TMPDIR" || return
    mkdir -p tree/set
    (cd "$ROOT" && cp -r Makefile lib experiments plots "$BATS_FILE_TMPDIR/tree")
    cd tree || return
    ln -s "$build" build
    unset BUILD
    STRATEGIES='doubling_vector copy_per_element chunk_list mmap_file reserved_vector' \
        COUNT=2M ROUNDS=6 BUDGET=0.2 RUN=set/size experiments/run size 2> /dev/null
}

setup() {
    cd "$BATS_FILE_TMPDIR/tree" || return
    unset BUILD
    RUN=set/size
}

# doctored NAME FILTER: a copy of the run with another jq over each counted record.
doctored() {
    local file
    cp -r "$RUN" "$BATS_TEST_TMPDIR/$1"
    for file in "$RUN"/records/0[1-9].jsonl; do
        jq -c "$2" "$file" > "$BATS_TEST_TMPDIR/$1/records/${file##*/}"
    done
}

# A clean pair: the twin and the baseline exactly alike, everything else at fixed multiples of it.
even='if .completed then .append_cpu_ns = .appended * 2 + .round | .gather_cpu_ns = 0 else . end'

@test "one cell is the twin of the baseline at the largest n, the same command, and in no table" {
    jq -es 'map(select(.twin_of != null)) as $twins | map(select(.baseline and .twin_of == null)) as $baselines
        | ($twins | length) == 1 and $twins[0].command == ($baselines | max_by(.count).command)
          and $twins[0].twin_of == ($baselines | max_by(.count).cell)' "$RUN/cells.jsonl"
    plots/query "$RUN" -f plots/table.jq > table
    grep -q '^preallocated ' table
    if grep 'preallocated, again' table; then return 1; fi
    # Every counted round has both.
    jq -es 'map(select(.twin_of != null)) | length == 6' "$RUN"/records/0[1-6].jsonl
}

@test "the noise floor is how far the twins are apart in half of the rounds, and below it all is tied" {
    # Ratios of the twins: 1.01, 1.02 ... 1.06: half are within 3.5 %.
    doctored twins "$even"' | if .twin_of != null then .append_cpu_ns *= 1 + .round / 100
        elif .strategy == "doubling_vector" then .append_cpu_ns *= 1.03
        elif .strategy == "chunk_list" then .append_cpu_ns *= 1.05 else . end'
    same floor 35 "$(plots/query "$BATS_TEST_TMPDIR/twins" 'include "stats"; noise_floor * 1000 | round')"
    plots/query "$BATS_TEST_TMPDIR/twins" -c 'include "stats"; largest[] | [.strategy, .tied]' > tied
    grep -qx '\["doubling_vector",true\]' tied
    grep -qx '\["chunk_list",false\]' tied
    plots/query "$BATS_TEST_TMPDIR/twins" -f plots/table.jq | grep -q '^doubling (realloc).* tied '
}

@test "a run is tied with itself" {
    plots/compare "$RUN" "$RUN" > compared
    if grep -E ' (better|worse) ' compared; then return 1; fi
    grep -q ' 0 worse, 0 better' compared
    [ -s "$RUN/figures/compare.svg" ]
}

@test "what became slower, faster, or larger is said, and the status tells whether anything is worse" {
    doctored base "$even"
    doctored slower "$even"' | if .strategy == "chunk_list" then .append_cpu_ns *= 2 else . end'
    doctored faster "$even"' | if .strategy == "chunk_list" then .append_cpu_ns /= 2 else . end'
    doctored larger "$even"' | if .strategy == "chunk_list" then .rss_peak_bytes *= 1.5 else . end'
    cd "$BATS_TEST_TMPDIR"
    ln -s "$OLDPWD"/{plots,experiments} .
    if plots/compare base slower > compared; then return 1; fi
    grep -qE '^chunk list.* worse +2.00 x ' compared
    plots/compare base faster > compared
    grep -qE '^chunk list.* better +0.50 x ' compared
    if plots/compare base larger > compared; then return 1; fi
    grep -qE '^chunk list.* tied +1.00 x .* worse +1.50 x' compared
}

@test "runs of different schemas are not compared; different machines are marked" {
    doctored other '.schema = 2'
    doctored elsewhere "$even"
    jq '.name = "elsewhere"' "$RUN/machine.json" > "$BATS_TEST_TMPDIR/elsewhere/machine.json"
    fails 2 'different schemas: 1 against' plots/compare "$RUN" "$BATS_TEST_TMPDIR/other"
    fails 2 'BASE, NEW' plots/compare "$RUN"
    FAILS_AS=runs fails 2 'holds no run' plots/compare "$RUN" nowhere
    FAILS_AS=runs fails 2 'holds no run' plots/compare nowhere "$RUN"
    FAILS_AS=runs fails 2 'holds no run' plots/claims nowhere
    FAILS_AS=runs fails 2 'holds no run' plots/draw nowhere
    jq -c '.command += " --keep"' "$RUN/cells.jsonl" > "$BATS_TEST_TMPDIR/cells"
    cp -r "$RUN" "$BATS_TEST_TMPDIR/stranger"
    cp "$BATS_TEST_TMPDIR/cells" "$BATS_TEST_TMPDIR/stranger/cells.jsonl"
    fails 2 'no cell in common' plots/compare "$RUN" "$BATS_TEST_TMPDIR/stranger"
    plots/compare "$RUN" "$BATS_TEST_TMPDIR/elsewhere" > compared || true
    grep -q '^different machines: .*elsewhere' compared
    grep -qE '^preallocated.* another machine' compared
}

@test "a claim is true or false as the records say, and not measured where they are silent" {
    doctored all '.peek_peak_rss_bytes = (if .strategy == "mmap_file" then .payload_bytes else null end)
        | .rss_peak_error_bytes = 1000'
    doctored little '.peek_peak_rss_bytes = (if .strategy == "mmap_file" then 4096 else null end)
        | .rss_peak_error_bytes = 1000'
    verdict() { plots/claims "$BATS_TEST_TMPDIR/$1" | jq -r 'select(.claim | test("only what is touched")).verdict'; }
    same all false "$(verdict all)"
    same little true "$(verdict little)"
    plots/claims "$RUN" | jq -es 'length > 5 and any(.verdict == "not measured") and all(.command | test("^make bench SUITE="))'
}

@test "advice leaves out what does not fulfil the need, with the reason, and ranks the rest by time" {
    doctored even "$even"' | if .strategy == "doubling_vector" then .append_cpu_ns *= 3 else . end'
    run=$BATS_TEST_TMPDIR/even
    RUN=$run plots/advise > all
    same order 'reserved doubling' "$(grep -oE '^[0-9]+\. (reserved|doubling)' all | cut -d ' ' -f 2 | paste -sd ' ')"
    RUN=$run NEED=stable plots/advise > fixed
    grep -q '^  doubling (realloc): elements move' fixed
    grep -q '^[0-9]\. reserved' fixed
    RUN=$run NEED='contiguous stable' plots/advise | grep -q '^  chunk list: not one block'
    grep -q 'copy per element: too slow' all
    # Without runs under a limit nothing is advised for more data than RAM.
    RUN=$run COUNT=1G MEMORY=1G TYPE=float64 plots/advise > large && return 1
    RUN=$run COUNT=1G MEMORY=100G plots/advise | grep -q 'Not covered: 1G elements'
    RUN=$run COUNT=1k plots/advise | grep -q 'Not covered: as few elements as 1k'
    grep -q 'Not covered: elements of 8 bytes' large
    grep -q 'Not covered: more data than RAM' large
    grep -q '^  reserved: needs 8.* GB of RAM' large
    # A command that is told works.
    sh -c "$(sed -n 's/^   try: //p' all | head -n 1) --count 1000" > /dev/null
}

@test "advice that nothing fulfils, and questions that make no sense, have their status" {
    FAILS_AS=MEMORY fails 2 'MEMORY: "2x"' env RUN="$RUN" MEMORY=2x plots/advise
    FAILS_AS=NEED fails 2 'NEED: "pony"' env RUN="$RUN" NEED=pony plots/advise
    FAILS_AS=COUNT fails 2 'COUNT: "many"' env RUN="$RUN" COUNT=many plots/advise
    local status=0
    RUN="$RUN" NEED=no-pauses plots/advise > none || status=$?
    same status 1 $status
    grep -q 'Nothing that was measured fulfils this' none
}

@test "several runs make one report, in the order of the suites" {
    cp -r "$RUN" "$BATS_TEST_TMPDIR/set.size"
    mkdir "$BATS_TEST_TMPDIR/several"
    cp -r "$RUN" "$BATS_TEST_TMPDIR/several/size"
    RUN=$BATS_TEST_TMPDIR/several/memory_timeline STRATEGIES=doubling_vector COUNT=2M ROUNDS=1 \
        experiments/run memory_timeline 2> /dev/null
    # Without the programs that claims are about: these are not measured, and no more.
    RUN=$BATS_TEST_TMPDIR/several/memory_limit STRATEGIES=chunk_list COUNT=2M LIMITS=16MiB ROUNDS=1 \
        experiments/run memory_limit 2> /dev/null
    same order "size memory_timeline memory_limit" "$(plots/runs "$BATS_TEST_TMPDIR/several" | xargs -n 1 basename | paste -sd ' ')"
    plots/draw "$BATS_TEST_TMPDIR/several" > /dev/null 2>&1
    plots/report "$BATS_TEST_TMPDIR/several" > /dev/null
    grep -o '<section id="[a-z_]*"' "$BATS_TEST_TMPDIR/several/report.html" | paste -sd ' ' > sections
    same sections '<section id="size" <section id="memory_timeline" <section id="memory_limit"' "$(cat sections)"
    grep -q 'What people say, and what was measured' "$BATS_TEST_TMPDIR/several/report.html"
    plots/table "$BATS_TEST_TMPDIR/several" | grep -q '^doubling (realloc)'
}
