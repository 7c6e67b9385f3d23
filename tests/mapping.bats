#!/usr/bin/env bats
# mapping.bats - what is made of records about files: the file that cells share, the limit, figures,
# tables and claims on mapping; and `make bench-files`.

load common

FEW=mmap_scan,read_whole,pread_random,direct_read

setup_file() {
    in_tree || return
    export DIRECTORY
    DIRECTORY=$(on_disk)
    STRATEGIES=$FEW COUNT=4M ROUNDS=1 measure read_warm set/read_warm || return
    repeated 6 results/set/read_warm
    STRATEGIES=$FEW COUNT=4M ROUNDS=1 LIMITS=8MiB measure beyond_ram set/beyond_ram || return
    COUNT=1M ROUNDS=1 measure zero_copy set/zero_copy || return
    repeated 6 results/set/zero_copy
    lib/database/load results/set
}
setup() {
    in_tree || return
    DIRECTORY=$(on_disk)
    export DIRECTORY
}

# In a control group what is beyond the limit is killed; else the kernel only refuses heap.
limited() {
    experiments/driver/limit --how | grep -q 'group\|scope' || skip 'no group may be made'
}

@test "a file for all cells is made once, read by each, under the limit, and is gone at the end" {
    limited
    holds "count(*) = 10 and count(distinct input) = 1 and min(limit_bytes) = 8388608
        and max(limit_bytes) = 8388608" <results/set/beyond_ram/cells.jsonl
    holds "count(*) = 8 and min(verified) and min(appended) = 4e6 and max(rss_peak_bytes) < 9e6" \
        <results/set/beyond_ram/records/01.jsonl
    # One block as large as the file cannot be had; the mapping can, and its pages come back.
    holds "count(*) = 2 and min(ended = 'killed' and strategy = 'read_whole')" \
        < <(grep '"ended":"killed"' results/set/beyond_ram/records/00.jsonl)
    grep '"strategy":"mmap_scan"' results/set/beyond_ram/records/01.jsonl |
        holds "max(scan_wall_ns > 0 and refaults > 1000) or min(refaults is null)"
    [ ! -e results/set/beyond_ram/.work ]
    # In the picture it has no row of nothing, but a line.
    plots/draw results/set beyond_ram >/dev/null
    sed '1d; /the disk: /d' results/set/beyond_ram/tables/beyond_ram.rest.tsv |
        diff <(printf '1\tkilled: %s\n' 'read, whole') -
    if grep -q 'read, whole' results/set/beyond_ram/tables/beyond_ram.numbers.tsv; then return 1; fi
}

@test "whatever stops the driver, the file is gone" {
    local signal driver folder
    folder=$(mktemp -d "$DIRECTORY/here.XXXXXX")
    for signal in TERM KILL; do
        STRATEGIES=$FEW COUNT=50M DIRECTORY=$folder RUN=results/stopped \
            setsid experiments/driver/run beyond_ram >/dev/null 2>said &
        driver=$!
        until grep -q 'is made for all cells' said; do sleep 0.05; done
        sleep 0.2
        kill -$signal -- -$driver
        wait $driver || true
        same "$signal leaves" '' "$(ls "$folder")"
        rm -rf results/stopped
    done
}

@test "no room, or memory for a disk: status 4 in one line, before anything is made" {
    local bin=$BATS_TEST_TMPDIR/bin
    mkdir "$bin"
    printf '#!/bin/sh\necho Avail\necho 100000\n' >"$bin/df"
    chmod +x "$bin/df"
    PATH=$bin:$PATH COUNT=20k LIMITS=1MiB RUN=results/none run experiments/driver/run beyond_ram
    same status 4 "$status"
    [[ ${lines[-1]} == "run: no room for a file of 80"*"half of what is free"* ]]
    if [ "$(stat -f -c %T /dev/shm)" = tmpfs ]; then
        DIRECTORY=/dev/shm COUNT=20k RUN=results/none run experiments/driver/run beyond_ram
        same status 4 "$status"
        [[ ${lines[-1]} == "run: DIRECTORY: /dev/shm is memory"* ]]
        # Where nothing can be cold, no cell of it can be measured.
        STRATEGIES=mmap_scan DIRECTORY=/dev/shm COUNT=20k RUN=results/none \
            run experiments/driver/run read_cold
        same status 4 "$status"
        [[ ${lines[-1]} == "run: DIRECTORY: /dev/shm is memory"* ]]
    fi
    # No cell of a suite can be measured, for one reason: that is told, not a run without numbers.
    mv build/read_buffer build/real
    printf '#!/bin/sh\ncase $* in *--describe*) exec build/real --describe ;; esac
echo "read_buffer: cold: it stays" >&2\nexit 4\n' >build/read_buffer
    chmod +x build/read_buffer
    STRATEGIES=read_buffer COUNT=20k RUN=results/none run experiments/driver/run read_cold
    mv build/real build/read_buffer
    same status 4 "$status"
    [ "${lines[-1]}" = 'run: read_buffer: cold: it stays' ]
    [ ! -e results/none ]
}

@test "the table of calls, copies, faults and CPU time is in the terminal and in the page" {
    plots/report/terminal results/set >terminal
    grep -qE '^way +x read, buffer +ns +cpu_ns +open +calls +copied +faults' terminal
    grep -qE '^mmap +[0-9.]+ .* +[0-9.]+ .* +0 x ' terminal
    grep -qE '^read, buffer +.* +1 x ' terminal
    grep -qE '^read \+ write +file .* 2 x ' terminal
    grep -qE '^sendfile +socket .* 0 x ' terminal
    plots/report/page results/set >/dev/null
    grep -q '<th[^>]*>copied</th>' results/set/report.html
}

@test "where mapping takes longer is said, with the sizes; and which disk, of a cold file" {
    cp -r results/set/read_warm "$BATS_TEST_TMPDIR/doctored"
    local file
    for file in "$BATS_TEST_TMPDIR"/doctored/records/*; do
        edited "$file" "'\$.scan_wall_ns', 1000 * iif(strategy = 'read_buffer', 1, 3),
            '\$.reopen_wall_ns', 1, '\$.release_wall_ns', 1,
            '\$.process_wall_ns', 1000000000000" "scan_wall_ns is not null"
    done
    plots/draw "$BATS_TEST_TMPDIR/doctored" read_or_map >/dev/null
    grep -qE 'mmap takes longer at 4 of 4 sizes, 31.2 kB to 16 MB \(3.00 x at most\)' \
        "$BATS_TEST_TMPDIR"/doctored/tables/read_or_map.answer.tsv
    edited "$BATS_TEST_TMPDIR/doctored/cells.jsonl" "'\$.cold', 1"
    edited "$BATS_TEST_TMPDIR/doctored/machine.json" \
        "'\$.device', 'sdx (a model)', '\$.virtual', 'kvm'"
    plots/draw "$BATS_TEST_TMPDIR/doctored" read_or_map >/dev/null
    grep -q 'The disk: sdx (a model) .*virtual (kvm), so its host may hold' \
        "$BATS_TEST_TMPDIR"/doctored/figures/read_or_map.svg
}

@test "one round is called an example, in the picture and in words, without lines or intervals" {
    mkdir "$BATS_TEST_TMPDIR/one"
    cp -r results/set/read_warm "$BATS_TEST_TMPDIR/one"
    find "$BATS_TEST_TMPDIR"/one/read_warm/records -name '*.jsonl' ! -name '0[01].jsonl' -delete
    plots/draw "$BATS_TEST_TMPDIR/one" read_or_map >/dev/null
    cd "$BATS_TEST_TMPDIR/one/read_warm" || return
    grep -q '>One round: an example, not a result.<' figures/read_or_map.svg
    grep -q '^One round: an example, not a result. In order mmap' tables/read_or_map.answer.tsv
    if grep -qE 'intervals|too few' figures/read_or_map.svg tables/read_or_map.answer.tsv; then
        return 1
    fi
}

@test "the disk of a folder is named, of memory it is null with the reason" {
    build/machine . | holds "(select count(*) from key where name = 'device') = 1"
    [ "$(stat -f -c %T /dev/shm)" != tmpfs ] ||
        build/machine /dev/shm | holds "device is null and device_reason like '%memory%'"
}

@test "bench files asks the suites that say so, with their settings, in equal parts of TIME" {
    local others suite
    others=$(experiments/driver/suites files | cut -f 1 | sort)
    [ "$(wc -l <<<"$others")" -ge 5 ]
    for suite in $others; do grep -q '^-- Files:' "experiments/suites/$suite.sql"; done
    # The suites as they are, but small.
    sed -i 's/^-- Files:.*/-- Files: ROUNDS=1 STRATEGIES=mmap_scan,sendfile,mmap_by_all/' \
        experiments/suites/*.sql
    COUNT=300k LIMITS=1MiB TIME=1min experiments/driver/bench files >/dev/null 2>said ||
        { cat said && return 1; }
    same others "$others" "$(basename -a results/latest/*/ | sort)"
    cp "$ROOT"/experiments/suites/*.sql experiments/suites/
    plots/answers/findings results/latest >said
    grep -q '^- \*\*What does zero copy save?\*\* 1.2 MB in' said
    grep -q '^!\[Read a file, or map it?\](results/latest/read_warm/figures/read_or_map.png)' said
}

@test "bench full asks every suite, with what its head says for it" {
    local mine=$BATS_TEST_TMPDIR/suites
    mv experiments/suites "$mine"
    mkdir experiments/suites
    sed 's/^-- Files:.*/-- Full: ROUNDS=2 COUNT=20k/' "$mine/zero_copy.sql" \
        >experiments/suites/zero_copy.sql
    experiments/driver/bench full 2>said || { cat said && return 1; }
    rm -r experiments/suites
    mv "$mine" experiments/suites
    holds "rounds = 2 and command like '%COUNT=_20k_%'" <results/latest/zero_copy/run.json
}

@test "findings of a run that is not there say how to make it" {
    plots/answers/findings results/nowhere | grep -q 'make reference-files'
}
