#!/usr/bin/env bats
# driver.bats - the driver among programs that misbehave, disks that fill up, links that lead
# elsewhere, settings that make no sense: it neither hangs nor loses what others did, and says why.

load common

# odd NAME CODE: a program of other people's; the shell code says what it does, $record names its
# record, and `well` does what a program should.
odd() {
    : >"experiments/peers/$1.sh" # the catalogue looks for a source
    cat >"build/$1" <<END
#!/bin/bash
renamed() {
    sed 's/"strategy":"doubling_vector"/"strategy":"$1"/; s/"title":"[^"]*"/"title":"$1"/'
}
if [ "\$1" = --describe ]; then
    build/doubling_vector --describe | renamed
    exit
fi
record=\${*: -1}
well() {
    build/doubling_vector "\${@:1:\$#-1}" "\$record.own" && renamed <"\$record.own" >>"\$record"
    rm -f "\$record.own"
}
$2
END
    chmod +x "build/$1"
}

# One run among them, that most tests look at.
setup_file() {
    in_tree || return
    # shellcheck disable=SC2016 # for the programs
    {
        odd fine 'well "$@"'
        odd silent 'exit 0'
        odd no_json 'echo "{\"half\":" >"$record"'
        odd a_list 'echo "[1, 2]" >"$record"'
        odd two_lines 'well "$@"; well "$@"'
        odd other 'well "$@"; sed -i "s/\"strategy\":\"other\"/\"strategy\":\"fine\"/" "$record"'
        odd longer 'well "$@"; sed -i "s/\"count\":1000/\"count\":1001/" "$record"'
        odd future 'well "$@"; sed -i "s/\"schema\":2/\"schema\":3/" "$record"'
        odd status_255 'exit 255'
        odd loud 'head -c 300000000 /dev/zero | tr "\\0" x >&2; exit 7'
        odd endless 'trap "" TERM; while :; do sleep 1; done'
        odd later '[ -e later.ran ] && exec sleep 1000; : >later.ran; well "$@"'
        odd forks 'sleep 1000 & well "$@"'
    }
    rm -f build/*python* build/numpy* # each takes long to describe itself
    STRATEGIES='fine silent no_json a_list two_lines other longer future status_255 loud endless
        later forks' COUNT=1k ROUNDS=3 BUDGET=0.05 RUN=results/odd experiments/driver/run size \
        2>progress || { cat progress && return 1; }
    lib/database/load results/odd
}

setup() { in_tree; }

ask() { "$BUILD/query" results/odd/run.db "$@"; }
# ended NAME: how, and its message in the first round.
ended() { ask "select ended, message from record join cell using (run, cell)
    where round = 0 and cell.strategy = '$1'"; }

@test "a record that is none, not one line, or of something else is the failure of its cell alone" {
    same silent 'failed	it ended without a record' "$(ended silent)"
    same no_json 'failed	its record is not JSON' "$(ended no_json)"
    same a_list 'failed	its record is not JSON' "$(ended a_list)"
    same two_lines 'failed	its record is not one line' "$(ended two_lines)"
    local name
    for name in other longer future; do
        same $name 'failed	its record is that of another program, type or count' "$(ended $name)"
    done
    same whole '3	3' "$(ask "select count(*), count(distinct round) from counted as k
        join cell using (cell) where cell.strategy = 'fine' and cell.aa_of is null")"
    same state complete "$(field state <results/odd/run.json)"
    plots/report/terminal results/odd >terminal
    grep -q 'silent .*failed: it ended without a record' terminal
    grep -q '^fine ' terminal
}

@test "exit status 255 is no signal" {
    same status '255		failed' "$(ask "select exit_code, signal, ended from record
        join cell using (cell) where round = 0 and cell.strategy = 'status_255'")"
}

@test "what says 300 MB on standard error is heard, its first line as far as it is short" {
    same loud 'failed	7	500' "$(ask "select ended, exit_code, length(message) from record
        join cell using (cell) where round = 0 and cell.strategy = 'loud'")"
}

@test "a cell that does not end is stopped, told and not run again; the others go on" {
    ended endless | grep -qE '^timed_out	stopped after [0-9]+ s: it did not end$'
    same 'not again' 0 "$(ask "select count(*) from record join cell using (cell)
        where round > 0 and cell.strategy = 'endless'")"
    same 'later, in round 1 and never again' '0	done
1	timed_out' "$(ask "select round, ended from record join cell using (cell)
        where cell.strategy = 'later' and cell.aa_of is null order by round")"
    plots/report/terminal results/odd >terminal
    grep -qE 'endless .*stopped after [0-9]+ s: it did not end' terminal
    grep -qE 'later .*stopped after [0-9]+ s: it did not end, in round 1' terminal
    plots/report/page results/odd >/dev/null
    grep -qE 'stopped after [0-9]+ s: it did not end' results/odd/report.html
}

@test "nothing that a cell started goes on" {
    same forks 3 "$(ask "select count(*) from counted join cell using (cell)
        where cell.strategy = 'forks'")"
    local pid
    for pid in $(pgrep -f 'sleep 100[0]'); do
        [ "$(readlink "/proc/$pid/cwd")" != "$PWD" ] || { echo "left: $pid" && return 1; }
    done
}

@test "a program that cannot describe itself is told and left out" {
    odd mute ''
    sed -i 's/--describe | renamed/--nonsense/; s/^    exit$/    exit 2/' build/mute
    experiments/driver/catalogue >described 2>said
    rm build/mute
    grep -q '^catalogue: mute is left out: --describe failed (status 2)' said
    grep -q '"strategy":"fine"' described
    if grep -q mute described; then return 1; fi
}

@test "what the programs said is kept until one of them, or a source, is new or gone" {
    experiments/driver/catalogue >before
    experiments/driver/catalogue | diff before -
    # It is what was kept.
    sed -i 's/"strategy":"fine"/"strategy":"kept"/' build/said/catalogue
    experiments/driver/catalogue | grep -q '"strategy":"kept"'
    odd late 'well "$@"'
    experiments/driver/catalogue >after
    grep -q '"strategy":"fine"' after
    grep -q '"strategy":"late"' after
    rm build/late experiments/peers/late.sh
    experiments/driver/catalogue | diff before -
}

# ---- signals
# ------------------------------------------------------------------------------------

# busy NAME: a run, $driver, in the midst of a cell that does not end, $sample.
busy() {
    RUN=results/$1 STRATEGIES=endless COUNT=1k env --default-signal=INT \
        setsid experiments/driver/run size 2>"$1.said" 3>&- &
    driver=$!
    for ((try = 0; try < 300; try++)); do
        sample=$(pgrep -f "^/bin/bash [^ ]*build/endless .*results/$1/" | head -n 1) || true
        [ -z "$sample" ] || return 0
        sleep 0.1
    done
    return 1
}
gone() { # PID
    local try
    for ((try = 0; try < 300; try++)); do
        kill -0 "$1" 2>/dev/null || return 0
        sleep 0.1
    done
    return 1
}

@test "a driver that is told to stop does so at once, also while a cell does not end" {
    local driver sample try signal status
    for signal in TERM INT; do
        status=0
        busy "stop_$signal"
        kill "-$signal" "$driver"
        wait "$driver" || status=$?
        same status "$([ $signal = INT ] && echo 130 || echo 143)" $status
        gone "$sample"
        [ ! -e "results/stop_$signal" ]
    done
}

@test "a driver that is killed takes its sample along, and the next run sweeps up" {
    local driver sample try
    busy killed
    kill -KILL "$driver"
    wait "$driver" || true
    gone "$sample"
    [ -e results/killed/.work ]
    FAILS_AS=load fails 1 'no record that can be believed' lib/database/load results/killed
    # One that had not begun to measure is nothing.
    mkdir -p results/early/{records,.work}
    : >results/early/programs.jsonl
    STRATEGIES=fine COUNT=1k ROUNDS=1 measure size after
    [ ! -e results/killed/.work ]
    [ ! -e results/early ]
}

# ---- links, names, settings
# ------------------------------------------------------------------------

@test "nothing is written through a symbolic link" {
    echo precious >target
    rm -f results/.lock
    ln -s ../target results/.lock
    FAILS_AS=run fails 1 'results/.lock is not a plain file: remove it' \
        env RUN=results/linked experiments/driver/run size
    rm results/.lock
    same target precious "$(cat target)"
    ln -s ../target results/.lock.pid # of a version before
    mkdir elsewhere
    ln -s ../elsewhere results/linked
    FAILS_AS=run fails 2 'RUN: results/linked is a symbolic link' \
        env RUN=results/linked/ experiments/driver/run size
    same elsewhere '' "$(ls -A elsewhere)"
    STRATEGIES=fine COUNT=1k ROUNDS=1 measure size beside
    same target precious "$(cat target)"
    rm -r results/linked results/.lock.pid elsewhere
}

@test "two runs in the same second have folders of their own" {
    mkdir bin
    printf '#!/bin/sh\necho same\n' >bin/date
    chmod +x bin/date
    local first second
    first=$(PATH=$PWD/bin:$PATH experiments/driver/fresh size)
    mkdir "$first"
    second=$(PATH=$PWD/bin:$PATH experiments/driver/fresh size)
    rm -r bin
    same first results/same_size "$first"
    same second results/same_size_2 "$second"
    rmdir "$first"
}

@test "settings that make no sense are refused in one line" {
    refused() { # STATUS PATTERN NAME=VALUE ...
        local status=$1 pattern=$2
        shift 2
        FAILS_AS=run fails "$status" "$pattern" env RUN=results/none "$@" \
            experiments/driver/run size
        [ ! -e results/none ]
    }
    local allowed bad
    allowed=$(sed -n 's/^Cpus_allowed_list:\s*//p' /proc/self/status)
    for bad in 99999 x 0,99999 -1; do
        refused 2 "CPU: \"$bad\" is not one of those allowed here: $allowed" CPU=$bad
    done
    for bad in 0 0.0 1e9 -1 .; do refused 2 'BUDGET: ' BUDGET=$bad; done
    for bad in 0 1e400; do
        FAILS_AS=quantity fails 2 "COUNT: \"$bad\" is not a whole number from 1" \
            env RUN=results/none COUNT=$bad experiments/driver/run size
    done
    refused 2 'RUN: .* has characters other than' RUN=$'results/a\nb'
    touch plain
    refused 1 'DIRECTORY: cannot write to plain' DIRECTORY=plain
    refused 2 'DIRECTORY: a name with a control character' DIRECTORY=$'a\tb'
    : >empty
    FAILS_AS=run fails 2 'INPUT: empty is empty' env INPUT=empty RUN=results/none \
        experiments/driver/run input
}

@test "INPUT may have any name that is one line" {
    local name
    # shellcheck disable=SC2016 # so is its name
    for name in 'cost$US.txt' '-x *' " it's  {\"q\"} \\"; do
        seq 5000 >"./$name"
        STRATEGIES=doubling_vector ROUNDS=1 INPUT=$name TEXT=1 measure input named
        holds "count(*) = 3 and min(exit_code = 0
            and appended = 5000)" <results/named/records/01.jsonl
        rm -r results/named "./$name"
    done
    # shellcheck disable=SC2016
    printf 'include Makefile\nshow:\n\t@printf %%s "$$INPUT"\n' >show.mk
    # shellcheck disable=SC2016
    same 'by make' 'cost$US.txt' "$(make -s -f show.mk show INPUT='cost$US.txt')"
}

@test "DIRECTORY may be relative, and is left as it was" {
    mkdir 'files of mine'
    STRATEGIES=mmap_file COUNT=1k ROUNDS=1 DIRECTORY='files of mine' measure size relative
    holds "min(exit_code = 0)" <results/relative/records/01.jsonl
    rmdir 'files of mine'
}

@test "no CPU to be pinned to, and why, is said" {
    mkdir bin
    printf '#!/bin/sh\necho "taskset: not permitted" >&2\nexit 1\n' >bin/taskset
    chmod +x bin/taskset
    CPU='' PATH=$PWD/bin:$PATH STRATEGIES=fine COUNT=1k ROUNDS=1 measure size loose
    grep -q 'not pinned: taskset: not permitted' "$BATS_TEST_TMPDIR/.progress"
    rm -r bin
}

@test "where all cells are too large it is said how much they need, and what helps" {
    FAILS_AS=run with_free 4000 \
        fails 2 'free memory [(]2 kB[)], the smallest 8 kB: say a smaller COUNT' \
        env RUN=results/none STRATEGIES=fine COUNT=1k experiments/driver/run size
}

@test "a container of C++ that finds no memory says so in one line" {
    [ -x build/std_deque ] || skip 'C++ is not here'
    without_sanitizers 'they need address space for themselves'
    # Each of so many allocates when it is made.
    # shellcheck disable=SC2016 # for that shell
    FAILS_AS=std_deque fails 1 'construct: Cannot allocate memory' \
        sh -c 'ulimit -v 60000; exec build/std_deque --arrays 100k --count 100k'
}

# ---- what fails half-way
# ------------------------------------------------------------------------

@test "hyperfine that dies half-way is told with its reason; finished rounds are kept" {
    mkdir bin
    cat >bin/hyperfine <<END
#!/bin/sh
[ "\$1" != --version ] || exec $(command -v hyperfine) --version
[ -e "$PWD/bin/once" ] && kill -KILL \$\$
touch "$PWD/bin/once"
exec $(command -v hyperfine) "\$@"
END
    chmod +x bin/hyperfine
    local result=0
    PATH=$PWD/bin:$PATH RUN=results/half STRATEGIES=fine COUNT=1k ROUNDS=3 \
        experiments/driver/run size 2>said || result=$?
    rm -r bin
    same status 1 $result
    grep -q '^run: hyperfine: it says nothing (exit status 137)$' said || { cat said && return 1; }
    same state 'partial	1' "$(rows 'select state, rounds_done from r' <results/half/run.json)"
    same rounds '00.jsonl 01.jsonl' "$(cd results/half/records && echo *)"
    lib/database/load results/half
}

@test "a disk that fills up in the middle is told; what was finished is kept, and is partial" {
    [ "$(id -u)" = 0 ] || skip 'needs root, to mount a small file system'
    mkdir small
    mount -t tmpfs -o size=5m tmpfs small
    # shellcheck disable=SC2016
    odd filler 'well "$@"; [ ! -e small/run/records/02.jsonl ] || cat /dev/zero >small/ballast'
    local result=0 state
    RUN=small/run STRATEGIES=filler COUNT=1k ROUNDS=9 experiments/driver/run size 2>said ||
        result=$?
    rm -f small/ballast
    state=$(rows 'select state, rounds_done >= 2 from r' <small/run/run.json)
    lib/database/load small/run || state='does not load'
    ls -A small/run/records >kept
    umount small
    rmdir small
    cat said
    same status 1 $result
    same state 'partial	1' "$state"
    grep -qi 'no space' said
    if grep -vE '^[0-9]+\.jsonl(\.tmp)?$' kept; then return 1; fi
}

@test "what changes a result is in machine.json" {
    GLIBC_TUNABLES=glibc.malloc.top_pad=1 MALLOC_ARENA_MAX=2 LD_PRELOAD='' build/machine . |
        holds "instr(tunables, 'glibc.malloc.top_pad=1') and instr(tunables, 'MALLOC_ARENA_MAX=2')
            and preload = '' and environment_bytes > 0 and transparent_huge_pages is not null
            and 'huge_pages_defrag' in key and address_randomization between 0 and 2
            and compiler_command is not null and libc is not null"
}

@test "the language that a person has set changes nothing that is accepted" {
    local script
    for script in run bench suites catalogue; do
        grep -q '^export LC_ALL=C' experiments/driver/$script
    done
}

# ---- time
# ----------------------------------------------------------------------------------------

# planned LEFT ROUNDS BUDGET AVAILABLE MEASURED [NAME VALUE ...]: what plan.sql makes of the first
# round in the file cells (each a line: strategy, ended, appended, seconds of append and in all).
planned() {
    "$BUILD/query" :memory: --number run 0 --number left "$1" --number rounds "$2" \
        --number budget "$3" --number available "$4" --number measured "$5" \
        --set rounds_said '' --set budget_said '' "${@:6}" --file lib/database/schema.sql \
        --lines said cells "
        create table part as select number as cell, said.text ->> '\$[0]' as strategy,
            said.text ->> '\$[1]' as ended, said.text ->> '\$[2]' as appended,
            said.text ->> '\$[3]' * 1e9 as append, said.text ->> '\$[4]' * 1e9 as wall from said;
        insert into cell(run, cell, label, strategy, title, family, core, baseline, discards,
            count, type, width_bytes, payload_bytes, need_bytes)
        select 0, cell, strategy, strategy, strategy, '', 1, 0, 0, n, 'int32', 4, 4 * n, 0
        from part, (select coalesce(:measured, 1000) as n);
        insert into record(run, round, cell, schema, ended, count, appended, completed, exit_code,
            append_wall_ns, append_cpu_ns, process_wall_ns, random_wall_ns, random_cpu_ns,
            random_reads)
        select 0, 0, cell, 2, ended, iif(ended = 'done', appended, 1e9), appended, ended = 'done',
            0, append, 0, wall, 0, 0, 1000000 from part;
        insert into machine(run, name, cpus, kernel, memory_free_bytes)
        values (0, '', 1, '', 1e13)" \
        --headed --file experiments/driver/plan.sql >plan
    awk -F '\t' 'NR == 1 {for (i = 1; i <= NF; i++) name[i] = $i}
        NR == 2 {for (i = 1; i <= NF; i++) print name[i] "=" $i}' plan >planned
    # shellcheck source=/dev/null
    . ./planned
}

@test "the plan: rounds are those that fit, at most those that are asked for, at least one" {
    # shellcheck disable=SC2034,SC2154 # of the plan
    local again count budget rounds round_seconds all_seconds by_memory
    printf '["a", "done", 1000, 0.1, 0.9]\n["b", "done", 1000, 0.1, 0.9]\n' >cells
    planned 100 15 0.5 '' ''
    same 'all of them' '0	15' "$again	$rounds"
    planned 22 15 0.5 '' ''
    same 'as many as fit' '0	10' "$again	$rounds"
    planned 1 15 0.5 '' ''
    same one '0	1' "$again	$rounds"
    planned 1 7 0.5 '' '' --number rounds_said 1
    same 'what a person said' '0	7' "$again	$rounds"
    # What is not run again costs no round anything.
    printf '["a", "done", 1000, 0.1, 0.9]\n["b", "too_slow", 10, 9, 99]\n' >cells
    planned 23 50 0.5 '' ''
    same 'without the slow' '0	20' "$again	$rounds"
}

@test "the plan: of an input as much is measured as leaves time for six rounds" {
    # shellcheck disable=SC2034,SC2154
    local again count budget rounds round_seconds all_seconds by_memory left
    # 100 ns an element and program, of which 20 are append; one copies everything.
    printf '["a", "done", 1000000, 0.02, 0.1]\n["b", "done", 1000000, 0.02, 0.1]\n' >cells
    printf '["slow", "too_slow", 20000, 1, 1.1]\n' >>cells
    for left in 30 100 1000; do
        planned $left 15 1 1000000000 1000000
        same again 1 "$again"
        # Seven rounds, the last cell stopped by the budget: all of it in the time, and most used.
        awk -v n="$count" -v b="$budget" -v left=$left 'BEGIN {
            took = 7 * 2 * 100e-9 * n + 1.5 * b
            exit !(took < 0.9 * left && took > 0.5 * left && b >= 1.9 * 20e-9 * n)}' ||
            { cat planned && return 1; }
    done
    # All of it, where it fits, and the budget is enough: nothing is measured again.
    planned 30 15 1 1000000 1000000
    same 'all of it' '0	1000000	1	15' "$again	$count	$budget	$rounds"
    # Budget and rounds that a person said stay.
    planned 100 3 0.7 1000000000 1000000 --number budget_said 1 --number rounds_said 1
    same said '1	0.7	3' "$again	$budget	$rounds"
    # Too much: less is measured.
    printf '["a", "done", 1000000000, 20, 100]\n' >cells
    planned 60 15 50 1000000000 1000000000
    same less '1	1' "$again	$((count < 200000000 && count > 20000000))"
    # More than half of the memory can hold is not asked for.
    printf '["a", "done", 1000000, 0.02, 0.1]\n' >cells
    planned 1000000 15 1 1000000000000000 1000000
    same memory '1	1	625000000000' "$again	$by_memory	$count"
}

# shellcheck disable=SC1091,SC2030,SC2031,SC2034 # of late
@test "no round is begun that would end after TIME, whatever was announced" {
    late_after() ( # SECONDS ROUNDS: of a hundred; a round was to take a minute
        . experiments/driver/plan.bash
        seconds=100 began=0 rounds=15 round_seconds=60 suite=x number=$2 SECONDS=$1
        late
    )
    late_after 90 4 2>said
    grep -q '^x: slower than the first round: 4 rounds instead of 15$' said
    late_after 60 1 2>said
    if late_after 50 2 || late_after 80 6; then return 1; fi
    if ROUNDS=15 late_after 90 4; then return 1; fi # a person said so
}

# shellcheck disable=SC2016 # of the stub
@test "of several suites, a tenth of TIME is left for the pictures of all" {
    local suites
    suites=$(experiments/driver/suites brief | wc -l)
    mv experiments/driver/run kept.run
    printf '#!/bin/sh\nmkdir -p "$RUN" && echo "$TIME" >>shares\n' >experiments/driver/run
    chmod +x experiments/driver/run
    SECONDS=400 TIME=1000s experiments/driver/bench 2>said
    mv kept.run experiments/driver/run
    same suites "$suites" "$(wc -l <shares)"
    # Nothing takes time here: half of 900 - 400, and nine tenths of it; the last one gets all.
    [ "$(sed 's/s$//' shares | sort -n | tail -n 1)" = "$(tail -n 1 shares | tr -d s)" ]
    [[ $(head -n 1 shares) =~ ^27[0-9]s$ && $(tail -n 1 shares) =~ ^55[0-9]s$ ]] ||
        { cat shares && return 1; }
    rm -r shares results/latest results/20*
}

@test "TIME says how much of an input is measured, and in how many rounds; it is announced" {
    seq 20000000 | head -c 70000000 >large
    TIME=10s STRATEGIES='doubling_vector' INPUT=large TEXT=1 TYPE=int32 measure input timed
    grep -qE '^input: the first [0-9.]+[kM]? of [0-9.]+M elements: what fits into TIME=10s;' \
        "$BATS_TEST_TMPDIR/.progress" || { cat "$BATS_TEST_TMPDIR/.progress" && return 1; }
    grep -qE '^input: [0-9]+ rounds?, budget [0-9.]+ s, about ' "$BATS_TEST_TMPDIR/.progress"
    holds "count(distinct count) = 1 and min(exit_code = 0)" <results/timed/records/01.jsonl
    same rounds "$(find results/timed/records -name '*.jsonl' | wc -l)" \
        "$(($(field rounds <results/timed/run.json) + 1))"
    rm -r large results/timed
    FAILS_AS=run fails 2 'TIME: "soon" is not a time from 1s to 1e6s' \
        env TIME=soon RUN=results/none experiments/driver/run size
    # Without it, all is as the suite says.
    STRATEGIES=fine COUNT=1k measure append_latency plain
    same rounds 7 "$(field rounds <results/plain/run.json)"
}

@test "a figure that fails costs neither the others nor the page" {
    echo 'select nonsense;' >>plots/figures/phases.sql
    echo 'plot nothing' >plots/figures/time_per_element.gp
    STRATEGIES='doubling_vector mmap_file' COUNT=2M ROUNDS=1 measure size figures
    local result=0
    plots/show results/figures >shown 2>said || result=$?
    cp "$ROOT"/plots/figures/{phases.sql,time_per_element.gp} plots/figures/
    same status 0 $result
    grep -q '^  phases: failed' said
    grep -q '^  time_per_element: not drawn' said
    [ -s results/figures/figures/peak_memory.svg ]
    tail -n 1 shown | grep -q '^open results/figures/report.html$'
}
