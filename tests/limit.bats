#!/usr/bin/env bats
# A real limit of memory: experiments/driver/limit, which enforces it, and the suite and the table
# that use it.
# shellcheck disable=SC2016 # the shells in the limit expand what is in single quotes
# Where this machine offers no control group, what needs one says so and is left out.

load common
bats_require_minimum_version 1.5.0
unset SUITE RUN COUNT STRATEGIES ROUNDS BUDGET LIMIT LIMITS TYPE DIRECTORY

# Its process, and so the name of its group, is in the file pid.
limit() { (echo $BASHPID > pid && exec "$ROOT/experiments/driver/limit" "$@"); }
how() { "$ROOT/experiments/driver/limit" --how; }
needs_group() { [[ $(how) == 'control group'* ]] || skip "$(how)"; }
needs_disk() { [ "$(stat -f -c %T .)" != tmpfs ] || skip 'files here are memory'; }
group() { find /sys/fs/cgroup -maxdepth 7 -type d -name "growbench-limit.$(cat pid)" 2> /dev/null; }
no_group() { [ -z "$(group)" ]; }

# A limit in the background, until it is stopped; returns when its command is inside.
begin_sleeping() {
    rm -f inside
    # What runs in the background ignores INT, and a shell cannot change that.
    (echo $BASHPID > pid && exec env --default-signal=INT "$ROOT/experiments/driver/limit" 64MiB \
        sh -c 'echo > inside; exec sleep 60' 3>&-) &
    background=$!
    local tries
    for ((tries = 0; tries < 500; tries++)); do
        if [ -s inside ]; then return; fi
        sleep 0.02
    done
    return 1
}

@test "a size that is none is a usage error in one line, and so is nothing to run" {
    local size
    for size in '' 0 x 64mib 1.5.5GiB -1 99999999999999GiB $'\e[2J' $'a\nb'; do
        FAILS_AS=limit fails 2 'SIZE: ' limit "$size" true
    done
    FAILS_AS=limit fails 2 'usage' limit
    FAILS_AS=limit fails 2 'usage' limit 64MiB
    FAILS_AS=limit fails 127 'not found' limit 64MiB ./absent
}

@test "it says in one line what enforces a limit, and whether swap is off" {
    [ "$(how | wc -l)" = 1 ]
    local swap='(swap off for it|no swap here|SWAP NOT OFF)'
    how | grep -qE "^(control group version [12], $swap|scope of systemd|RLIMIT_DATA)"
}

@test "--peak says the most that the group counted, and of it the kernel's where that is told" {
    needs_group
    limit --peak few 64MiB true
    limit --peak many 64MiB sh -c 'head -c 30000000 /dev/zero | tail > /dev/null'
    # tail keeps all that has no end of line.
    [ "$(head -n 1 many)" -gt 30000000 ] && [ "$(head -n 1 many)" -le 67108864 ]
    [ "$(head -n 1 few)" -lt 5000000 ]
    same 'lines that are no number' 0 "$(grep -cvE '^[0-9]+$' few many | cut -d : -f 2 | sort -u)"
    if [ "$(wc -l < many)" -gt 1 ]; then [ "$(sed -n 2p many)" -lt "$(head -n 1 many)" ]; fi
    local got=0
    limit --peak it 64MiB sh -c 'exit 7' || got=$?
    same status 7 $got
    no_group
}

@test "status, input and output of the command are its own, under a limit and under none" {
    local size status got
    for size in 64MiB none unlimited; do
        same output 'one two' "$(echo one | limit $size sh -c 'read -r it; echo "$it" "$1"' sh two)"
        for status in 0 1 7 126; do
            got=0
            limit $size sh -c "exit $status" || got=$?
            same "status under $size" $status $got
        done
        got=0
        limit $size sh -c 'kill -KILL $$' 2> said || got=$?
        same "status when killed under $size" 137 $got
        if grep memory said; then return 1; fi # it was not the memory
        no_group
    done
}

@test "what fits finishes, what does not is killed or refused, and no group stays behind" {
    limit 64MiB "$BUILD/doubling_vector" --count 5M --phases append > /dev/null
    local status=0
    limit 32MiB "$BUILD/doubling_vector" --count 20M --phases append > out 2> err || status=$?
    [ ! -s out ]
    [ "$(wc -l < err)" = 1 ]
    case $(how) in
    RLIMIT*) [ $status = 1 ] && grep -q 'doubling_vector: .*Cannot allocate memory' err ;;
    scope*) [ $status = 137 ] ;;
    *) [ $status = 137 ] && grep -q \
        '^limit: .*doubling_vector: killed: 32MiB of memory are not enough' err ;;
    esac
    no_group
    limit none "$BUILD/doubling_vector" --count 20M --phases append > /dev/null
}

@test "pages of a file count as well, and are taken back: a file may be larger" {
    needs_group
    needs_disk
    limit 32MiB "$BUILD/mmap_file" --count 20M --phases append,sync --json > record
    holds 'verified and completed and append_peak_rss_bytes < 34000000' < record
}

# changing SIZES COMMAND ...: under a limit that changes, fed by descriptor 8.
changing() {
    mkfifo feed
    limit "$@" < feed > out 2> err 3>&- &
    background=$!
    exec 8> feed
}
# changed BYTES: waits until the limit is that.
changed() {
    local tries
    for ((tries = 0; tries < 500; tries++)); do
        if [ "$(cat "$(group)"/memory.{max,limit_in_bytes} 2> /dev/null)" = "$1" ]; then return; fi
        sleep 0.02
    done
    return 1
}

@test "a limit that falls, or rises, while the command runs" {
    needs_group
    needs_disk
    changing 256MiB,160MiB "$BUILD/spill_vector" --input - --type int32 --phases append --json
    head -c 200000000 /dev/zero >&8
    changed $((160 << 20))
    head -c 200000000 /dev/zero >&8
    exec 8>&-
    wait $background
    holds 'verified and appended = 100000000 and anon_bytes < 90000000' < out
    rm feed
    changing 32MiB,256MiB "$BUILD/doubling_vector" --input - --type int32 --phases append --json
    head -c 20000000 /dev/zero >&8
    changed $((256 << 20))
    head -c 60000000 /dev/zero >&8
    exec 8>&-
    wait $background
    holds 'verified and appended = 20000000' < out
    [ ! -s err ]
    no_group
}

# Version 1 refuses it, version 2 kills somebody.
@test "a limit that falls below what is held is told, and one that cannot fall here" {
    needs_group
    local status=0
    limit 64MiB,2MiB "$BUILD/doubling_vector" --count 10M --phases append > out 2> err || status=$?
    [ "$(wc -l < err)" = 1 ]
    case $status in
    0) grep -q '^limit: 2 MiB: refused: more is held' err ;;
    *) grep -q '^limit: .*killed: 64MiB,2MiB of memory are not enough' err ;;
    esac
    FAILS_AS=limit fails 2 'SIZE: "2x" is not' limit 64MiB,2x true
    FAILS_AS=limit fails 2 'SIZE: "" is not' limit 64MiB,,32MiB true
    nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
    if nobody test -x "$BUILD/quantity" 2> /dev/null; then
        FAILS_AS=limit fails 4 'SIZE: .*control group' \
            nobody "$ROOT/experiments/driver/limit" 64MiB,32MiB true
    fi
}

@test "a limit that is stopped ends its command and removes the group" {
    needs_group
    local signal status
    for signal in TERM INT HUP; do
        begin_sleeping
        [ -n "$(group)" ]
        kill -$signal "$(cat pid)"
        status=0
        wait $background || status=$?
        same "status after $signal" $((128 + $(kill -l $signal))) $status
        no_group
    done
}

@test "a command that is killed, or leaves others running, leaves no group" {
    needs_group
    begin_sleeping
    kill -KILL "$(head -n 1 "$(group)/cgroup.procs")"
    local status=0
    wait $background || status=$?
    [ $status = 137 ]
    no_group
    limit 64MiB sh -c 'sleep 60 > /dev/null 2>&1 3>&- & echo $! > left'
    no_group
    # Gone, or dead and not yet fetched by its new parent.
    [[ $(sed -n 's/^State:\t//p' "/proc/$(cat left)/status" 2> /dev/null) =~ ^(Z.*|X.*|)$ ]]
}

@test "the group of a limit that was killed itself is removed by the next" {
    needs_group
    begin_sleeping
    local group tries
    group=$(group)
    kill -KILL "$(cat pid)"
    wait $background || true
    limit 64MiB true # somebody is still inside: it stays
    [ -d "$group" ]
    kill -KILL "$(head -n 1 "$group/cgroup.procs")"
    for ((tries = 0; tries < 100; tries++)); do
        limit 64MiB true
        if [ ! -d "$group" ]; then break; fi
    done
    [ ! -d "$group" ]
}

@test "without the right to a group it is RLIMIT_DATA: refused; what spills goes on" {
    [ "$(id -u)" = 0 ] || skip 'needs root, to become somebody without rights'
    needs_disk
    nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
    mkdir files
    chmod 777 files
    nobody test -x "$BUILD/spill_vector" -a -x files || skip 'nobody may not come here'
    [[ $(nobody "$ROOT/experiments/driver/limit" --how) == RLIMIT_DATA* ]]
    FAILS_AS=doubling_vector fails 1 'Cannot allocate memory' \
        nobody "$ROOT/experiments/driver/limit" 32MiB "$BUILD/doubling_vector" --count 20M \
            --phases append
    nobody "$ROOT/experiments/driver/limit" 32MiB "$BUILD/spill_vector" --count 20M --phases \
        append \
        --directory files --json | holds "verified and completed and remapped_bytes > 0"
}

@test "the table shows who finishes and who does not" {
    needs_group
    needs_disk
    cd "$ROOT"
    LIMIT=16MiB COUNT=8M DIRECTORY=$BATS_TEST_TMPDIR STRATEGIES='doubling_vector spill_vector' \
        experiments/driver/try_limit > "$BATS_TEST_TMPDIR/table"
    grep -qE '^spill_vector +finished +[0-9.]+ s +[0-9]+ MB$' "$BATS_TEST_TMPDIR/table"
    grep -qE '^doubling_vector +killed$' "$BATS_TEST_TMPDIR/table"
    grep -qF "Limit by: $(how)." "$BATS_TEST_TMPDIR/table"
    grep -q '^reserved_vector: reserve: Cannot allocate memory' "$BATS_TEST_TMPDIR/table"
    FAILS_AS=limit LIMIT=much fails 2 'SIZE: ' experiments/driver/try_limit
    FAILS_AS=quantity COUNT=much fails 2 'COUNT: "much" is not ' experiments/driver/try_limit
    FAILS_AS=try_limit STRATEGIES=absent fails 2 'STRATEGIES: ' experiments/driver/try_limit
}

@test "the suite keeps who was killed, refused and done, and the figure says it" {
    needs_group
    needs_disk
    in_tree
    # By hundreds of MB, where nobody has room for both: in a directory on a disk, as the files are.
    ROUNDS=1 COUNT=8M LIMITS=16MiB STRATEGIES='spill_vector chunk_list reserved_vector' measure \
        memory_limit run
    lib/database/load results/run
    "$BUILD/query" results/run/run.db "select label, ended from fate join cell using (run, cell)
        where label in (
        'spill (ours) / 16 MiB', 'chunk list (in pieces) / 16 MiB', 'reserved / ulimit -v 1 GiB',
        'chunk list (one block) / no limit') and aa_of is null order by 1" | diff <(printf '%s\n' \
        'chunk list (in pieces) / 16 MiB	killed' 'chunk list (one block) / no limit	done' \
        'reserved / ulimit -v 1 GiB	refused' 'spill (ours) / 16 MiB	done') -
    same errno ENOMEM "$("$BUILD/query" results/run/run.db "select distinct errno from record
        where ended = 'refused'")"
    holds "memory_limit_mechanism like 'control group%'" < results/run/machine.json
    plots/draw results/run > /dev/null
    [ -s results/run/figures/memory_limit.svg ]
    # In pieces and as one block is one strategy.
    grep -q '^With 16 MiB for 32 MB of data 1 of 3 strategies survive: spill (ours)\. ' \
        results/run/tables/memory_limit.answer.tsv
    cat results/run/tables/memory_limit.*.tsv > tables
    grep -q 'ENOMEM' tables
    grep -q 'killed' tables
}

@test "LIMITS that are none are told, and a limited cell needs no more than its limit" {
    in_tree
    LIMITS='16MiB much' RUN=results/none experiments/driver/run memory_limit 2> said && return 1
    grep -q '^run: LIMITS: "much" is not ' said
    LIMITS=16MiB COUNT=8M STRATEGIES=preallocated ROUNDS=1 BUDGET=0.01 measure memory_limit need
    rows "select distinct need_bytes from r where limit_bytes = 16777216" < \
        results/need/cells.jsonl | diff <(echo 16777216) -
}
