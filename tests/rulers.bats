#!/usr/bin/env bats
# rulers.bats - the second ruler: what is linked into it, that it checks what it stored, and that
# its tables call a difference a difference. No time that is measured here decides.

load common

setup_file() {
    in_tree || return
    if echo '#include <benchmark/benchmark.h>' | c++ -E -x c++ - >/dev/null 2>&1; then
        make -s -j2 WERROR=1 "$BUILD/google_benchmark" >built 2>&1 || { cat built && return 1; }
    fi
}
setup() { cd "$BATS_FILE_TMPDIR/tree" && export BUILD=$PWD/build; }
needs_library() { [ -x "$BUILD/google_benchmark" ] || skip 'libbenchmark-dev is missing'; }

core() { grep -l '\.core = true' experiments/grow/*.c | xargs -n 1 basename -s .c | sort; }
in_ruler() { "$BUILD/google_benchmark" . 1k --benchmark_list_tests | cut -d / -f 1 | sort -u; }

core_too() { # STRATEGY
    sed 's/\.family/.core = true, .family/' "$ROOT/tests/strategies/$1.c" >"experiments/grow/$1.c"
}

# google COUNT [OPTION ...]: all of it, its lines left out.
google() { "$BUILD/google_benchmark" "$BATS_TEST_TMPDIR" "$@" >said 2>err; }

# What two rulers would say, eight rounds of one strategy beside the one that stores nothing; the
# second says FACTOR times as much as the first. The array has 40 MB, whatever a group counts.
write_run() { # FACTOR FAULTS GROUP_BYTES [CACHED_FILE_BYTES]
    mkdir -p run
    "$BUILD/query" :memory: --number f "$1" --number group "$3" --json "
        with s(strategy, ns, bytes) as (values ('discard', 0.3, 0), ('some_vector', 2.0, 4e7))
        select value as round, strategy, 10000000 as count,
            cast(1e7 * ns * (1 + value % 3 * 0.01) as integer) as append_cpu_ns,
            cast(1e7 * ns as integer) as append_wall_ns, 10000 as append_minor_faults,
            cast(bytes as integer) as rss_peak_bytes, 786432 as rss_peak_error_bytes,
            300000 + iif(bytes = 0, 0, :group) as cgroup_peak_bytes, 100000 as cgroup_kernel_bytes
        from s, json_each('[0, 1, 2, 3, 4, 5, 6, 7, 8]')" >run/harness.jsonl
    "$BUILD/query" :memory: --import h run/harness.jsonl --number f "$1" --number faults "$2" \
        --number cached "${4-0}" --json "
        select round, value as way, strategy, count, 0 as repetition,
            append_cpu_ns * iif(value = 'alone', :f, 1) as cpu_ns, append_wall_ns as wall_ns,
            iif(value = 'alone', :faults, 10000) as minor_faults,
            iif(strategy = 'discard', 0, :cached) as cached_file_bytes, cgroup_peak_bytes,
            cgroup_kernel_bytes
        from h, json_each('[\"alone\", \"together\", \"fixed\"]')" >run/google.jsonl
}
verdict() { # TABLE: of some_vector
    experiments/rulers/compare run >said
    "$BUILD/query" :memory: --import t "run/$1.jsonl" \
        "select verdict from t where strategy = 'some_vector'"
}

@test "every core strategy is in it, and a new one is as soon as its file is there" {
    needs_library
    same strategies "$(core)" "$(in_ruler)"
    core_too newcomer
    make -s "$BUILD/google_benchmark"
    in_ruler | grep -qx newcomer
    same strategies "$(core)" "$(in_ruler)"
    rm experiments/grow/newcomer.c
    make -s "$BUILD/google_benchmark"
    same 'when it is gone' "$(core)" "$(in_ruler)"
}

@test "what is stored is what came in, in one process for all and again and again" {
    needs_library
    google 1 1000 100k --benchmark_repetitions=2 --benchmark_enable_random_interleaving=true ||
        { cat err && return 1; }
    # Three counts, but of a quadratic strategy 100k are fewer; each twice.
    same lives "$(($(core | wc -l) * 6))" "$(grep -c 'iterations:1 .*minor_faults' said)"
}

@test "a strategy that stores something else, or gives not all back, ends it with status 3" {
    needs_library
    local broken status
    for broken in swaps_chunks leaks_old_block; do
        core_too $broken
        make -s "$BUILD/google_benchmark"
        status=0
        google 100k --benchmark_filter="^$broken/" || status=$?
        rm "experiments/grow/$broken.c"
        same "$broken" 3 $status
        grep -qE "^$broken: (contents|release): " err
    done
    make -s "$BUILD/google_benchmark"
}

@test "a count that is none, a library or program that is missing: one line" {
    needs_library
    FAILS_AS=google_benchmark fails 2 'usage: ' "$BUILD/google_benchmark" .
    FAILS_AS=google_benchmark fails 2 'COUNT: "x" is not' "$BUILD/google_benchmark" . x
    FAILS_AS=rulers fails 2 'ROUNDS: ' env ROUNDS=x experiments/rulers/measure
    FAILS_AS=rulers fails 2 'no harness.jsonl' experiments/rulers/compare .
    FAILS_AS=rulers fails 4 'is not built' env BUILD=absent experiments/rulers/measure
}

@test "the library that is missing is told, with the package that has it" {
    make -s "$BUILD/google_benchmark" -W experiments/rulers/google_benchmark.cpp \
        CXX='c++ -nostdinc' >out 2>err && return 1
    grep -q '^rulers: Google Benchmark is missing: make deps (Debian: .*libbenchmark-dev)$' err
    same 'said by the compiler' 0 "$(grep -c 'google_benchmark.cpp:' err)"
}

@test "rulers that say the same agree; one that is 10 % off differs" {
    write_run 1 10000 40000000
    same 'the same' agree "$(verdict times)"
    write_run 1.005 10000 40000000
    same 'half a percent' agree "$(verdict times)"
    local factor
    for factor in 1.1 0.9; do
        write_run $factor 10000 40000000
        same "$factor times" 'differ, no counter says why' "$(verdict times)"
    done
    grep -q '^0 of 2 agree in time, 2 of 2 in memory$' said
}

@test "a difference that a counter shows is told with its number" {
    write_run 0.5 200 40000000
    same fewer 'differ: memory used again, 9.8k faults fewer' "$(verdict times)"
    write_run 1.5 20000 40000000
    same more 'differ: more memory touched, 10k faults more' "$(verdict times)"
}

@test "memory agrees within what the harness says that it may be off, and no farther" {
    write_run 1 10000 40700000
    same 'less than the error' agree "$(verdict memory)"
    write_run 1 10000 44000000
    same '10 % off' 'differ, no counter says why' "$(verdict memory)"
    write_run 1 10000 44000000 44000000
    same 'of a file' "differ: 4 MB read ahead and not mapped, 0 B of the kernel's own" \
        "$(verdict memory)"
    edited run/google.jsonl "'\$.cgroup_peak_bytes', null"
    same 'no group' 'not available here: no control group' "$(verdict memory)"
}

@test "a round of both leaves records of every strategy by each way, and tables" {
    needs_library
    COUNT=20k ROUNDS=1 experiments/rulers/measure here >said 2>err || { cat said err && return 1; }
    same 'left' 'google.jsonl harness.jsonl machine.json memory.jsonl processes.jsonl times.jsonl' \
        "$(find here -mindepth 1 -printf '%P\n' | sort | paste -sd ' ')"
    "$BUILD/query" :memory: --import g here/google.jsonl "select distinct strategy from g
        where way = 'alone' and round = 1 order by 1" | diff - <(core)
    same 'ways' 'alone fixed together' "$("$BUILD/query" :memory: --import g here/google.jsonl \
        'select distinct way from g order by 1' | paste -sd ' ')"
    # Two counts, of a quadratic strategy, too: 20k is its most.
    same 'records of the harness' $(($(core | wc -l) * 4)) "$(wc -l <here/harness.jsonl)"
    grep -q 'too few rounds' said
}

@test "the page has a section of it, of the newest, with what differs; and none of nothing" {
    same 'of nothing' '' "$(plots/report/rulers)"
    mkdir -p results
    write_run 1 10000 40000000
    experiments/rulers/compare run >said
    echo '{"name": "old <b>", "cpu": "a CPU", "architecture": "x"}' >run/machine.json
    cp -r run results/reference_rulers
    plots/report/rulers | grep -qF 'Measured on old &lt;b&gt;: a CPU.'
    plots/report/rulers | grep -qF '2 of 2 agree, that is, their'
    write_run 1.1 10000 44000000
    experiments/rulers/compare run >said
    cp -r run results/2026-01-01_000000_rulers
    plots/report/rulers >section
    grep -qF '0 of 2 agree, that is, their' section
    grep -q '<td>some_vector</td><td>10M</td><td>40 MB</td><td>44 MB</td><td>differ, ' section
}

@test "clang compiles it without a warning, and what it stores is right" {
    needs_library
    command -v clang++ >/dev/null || skip 'clang is missing'
    make -s -j2 CC=clang CXX=clang++ BUILD=build-clang WERROR=1 build-clang/google_benchmark \
        >built 2>&1 || { cat built && return 1; }
    build-clang/google_benchmark . 10k >said 2>&1 || { cat said && return 1; }
}
