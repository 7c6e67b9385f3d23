#!/usr/bin/env bats
# selfcheck.bats - make selfcheck passes what is sound, and fails when it should: among programs
# that want the CPU, with a wrong clock, a lost round, a doctored record.
#
# One round is measured. The other rounds are made from it, with times whose truth is known: so no
# verdict depends on how busy this machine is.

load common

# made NAME NOISE [FACTOR]: results/NAME, 30 rounds. Each time is the number of elements times a
# constant, times FACTOR (an expression), and up to NOISE off, by chance.
made() {
    local run=results/$1 round file records='--import r results/real/records/01.jsonl'
    rm -rf "$run"
    mkdir -p "$run/records"
    cp results/real/{run.json,machine.json,programs.jsonl,cells.jsonl} "$run"
    edited "$run/run.json" "'\$.rounds', 30, '\$.rounds_done', 30, '\$.seed', 7"
    edited "$run/machine.json" "'\$.stolen_percent', 0, '\$.cpu_pressure_percent', 1,
        '\$.cpu_governor', 'performance', '\$.file_system', 'ext4', '\$.device', 'vda'"
    for ((round = 0; round <= 30; round++)); do
        printf -v file '%s/records/%02d.jsonl' "$run" "$round"
        # shellcheck disable=SC2086 # words
        "$BUILD/query" :memory: --number round $round $records \
            --lines line results/real/records/01.jsonl "
            with timed as (
              select text, cell, cast(count * 1000 * (${3:-1}) * (1 + $2
                  * (order_of(42, :round, cell) / 4611686018427387904.0 - 1)) as integer) as ns
              from r join line on line.number = r.rowid),
            whole as (
              select cell, json_set(text, '\$.round', :round, '\$.pid', :round * 100 + cell,
                '\$.append_cpu_ns', ns, '\$.append_wall_ns', ns, '\$.rss_peak_error_bytes', 786432,
                '\$.gather_cpu_ns', 0, '\$.gather_wall_ns', 0,
                '\$.time', '2026-11-21T12:00:00Z') as text from timed)
            select json_set(text, '\$.process_wall_ns', (
                select cast(1.05 * sum(value) as integer) from json_each(text)
                where key glob '*_wall_ns' and key <> 'process_wall_ns'))
            from whole order by order_of(7, :round, cell)" >"$file"
    done
    # What the rulers say where all is well.
    "$BUILD/query" :memory: --json "select value as ruler, 'bytes' as unit, 4096 as expected,
        4096 as seen, 0 as error from json_each(
          '[\"resident memory\", \"anonymous memory\", \"mincore\", \"peak memory\"]')
        union all select value, 'ns', 1000000, 1000100, 1000
        from json_each('[\"clock\", \"CPU clock\"]')
        union all select 'swap', 'pages', 0, 0, 0" >"$run/rulers.jsonl"
}

setup_file() {
    in_tree || return
    COUNT=2M ROUNDS=1 measure selfcheck real || return
    made sound 0.004
}

setup() { in_tree; }

# doctored: a copy of what is sound, to be changed.
doctored() { rm -rf results/doctored && cp -r results/sound results/doctored; }

# judged RUN: what selfcheck says of it, in `said`; its status.
judged() { experiments/driver/selfcheck "results/$1" >said 2>errors || return; }

# fails_at CHECK [PATTERN]: of the doctored run this check fails, and what to do is said.
fails_at() {
    local status=0
    judged doctored || status=$?
    same status 1 $status
    if ! grep -qE "^fail  $1 +.*${2-}" said || ! grep -qE "^fail: .*$1.*: ." said; then
        cat errors said
        return 1
    fi
}
# And no other does.
fails_only_at() { fails_at "$@" && same 'fails at' 1 "$(grep -c '^fail  ' said)"; }

@test "a sound run passes every check, and the smallest effect is the smallest that was found" {
    judged sound || { cat errors said && return 1; }
    if grep '^fail' said; then return 1; fi
    [ "$(grep -c '^pass  ' said)" -ge 25 ]
    grep -qE 'smallest effect .* in 15 rounds: 2 % \(small 2 %, large 2 %, file 2 %' said
    grep -q '^[0-9]* pass, 0 fail, ' said
    same lines "$(grep -c '^pass  ' said)" "$(sed -n 's/^\([0-9]*\) pass, .*/\1/p' said)"
    # Who only judges changes nothing that reports show.
    [ ! -e results/selfcheck.json ]
}

@test "more noise, a larger smallest effect; with most even 10 % is not found, which is a failure" {
    made noisy 0.04
    judged noisy || true
    grep -qE 'smallest effect .* in 15 rounds: (5|10) % ' said || { cat said && return 1; }
    made noisiest 0.5
    judged noisiest && return 1
    grep -q 'smallest effect .* in 15 rounds: more than 10 % ' said
    grep -qE '^fail  A/A, large .*' said
    grep -qE '^fail  slowdowns, large .*' said
}

@test "an A/A control that differs fails, also where it does so in few percent" {
    made doctored 0.004 "iif(cell = 6, 1.12, 1)"
    fails_at 'A/A, large' '1\.12 '
    made doctored 0.004 'iif(cell % 5 = 1, 1.03, 1)'
    fails_only_at 'A/A, called different' ' 10 of 10'
    # And nothing below that is said to be found, or shown.
    grep -qE 'slowdowns, large .*[^0-9]2 %: 0 of 2 ' said
    grep -q 'smallest effect .*: 5 % ' said
    # In a third of the rounds: it is the same, but its interval reaches farther than 2 %.
    made doctored 0.004 'iif(cell % 5 = 1 and :round % 3 = 0, 1.04, 1)'
    judged doctored || { cat said && return 1; }
    grep -qE 'slowdowns, large .*[^0-9]2 %: 2 of 2 ' said
    grep -q 'smallest effect .*: 5 % ' said
}

@test "a slowdown that is not seen, or not as what it is, fails" {
    made doctored 0.004 'iif(cell = 9, 1.02 / 1.1, 1)'
    fails_only_at 'slowdowns, large' '10 %: 2 of 2 \(seen [12]'
    made doctored 0.004 'iif(cell = 14, 1 / 1.1, 1)'
    fails_only_at 'slowdowns, file' '10 %: 0 of 2'
    grep -q ': more than 10 % .*file none' said
}

@test "a lost round fails, and is named; so does a cell that failed in one" {
    doctored
    rm results/doctored/records/07.jsonl
    fails_only_at rounds '725 of 750'
    grep -q 'round 7 is missing' said
    doctored
    rm results/doctored/records/30.jsonl
    fails_only_at rounds '725 of 750'
    doctored
    edited results/doctored/records/09.jsonl "'\$.ended', 'failed', '\$.exit_code', 1" 'cell = 3'
    fails_only_at rounds '749 of 750'
    doctored
    edited results/doctored/run.json "'\$.state', 'partial', '\$.rounds', 40"
    fails_only_at rounds 'partial'
}

@test "rounds in one order, or in another than the seed's, fail" {
    local round
    doctored
    for round in results/doctored/records/*.jsonl; do
        "$BUILD/query" :memory: --import r "$round" --lines line "$round" \
            'select text from line join r on r.rowid = line.number order by cell' >again
        mv again "$round"
    done
    fails_at order '1 of 30 rounds'
    doctored
    { sed -n 2p results/doctored/records/11.jsonl; sed 2d results/doctored/records/11.jsonl; } \
        >again
    mv again results/doctored/records/11.jsonl
    fails_only_at seed '30 of 31 rounds'
    doctored
    edited results/doctored/run.json "'\$.seed', 8"
    fails_only_at seed ' 0 of 31 rounds'
    # The files say one order, the clock of the day another.
    doctored
    edited results/doctored/records/11.jsonl "'\$.time', '2026-11-21T11:59:00Z'" 'cell = 4'
    fails_only_at seed '30 of 31 rounds'
}

@test "a doctored record fails: one that contradicts its cell, its process, the others, its clock" {
    local change
    for change in "'\$.strategy', 'discard'" "'\$.process_wall_ns', append_wall_ns / 2" \
        "'\$.ended', 'perfect'"; do
        doctored
        edited results/doctored/records/12.jsonl "$change" 'cell = 2'
        fails_at records '774 of 775: '
    done
    doctored
    cp results/doctored/records/12.jsonl results/doctored/records/13.jsonl
    edited results/doctored/records/13.jsonl "'\$.round', 13"
    fails_at records '725 of 775: the same as in another round'
    doctored
    edited results/doctored/records/12.jsonl "'\$.checksum', '0123456789abcdef'" 'cell = 2'
    fails_only_at contents '17 checksums'
    doctored
    edited results/doctored/records/12.jsonl "'\$.append_cpu_ns', append_cpu_ns * 3 / 2" 'cell = 2'
    fails_only_at 'CPU time in wall time' '1 of 750'
    doctored
    edited results/doctored/records/12.jsonl "'\$.rss_peak_bytes', 2 * payload_bytes" 'cell = 5'
    fails_only_at 'peak memory, in the records' '16 MB of 8 MB'
}

@test "a wrong clock fails: beside a second one, or as its process took longer" {
    "$CC" -shared -fPIC -o wrong_clock.so "$ROOT/tests/wrong_clock.c"
    doctored
    LD_PRELOAD=$PWD/wrong_clock.so build/rulers >results/doctored/rulers.jsonl
    fails_at 'clock, against a second one'
    fails_at 'CPU time, against getrusage'
    if grep -qE '^fail.* memory' said; then return 1; fi
    # Without it the same program agrees with itself, as soon as nobody comes between two clocks.
    local round try
    for try in {1..9}; do
        build/rulers | rows "select count(*) from r where ruler = 'clock' and abs(seen - expected)
            > error" >off
        if grep -qx 0 off; then break; fi
    done
    same "off in try $try" 0 "$(cat off)"
    doctored
    for round in results/doctored/records/*.jsonl; do
        edited "$round" "'\$.process_wall_ns', process_wall_ns * 2"
    done
    fails_only_at "clock, against the parent's"
}

@test "memory that is not what was touched fails" {
    doctored
    edited results/doctored/rulers.jsonl "'\$.seen', 8192" "ruler = 'resident memory'"
    fails_only_at 'resident memory, as touched' '8.19 kB of 4.1 kB'
    doctored
    rm results/doctored/rulers.jsonl
    judged doctored || { cat said && return 1; }
    grep -qE '^- +clock, against a second one .*not asked' said
}

# state CHECK SETS [VALUE]: the check fails where machine.json says so.
state() {
    doctored
    edited results/doctored/machine.json "$2"
    fails_only_at "$1" "${3-}"
}

@test "a machine in a bad state fails, and what it does not tell is not available" {
    state 'CPU pressure' "'\$.cpu_pressure_percent', 55.5" '55.5 %'
    grep -q '^fail: .*the machine is disturbed' said
    state steal "'\$.stolen_percent', 3" '3 %'
    state governor "'\$.cpu_governor', 'powersave'" powersave
    state files "'\$.file_system', 'tmpfs'" tmpfs
    state 'huge pages' "'\$.transparent_huge_pages', 'elsewhere'"
    doctored
    edited results/doctored/rulers.jsonl "'\$.seen', 12" "ruler = 'swap'"
    fails_only_at swap '12 pages'
    doctored
    local round
    for round in results/doctored/records/*.jsonl; do
        edited "$round" "'\$.append_wall_ns', append_wall_ns * 3 / 2,
            '\$.process_wall_ns', process_wall_ns * 3 / 2"
    done
    fails_only_at 'CPU to itself' '1.50 x'
    doctored
    edited results/doctored/machine.json "'\$.cpu_governor', null, '\$.stolen_percent', null,
        '\$.cpu_pressure_percent', null, '\$.device', null"
    judged doctored || { cat said && return 1; }
    same 'not told' 4 "$(grep -cE '^-  +(governor|steal|CPU pressure|files) ' said)"
}

# A spinner on each CPU; they end by themselves, should nobody end them.
spinners=()
teardown() { [ ${#spinners[@]} = 0 ] || kill "${spinners[@]}" 2>/dev/null || true; }

@test "among spinners a measured run says that the machine is disturbed, and is kept" {
    local cpu status=0
    for ((cpu = 0; cpu < $(getconf _NPROCESSORS_CONF); cpu++)); do
        taskset -c $cpu timeout 60 sh -c 'while :; do :; done' 3>&- &
        spinners+=($!)
    done
    STRATEGIES=preallocated COUNT=2M ROUNDS=1 experiments/driver/selfcheck >said 2>errors ||
        status=$?
    same status 1 $status
    grep -q '^fail: .*the machine is disturbed' said || { cat errors said && return 1; }
    # What a person sees while it measures, and what stays for the reports.
    grep -q 'round 1 of 1' errors
    holds "cpus > 0 and failed > 0 and percent is null and date glob '20??-??-??'
        and path glob 'results/*_selfcheck*'" <results/selfcheck.json
    grep -q swap results/*_selfcheck/rulers.jsonl
    grep -qE '^- +A/A and slowdowns, Python ' said
    rm -r results/*_selfcheck* results/selfcheck.json
}

@test "what is no such run, or cannot be judged, is refused in one line" {
    FAILS_AS=load fails 2 'holds no run' experiments/driver/selfcheck results/nowhere
    doctored
    edited results/doctored/cells.jsonl "'\$.aa_of', null"
    fails 2 'no slowdowns of known size: make selfcheck' \
        experiments/driver/selfcheck results/doctored
    BUILD=nowhere fails 4 'nowhere/rulers is not built' experiments/driver/selfcheck
    doctored
    echo '{"ruler":' >results/doctored/rulers.jsonl
    fails 1 'rulers.jsonl: line 1 is not JSON' experiments/driver/selfcheck results/doctored
}

# ---- what reports say
# -----------------------------------------------------------------------------

# shown PATTERN: of the smallest effect, on the terminal.
shown() {
    plots/report/terminal results/size >said
    grep -qE "^smallest effect shown: $1\$" said || { grep 'smallest effect' said && return 1; }
}

@test "a report says what was found of its machine, and of another that it is not known" {
    STRATEGIES=doubling_vector COUNT=1k ROUNDS=1 measure size size
    local unknown='not known: make selfcheck' found=results/selfcheck.json
    shown "$unknown"
    "$BUILD/query" :memory: --import m results/size/machine.json --json "select name, cpu, cpus,
        architecture, '2026-11-21' as date, 5 as percent, 10 as largest_percent, 15 as rounds,
        0 as failed from m" >$found
    cp $found known
    shown '5 % in 15 rounds \(selfcheck of 2026-11-21\)'
    edited $found "'\$.percent', null, '\$.failed', 2"
    shown 'none up to 10 % in 15 rounds \(selfcheck of 2026-11-21, in which 2 checks failed\)'
    # One that stands beside the run comes first.
    cp known results/size/selfcheck.json
    shown '5 % in 15 rounds \(selfcheck of 2026-11-21\)'
    rm results/size/selfcheck.json
    cp known $found
    edited $found "'\$.cpus', cpus + 1"
    shown "$unknown"
    # It may be anybody's.
    cp known $found
    edited $found "'\$.date', '<b>x</b>', '\$.rounds', '<i>'"
    shown '5 % in 0 rounds \(selfcheck of \?\)'
    plots/report/page results/size >/dev/null
    same once 1 "$(grep -c ': smallest effect shown: 5 % in 0 rounds' results/size/report.html)"
    edited $found "'\$.percent', '<i>'"
    shown "$unknown"
    echo '{' >$found
    shown "$unknown"
    mv known elsewhere
    ln -sf ../elsewhere $found
    shown "$unknown"
    rm $found
}
