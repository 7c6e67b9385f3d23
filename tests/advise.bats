#!/usr/bin/env bats
# advise.bats - advice from records that are made up, so that the right answer is known in closed
# form: what is predicted, who is named, and why the others are out.

load common

setup_file() {
    in_tree || return
    experiments/driver/catalogue >known
}

setup() {
    in_tree || return
    rm -rf results
    mkdir results
    export DIRECTORY=results MACHINE=mine
}

# made FOLDER [MACHINE]: a run in results/FOLDER with one record for each line of JSON on standard
# input: s(trategy), n, t(ype), l(imit), p(hases), e(nded), ns of append, gather and sync, peak and
# file as multiples of the data, longest append, idle (seconds), pages. What is left out: int32,
# all, done, peak 1.
made() {
    local folder=results/$1 q=("$BUILD/query" :memory:)
    mkdir -p "$folder/records"
    cp known "$folder/programs.jsonl"
    cat >rows
    q+=("create table r(s, n, t, l, p, e, ns, gather, sync, peak, file, written, longest, idle,
             pages);
         create table known(strategy, title, family, core, baseline, discards)"
        --import r rows --import known known "
         update r set idle = coalesce(cast(idle as integer), 0), pages = coalesce(pages, 'system'),
             t = coalesce(t, 'int32'), e = coalesce(e, 'done'), peak = coalesce(peak, 1),
             n = cast(n as integer), l = cast(l as integer), ns = cast(ns as integer),
             gather = cast(gather as integer), sync = cast(sync as integer),
             longest = cast(longest as integer);
         create view row as select *, r.rowid - 1 as cell, n * width_of(t) as data from r
         join known on s = strategy" --json)
    "${q[@]}" "select cell, title || cell as label, strategy, title, family, core, baseline,
        discards, n as count, t as type, width_of(t) as width_bytes, data as payload_bytes,
        l as limit_bytes, p as phases, iif(longest is null, null, 'latency') as instrument,
        pages, idle as idle_seconds, data as need_bytes from row" >"$folder/cells.jsonl"
    for round in 0 1; do
        "${q[@]}" "select 2 as schema, e as ended, cell, $round as round, strategy, n as count,
            t as type, width_of(t) as width_bytes, data as payload_bytes, 1 as arrays, 0 as turns,
            iif(e = 'done', n, n / 10) as appended, pages,
            idle as idle_seconds, ns as append_wall_ns, ns as append_cpu_ns,
            gather as gather_wall_ns, gather as gather_cpu_ns, sync as sync_wall_ns,
            sync * 0 as sync_cpu_ns,
            cast(iif(p like '%gather%' and gather is not null, peak + 1, peak) * data as integer)
                as rss_peak_bytes, cast(peak * data as integer) as append_peak_rss_bytes,
            cast(file * data as integer) as file_bytes, 1 as rss_peak_error_bytes,
            cast(written * data as integer) as written_bytes,
            e = 'done' as completed, not discards and e <> 'killed' as verified,
            iif(e = 'killed', 137, 0) as exit_code,
            ns + coalesce(gather, 0) + coalesce(sync, 0) as process_wall_ns,
            iif(longest is null, null, json_object()) as latency,
            iif(longest is null, null, 'latency') as instrument,
            iif(longest is null, null, json_array(json_object('element', 1, 'ns', longest,
                'waited_ns', 0))) as longest
            from row where $round = 0 or e = 'done'" |
            "$BUILD/query" :memory: --lines r - "select json_patch('{}', text) from r" \
                >"$folder/records/0$round.jsonl"
    done
    "${q[@]}" --set m "${2:-elsewhere}" 'select :m as name,
        8000000000 as memory_free_bytes, 1 as kernel, 2 as architecture,
        1000000000000 as memory_bytes, 2 as cpus, 4096 as page_bytes, 0 as swap_bytes' \
        >"$folder/machine.json"
    "${q[@]}" --set at "$1" "select 'size' as suite, '?' as question, 1 as place, 1 as compares,
        1 as seed, 1 as rounds, 1 as rounds_done, 'complete' as state, 1 as budget_seconds,
        0 as chosen, :at as started, '' as command" >"$folder/run.json"
}
reference() { made reference/size; }

# advice QUESTION EXPRESSION: what is told of all strategies, as rows: EXPRESSION of them holds.
advice() {
    local status=0
    # shellcheck disable=SC2086 # words
    env $1 plots/answers/advise json >told || status=$?
    [ $status = 0 ] && holds "$2" <told && return
    echo "$1: not $2:"
    cat told
    return 1
}
# words QUESTION: the text; its status is that of advise.
# shellcheck disable=SC2086
words() { env $1 plots/answers/advise >said; }
of() { echo "max(iif(strategy = '$1', $2, null))"; }
about() { echo "abs($(of "$1" ns) / ($2) - 1) < 1e-6"; }
# What can be chosen, best first.
named() { rows "select group_concat(strategy, ' ') from (select * from r
    where rank is not null order by rank)" <told; }

# ---- how long
# ------------------------------------------------------------------------------------

@test "between two sizes a power law is exact; beyond them time is linear; below, at most" {
    printf '{"s": "reserved_vector", "n": %s, "ns": %s}\n' 1e6 1e9 1e8 1e12 | reference
    advice 'COUNT=10M MEMORY=4G' "$(about reserved_vector 'pow(1e7, 1.5)')"
    advice 'COUNT=1e6 MEMORY=4G' "$(about reserved_vector 1e9)"
    advice 'COUNT=500M MEMORY=4G' "$(about reserved_vector 5e12)"
    advice 'COUNT=500k MEMORY=4G' "$(about reserved_vector 1e9)"
    # What is no measured size says between which it is, or how far beyond the nearest.
    local told
    for told in '1M on elsewhere' '10M on elsewhere, between 1M and 100M' \
        '500M on elsewhere, extrapolated 5.00 x beyond 100M, as linear' \
        '500k on elsewhere, at most: as at 1M, 2.00 x as many'; do
        advice "COUNT=${told%% *} MEMORY=4G" "max(known) = '${told#* }'"
        words "COUNT=${told%% *} MEMORY=4G"
        grep -qx "  measured ${told#* } (the reference)" said
    done
    # As many bytes of another type are as much work; what was measured of it counts more.
    advice 'COUNT=5M TYPE=float64 MEMORY=4G' "$(about reserved_vector 'pow(1e7, 1.5)')
        and max(known like '%elements of 4 bytes%')"
    echo '{"s": "reserved_vector", "n": 5e6, "t": "int64", "ns": 7e9}' | made reference/type
    advice 'COUNT=5M TYPE=float64 MEMORY=4G' "$(about reserved_vector 7e9)"
}

@test "what copies all for each append takes a n + b n^2, and n far beyond is told to be so" {
    printf '{"s": "copy_per_element", "n": %s, "ns": %s}\n' 1e3 '1.01e6' 1e4 '1.001e8' \
        1e5 '1.0001e10' | sed 's/\(e3, "ns": \)1.01e6/\11.01e6/' >lines
    # 10 n + n^2
    reference <lines
    advice 'COUNT=1e6 MEMORY=4G' "$(about copy_per_element '1e12 + 1e7')
        and max(known like '%a n + b n^2%')"
}

@test "far from all that was measured nothing is predicted, and the command that measures is told" {
    echo '{"s": "reserved_vector", "n": 1e6, "ns": 1e6}' | reference
    if words 'COUNT=1k MEMORY=1G'; then return 1; fi
    grep -qx 'Nothing that was measured fulfils this.' said
    grep -q '^Out: not measured at so few elements: reserved' said
    grep -qx 'To measure it: make bench SUITE=strategies COUNT=1000 TYPE=int32 BUDGET=1' said
    if words 'COUNT=100M MEMORY=1G'; then return 1; fi
    grep -q '^Out: not measured at so many elements: reserved' said
    # From 10 MB on no cache helps: it stays linear.
    echo '{"s": "reserved_vector", "n": 3e6, "ns": 3e6}' | reference
    advice 'COUNT=100M MEMORY=1G' "$(about reserved_vector 1e8)
        and max(known like '%beyond 3M, as linear%')"
}

# ---- whose records
# -------------------------------------------------------------------------------

@test "own records come first, the reference fills the gaps, at this machine's speed; both say so" {
    printf '{"s": "%s", "n": 1e7, "ns": %s}\n' reserved_vector 2e7 mremap_vector 3e7 | reference
    echo '{"s": "reserved_vector", "n": 1e7, "ns": 5e7}' | made 2026-01-01_size mine
    advice 'COUNT=10M MEMORY=1G' "$(about reserved_vector 5e7) and $(about mremap_vector 7.5e7)
        and $(of reserved_vector known) = 'here'
        and $(of mremap_vector known) = 'on elsewhere, times 2.50 for this machine'"
    # The newest of one's own; and RUN asks one alone.
    echo '{"s": "reserved_vector", "n": 1e7, "ns": 6e7}' | made 2026-01-02_size mine
    advice 'COUNT=10M MEMORY=1G' "$(about reserved_vector 6e7)"
    advice 'COUNT=10M MEMORY=1G RUN=results/2026-01-01_size' "$(about reserved_vector 5e7)"
    advice 'COUNT=10M MEMORY=1G RUN=results/reference' "$(about reserved_vector 2e7)"
    words 'COUNT=10M MEMORY=1G RUN=results/reference'
    grep -q '^  measured on elsewhere (the reference)$' said
}

@test "what was measured near the question comes before one's own that was far from it" {
    echo '{"s": "reserved_vector", "n": 1e9, "ns": 4e9}' | reference
    echo '{"s": "reserved_vector", "n": 1e7, "ns": 2e7}' | made 2026-01-01_size mine
    advice 'COUNT=1e9 MEMORY=8G' "$(about reserved_vector 4e9) and max(known) = 'on elsewhere'"
    advice 'COUNT=20M MEMORY=8G' "$(about reserved_vector 4e7)
        and max(known) = 'here, extrapolated 2.00 x beyond 10M, as linear'"
}

# ---- memory
# --------------------------------------------------------------------------------------

# Without a limit 1 ns an element; a quarter of the data of memory makes a byte wait 0.5 ns more.
squeezed() {
    cat <<'END'
{"s": "reserved_vector", "n": 1e8, "ns": 1e8}
{"s": "reserved_vector", "n": 1e8, "l": 1e8, "e": "killed"}
{"s": "mmap_file", "n": 1e8, "ns": 1e8, "file": 1}
{"s": "mmap_file", "n": 1e8, "l": 1e8, "ns": 3e8, "file": 1}
{"s": "mmap_file", "n": 1e8, "l": 2e8, "ns": 2e8, "file": 1}
END
}

@test "what was killed under a limit is not named; what survived waits as long for each byte" {
    squeezed | reference
    advice 'COUNT=1e9 MEMORY=1G' "$(about mmap_file '1e9 + 4e9 * 0.5')
        and $(of reserved_vector objection) = 'killed: 400 MB under 95.4 MiB'"
    same named mmap_file "$(named)"
    # Between two limits on the line over log(limit / data); with twice the memory nothing waits.
    advice 'COUNT=1e9 MEMORY=1500M' \
        "$(about mmap_file '1e9 + 4e9 * (0.5 - 0.25 * ln(1.5) / ln(2))')"
    advice 'COUNT=1e8 MEMORY=2G' "$(about mmap_file 1e8)"
    # Where the same did not fit without a limit, beside the time per element of what did.
    (squeezed && echo '{"s": "mmap_file", "n": 1e9, "l": 1e9, "ns": 4e9, "file": 1}') |
        made reference/large
    advice 'COUNT=1e9 MEMORY=1G' "$(about mmap_file 4e9)"
    advice 'COUNT=1e8 MEMORY=2G' 'count(*) = 2'
    # One with room enough, though it was killed where there was less.
    same named 'mmap_file reserved_vector' "$(named | tr ' ' '\n' | sort | paste -sd ' ')"
}

@test "what goes on in a file goes on down to a tenth of the tightest ratio, and no further" {
    squeezed | reference
    advice 'COUNT=4e9 MEMORY=500M' "$(about mmap_file '4e9 + 16e9 * 0.5')"
    if words 'COUNT=4e9 MEMORY=300M'; then return 1; fi
    grep -q '^Out: not measured under a limit as tight as this: mapped file' said
    grep -q '^To measure it: make bench SUITE=advise LIMITS=300000000 COUNT=4000000000 ' said
}

@test "times are of memory just used; what idle memory costs is told where it was measured" {
    echo '{"s": "doubling_vector", "n": 1e7, "ns": 2e7}' | reference
    words 'COUNT=10M MEMORY=1G'
    grep -qxF '  memory:  just used; idle: not measured (make bench SUITE=fresh_memory)' said
    echo '{"s": "doubling_vector", "n": 2e7, "ns": 9e7, "idle": 10}' | made 2026-01-01_idle mine
    advice 'COUNT=20M MEMORY=1G' "$(about doubling_vector 4e7)"
    printf '{"s": "doubling_vector", "n": 2e7, "ns": %s, "idle": %s, "pages": "never"}\n' \
        9e7 10 3e7 0 | made 2026-01-02_idle mine
    words 'COUNT=10M MEMORY=1G'
    grep -qxF '  memory:  just used; idle for 10 s: 3.00 x as long (here)' said
}

@test "where nothing fulfils a need it is told what may, what would with more memory, what to run" {
    printf '{"s": "%s", "n": 1e7, "ns": %s}\n' doubling_vector 1e7 reserved_vector 2e7 | reference
    if words 'COUNT=10M MEMORY=1G NEED=no-pauses'; then return 1; fi
    grep -q '^Not measured, and may do: doubling (realloc) (about 10 ms; its longest' said
    grep -q '^To measure it: make bench SUITE=append_latency COUNT=10000000 TYPE=int32 ' said
    if words 'COUNT=10M MEMORY=10M'; then return 1; fi
    grep -qx 'With MEMORY=42M: doubling (realloc), about 10 ms.' said
    # To measure it again would not change that.
    if grep 'To measure' said; then return 1; fi
    advice 'COUNT=10M MEMORY=42M' "$(of doubling_vector rank) = 1"
}

@test "pieces are pieces: gathering counts where one block is asked for, in time and in memory" {
    printf '%s\n' '{"s": "chunk_list", "n": 1e8, "ns": 1e8, "gather": 2e8, "p": "append,gather"}' \
        '{"s": "chunk_list", "n": 1e8, "l": 5e8, "e": "killed", "p": "append,gather"}' \
        '{"s": "doubling_vector", "n": 1e8, "ns": 2e8}' | reference
    advice 'COUNT=1e8 MEMORY=500M' "$(about chunk_list 1e8) and $(of chunk_list rank) = 1
        and abs($(of chunk_list peak_bytes) - 4e8) < 1"
    advice 'COUNT=1e8 MEMORY=2G NEED=contiguous' "$(about chunk_list 3e8)
        and $(of chunk_list rank) = 2 and abs($(of chunk_list peak_bytes) - 8e8) < 1"
    advice 'COUNT=1e8 MEMORY=500M NEED=contiguous' "$(of chunk_list objection) like 'killed%'"
    advice 'COUNT=1e8 MEMORY=600M NEED=contiguous' "$(of chunk_list objection) = 'needs more RAM'"
}

@test "an object for each element costs the same beside any type" {
    echo '{"s": "boxed_list", "n": 1e7, "ns": 5e8, "peak": 11.25}' | reference
    advice 'COUNT=1e7 TYPE=float64 MEMORY=1G' "$(about boxed_list 5e8)
        and abs($(of boxed_list peak_bytes) / (1e7 * (41 + 8)) - 1) < 1e-6"
}

@test "a file needs disk: how much is told, and what has no room there is out" {
    squeezed | reference
    advice 'COUNT=1e8 MEMORY=1G' "$(of mmap_file disk_bytes) = 1 << 29"
    if words 'COUNT=1e14 TYPE=byte MEMORY=100T'; then return 1; fi
    grep -qE '^Out: not enough disk: [0-9]+ GB needed, .* free in results: mapped file' said
    # On tmpfs a file is memory.
    [ -d /dev/shm ] && [ "$(stat -f -c %T /dev/shm)" = tmpfs ] || skip 'no tmpfs in /dev/shm'
    words 'COUNT=1e8 MEMORY=1G DIRECTORY=/dev/shm'
    grep -q '^Out: its file would be memory: /dev/shm is on tmpfs: mapped file' said
}

# ---- needs
# ---------------------------------------------------------------------------------------

@test "what does not fulfil a need is out, with the reason" {
    printf '%s\n' '{"s": "doubling_vector", "n": 1e7, "ns": 1e7}' \
        '{"s": "reserved_vector", "n": 1e7, "ns": 2e7}' \
        '{"s": "chunk_list", "n": 1e7, "ns": 3e7, "gather": 1e7}' \
        '{"s": "mmap_file", "n": 1e7, "ns": 4e7, "sync": 5e7}' | reference
    printf '{"s": "%s", "n": 1e7, "ns": 1e7, "longest": %s}\n' doubling_vector 2e6 \
        reserved_vector 1e4 | made reference/latency
    advice 'COUNT=1e7 MEMORY=1G NEED=stable' "$(of doubling_vector objection) = 'elements move'"
    same stable 'reserved_vector chunk_list' "$(named)"
    advice 'COUNT=1e7 MEMORY=1G NEED=stable,contiguous' \
        "$(of chunk_list objection) = 'gathering one block moves the elements'"
    advice 'COUNT=1e7 MEMORY=1G NEED=no-pauses' \
        "$(of doubling_vector objection) = 'an append takes more than 1 ms'
        and $(of chunk_list objection) = 'its longest append was not measured'"
    same quick reserved_vector "$(named)"
    # A run of one's own that timed few appends does not stand before the reference's.
    printf '{"s": "%s", "n": 1e5, "ns": 1e5, "longest": 1e3}\n' doubling_vector reserved_vector |
        made 2026-01-01_latency mine
    advice 'COUNT=1e7 MEMORY=1G NEED=no-pauses' \
        "$(of doubling_vector objection) = 'an append takes more than 1 ms'"
    same quick reserved_vector "$(named)"
    advice 'COUNT=1e7 MEMORY=1G NEED=kept' "$(about mmap_file 9e7)"
    same kept mmap_file "$(named)"
}

@test "questions that make no sense are one line that says what would; status 2" {
    echo '{"s": "reserved_vector", "n": 1e6, "ns": 1e6}' | reference
    local ask
    for ask in 'MEMORY=2x|MEMORY: "2x"' 'MEMORY=1k|MEMORY: "1k" is less than 1MiB' \
        'COUNT=many|COUNT: "many"' 'COUNT=0|COUNT: "0" is not a whole number' \
        'TYPE=int33|TYPE: "int33"' \
        'NEED=contigous|NEED: "contigous" .* is contiguous meant' \
        'NEED=nopause|is no-pauses meant' 'NEED=pony|NEED: "pony" is not one of' \
        'RUN=nowhere|RUN: nowhere holds no run' 'DIRECTORY=nowhere|nowhere is no directory'; do
        FAILS_AS=advise fails 2 "${ask#*|}" env "${ask%%|*}" plots/answers/advise || return
    done
}

@test "a strategy says what one writes who uses numpy, and the best one's is told" {
    printf '{"s": "%s", "n": 1e7, "ns": %s}\n' doubling_vector 1e7 mmap_file 2e7 | reference
    words 'COUNT=1e7'
    grep -q '^  numpy:   .*np\.frombuffer' said
    # A command that is told works.
    sh -c "$(sed -n 's/^  try:  *//p' said) --json" | holds "ended = 'done' and count = 10000000"
}

# ---- the reference
# -------------------------------------------------------------------------------

@test "the reference answers, also beside a run of one strategy" {
    cp -r "$ROOT/results/reference" results/
    echo '{"s": "doubling_vector", "n": 1e6, "ns": 2e6}' | made 2026-01-01_size mine
    words 'COUNT=1e9 TYPE=float64 MEMORY=2G NEED=contiguous'
    grep -q '^Best: spill (ours): about ' said
    advice 'COUNT=5e9 TYPE=float32 MEMORY=500M' "$(of mmap_file rank) > 0"
    advice 'COUNT=1e9 MEMORY=6G NEED=stable' "$(of chunk_list rank) > 0
        and $(of chunk_list peak_bytes) < 4.1e9 and count(*) > 15"
    same 'all are ranked or out' 0 "$(rows 'select count(*) from r
        where (rank is null) = (objection is null)' <told)"
}
