#!/usr/bin/env bats
# answers.bats - what is made of records: the noise floor, comparisons, claims, the clock, a set of
# runs and its report. Records are doctored, so that the right answer is known.

load common

setup_file() {
    in_tree || return
    STRATEGIES='doubling_vector copy_per_element chunk_list mmap_file reserved_vector' \
        COUNT=2M ROUNDS=1 BUDGET=1 measure size set/size || return
    repeated 6 results/set/size
    the_reference || return
    cp -r "$ROOT/results/reference_files" results/
    lib/database/load results/reference_files
}

setup() {
    in_tree || return
    RUN=results/set/size
    DOCTORED=$BATS_TEST_TMPDIR
}

# doctored NAME [SETS [WHERE]]...: a copy of the run whose counted records are edited.
doctored() {
    local copy=$DOCTORED/$1 file
    shift
    [ -e "$copy" ] || cp -r "$RUN" "$copy"
    while [ $# -gt 0 ]; do
        for file in "$copy"/records/0[1-9].jsonl; do edited "$file" "$1" "${2:-1}"; done
        shift 2 || break
    done
    lib/database/load "$copy"
}

# even NAME ...: the same, and before it the control and the baseline exactly alike, and all else,
# too.
even() {
    local name=$1
    shift
    doctored "$name" "'\$.append_cpu_ns', appended * 2 + round,
        '\$.append_wall_ns', appended * 2 + round,
        iif(gather_wall_ns is null, '\$.none', '\$.gather_cpu_ns'), 0,
        iif(gather_wall_ns is null, '\$.none', '\$.gather_wall_ns'), 0" 1 "$@"
}

slower() { echo "'\$.append_cpu_ns', cast(append_cpu_ns * ($1) as integer)"; }

# ---- noise and comparison
# -------------------------------------------------------------------------

@test "the noise floor is how far off the control is in half of the rounds; below it all is tied" {
    local again
    again=$(rows 'select min(cell) from r where aa_of is not null' <"$RUN/cells.jsonl")
    # Off by 1 %, 2 % ... 6 %: in half of the rounds within 3.5 %.
    even off "$(slower '1 + round / 100.0')" "cell = $again" "$(slower 1.03)" \
        "strategy = 'doubling_vector'" \
        "$(slower 1.05)" "strategy = 'chunk_list'"
    same floor 35 "$("$BUILD/query" "$DOCTORED/off/run.db" \
        'select cast(round(floor * 1000) as integer) from noise')"
    "$BUILD/query" "$DOCTORED/off/run.db" "select strategy, tied from summary where count = 2000000
        and strategy in ('doubling_vector', 'chunk_list') order by 1" |
            diff <(printf 'chunk_list\t0\ndoubling_vector\t1\n') -
    plots/report/terminal "$DOCTORED/off" | grep -q '^doubling (realloc).* below 3.5 % '
}

@test "a run is tied with itself" {
    plots/answers/compare "$RUN" "$RUN" >compared
    if grep -E ' (better|worse) ' compared; then return 1; fi
    grep -q ' 0 worse, 0 better' compared
    [ -s results/compare/set-size_set-size.svg ]
    if grep '^different' compared; then return 1; fi
}

@test "a comparison writes to neither run, and its status is about them, not about its figure" {
    # Neither has a database, or can be written: a name with a blank is no matter.
    local copy="$DOCTORED/a run" status=0
    cp -r "$RUN" "$copy"
    rm -rf "$copy"/{run.db,tables,figures} && find "$copy" | sort >before
    mkdir -p results/compare.aside && rm -rf results/compare && touch results/compare
    plots/answers/compare "$copy" "$copy" >compared 2>said || status=$?
    rm results/compare
    same status 0 $status
    grep -q 'compare: no figure was drawn' said
    find "$copy" | sort | diff before -
    # What fails is no answer.
    PATH=/nowhere:$PATH BUILD=nowhere plots/answers/compare "$copy" "$copy" 2>said || status=$?
    same status 4 $status
    rm "$copy/cells.jsonl" && status=0
    plots/answers/compare "$copy" "$RUN" 2>said || status=$?
    same status 3 $status
}

@test "what else differs between two runs is said: tunables, flags, kernel ..." {
    doctored tuned "'\$.tunables', 'glibc.malloc.hugetlb=1', '\$.flags', flags || ' -O3'"
    edited "$DOCTORED/tuned/records/00.jsonl" \
        "'\$.tunables', 'glibc.malloc.hugetlb=1', '\$.flags', flags || ' -O3'"
    plots/answers/compare "$RUN" "$DOCTORED/tuned" >compared || true
    grep -qx 'different tunables: none against glibc.malloc.hugetlb=1' compared
    grep -q '^different flags: .* against .* -O3$' compared
    same others 2 "$(grep -c '^different ' compared)"
}

@test "what became slower, faster or larger is said; the status tells whether anything is worse" {
    local base=$DOCTORED/base
    even base
    even slower "$(slower 2)" "strategy = 'chunk_list'"
    even faster "$(slower 0.5)" "strategy = 'chunk_list'"
    even larger "'\$.rss_peak_bytes', cast(rss_peak_bytes * 1.5 as integer)" \
        "strategy = 'chunk_list'"
    if plots/answers/compare "$base" "$DOCTORED/slower" >compared; then return 1; fi
    grep -qE '^chunk list.* worse +2.00 x ' compared
    plots/answers/compare "$base" "$DOCTORED/faster" >compared
    grep -qE '^chunk list.* better +0.50 x ' compared
    if plots/answers/compare "$base" "$DOCTORED/larger" >compared; then return 1; fi
    grep -qE '^chunk list.* tied +1.00 x .* worse +1.50 x' compared
}

@test "other schemas, or no cell in common, are not compared; other machines are marked" {
    even elsewhere
    edited "$DOCTORED/elsewhere/machine.json" "'\$.name', 'elsewhere'"
    plots/answers/compare "$RUN" "$DOCTORED/elsewhere" >compared || true
    grep -q '^different machines: .*elsewhere' compared
    grep -qE '^preallocated.* another machine' compared
    cp -r "$RUN" "$DOCTORED/stranger"
    edited "$DOCTORED/stranger/cells.jsonl" "'\$.label', label || ' 2'"
    fails 2 'no cell in common' plots/answers/compare "$RUN" "$DOCTORED/stranger"
    cp -r "$RUN" "$DOCTORED/other"
    local file
    for file in "$DOCTORED"/other/records/*; do edited "$file" "'\$.schema', 1"; done
    FAILS_AS=load fails 3 'reads schema 2' plots/answers/compare "$RUN" "$DOCTORED/other"
    fails 2 'BASE, NEW' plots/answers/compare "$RUN"
    local ask
    for ask in "plots/answers/compare $RUN nowhere" "plots/answers/compare nowhere $RUN" \
        'plots/draw nowhere' \
        'plots/report/page nowhere' 'plots/report/terminal nowhere'; do
        # shellcheck disable=SC2086 # words
        FAILS_AS=load fails 2 'RUN: nowhere holds no run' $ask
    done
}

# ---- by the clock
# -----------------------------------------------------------------------------------

later() { echo "'\$.append_wall_ns', cast(append_wall_ns * ($1) as integer)"; }
fastest() {
    "$BUILD/query" "$DOCTORED/$1/run.db" --number run 1 --file plots/figures/common.sql \
        --file plots/answers/verdict.sql 'select line from verdict' | grep ', fastest to build '
}

@test "fastest is by the clock where it can tell, and the wait is named; else by CPU time" {
    even same "$(slower 0.5)" "strategy = 'mmap_file'" "$(later 0.5)" "strategy = 'mmap_file'"
    fastest same | grep -q 'n unknown: mapped file, 1.00 ns per element; to preallocated: '
    # It waits for the disk, and so the others are faster.
    cp -r "$DOCTORED/same" "$DOCTORED/disk"
    doctored disk "$(later 4)" "strategy = 'mmap_file'"
    fastest disk >said
    grep -q ', 2.00 ns per element by the clock, 0.500 x \[0.500, 0.500\] of mapped' said
    grep -qE 'by CPU time \(1.00 against 2.00 ns\) and waits for the disk \([a-z0-9/]+\)\.' said
    plots/report/terminal "$DOCTORED/disk" >table
    grep -qE '^mapped file  +1.00  +4.00  .*waits for the disk' table
    # All wait alike: these are other programs.
    cp -r "$DOCTORED/same" "$DOCTORED/busy"
    doctored busy "$(later 1.5)"
    fastest busy | grep -q 'mapped file, 1.00 ns .* (by the clock 1.50, it waits for other programs'
    # In half of the rounds alone: the clock cannot tell.
    cp -r "$DOCTORED/same" "$DOCTORED/tied"
    doctored tied "$(later 4)" "strategy = 'mmap_file' and round % 2"
    fastest tied | grep -q 'n unknown: mapped file, 1.00 ns'
}

@test "a claim about CPU time says how much longer the clock takes, where that is more than noise" {
    said peers "update record set append_wall_ns = append_cpu_ns, gather_wall_ns = gather_cpu_ns" \
        list_saves_time
    LOADED=$DOCTORED/claim plots/answers/claims_table "$DOCTORED/claim" json |
        holds "not max(details like '%clock%')"
    said peers "update record set process_wall_ns = 1000000000000,
        append_wall_ns = 3 * append_cpu_ns, gather_wall_ns = 3 * gather_cpu_ns" list_saves_time
    LOADED=$DOCTORED/claim plots/answers/claims_table "$DOCTORED/claim" json |
        holds "sum(details like
        '%CPU time; by the clock 3.00 x as long.' and key = 'list_saves_time') = 1
        and not max(details like '%clock%' and key not in ('list_saves_time',
            'list_is_most_efficient', 'concatenate_costs_as_append'))"
}

# ---- claims
# ---------------------------------------------------------------------------------------

# How the records of a claim's suite turn it: for each claim its verdicts, and what then stands in
# the
# table record. Times grow as the first power of n, or as the second.
linear='update record set gather_cpu_ns = null, gather_wall_ns = null,
    append_cpu_ns = appended * 1000 + round where'
square='update record set gather_cpu_ns = null, gather_wall_ns = null,
    append_cpu_ns = appended / 100.0 * appended'
square+=' + round where'
# The mapping takes so many times as long as what it is compared with: in order, at random, and to
# the first element; by the clock and of CPU time.
mapped() { # SCAN RANDOM PEEK
    echo "update record set process_wall_ns = 1e12, reopen_wall_ns = 1, release_wall_ns = 1,
        reopen_cpu_ns = 1, release_cpu_ns = 1;
        update record set scan_wall_ns = 1e6 + round, scan_cpu_ns = 1e6 + round,
        random_wall_ns = 1e2 * random_reads, random_cpu_ns = 1e2 * random_reads,
        peek_wall_ns = 1e4, peek_cpu_ns = 1e4;
        update record set scan_wall_ns = scan_wall_ns * $1, scan_cpu_ns = scan_cpu_ns * $1,
        random_wall_ns = random_wall_ns * $2, random_cpu_ns = random_cpu_ns * $2,
        peek_wall_ns = peek_wall_ns * $3 where strategy = 'mmap_scan'" | tr '\n' ' '
}
of_mapping="where strategy = 'mmap_scan'"
turns() { # CLAIM
    case $1 in
    append_is_quadratic) # by what is counted, and by the time: one alone does not do
        echo "true|$square strategy like 'numpy%'
false|$linear strategy like 'numpy%'
false|$square strategy like 'numpy%'; update record set copied_bytes = appended
    where strategy = 'copy_per_element'" ;;
    append_holds_twice) echo "true|update record set live_peak_bytes = 2 * appended * width_bytes
false|update record set live_peak_bytes = appended * width_bytes" ;;
    growing_takes_geometric_time) echo "true|update record set gather_cpu_ns = null,
    gather_wall_ns = null, append_cpu_ns = 1e3 * exp(appended / 1e3)
false|$square 1
false|$linear 1" ;;
    realloc_is_quadratic)
        copies="update record set moved_bytes = appended * payload_bytes / 4 where
            strategy = 'realloc_per_element'"
        echo "true|$copies
false|select 1 where 0
depends|$copies and cell = (select max(cell) from cell
    where strategy = 'realloc_per_element')" ;;
    list_saves_time) echo "true|$linear 1; update record set append_cpu_ns = 9 * append_cpu_ns
        where strategy = 'numpy_append'
false|$linear 1; update record set append_cpu_ns = 9 * append_cpu_ns
    where strategy = 'numpy_list'" ;;
    list_saves_memory) echo "true|update record set rss_peak_bytes = 1.5 * appended * width_bytes
false|update record set rss_peak_bytes = 5 * appended * width_bytes" ;;
    float32_halves_memory) echo "true|update record set rss_peak_bytes = appended * width_bytes
false|update record set rss_peak_bytes = appended * 8" ;;
    mapped_file_saves_ram) # what survives as one block of the heap is no reason for a file
        echo "depends|update record set ended = 'killed' where strategy = 'preallocated'
false|create temp table more as select * from record where strategy = 'preallocated'
    and round = 0; delete from record where strategy = 'preallocated'; update more set ended =
    'done', exit_code = 0, signal = null, completed = 1, appended = count, append_wall_ns = 1,
    append_cpu_ns = 1; insert into record select *
    from more; update more set round = 1; insert into record select * from more" ;;
    only_touched_is_loaded) # not where the cache was warm, nothing waited, or the file is small
        ahead='update machine set read_ahead_bytes = 131072; update record set
            peek_major_faults = 1, cold = 1, read_bytes'
        echo "true|$ahead = 4096
false|$ahead = payload_bytes
depends|$ahead = 131072
not measured|$ahead = 4096, cold = 0
not measured|$ahead = 4096, peek_major_faults = 0, reopen_major_faults = 0
not measured|$ahead = payload_bytes; update machine set read_ahead_bytes = 1e9" ;;
    concatenate_costs_as_append) # of one that was not measured yet: a copy of the other
        twin="create temp table c as select * from cell where strategy = 'numpy_append';
            update c set strategy = 'numpy_concatenate', cell = cell + 1000;
            create temp table k as select * from record where strategy = 'numpy_append';
            update k set strategy = 'numpy_concatenate', cell = cell + 1000;
            delete from cell where strategy = 'numpy_concatenate'; insert into cell select * from c;
            insert into record select * from k;"
        echo "true|$twin
false|$twin update record set append_cpu_ns = 2 * append_cpu_ns
    where strategy = 'numpy_append'
depends|$twin update record set append_cpu_ns = 2 * append_cpu_ns
    where strategy = 'numpy_append' and iif(round < 1000, round, round / 1000) % 2" ;;
    growing_takes_multiple_memory) echo \
        "true|update record set rss_peak_bytes = 2 * appended * width_bytes
false|update record set rss_peak_bytes = appended * width_bytes
depends|update record set rss_peak_bytes = iif(strategy = 'numpy_list', 2, 1) * appended
    * width_bytes" ;;
    list_is_most_efficient)
        alike="$linear 1; update record set rss_peak_bytes = appended * width_bytes"
        echo "true|$alike
false|$alike; update record set append_cpu_ns = 9 * append_cpu_ns,
    rss_peak_bytes = 9 * rss_peak_bytes where strategy = 'numpy_list'
depends|$alike; update record set rss_peak_bytes = 9 * rss_peak_bytes
    where strategy = 'numpy_list'" ;;
    list_append_is_constant) # as above
        twin="create temp table c as select * from cell where strategy = 'doubling_vector';
            update c set strategy = 'numpy_list', label = 'list', cell = cell + 1000;
            create temp table k as select * from record where strategy = 'doubling_vector';
            update k set strategy = 'numpy_list', cell = cell + 1000;
            delete from cell where strategy = 'numpy_list'; insert into cell select * from c;
            delete from record where strategy = 'numpy_list'; insert into record select * from k;"
        echo "true|$twin $linear 1; update record set gather_cpu_ns = append_cpu_ns,
    gather_wall_ns = 1
false|$twin $square 1; update record set gather_cpu_ns = append_cpu_ns,
    gather_wall_ns = 1" ;;
    memmap_is_float64) echo "true|update record set written_bytes = 8 * appended
false|update record set written_bytes = appended" ;;
    existing_file_is_loaded) echo "depends|update record set read_bytes = payload_bytes
false|update record set read_bytes = 0" ;;
    flush_is_durable) echo "true|update record set read_bytes = payload_bytes
false|update record set read_bytes = payload_bytes / 2" ;;
    memmap_writes_early | larger_than_ram_works) # under a limit that is a limit of its memory
        small='update cell set count = 64e6 / width_bytes, payload_bytes = 64e6;
            update record set count = 64e6 / width_bytes, appended = 64e6 / width_bytes,
            payload_bytes = 64e6, rss_peak_bytes = 16e6;
            update cell set limit_bytes'
        killed="update record set ended = 'killed', exit_code = 137 where cell in (
            select cell from cell where limit_bytes)"
        echo "true|$small = 52e6 where limit_bytes
false|$small = 52e6 where limit_bytes; $killed
not measured|$small = 8e6 where limit_bytes; $killed" ;;
    doubling_wastes_half) echo "true|update record set reserved_peak_bytes = 2 * payload_bytes
false|update record set reserved_peak_bytes = payload_bytes" ;;
    doubling_triples_the_peak) echo "true|update record set reserved_peak_bytes = 3 * payload_bytes
false|update record set reserved_peak_bytes = 2 * payload_bytes" ;;
    one_and_a_half_beats_two) # in time, in unused room, in address space, in RAM
        alike="$linear 1; update record set rss_peak_bytes = payload_bytes, reserved_peak_bytes =
            2 * payload_bytes * (1 + 1 / coalesce(parameters ->> 'growth', 1)),
            append_cpu_ns = 1000 * appended"
        faster='update record set append_cpu_ns = append_cpu_ns'
        echo "true|$linear 1; update record set rss_peak_bytes = payload_bytes
false|$alike
false|$alike; $faster / coalesce(parameters ->> 'growth', 1)
depends|$alike; $faster * coalesce(parameters ->> 'growth', 1)
depends|$linear 1; update record set rss_peak_bytes = payload_bytes; $faster
    / coalesce(parameters ->> 'growth', 1)" ;;
    factor_matters_with_realloc) # with this libc, and where realloc copies under other allocators
        slower="update record set append_cpu_ns = append_cpu_ns
            * coalesce(parameters ->> 'growth', 1)"
        echo "true|$linear 1; $slower
false|$linear 1; update record set append_cpu_ns = append_cpu_ns / 2
    where run = 2 and strategy = 'doubling_vector'
depends|$linear 1
depends|$linear 1; $slower; update record set append_cpu_ns = append_cpu_ns / 2
    where run = 2 and strategy = 'doubling_vector' and cell < 9" ;;
    chunk_list_is_slow_to_index)
        echo "true|update record set random_cpu_ns = random_reads
    * iif(strategy = 'chunk_list', 100, 10)
false|update record set random_cpu_ns = random_reads * 10
depends|update record set random_cpu_ns = random_reads * iif(parameters ->> 'chunk' < 1000,
    100, 10)" ;;
    mapping_and_file_agree) echo "depends|update record set dirty_bytes = 4096
true|update record set dirty_bytes = 0, stores_unseen_by_read = stores_unseen_by_read * 0
false|update record set stores_unseen_by_read = stores_unseen_by_read + 1" ;;
    mapping_is_shared) echo "true|update record set pss_bytes = payload_bytes
false|update record set pss_bytes = 2 * payload_bytes" ;;
    mapping_needs_no_lock) # that none was lost does not say that none can be
        echo "false|update record set lost_updates = lost_updates + 1
depends|update record set lost_updates = lost_updates * 0, torn_reads = torn_reads * 0" ;;
    mapping_is_faster | mapping_takes_less_cpu) echo "true|$(mapped 0.5 0.5 1)
false|$(mapped 2 2 1)
false|$(mapped 1 1 1)
depends|$(mapped 2 0.5 1)" ;;
    mapping_has_less_latency) echo "true|$(mapped 1 0.5 0.5)
false|$(mapped 1 2 2)
depends|$(mapped 1 0.5 2)" ;;
    mapping_copies_less) echo "true|select 1 where 0
false|update record set scan_received_bytes = payload_bytes $of_mapping" ;;
    mapping_makes_fewer_calls) echo "true|update record set scan_calls = 1e3
    where strategy = 'read_buffer'
false|update record set scan_calls = 1e6, random_calls = 9 * random_reads $of_mapping
depends|update record set scan_calls = 1e6 $of_mapping" ;;
    mapping_transfers_directly) echo "true|update record set cached_bytes = 0 $of_mapping
false|update record set cached_bytes = payload_bytes $of_mapping" ;;
    page_replacement_makes_room) echo "true|select 1 where 0
false|update record set ended = 'killed', exit_code = 137 $of_mapping" ;;
    *) return 1 ;;
    esac
}

# said SUITE SQL CLAIM: the verdict on a reference's run of the suite, after the SQL.
said() {
    rm -rf "$DOCTORED/claim"
    mkdir "$DOCTORED/claim"
    local old=results/reference/run.db table copies=()
    [ -d "results/reference/$1" ] || old=results/reference_files/run.db
    # Run 1 is that of the suite; the growth factor is told with what the allocators do, run 2.
    for table in run machine program cell record; do
        copies+=("create temp table copy as select * from old.$table where run in (
            select run from old.run where suite = :suite
                or suite = 'allocators' and :suite = 'growth_factor')"
            "update copy set run = iif(run = (select run from old.run where suite = :suite), 1, 2)"
            "insert into main.$table select * from copy" "drop table copy")
    done
    "$BUILD/query" "$DOCTORED/claim/run.db" --set old "$old" --set suite "$1" 'attach :old as old' \
        --file lib/database/schema.sql "${copies[@]}" "$2" 'detach old' --file \
            lib/database/derived.sql || return
    LOADED=$DOCTORED/claim plots/answers/claims_table "$DOCTORED/claim" json "$3" |
        rows "select verdict from r where key = '$3'"
}

@test "every claim turns when the records say otherwise" {
    local file claim suite turn verdict
    [ "$(find plots/answers/claims -name '*.sql' | wc -l)" -ge 33 ]
    for file in plots/answers/claims/*.sql; do
        claim=$(basename "$file" .sql) suite=$(sed -n 's/^-- Suite: //p' "$file")
        turns "$claim" >lines ||
            { echo "$claim: say in this file how records turn it" && return 1; }
        # A way may take several lines.
        awk '/^[a-z]+( measured)?[|]/ && NR > 1 { print "" }
            { printf "%s ", $0 } END { print "" }' lines >ways
        [ "$(wc -l <ways)" -ge 2 ]
        while IFS='|' read -r verdict turn; do
            same "$claim" "$verdict" "$(said "$suite" "$turn" "$claim")" || return
        done <ways
    done
}

@test "a claim of which the records are silent is not measured, and says how to measure it" {
    plots/answers/claims_table "$RUN" json >claims
    # Nothing is known but of the one suite.
    rows "select key, command from r where verdict <> 'not measured' and suite <> 'size'
        or verdict = 'not measured' and evidence <> '' or command <> 'make bench SUITE=' ||
            suite" <claims | diff /dev/null -
    [ "$(rows "select sum(verdict = 'not measured') from r" <claims)" -ge 10 ]
    [ "$(rows "select sum(verdict in ('true', 'false')) from r" <claims)" -ge 1 ]
    # For people there is one line for all of them, in each form.
    local form number
    number=$(rows "select sum(verdict = 'not measured') from r" <claims)
    for form in table markdown html; do
        plots/answers/claims_table "$RUN" $form >said
        same "$form" "$number more claims are not measured here: make bench-full" \
            "$(tail -n 1 said | sed 's/<[^>]*>//g; s/`//g; s/\.$//')"
        same "$form: claims" "$(rows "select count(*) from r
            where verdict <> 'not measured'" <claims)" "$(grep -c 'make bench SUITE=' said)"
    done
    # Nor of a suite whose programs were not built.
    same silent 'not measured' "$(said peers "delete from record
        where strategy like 'numpy%'" list_saves_time)"
    same silent 'not measured' "$(said peers "delete from record
        where strategy like 'numpy%'" list_saves_memory)"
}

@test "a claim's head says its place, which no other has, its suite, which is there, and its rule" {
    local file
    for file in plots/answers/claims/*.sql; do
        [ -f "experiments/suites/$(sed -n 's/^-- Suite: //p' "$file").sql" ] ||
            { echo "$file" && return 1; }
        head -n 1 "$file" | grep -q '^-- ..*[^.]$'
        # The rule says when it is true, or, of what can not be, when it is false.
        grep -qE '^-- Rule: .*(True|False|Depends): ' "$file" ||
            { echo "$file: which rule?" && return 1; }
    done
    same places '' "$(sed -n 's/^-- Place: //p' plots/answers/claims/*.sql | sort | uniq -d)"
}

# ---- a set of runs
# --------------------------------------------------------------------------------

@test "several runs make one report, in the order of the suites" {
    STRATEGIES=doubling_vector COUNT=2M ROUNDS=1 measure element_type set/element_type
    # Without the programs that claims are about: these are not measured, and no more.
    STRATEGIES=chunk_list COUNT=2M LIMITS=16MiB ROUNDS=1 measure memory_limit set/memory_limit
    FORMAT=svg plots/draw results/set >/dev/null 2>&1
    plots/report/page results/set >/dev/null
    grep -o '<section id="[a-z_]*"' results/set/report.html |
        diff <(printf '<section id="%s"\n' size memory_limit element_type) -
    grep -q 'What people say, and what was measured' results/set/report.html
    plots/report/terminal results/set | grep -q '^doubling (realloc)'
    same 'summary.csv' 'element_type memory_limit size ' "$(tail -n +2 results/set/summary.csv |
        cut -d , -f 1 | sort -u | tr '\n' ' ')"
}
