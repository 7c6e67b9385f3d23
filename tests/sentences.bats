#!/usr/bin/env bats
# sentences.bats - what answers say goes no farther than the records: laws and their range, the
# longest that was seen, ties, whole jobs, rules. Records are doctored, so that the right answer is
# known.

# shellcheck disable=SC2016 # ` is a mark of the verdict, none of the shell

load common

setup_file() {
    in_tree || return
    the_reference
}
setup() { in_tree; }

# told SUITE SQL WORD ...: query on the reference's run of the suite, alone, after the SQL.
told() {
    local suite=$1 change=$2 old=${SET:-results/reference}/run.db table copies=()
    shift 2
    for table in run machine program cell record repetition; do
        copies+=("insert into main.$table select * from old.$table
            where run = (select run from old.run where suite = :suite)")
    done
    rm -f "$BATS_TEST_TMPDIR/run.db"
    "$BUILD/query" "$BATS_TEST_TMPDIR/run.db" --set old "$old" --set suite "$suite" \
        'attach :old as old' --file lib/database/schema.sql "${copies[@]}" "$change" 'detach old' \
        --file lib/database/derived.sql || return
    "$BUILD/query" "$BATS_TEST_TMPDIR/run.db" \
        --number run "$("$BUILD/query" "$BATS_TEST_TMPDIR/run.db" 'select run from run')" \
        --file plots/figures/common.sql "$@"
}

# answer FIGURE SUITE SQL: what the figure says.
answer() {
    local steps=() step
    for step in $(sed -n 's/^-- After: //p' "plots/figures/$1.sql") "plots/figures/$1.sql"; do
        steps+=(--file "$step")
    done
    told "$2" "$3" "${steps[@]}" 'select answer from answer'
}
has() { grep -qF -- "$1" || { echo "not said: $1" && return 1; }; }

# ---- laws
# ------------------------------------------------------------------------------------------

@test "no power of n is given below a decade of sizes, and each has its range" {
    local all="update record set gather_cpu_ns = null, gather_wall_ns = null,
        append_cpu_ns = 1000 * appended" law
    law=$(told scaling "$all" --file plots/answers/scaling.sql "select law from scaling
        where settled and strategy = 'chunk_list'")
    same law 'n^1.000 ± 0.000 (n from 100k to 100M, off by 0 % at most)' "$law"
    # Three sizes from 1M to 10M, or from 3.2M to 20M; the smallest of all says what a start costs.
    local of='delete from record where cell in (select cell from cell
        where count > 1000 and count not between'
    same 'a decade' 1 "$(told scaling "$all; $of 1e6 and 1e7)" --file plots/answers/scaling.sql \
        "select settled from scaling where strategy = 'chunk_list'")"
    same 'half a decade' 0 "$(told scaling "$all; update cell set count = 2e7, payload_bytes = 8e7
        where count = 31622777; update record set count = 2e7, appended = 2e7, payload_bytes = 8e7,
        append_cpu_ns = 2e10 where count = 31622777; $of 3e6 and 2e7)" \
            --file plots/answers/scaling.sql \
            "select settled from scaling where strategy = 'chunk_list'")"
}

@test "what copies all for each append is a n + b n^2, and told for ten times as many at most" {
    local square='update record set gather_cpu_ns = null, gather_wall_ns = null,
        append_cpu_ns = appended * (2000 + 15.0 * appended)'
    told scaling "$square" --file plots/answers/scaling.sql "select strategy, round(a), round(b, 3),
        round(b_low, 3), copies, n = 12589, there = 125890, n * 10 = there from quadratic
        order by 1" >said
    printf '%s\t2000.0\t15.0\t15.0\t1\t1\t1\t1\n' copy_per_element numpy_append | diff - said
    # (125890 x 2000 + 15 x 125890^2) ns are 3.97 minutes; and never years.
    told scaling "$square" --file plots/answers/scaling.sql --file plots/figures/scaling.sql \
        'select * from numbers' >said
    has '126k would take about 4 minutes, if the line holds' <said
    if grep -q year said; then return 1; fi
    # Without the counters there is nothing to draw on.
    same 'not counted' '' "$(told scaling "$square; update record set copied_bytes = 0" --file \
        plots/answers/scaling.sql 'select label from extrapolated')"
}

# ---- the longest append
# ----------------------------------------------------------------------------

@test "the longest append is the longest that was seen in all rounds, not that of most" {
    # Each round's longest is 1 ms at element 7; in one round another took 5 ms.
    local pause="update record set longest = json_array(json_object('element', 7, 'ns', 1e6,
        'waited_ns', 0), json_object('element', 100 + round, 'ns', iif(round = 3, 5e6, 1e5),
        'waited_ns', 0)) where longest is not null"
    same longest '5000000.0	1000000.0	7	1' "$(told append_latency "$pause" --file \
        plots/answers/longest.sql "select ns, own, element, seen = rounds from longest
            join cell using (cell) where strategy = 'spill_vector'")"
    answer append_latency append_latency "$pause" >said
    grep -qE '1 ms at element 7 \(in ([0-9]+) of \1 rounds; the longest seen 5 ms\)' said
    # Time in which another program had the CPU is not the append's.
    same waited 1000000.0 "$(told append_latency "$pause; update record set longest =
        json_set(longest, '\$[1].waited_ns', 4900000) where round = 3 and longest is not null" \
        --file plots/answers/longest.sql "select max(ns) from longest")"
    # At another element in each round there is none of its own.
    same nowhere '5000000.0' "$(told append_latency "$pause; update record set longest =
        json_remove(longest, '\$[0]') where longest is not null" --file plots/answers/longest.sql \
        "select distinct ns || coalesce(element, '') from longest")"
}

@test "a pair that p99.99 puts in the wrong order is said in plain words" {
    answer append_latency append_latency 'select 1 where 0' >said
    grep -qE 'not show these pauses: .* has the better p99.99 .* a pause [0-9.]+ x as long as' said
}

# ---- ties, and the whole job
# -----------------------------------------------------------------------

@test "what is not beaten in time and in memory, beyond the errors, is named" {
    local all="update record set gather_cpu_ns = null, gather_wall_ns = null,
        append_cpu_ns = appended * 2, rss_peak_bytes = 2 * payload_bytes"
    local fast="update record set append_cpu_ns = appended, rss_peak_bytes = payload_bytes
        where strategy = 'doubling_vector'"
    answer speed_memory size "$all; $fast" >said
    has 'The best choice: doubling (realloc): ' <said
    has ' x the data. The other ' <said
    has ' are slower than one that needs no more memory; the first of these, ' <said
    if grep -q 'tie' said; then return 1; fi
    # Within the interval it is as fast: and as good, if within the error of a peak it is as small.
    local close='update record set append_cpu_ns =
        cast(appended * (1.001 + 0.01 * (2 - (round / 1000 + round) % 5)) as integer)'
    answer speed_memory size "$all; $fast; $close where strategy = 'chunk_list'" >said
    has ' As fast as one of these (a tie), but larger: chunk list.' <said
    answer speed_memory size "$all; $fast; $close, rss_peak_bytes = payload_bytes
        + rss_peak_error_bytes / 2 where strategy = 'chunk_list'" >said
    has 'The best choice: doubling (realloc), tied with chunk list: ' <said
}

@test "how an append's cost grows, and one interval and one tie for one number in two figures" {
    # Three times as long at the largest n of one, the others level.
    local all="update record set gather_cpu_ns = null, gather_wall_ns = null,
        append_cpu_ns = appended * iif(strategy = 'chunk_list' and count = 1e7, 30, 10)" number
    answer time_per_element size "$all" >said
    has 'An append costs about the same in a large array: at 10M at most ' <said
    grep -q ' its least (.*chunk list.* slower and slower' said
    number=$(answer time_per_element size 'select 1 where 0' |
        grep -oE 'doubling \(realloc\) takes [0-9.]+ x \[[^]]*\]' | sed 's/.*takes //')
    [ -n "$number" ]
    answer time_per_element size 'select 1 where 0' | has ', which knows n: a tie.'
    answer speed_memory size 'select 1 where 0' | has "$number the time of preallocated (a tie)"
}

@test "a peak is shown with its range over n, which holds what other n were measured to need" {
    local growth here alone
    # By copying, factor 2: the least and the most of five n of a step.
    growth=$(told growth_factor 'select 1 where 0' --file plots/answers/growth.sql "select
        resident_least || ' and ' || resident_most from growth where copying and factor = 2")
    [[ $growth == *[0-9]' and '[0-9]* ]]
    range="select how glob 'XXX*' and least <= ${growth% and *} + 0.05 and least > 0.9
        and most >= ${growth#* and } - 0.05 and most < 2.1
        from bar where label = 'doubling (copied)'"
    # Measured step by step, where there is such a run; else as its growth factor has it.
    here=$("$BUILD/query" results/reference/run.db 'select run from run where suite = '"'size'")
    same measured 1 "$("$BUILD/query" results/reference/run.db --number run "$here" \
        --file plots/figures/common.sql --file plots/answers/verdict.sql \
        --file plots/figures/peak_memory.sql "${range/XXX/measured}")"
    alone=$(told size 'select 1 where 0' --file plots/answers/verdict.sql \
        --file plots/figures/peak_memory.sql "${range/XXX/derived}")
    same derived 1 "$alone"
    # What moves pages and copies nothing needs the data, at each n.
    same 'pages move' 0 "$(told size 'select 1 where 0' --file plots/answers/verdict.sql \
        --file plots/figures/peak_memory.sql \
        "select varies from bar where label = 'doubling (realloc)'")"
}

@test "how many reads at random there are changes no bar of the whole run" {
    local none="update record set process_wall_ns = 1e11, random_wall_ns = 0, random_cpu_ns = 0
        where append_wall_ns is not null" reads parts
    reads="update record set process_wall_ns = process_wall_ns + 5e9, random_wall_ns = 5e9,
        random_reads = 1e6 where append_wall_ns is not null"
    phases() {
        told size "$1" --file plots/answers/verdict.sql --file plots/figures/phases.sql "$2"
    }
    parts=$(phases "$none" "select group_concat(
        series || ' ' || from_ms || ' ' || to_ms) from parts")
    [[ $parts == *,*,* ]]
    same parts "$parts" "$(phases "$none; $reads" "select group_concat(
        series || ' ' || from_ms || ' ' || to_ms) from parts")"
    # They stand beside it, for one; and the parts end where the whole does.
    same 'a read' '5000 [5000, 5000]' "$(phases "$none; $reads" \
        'select distinct text from texts where place = 2')"
    same whole 0 "$(phases "$none" "select count(*) from totals as t where not cut and abs(ms - (
        select max(to_ms) from parts as p where p.series = t.series)) > 1e-6")"
}

@test "under a limit the whole job is compared, too, and a tie is said to be one" {
    # As the verdict counts: who is told n is none of them, and who can do it in pieces is one.
    answer memory_limit memory_limit 'select 1 where 0' |
        has ' 3 of 9 strategies survive: spill (ours), mapped file and written file (in pieces).'
    # Spilling appends four times as fast, and then the process takes as long.
    local all="update record set append_wall_ns = 1e9, gather_wall_ns = null, gather_cpu_ns = null,
        process_wall_ns = 1e11 + 1e6 * (round % 3) where append_cpu_ns is not null"
    answer memory_limit memory_limit "$all; update record set append_wall_ns = 25e7,
        process_wall_ns = 1e11 + 1e6 * (round % 2) where strategy = 'spill_vector'
        and append_cpu_ns is not null" >said
    has '0.25 x [0.25, 0.25] the time of mapped file' <said
    grep -qE 'verifies, 1.00 x \[[0-9., ]*\] the time of mapped file \((tied, <|below) [0-9]' said
    answer memory_limit memory_limit "$all; update record set append_wall_ns = 25e7,
        process_wall_ns = 5e10 where strategy = 'spill_vector' and append_cpu_ns is not null" >said
    has 'and verifies, 0.50 x [0.50, 0.50] the time of mapped file.' <said
}

@test "the best buffer has those around it that are as good, and no word of others beyond" {
    cp -r "$ROOT/results/reference_files" results/ && lib/database/load results/reference_files
    # Best with 64 KiB; 4 KiB and 1 MiB take twice as long, 4 MiB and more a little longer again.
    local SET=results/reference_files buffer="(select parameters ->> 'buffer' from cell
        where cell.cell = record.cell)"
    local flat="update record set scan_wall_ns = 1e6 * case $buffer / 1024 when 64 then 100
        when 16 then 105 when 256 then 108 when 4 then 200 when 1024 then 200 else 104 end,
        reopen_wall_ns = 0, release_wall_ns = 0, process_wall_ns = 1e12"
    answer buffer_size buffer_size "$flat" >said
    has 'at its best with 64 KiB' <said
    has ', and within 10 % of that from 16 KiB to 256 KiB. With 4 KiB it takes 2.00 x' <said
    # Each round all shift by a fifth: 16 KiB alone, the other way round.
    answer buffer_size buffer_size "$flat; update record set scan_wall_ns = 1e8 * (1 + round % 2
        / 5.0) where $buffer = 16384" >said
    has 'Buffers of 16 KiB to 64 KiB: no difference was found.' <said
    # The A/A control is off by a half: then a tenth is no difference.
    answer buffer_size buffer_size "$flat; update record set scan_wall_ns = 1.5e8
        where cell in (select cell from cell where aa_of is not null)" >said
    if grep -q 'within 10 %' said; then return 1; fi
}

@test "what was read once has no fastest, and a cold read at random has its share of the opening" {
    cp -r "$ROOT/results/reference_files" results/ && lib/database/load results/reference_files
    local SET=results/reference_files
    answer read_or_map read_cold "update record set process_wall_ns = 1e12,
        reopen_wall_ns = random_reads * 1000, random_wall_ns = random_reads * 50
        where random_reads > 0" >said
    if grep -q 'fastest' said; then return 1; fi
    grep -qE 'At random a pread takes 1.00 x .*from mmap, each with its share of the opening' said
}

@test "each ratio in the answers on other code, allocators and many arrays has its interval" {
    local suite
    for suite in peers allocators many_arrays; do
        answer $suite $suite 'select 1 where 0' >said
        sed 's/[0-9.]* x the data//g' said | grep -oE '[0-9.]+ x( \[[^]]*\])?' >ratios
        [ "$(wc -l <ratios)" -ge 2 ] || return
        if grep -v '\]$' ratios; then return 1; fi
    done
}

# ---- the verdict, by need
# -----------------------------------------------------------------------

need() { # NEED SUITE SQL
    local steps=() step
    for step in $(sed -n 's/^-- After: //p' "plots/answers/needs/$1.sql") \
        "plots/answers/needs/$1.sql"; do
        steps+=(--file "$step")
    done
    told "$2" "$3" --number ours 1 "${steps[@]}"
}

@test "the fastest is held against the baseline on the same pages, small and huge; ties are told" {
    # Twice as long on small pages, whoever it is; a tenth less for one.
    local all="update record set gather_wall_ns = null, gather_cpu_ns = null, append_cpu_ns =
        (1e3 + round % 3) * appended * iif(pages = 'always', 1, 2) * iif(strategy = 'mremap_vector'
            and pages = 'always', 0.9, 1); update record set append_wall_ns = append_cpu_ns,
        process_wall_ns = 1e15 where append_cpu_ns is not null"
    need fastest page_size "$all" >said
    grep -qE '^`mremap\|experiments/grow/mremap_vector.c`: 0.90[0-9]* x \[[0-9., ]*\] the ' said
    has '] the time of `preallocated`, ' <said
    has ' which knows n, on huge pages; on small ones `' <said
    grep -qE 'on small ones [^:]* \(tied with [0-9]* others\): 1.00[0-9]* x \[' said
    grep -qE 'Tied with `[^`]*` on small ones: [^:]* and [^:]*\.' said
    grep -qE ': 1.00[0-9]* x \[[0-9., ]*\], a tie \(16M int32, CPU time, memory just used\)' said
    has 'Huge pages take `preallocated` 0.50 x [0.50, 0.50] the time of small ones.' <said
    grep -qE ' [0-9A-Za-z]+ runs? of [0-9]+ rounds: `[^`]*mremap_' said
    # Who needs least CPU time and waits for a disk is not the fastest.
    need fastest page_size "$all; update record set append_cpu_ns = append_cpu_ns / 2,
        append_wall_ns = 4 * append_wall_ns where strategy = 'mmap_file'" >said
    grep -qE '^`mremap\|.*` \(by the clock; by CPU time `mapped file`\): 0.90' said
    # Other people's code, who knows n, and who reads twice are not what one chooses from.
    need fastest peers "$all; update record set append_cpu_ns = appended, append_wall_ns = appended
        where strategy in ('rust_vec', 'numpy_memmap_blocks')" >said
    if grep -qE 'Rust|numpy|memmap' said; then return 1; fi
}

@test "who asks for larger pages than the baseline has is not held against it in silence" {
    local first="update record set append_cpu_ns = append_cpu_ns / 4, append_wall_ns =
        append_wall_ns / 4 where strategy = 'huge_page_vector'"
    need fastest strategies "$first" >said
    grep -qE '^`huge pages\|.*It has larger pages \([0-9.k]+ page faults instead of [0-9.k]+\)' said
    told strategies "$first" --file plots/answers/verdict.sql 'select line from verdict
        limit 1' | grep -qE 'to preallocated: 0.[0-9]+ x .*; it has larger pages \('
    need fastest strategies "$first; update record set append_minor_faults = 9765" >said
    if grep -q 'larger pages' said; then return 1; fi
}

@test "least RAM: of who survives the tightest limit the fastest by the clock, to the next" {
    local all="update record set append_wall_ns = 1e9 + round % 3, gather_wall_ns = null,
        gather_cpu_ns = null, process_wall_ns = 1e11 where append_cpu_ns is not null"
    need least_ram memory_limit "$all; update record set append_wall_ns = 25e7
        where strategy = 'spill_vector' and append_cpu_ns is not null" >said
    has '`spill (ours)|experiments/grow/spill_vector.c` holds 256 MB in 16 MiB of RAM, the ' <said
    has 'the rest in a file: 0.25' <said
    has ' x [0.25, 0.25] the time of `mapped file` to build (the whole process: a tie)' <said
    has '; 6 of 9 do not (killed) (64M int32, by the clock)' <said
    has ' on ext4. The whole process also syncs, reads back and verifies. `mapped file` and ' <said
    has ' `mapped file` and `written file` (in pieces) hold it, too. `spill (ours)` fails ' <said
    has ' fails under `ulimit -v` 1 GiB' <said
    need least_ram memory_limit "$all; update record set ended = 'killed', exit_code = 137,
        signal = 9 where strategy = 'spill_vector' and cell in (select cell from cell
        where limit_bytes = 16777216)" >said
    grep -q '^`mapped file|.*` holds .*: `experiments/grow/mmap_file.c`$' said
    has '; 7 of 9 do not (killed) (' <said
    has ' `written file` (in pieces) holds it, too.' <said
    need least_ram memory_limit "$all; update record set ended = 'killed', exit_code = 137,
        signal = 9 where cell in (select cell from cell where limit_bytes)" >said
    has 'None of the 9 measured holds 256 MB in 16 MiB of RAM (killed) (64M' <said
}

@test "no pauses: who makes none of its own, and what the machine does beside it" {
    local pause="update record set longest = json_array(json_object('element', 100 + round, 'ns',
        iif(round = 3, 5e6, 1e5), 'waited_ns', 0)) where longest is not null"
    # One alone has its own, at element 7: it is the longest of all.
    need no_pauses append_latency "$pause; update record set longest = json_array(json_object(
        'element', 7, 'ns', 8e6, 'waited_ns', 0)) where strategy = 'copying_vector'
        and longest is not null" >said
    has 'Not told apart: ' <said
    has ' others: a round' <said
    has 's longest append takes 1.00' <said
    has ' x [1.00, 1.00] that of `preallocated`, a tie; longest seen 5 ms, ' <said
    has ' 5 ms, `doubling (copied)` 8 ms (' <said
    has ' The longest comes from the machine, not from the strategy' <said
    need no_pauses append_latency "update record set longest = json_array(json_object('element', 7,
        'ns', iif(strategy = 'chunk_list', 1e5, 1e6), 'waited_ns', 0))
        where longest is not null" >said
    grep -q '^`chunk list|.*`: a round.* takes 0.10 x .*; longest seen 100 us, ' said
    has 'It is the shortest of the longest appends, and the strategy' <said
    # A ratio that may be a half, and twice as well, is not told; nor who differs by chance.
    need no_pauses append_latency "update record set longest = json_array(json_object('element',
        100 + round, 'ns', iif(strategy = 'preallocated' and iif(round < 1000, round, round / 1000)
            % 2, 30e5, 1e5), 'waited_ns', 0)) where longest is not null" >said
    grep -qE '^`[^`]*` and [0-9]+ others: longest append seen 100 us, `preallocated`, which' said
    has ', which knows n, 3 ms (' <said
    has 'How far `preallocated` is apart is not known.' <said
}

# ---- rules, and what is left out
# -----------------------------------------------------------------------

@test "the rule of each claim stands in page, table and JSON, and not in the README" {
    local form rule='True: what the same loop in C has allocated at one moment (counted) is 1.9 x'
    for form in html table json; do
        plots/answers/claims_table results/reference $form | tr -s '\n ' ' ' | has "$rule" || return
    done
    plots/answers/claims_table results/reference markdown >said
    if grep -qF "$rule" said; then return 1; fi
}

@test "Python's ways are not run where the interpreter itself would be killed" {
    # wanted LIMIT: how many of Python's ways the suite asks for.
    wanted() {
        "$BUILD/query" :memory: "create table way as select 'a' as strategy, 'a' as title,
            1 as peer, 0 as in_order_only, 0 as baseline, 1 as number, '{}' as parameters" \
            'create table setting as select 1e6 as top, null as chosen' \
            "create table wanted_limit as select $1 as bytes" \
            "select count(*) from ($(sed '/^--/d; s/;$//' experiments/suites/beyond_ram.sql))"
    }
    same '8 MiB' 0 "$(wanted 8388608)"
    same '48 MiB' 2 "$(wanted 50331648)"
}

@test "the command that asks a run again has its seed, whoever chose that" {
    STRATEGIES=doubling_vector COUNT=1k ROUNDS=1 measure size again
    rows "select command like '%SEED=''' || seed || '''' from r" <results/again/run.json >said
    grep -q 1 said
}
