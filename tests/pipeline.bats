#!/usr/bin/env bats
# pipeline.bats - the way from a suite to its records, tables, figures and report: driven as a
# person would,
# in a copy of the tree, with small sizes. Among the strategies are some that fail, in all the ways
# they can.

load common

chosen='mine doubling_vector copy_per_element chunk_list mmap_file fails killed wrong'

# One run that all tests below look at.
setup_file() {
    in_tree && without_python || return
    # The newcomer is the example of CONTRIBUTING.
    # shellcheck disable=SC2016
    sed -n '/^## Add your own/,/^## Testing/p' CONTRIBUTING.md | sed -n '/^```c$/,/^```$/p' |
        sed '1d;$d' >experiments/grow/mine.c
    cp "$ROOT"/tests/strategies/{fails,killed,wrong}.c experiments/grow/
    # Ten times the error of a peak, or figures of memory would be left out.
    STRATEGIES=$chosen COUNT=2M ROUNDS=6 BUDGET=1 SEED=7 make -s -j2 bench SUITE=size >table \
        2>progress ||
        { cat table progress && return 1; }
    readlink -f results/latest >run
}

setup() {
    in_tree || return
    RUN=$(cat run)
}

# ask SQL ...: the run's database.
ask() { "$BUILD/query" "$RUN/run.db" "$@"; }

# All counted records of the run, a line each.
counted() { cat "$RUN"/records/0[1-9].jsonl; }

# ---- rounds
# ---------------------------------------------------------------------------------------

@test "each counted round holds each cell that ended well in the first, once, and nothing else" {
    local round
    ask "select cell from record where round = 0 and ended = 'done' order by cell" >whole
    [ "$(wc -l <whole)" -ge 18 ]
    for round in 01 02 03 04 05 06; do
        rows 'select cell from r order by cell' <"$RUN/records/$round.jsonl" | diff whole -
    done
    [ ! -e "$RUN/records/07.jsonl" ]
    same state complete "$(field state <"$RUN/run.json")"
    same 'first round' "$(ask 'select count(*) from cell where not not_run')" "$(wc -l \
        <"$RUN/records/00.jsonl")"
}

@test "rounds are shuffled, and the seed repeats the order" {
    diff <(field cell <"$RUN/records/01.jsonl") <(field cell <"$RUN/records/02.jsonl") \
        >/dev/null && return 1
    same seed 7 "$(field seed <"$RUN/run.json")"
    local name
    for name in with_7 again_7 with_8; do
        STRATEGIES=$chosen COUNT=2k ROUNDS=1 BUDGET=0.2 SEED=${name#*_} measure size $name
        field cell <results/$name/records/01.jsonl >$name
    done
    # Which cells are too slow may differ: compare the order of those that ran in both.
    diff <(grep -xFf again_7 with_7) <(grep -xFf with_7 again_7)
    diff <(grep -xFf with_8 with_7) <(grep -xFf with_7 with_8) >/dev/null && return 1
    [ "$(wc -l <with_7)" -gt 9 ]
}

@test "every counted record has its suite, round and cell, and its phases fit in the process" {
    counted | holds "count(*) > 100 and min(suite = 'size' and round > 0 and schema = 2
        and ended = 'done'
        and exit_code = 0 and signal is null and message is null and verified is not 0)"
    counted >all
    same 'longer than the process' 0 "$("$BUILD/query" :memory: --lines line all "select count(*)
        from line
        where text ->> '\$.process_wall_ns' < (select sum(value) from json_each(text)
          where key like '%\\_wall\\_ns' escape '\\' and key <> 'process_wall_ns')")"
}

@test "each kind of cell has a control, the baseline first; in each round, and in no table" {
    same control 'preallocated	2000000	large
preallocated	100000	small
mmap_file	2000000	file' "$(ask 'select strategy, count, kind from cell
        join kind using (run, cell) where aa_of is not null order by cell')"
    same 'of the same' 3 "$(ask \
        'select sum(a.strategy = b.strategy and a.parameters = b.parameters)
            from cell as a join cell as b on b.cell = a.aa_of')"
    same 'in every round' 18 "$(ask 'select count(*) from counted where aa_of is not null')"
    same floors 3 "$(ask 'select count(floor > 0 and wall > 0) from control')"
    same 'the first is that of the suite' large "$(ask 'select floor_kind from noise')"
    if grep ', again[^s]' table "$RUN/report.html" "$RUN/summary.csv"; then return 1; fi
}

# ---- what goes wrong
# ------------------------------------------------------------------------------

@test "a cell over its budget is kept with the place it reached, and not run again" {
    same ended 'too_slow	1	1' "$(ask "select ended, appended > 0, appended < count from summary
        where strategy = 'copy_per_element' and count = 2000000")"
    same 'not again' 0 "$(ask "select count(*) from record join fate using (run, cell)
        where fate.ended = 'too_slow' and round > 0")"
    grep -q 'copy per element.*too slow: reached .* of 2M in 1 s' table
    grep -q 'too slow: reached' "$RUN/figures/time_per_element.svg"
}

@test "what fails, is killed, or stores wrong contents is named with its reason; the rest goes on" {
    grep -q 'fails.*failed: .*append: no more than 500' table
    grep -q 'killed.*failed: killed by signal 9' table
    grep -q 'wrong.*failed: wrong: verify: ' table
    ask "select strategy, r.ended, exit_code, coalesce(signal, ''), coalesce(error_at, '')
        from record as r where round = 0 and strategy in ('fails', 'killed', 'wrong')
            and count > 1000
        group by 1, 2, 3, 4, 5 order by 1" >ends
    printf 'fails\tfailed\t1\t\tappend\nkilled\tkilled\t137\t9\t\nwrong\twrong\t3\t\tverify\n' |
        diff - ends
    same 'not again' 0 "$(ask "select count(*) from record where round > 0
        and strategy in ('fails', 'killed', 'wrong')")"
    same 'their fate' 'failed killed wrong ' "$(ask "select distinct ended from fate
        join cell using (cell)
        where strategy in ('fails', 'killed', 'wrong') and count > 1000 order by 1" | tr '\n' ' ')"
}

# asks NAME LINE ...: a suite more, of one query.
asks() {
    local name=$1
    shift
    printf -- '-- What of %s?\n--\n-- Place: 99\n-- Count: 1k\n' "$name" \
        >"experiments/suites/$name.sql"
    printf '%s\n' "$@" >>"experiments/suites/$name.sql"
}

@test "memory that was refused is told as such, with its errno; also where no cell ended well" {
    # Address space in which the program starts, but its array is not.
    asks address \
        'select strategy, 4000000 as count, 12 << 20 as address_bytes from program' \
        'where coalesce(chosen, 0)'
    STRATEGIES=doubling_vector ROUNDS=1 measure address refused
    rm experiments/suites/address.sql
    lib/database/load results/refused
    same refused 'refused	1	ENOMEM	3' "$("$BUILD/query" results/refused/run.db "select ended,
        exit_code, errno,
        count(*) from record group by 1, 2, 3")"
    plots/report/page results/refused
    grep -q 'Suite address' results/refused/report.html
}

@test "a cell that needs more than half of the free memory is not run, and says what it needs" {
    STRATEGIES=mine COUNT=1M ROUNDS=1 with_free 3200000 measure size small
    rows "select count(*), sum(not_run), max(iif(not_run, null, count)) from r
        where strategy = 'mine'" \
        <results/small/cells.jsonl | diff <(printf '4\t1\t100000\n') -
    lib/database/load results/small
    "$BUILD/query" results/small/run.db "select note from fate where ended = 'not_run'" | sort -u |
        diff <(echo 'not run: needs 8 MB of 1.6 MB') -
    plots/report/terminal results/small | grep -q 'mine .*not run: needs 8 MB of 1.6 MB'
}

@test "rounds that failed or were cut short by the budget do not count, and are told" {
    cp -r "$RUN" "$BATS_TEST_TMPDIR/doctored"
    local round where="strategy = 'mine' and count = 2000000" ns
    ns="select ns from summary where strategy = 'mine' and count = 2000000"
    for round in 01 02; do # half as far in a tenth of the time: a median with these would be faster
        edited "$BATS_TEST_TMPDIR/doctored/records/$round.jsonl" \
            "'\$.completed', json('false'), '\$.ended', 'too_slow',
            '\$.appended', appended / 2, '\$.append_cpu_ns', append_cpu_ns / 10" "$where"
    done
    lib/database/load "$BATS_TEST_TMPDIR/doctored"
    "$BUILD/query" "$BATS_TEST_TMPDIR/doctored/run.db" "select rounds, appended,
        instr(note, 'in 2 of 6 rounds') > 0, ended, worst from summary where $where" |
        diff <(printf '4\t2000000\t1\tdone\ttoo_slow\n') -
    same 'about as fast' 1 "$(ask "select ($ns) / $("$BUILD/query" \
        "$BATS_TEST_TMPDIR/doctored/run.db" "$ns") between 0.5 and 2")"
}

@test "records without peaks (a /proc that does not tell) make a table and the other figures" {
    cp -r "$RUN" "$BATS_TEST_TMPDIR/blind"
    local file
    for file in "$BATS_TEST_TMPDIR"/blind/records/*.jsonl; do
        # A null has its reason beside it.
        "$BUILD/query" :memory: --lines line "$file" "select (
            with field as (select *, key like '%rss%' or key like 'anon%' or key like 'file_bytes%'
                or key like 'shmem%' as blind from json_each(text))
            select json_group_object(key, value) from (
                select key, iif(blind, null, value) as value from field
                union all
                select key || '_reason', 'blind' from field where blind)) from line" >"$file.new"
        mv "$file.new" "$file"
    done
    make -s report table RUN="$BATS_TEST_TMPDIR/blind" FORMAT=svg >blind 2>&1
    grep -q 'peak_memory: left out' blind
    grep -q '^doubling (realloc)' blind
    [ -s "$BATS_TEST_TMPDIR/blind/figures/time_per_element.svg" ]
}

@test "two strategies of one title are told apart by their names" {
    cp experiments/grow/doubling_vector.c experiments/grow/namesake.c
    make -s >/dev/null
    STRATEGIES='namesake doubling_vector' COUNT=1k ROUNDS=1 measure size names
    rm experiments/grow/namesake.c build/namesake
    rows 'select label from r where aa_of is null order by 1' <results/names/cells.jsonl |
        diff <(printf \
            'doubling (realloc) (doubling_vector)\ndoubling (realloc) (namesake)\npreallocated\n') -
}

# ---- figures, tables and report
# -------------------------------------------------------------------

@test "what is chosen is in every table, figure and page, the newcomer too" {
    local label figure
    for label in mine 'doubling (realloc)' 'chunk list' 'mapped file' preallocated; do
        for figure in "$RUN"/figures/*.svg; do
            figure=$(basename "$figure" .svg)
            grep -qF "$label" "$RUN/tables/$figure".*.tsv ||
                { echo "$label: not in $figure's tables" && return 1; }
            grep -qF "$label" "$RUN/figures/$figure.svg" ||
                { echo "$label: not in $figure.svg" && return 1; }
            # And what the mouse finds there.
            grep -qF "<title>$label, n = " "$RUN/figures/$figure.svg" ||
                { echo "$label: no text under the mouse in $figure.svg" && return 1; }
            [ -s "$RUN/figures/$figure.png" ]
        done
        grep -qF "$label" table
        grep -qF "<td>$label</td>" "$RUN/report.html"
        grep -qF "$label" "$RUN/summary.csv"
    done
}

@test "the last line of make bench is the file to open, and it is there" {
    local last
    last=$(tail -n 1 table)
    [[ $last == "open results/"*"/report.html" ]]
    [ -s "${last#open }" ]
}

@test "the report is one page that needs nothing else, with every figure under its question" {
    if grep -E 'src=|<link|https?:|@import|url\([^#]' <(sed 's/ xmlns[:a-z]*="[^"]*"//' \
        "$RUN/report.html"); then return 1; fi
    local figure link
    # Its links lead to places in it, or to files beside it.
    while read -r link; do
        case $link in
        \#*) grep -q " id=\"\?${link#?}[\">]" "$RUN/report.html" ;;
        *) [ -f "$RUN/$link" ] ;;
        esac || { echo "$link: nothing is there" && return 1; }
    done < <(grep -o '<a href="[^"]*"' "$RUN/report.html" | cut -d '"' -f 2 | sort -u)
    grep -q '<a href="tables/time_per_element.points.tsv">' "$RUN/report.html"
    for figure in "$RUN"/figures/*.svg; do
        figure=$(basename "$figure" .svg)
        grep -qF "<h3>$(sed -n '1s/^-- //p' "plots/figures/$figure.sql")</h3>" "$RUN/report.html"
        [ "$(sed -n 's/^-- Read: //p' "plots/figures/$figure.sql" | wc -l)" -ge 1 ]
    done
    same figures "$(find "$RUN/figures" -name '*.svg' |
        wc -l)" "$(grep -c '<figure ' "$RUN/report.html")"
    [ "$(find "$RUN/figures" -name '*.svg' | wc -l)" -ge 3 ]
    # Tags that are opened are closed, in their order.
    python3 - "$RUN/report.html" <<'END'
import html.parser, sys
class Page(html.parser.HTMLParser):
    open = []
    def handle_starttag(self, tag, attributes):
        if tag not in ("meta", "br", "path", "use", "rect", "circle", "stop"): self.open.append(tag)
    def handle_startendtag(self, tag, attributes): pass
    def handle_endtag(self, tag):
        if tag in ("path", "use", "rect", "circle", "stop"): return
        while self.open and self.open[-1] != tag and self.open[-1] in ("p", "li", "td", "tr"):
            self.open.pop()
        assert self.open and self.open.pop() == tag, (tag, self.getpos())
page = Page()
page.feed(open(sys.argv[1]).read())
assert not page.open, page.open
END
}

@test "figures, tables and report come again from the records alone" {
    cp -r "$RUN" "$BATS_TEST_TMPDIR/copy"
    rm -r "$BATS_TEST_TMPDIR"/copy/{figures,tables,report.html,summary.csv,run.db}
    make -s report RUN="$BATS_TEST_TMPDIR/copy" FORMAT=svg >/dev/null
    diff -r "$RUN/tables" "$BATS_TEST_TMPDIR/copy/tables"
    diff -r -x '*.png' "$RUN/figures" "$BATS_TEST_TMPDIR/copy/figures"
    diff "$RUN/report.html" "$BATS_TEST_TMPDIR/copy/report.html"
    diff "$RUN/summary.csv" <(sed "s|$BATS_TEST_TMPDIR/copy|$RUN|" \
        "$BATS_TEST_TMPDIR/copy/summary.csv")
    make -s plots RUN="$BATS_TEST_TMPDIR/copy" ONLY=time_per_element FORMAT=pdf
    head -c 4 "$BATS_TEST_TMPDIR/copy/figures/time_per_element.pdf" | grep -q '%PDF'
}

@test "machine.json names what a comparison needs" {
    holds "coalesce(name, cpu) is not null and cpus > 0 and memory_bytes > 0
        and memory_free_bytes > 0 and swap_bytes is not null and page_bytes >= 4096
        and length(system || kernel || libc || compiler || compiler_command) > 40
        and length(transparent_huge_pages) > 0 and overcommit_memory is not null
        and length(file_system) > 0 and stolen_percent >= 0
        and tools ->> '\$.hyperfine' like 'hyperfine%' and tools ->> '\$.gnuplot' like 'gnuplot%'
        and 'cgroup_version' in key and 'cgroup_limit_bytes' in key and 'cpu_governor' in key
        and 'cpu_pressure_percent' in key" <"$RUN/machine.json"
}

@test "the command that a run gives asks the same again" {
    local command
    command=$(field command <"$RUN/run.json")
    [[ $command == "make bench SUITE=size "* && $command == *"SEED='7'"* &&
        $command == *"COUNT='2M'"* ]]
    make -n --no-print-directory bench >/dev/null # it is make's
    eval "STRATEGIES= ${command/make bench/make -n bench}" >/dev/null
}

# ---- runs that are stopped
# ------------------------------------------------------------------------

# begun NAME: a run of many rounds in the background, $driver, of which three are done.
begun() {
    RUN=results/$1 STRATEGIES=mine COUNT=10k ROUNDS=900 setsid experiments/driver/run size \
        2>"$1.said" 3>&- &
    driver=$!
    for ((try = 0; try < 600; try++)); do
        [ ! -e "results/$1/records/03.jsonl" ] || return 0
        sleep 0.1
    done
    return 1
}

@test "an interrupted run keeps its finished rounds and says that it is partial" {
    local driver try status=0
    begun stopped
    kill -INT -- -"$driver" 2>/dev/null || kill -INT "$driver"
    kill -TERM -- -"$driver" 2>/dev/null || true
    wait "$driver" || status=$?
    [ "$status" = 130 ] || [ "$status" = 143 ] || { echo "$status" && cat stopped.said &&
        return 1; }
    grep -q 'partial: .* of 900 rounds' stopped.said
    same state partial "$(field state <results/stopped/run.json)"
    [ ! -e results/stopped/.work ]
    make -s report table RUN=results/stopped FORMAT=svg | grep -q 'PARTIAL: 900 were planned'
    grep -q "class=partial>This is one run of .* (partial: 900 were planned)" \
        results/stopped/report.html
    STRATEGIES=mine COUNT=1k ROUNDS=1 measure size next
}

@test "a killed driver leaves a usable run, and the next one starts at once" {
    local driver try
    begun gone
    kill -KILL -- -"$driver" 2>/dev/null || kill -KILL "$driver"
    wait "$driver" || true
    make -s table RUN=results/gone | grep -q PARTIAL
    STRATEGIES=mine COUNT=1k ROUNDS=1 measure size after
}

@test "a second run at the same time is refused in one line" {
    exec 8>results/.lock
    flock 8
    FAILS_AS=run fails 1 'another run is going on' env RUN=results/second experiments/driver/run \
        size
    [ ! -e results/second ]
    exec 8>&-
}

@test "one suite that fails does not take the others along" {
    local others=$'element_type\nsize' all=$BATS_TEST_TMPDIR/suites status=0
    mv experiments/suites "$all" && mkdir experiments/suites
    cp "$all"/{size,element_type}.sql experiments/suites/
    sed -i 's/^-- Place:.*/&\n-- Brief:/' experiments/suites/element_type.sql
    asks broken '-- Brief:' 'select nonsense from program'
    COUNT=2k ROUNDS=1 BUDGET=0.1 experiments/driver/bench >out 2>said || status=$?
    rm -r experiments/suites && mv "$all" experiments/suites
    same status 1 $status
    grep -q '^bench: failed: broken; the figures show the other suites$' said || { cat said &&
        return 1; }
    same others "$others" "$(basename -a results/latest/*/ | sort)"
}

# ---- what is missing, and what makes no sense
# -----------------------------------------------------

# A PATH with all that there is but the tools named.
without() {
    local directory=$BATS_TEST_TMPDIR/bin file
    if [ ! -e "$directory" ]; then
        mkdir "$directory"
        # Of two of a name the first stays.
        find /usr/local/bin/ /usr/bin/ /bin/ -maxdepth 1 ! -type d \
            -exec ln -sft "$directory" {} + 2>/dev/null || true
    fi
    for file in "$directory".not/*; do [ ! -h "$file" ] || mv "$file" "$directory"; done
    mkdir -p "$directory.not"
    for file; do [ ! -h "$directory/$file" ] || mv "$directory/$file" "$directory.not"; done
    printf '%s' "$directory"
}

@test "a missing tool is named with its package, before anything is measured" {
    local tool
    for tool in hyperfine awk xargs flock; do
        PATH=$(without $tool) FAILS_AS=run fails 4 \
            "^run: $tool is missing: install the package $tool" \
            env RUN=results/no experiments/driver/run size
    done
    PATH=$(without gnuplot) FAILS_AS=picture fails 4 'gnuplot is missing: .*gnuplot-nox' \
        plots/draw "$RUN"
    PATH=$(without gnuplot) make -s bench SUITE=size >out 2>&1 && return 1
    grep -q '^picture: gnuplot is missing' out
    BUILD=nowhere FAILS_AS=load fails 4 'nowhere/query is not built' lib/database/load "$RUN"
    [ ! -e results/no ]
}

@test "make deps without the right to install prints the one command to type" {
    local path
    path=$(without hyperfine gnuplot sudo id apt-get)
    printf '#!/bin/sh\necho 1000\n' >"$path/id"
    printf '#!/bin/sh\nexit 1\n' >"$path/apt-get"
    chmod +x "$path/id" "$path/apt-get"
    PATH=$path run experiments/driver/deps bench
    [ "$status" = 4 ]
    [[ ${lines[-1]} == *"su -c 'apt-get update -qq && apt-get install"*"gnuplot-nox hyperfine'" ]]
}

@test "make try needs a compiler and no other tool of ours" {
    PATH=$(without hyperfine sqlite3 gnuplot bats valgrind) COUNT=50k make -s try |
        grep -q '^chunk_list '
}

@test "settings that make no sense are refused in one line, and nothing is left" {
    find results -maxdepth 1 | sort >before
    refused() { # PATTERN NAME=VALUE ... SUITE
        local pattern=$1
        shift
        FAILS_AS=run fails 2 "$pattern" env RUN=results/none "${@:1:$#-1}" \
            experiments/driver/run "${@: -1}"
    }
    refused 'SUITE: "x" is not one of: .*size' x
    refused 'SUITE: "../suites/size" is not' ../suites/size
    refused 'ROUNDS: "0"' ROUNDS=0 size
    refused 'SEED: "x"' SEED=x size
    refused 'RUN: "a b"' RUN='a b' size
    refused 'BUDGET: "abc"' BUDGET=abc size
    refused 'RUN: .* is there and not empty' RUN=lib size
    refused 'INPUT: say which file' input
    refused 'INPUT: there is no file /nowhere' INPUT=/nowhere input
    refused 'INPUT: /dev/stdin is not a plain file' INPUT=/dev/stdin input
    FAILS_AS=run fails 1 'DIRECTORY: cannot write' env RUN=results/none DIRECTORY=/nowhere \
        experiments/driver/run size
    # These are found by the query.
    late() { # PATTERN NAME=VALUE ... SUITE
        local pattern=$1 status=0
        shift
        env RUN=results/none "${@:1:$#-1}" experiments/driver/run "${@: -1}" 2>said >out ||
            status=$?
        same "$pattern: status" 2 $status
        [ ! -s out ]
        same "$pattern: lines" 1 "$(wc -l <said)"
        grep -qE "^[a-z]+: $pattern" said || { cat said && return 1; }
    }
    late 'STRATEGIES: there is no program "nobody"' STRATEGIES='mine nobody' size
    late 'COUNT: "12abc" is not ' COUNT=12abc size
    late 'TYPE: "foo" is not one of' TYPE=foo size
    late 'LIMITS: "7x" is not ' LIMITS='32MiB 7x' memory_limit
    head -c 100 README.md >torn
    late 'input: .*ends inside an element' INPUT=torn TYPE=record64 input
    find results -maxdepth 1 | sort | diff before -
    [ -s lib/harness/harness.c ]
    FAILS_AS=draw fails 2 'ONLY: there is no plots/figures/nothing.sql' plots/draw "$RUN" nothing
    mkdir nothing
    FAILS_AS=load fails 2 'holds no run' plots/draw nothing
    rmdir nothing
    FAILS_AS=picture fails 2 'FORMAT: bmp' env FORMAT=bmp plots/draw "$RUN"
    # One that writes a part only, and says nothing, as gnuplot on a full disk.
    mkdir stub
    # shellcheck disable=SC2016 # of the stub
    printf '#!/bin/sh\necho "<svg" > "$4"\n' >stub/gnuplot
    chmod +x stub/gnuplot
    FAILS_AS=picture fails 1 'phases: only a part of it' env PATH="$PWD/stub:$PATH" FORMAT=svg \
        plots/draw "$RUN" phases
    [ ! -e "$RUN/figures/phases.svg" ]
    rm -r stub
    FAILS_AS=claims_table fails 2 'FORM: "x"' plots/answers/claims_table "$RUN" x
}

@test "a results directory that is read-only or full is told before anything is measured" {
    [ "$(id -u)" = 0 ] || skip 'needs root, to mount a small file system'
    mkdir -p "$BATS_TEST_TMPDIR/small"
    mount -t tmpfs -o size=1m tmpfs "$BATS_TEST_TMPDIR/small"
    mv results results.aside
    ln -s "$BATS_TEST_TMPDIR/small" results
    local full=0 readonly=0
    FAILS_AS=run fails 1 'results: no room for 4 MB' env RUN=results/r experiments/driver/run \
        size || full=1
    mount -o remount,ro "$BATS_TEST_TMPDIR/small"
    FAILS_AS=run fails 1 'results: cannot' env RUN=results/r experiments/driver/run size ||
        readonly=1
    umount "$BATS_TEST_TMPDIR/small"
    rm results
    mv results.aside results
    [ "$full$readonly" = 00 ]
}

@test "a user's own file is measured, and one size makes no curve" {
    seq 100000 >numbers
    STRATEGIES='mine chunk_list' ROUNDS=1 INPUT=numbers TEXT=1 TYPE=int64 measure input own
    holds "count(*) = 4 and min(exit_code = 0 and appended = 100000
        and type = 'int64')" <results/own/records/01.jsonl
    make -s report table RUN=results/own FORMAT=svg >own 2>&1
    grep -q 'time_per_element: left out' own
    grep -q '100k int64, 800 kB of data' own
}

@test "no strategy is named where it should be found: Makefile, lib, the driver, the report" {
    local name
    for name in "$ROOT"/experiments/grow/*.c; do
        name=$(basename "$name" .c)
        if grep -rnw --include='*.*' --include=Makefile "$name" "$ROOT"/Makefile "$ROOT"/lib \
            "$ROOT"/plots/report \
            "$ROOT"/plots/figures "$ROOT"/experiments/driver |
            grep -v -e 'STRATEG[A-Z]*=' -e '\.h:[0-9]*: \*' -e ': *\(--\|#\) ' -e 'A closer look' \
                -e 'README.md:'; then
            return 1
        fi
    done
}
