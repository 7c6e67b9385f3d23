#!/usr/bin/env bats
# sharing.bats - every way for several workers to use one file, found by wildcard: what they read,
# what memory they take together, what is lost and what is not, and workers that die.

load common

# ways [EXPRESSION]: names of those for which it is true.
ways() {
    local source
    for source in "$ROOT"/experiments/share/*.c; do
        program "$(basename "$source" .c)" --describe || echo '{}'
    done | rows "select strategy from r where (${1:-1}) is not false"
}
readers() { printf '%s\n' mmap_by_all private_by_each read_by_each; }
storers() { ways | grep -vxF "$(readers)"; }

# locks NAME: its words.
locks() {
    program "$1" --help | sed -n '/--lock/,/)/p' | grep -oE 'none|atomic|seqlock|mutex|fcntl' |
        sort -u
}

@test "each says that it shares, none of the others does, and it has the parameters of all" {
    [ "$(ways | wc -l)" -ge 6 ]
    same "ways that share" "$(ways)" "$(ways "shares and parameters ->> '\$.workers' = 2
        and parameters ->> '\$.kind' = 'processes' and parameters ->> '\$.cpus' = 'any'")"
    same others '' "$(described | rows 'select strategy from r where shares is not 0')"
    program mmap_scan --describe | holds 'shares = 0 and reads = 1'
}

@test "every worker reads the same elements, of every type and size, alone and with others" {
    local name type workers n sum
    for type in int32 float64 record64 byte; do
        for n in 0 1 70001; do
            sum=$(program discard --count $n --type $type --json | field checksum)
            for name in $(readers); do
                for workers in 1 3; do
                    program "$name" --count $n --type $type --workers $workers --json |
                        holds "verified and completed and appended = $n and count = $n
                            and checksum = '$sum' and scan_wall_ns > 0
                            and worker_cpus between 1 and $workers" ||
                        { echo "$name, $n $type, $workers" && return 1; }
                done
                [ "$name" = private_by_each ] ||
                    program "$name" --count $n --type $type --kind threads --json |
                    holds "verified and checksum = '$sum'"
            done
        done
    done
    # A file with a name stays as it is, whoever has it mapped and stores into that.
    program preallocated --count 50021 --type int64 --output 'a file' >/dev/null
    cp 'a file' before
    for name in $(readers); do
        program "$name" --input 'a file' --type int64 --workers 3 --json | holds "count = 50021
            and input = 'raw' and verified"
        cmp 'a file' before
    done
}

# bats test_tags=plain
@test "PSS counts a mapping once, RSS in each; a copy and a private page are each worker's own" {
    without_sanitizers "memory is not what it would be"
    local name kind n bytes=32e6 workers expected
    while read -r name kind workers expected; do
        program "$name" --count 8M --workers "$workers" --kind "$kind" --json >record
        # All that is beside the file: page tables do not count, some stack and buffers do.
        holds "abs(pss_bytes - $expected * $bytes) < 0.02 * $bytes
            and abs(anon_bytes + file_bytes + shmem_bytes
                    - iif('$kind' = 'threads', 1, $workers) * $bytes) < 0.03 * $workers * $bytes
            and pss_bytes <= anon_bytes + file_bytes + shmem_bytes + 0.01 * $bytes
            and rss_after_bytes < 0.05 * $workers * $bytes and payload_bytes = $bytes" <record ||
            { cat record && echo "$name, $workers $kind: not $expected x" && return 1; }
        case $name in
        mmap_by_all) holds "anon_bytes < 0.02 * $workers * $bytes" <record ;;
        *) holds "file_bytes < 0.02 * $workers * $bytes" <record ;;
        esac
    done <<'TABLE'
mmap_by_all processes 1 1
mmap_by_all processes 2 1
mmap_by_all processes 4 1
mmap_by_all threads 2 1
read_by_each processes 1 1
read_by_each processes 2 2
read_by_each processes 4 4
read_by_each threads 2 1
private_by_each processes 1 1
private_by_each processes 4 4
TABLE
}

@test "CPU time, faults and peaks are the sums over the workers, and so are parts of the process" {
    program read_by_each --count 4M --workers 1 --cpus one --json >record1
    program read_by_each --count 4M --workers 4 --cpus one --json >record4
    local name
    for name in reopen_minor_faults rss_peak_bytes; do
        sanitized || [ "$("$BUILD/query" :memory: --import a record1 --import b record4 \
            "select b.$name > 3 * a.$name and b.$name < 5 * a.$name from a, b")" = 1 ] ||
            { echo "$name" && return 1; }
    done
    # On one CPU four take no more CPU time than the clock says.
    holds "scan_cpu_ns <= 1.2 * scan_wall_ns + 1e7 and scan_cpu_ns > 0" <record4
}

@test "--cpus says where workers run, however the program was bound" {
    command -v taskset >/dev/null || skip "taskset is missing"
    local cpus
    cpus=$(nproc)
    program mmap_by_all --count 1k --workers 3 --cpus one --json | holds 'worker_cpus = 1'
    taskset -c 0 "$BUILD/mmap_by_all" --count 1k --workers 3 --json | holds 'worker_cpus = 1'
    for kind in processes threads; do
        taskset -c 0 "$BUILD/mmap_by_all" --count 1k --workers 2 --cpus each --kind $kind --json |
            holds "worker_cpus = min(2, $cpus)"
    done
}

@test "no lock loses some or none, but never less; every lock loses none" {
    local kind cpus lock workers
    for lock in $(locks shared_counter); do
        for kind in processes threads; do
            [ "$lock $kind" != "fcntl threads" ] || continue
            for cpus in one each; do
                for workers in 1 2 4; do
                    program shared_counter --count 20k --lock "$lock" --workers $workers \
                        --kind $kind --cpus $cpus --json |
                        holds "verified and lost_updates between 0 and 20000 * ($workers - 1)
                            and ('$lock' = 'none' or lost_updates = 0)
                            and torn_reads is null and length(torn_reads_reason) > 0
                            and parameters ->> '\$.lock' = '$lock'" ||
                        { echo "$lock, $workers $kind, $cpus" && return 1; }
                done
            done
        done
    done
    same locks 4 "$(locks shared_counter | wc -l)"
}

@test "reads of a record may be torn without a lock, and never with one" {
    local kind cpus lock
    for lock in $(locks shared_record); do
        for kind in processes threads; do
            for cpus in one each; do
                program shared_record --count 20k --lock "$lock" --workers 3 --kind $kind \
                    --cpus $cpus --json |
                    holds "verified and torn_reads between 0 and 40000
                        and ('$lock' = 'none' or torn_reads = 0) and lost_updates is null" ||
                    { echo "$lock, $kind, $cpus" && return 1; }
            done
        done
    done
    same locks 3 "$(locks shared_record | wc -l)"
}

@test "what one stores or writes all others see at once; on the disk it is after msync" {
    local workers kind seen=0
    for workers in 1 2 3; do
        for kind in processes threads; do
            program mmap_and_file --count 3000 --workers $workers --kind $kind --json >record
            holds "verified and stores_unseen_by_read = 0 and stores_unseen_by_mapping = 0
                and writes_unseen_by_mapping = 0 and coalesce(stores_unseen_by_direct, 0) = 0
                and coalesce(direct_writes_unseen, 0) = 0
                and coalesce(dirty_synced_bytes, 0) = 0
                and coalesce(dirty_bytes, 0) between 0 and 24576" <record ||
                { cat record && return 1; }
            # The kernel may have written it back before it was asked: not always.
            holds 'coalesce(dirty_bytes, 24576) = 24576' <record && seen=1
        done
    done
    [ $seen = 1 ]
    program mmap_and_file --count 100 --json |
        holds "stores_unseen_by_direct is null and stores_unseen_by_direct_reason like '%4096%'"
    [ "$(stat -f -c %T /dev/shm)" != tmpfs ] ||
        program mmap_and_file --directory /dev/shm --json | holds "stores_unseen_by_read = 0
            and dirty_bytes is null and dirty_bytes_reason like '%memory%'"
}

@test "what makes no sense is usage, in one line" {
    local name
    for name in $(ways); do
        fails 2 'workers: "0" is not a number from 1 to 64' program "$name" --workers 0
        fails 2 'workers: "65" is not' program "$name" --workers 65
        fails 2 'workers: "two" is not' program "$name" --workers two
        fails 2 'kind: "people" is not one of processes threads' program "$name" --kind people
        fails 2 'cpus: "none" is not one of any one each' program "$name" --cpus none
        fails 2 'unknown option --phases' program "$name" --phases scan
        fails 2 'unknown option --output' program "$name" --output x
        program "$name" --help | grep -q -e '--workers N'
    done
    for name in $(storers); do
        fails 2 'input: it stores into its file' program "$name" --input nothing --type int64
        fails 2 'type: "int32" is not one of int64' program "$name" --type int32
    done
    fails 2 'lock: fcntl locks are a process' program shared_counter --lock fcntl --kind threads
    fails 2 'lock: "any" is not one of none atomic' program shared_counter --lock any
    fails 2 'kind: threads are one process' program private_by_each --kind threads
    fails 1 'open: No such file or directory.*absent' program mmap_by_all --directory absent
    nothing_left all
}

@test "a budget stops all of them, and what was done until then is right" {
    local name
    for name in $(storers); do
        program "$name" --count 5M --budget 0.001 --workers 4 --json >record
        holds "completed = 0 and verified and appended < 5e6" <record || { cat record && return 1; }
        rm record
    done
    program mmap_by_all --count 1M --type byte --budget 1e-9 --json |
        holds 'completed = 0 and verified and appended between 0 and 999999'
}

# children PID: of a process, once there are N of them.
children() {
    local tries found
    for ((tries = 0; tries < 500; tries++)); do
        found=$(cat "/proc/$1/task/$1/children" 2>/dev/null || true)
        if [ "$(wc -w <<<"$found")" = "$2" ]; then echo "$found" && return; fi
        sleep 0.02
    done
    return 1
}
gone() { # PID ...
    local pid tries
    for pid in "$@"; do
        for ((tries = 0; tries < 500; tries++)); do
            kill -0 "$pid" 2>/dev/null || break
            [[ $(sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null) != [ZX]* ]] || break
            sleep 0.02
        done
        [ $tries -lt 500 ] || { echo "$pid lives" && return 1; }
    done
}

@test "a worker that dies in the middle is told in one line, and the others go with it" {
    local lock pid workers status words
    for lock in none mutex fcntl; do
        "$BUILD/shared_counter" --lock $lock --workers 3 --count 1G --record record >out 2>err &
        pid=$!
        workers=$(children $pid 3)
        read -ra words <<<"$workers"
        kill -KILL "${words[1]}"
        status=0
        wait $pid || status=$?
        same status 1 $status
        same said 'shared_counter: worker: number 1 was killed by signal 9' "$(cat err)"
        [ ! -s out ]
        rm out err
        told failed "error_at = 'worker' and errno is null"
        gone "${words[@]}"
        nothing_left "$lock"
    done
}

@test "workers do not outlive the one who started them" {
    local pid words
    "$BUILD/mmap_and_file" --workers 4 --count 10M >/dev/null 2>&1 &
    pid=$!
    # The file is made first.
    read -ra words <<<"$(children $pid 4)"
    kill -KILL $pid
    wait $pid || true
    gone "${words[@]}"
    nothing_left mmap_and_file
}

@test "no memory in a worker is told as if it were the program's, and nothing is left" {
    local name
    for name in $(ways); do
        fails 1 "failure injected" program "$name" --count 1000 --fail-allocation 1 --record record
        told refused "errno = 'ENOMEM'"
        nothing_left "$name"
    done
}

# bats test_tags=plain
@test "a file that is cut short while it is shared is told, and is no signal" {
    without_sanitizers "a library is preloaded"
    local status
    cc -shared -fPIC -D_GNU_SOURCE -O1 -o cut_file.so "$ROOT/tests/cut_file.c" -ldl
    for name in mmap_by_all private_by_each; do
        program preallocated --count 100000 --output file --force >/dev/null
        status=0
        # In a worker: before it scans, and so behind what is left of the file.
        CUT=file CUT_AT=2 LD_PRELOAD=$PWD/cut_file.so "$BUILD/$name" --input file \
            --record record >out 2>err || status=$?
        same status 1 $status
        same lines 1 "$(wc -l <err)"
        grep -qE "cut short by somebody else|length was changed by somebody else" err
        [ ! -s out ]
        told failed
    done
}

# Ways that are broken on purpose, built in a copy of the tree.
@test "a lock that does not lock, a reader that misreads, a private store that is not: status 3" {
    mkdir tree
    cp -r "$ROOT/lib" "$ROOT/Makefile" tree/
    mkdir -p tree/experiments/share
    local from=$ROOT/experiments/share to=tree/experiments/share
    # Two at a time; another element; the file itself is stored into.
    sed 's/fetch_add(&page->counter, 1)/fetch_add(\&page->counter, 2)/' \
        "$from/shared_counter.c" >$to/twice.c
    sed 's/first \* w->setup->width/(first + 3 * w->number) * w->setup->width/' \
        "$from/mmap_by_all.c" >$to/beside.c
    sed 's/MAP_PRIVATE/MAP_SHARED/; s/w->setup, 0/w->setup, 2/' "$from/private_by_each.c" \
        >$to/public.c
    sed 's/x = stored(i);/x = i;/' "$from/mmap_and_file.c" >$to/other.c
    sed '/counted_free(w->own/s/{.*}/{ (void)w; }/' "$from/read_by_each.c" >$to/leaks.c
    make -s -j2 -C tree BUILD=build build/{twice,beside,public,other,leaks} >log 2>&1 ||
        { cat log && return 1; }
    fails 3 'verify: the counter is 4000, and 2000 were added' \
        tree/build/twice --lock atomic --count 1000 --record record
    told wrong "error_at = 'verify'"
    fails 3 'verify: worker 1 read something else' tree/build/beside --count 5000
    fails 3 'verify: the file was changed' tree/build/public --count 5000 --workers 1
    fails 3 'verify: element 0 is not what was stored' tree/build/other --count 5000
    fails 3 'release: 4000 bytes in 1 block were not given back' tree/build/leaks --count 1000
}

@test "the suite says where workers run, and other suites measure none of them" {
    in_tree
    COUNT=20k ROUNDS=1 measure shared_mapping shared
    rows "select distinct parameters ->> '\$.cpus' from r order by 1" \
        <results/shared/cells.jsonl | diff <(printf '%s\n' each one) -
    # shellcheck disable=SC2016
    rows 'select count(*) from r where parameters ->> "$.cpus" = "one" and worker_cpus <> 1' \
        <results/shared/records/01.jsonl | diff <(echo 0) -
    same "ways that it measures" "$(ways | sort)" \
        "$(rows 'select distinct strategy from r order by 1' <results/shared/cells.jsonl)"
    plots/draw results/shared >/dev/null
    [ -s results/shared/figures/shared_mapping.svg ]
    COUNT=1k ROUNDS=1 STRATEGIES=all measure strategies all
    same "shared in it" '' "$(ways | while read -r name; do
        grep -o "\"strategy\":\"$name\"" results/all/cells.jsonl || true
    done)"
}
