#!/usr/bin/env bats
# Arrays larger than the memory they may take: under a limit that is said, that a control group has,
# that falls, and that others share; on a disk with and without room; and when a call is refused.
# shellcheck disable=SC2016 # the shells in the limit expand what is in single quotes

load common

spill() { program spill_vector --memory-limit 16MiB --directory "$BATS_TEST_TMPDIR" "$@"; }

# number NAME: the field of the record on standard input.
number() { grep -o "\"$1\":[0-9]*" | cut -d: -f2; }

# stored COUNT: the record on standard input is of a run that stored and verified so many.
stored() { grep -q "\"appended\":$1,.*\"verified\":true"; }

# ---- control groups ------------------------------------------------------------------------------

# A group of our own with a limit, in $group; its limit can be changed while programs run. Version 1
# here and version 2 name the file differently.
make_group() { # BYTES
    without_sanitizers 'a sanitizer needs more memory than the group has'
    [ "$(stat -f -c %T .)" != tmpfs ] || skip 'files here are memory'
    group=/sys/fs/cgroup/memory/growbench-spill.$$ limit_file=memory.limit_in_bytes
    if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
        group=/sys/fs/cgroup/growbench-spill.$$ limit_file=memory.max
    fi
    if ! mkdir "$group" 2> /dev/null || ! set_limit "$1" 2> /dev/null; then
        rmdir "$group" 2> /dev/null || true
        group=''
        skip 'no control group that limits memory can be made here'
    fi
    for off in memory.swappiness memory.swap.max; do
        [ ! -e "$group/$off" ] || echo 0 > "$group/$off" || true
    done
}

set_limit() { echo "$1" > "$group/$limit_file"; }

inside() { sh -c 'echo 0 > "$0/cgroup.procs" && exec "$@"' "$group" "$@"; }

teardown() {
    [ -n "${group:-}" ] || return 0
    local tries pid
    for ((tries = 0; tries < 100; tries++)); do
        if rmdir "$group" 2> /dev/null; then return; fi
        # What a test that failed left running.
        while read -r pid; do kill -KILL "$pid" 2> /dev/null || true; done < "$group/cgroup.procs"
        sleep 0.02
    done
}

# begin_fed NAME: the program runs in the group and waits for its elements: descriptor 8 feeds it.
begin_fed() {
    mkfifo feed
    inside "$BUILD/$1" --input feed --type int32 --phases append --directory . --json \
        > record 2> err &
    fed=$!
    exec 8> feed
}
feed() { head -c "$1" /dev/zero >&8; }
end_fed() { # ELEMENTS
    local status=0
    exec 8>&-
    wait $fed || status=$?
    same "status ($(cat err))" 0 $status
    stored "$1" < record
    rm feed
}

# ---- what is stored ------------------------------------------------------------------------------

@test "what was spilled comes back, in every type, from generated data and byte for byte" {
    local type
    for type in byte int32 int64 float64; do
        spill --count 10000019 --type $type --phases append > /dev/null
    done
    spill --count 1000003 --type record64 > /dev/null
    head -c 50000001 /dev/urandom > random
    spill --input random --type byte --output back > /dev/null
    cmp random back
}

@test "it takes no more anonymous memory than its limit, and the rest is file" {
    without_sanitizers 'a sanitizer changes memory'
    spill --count 20000003 --json > record # 80 MB
    [ "$(number anon_bytes < record)" -lt $((17 << 20)) ]
    [ "$(number remapped_bytes < record)" -gt 60000000 ]
    same moves 0 "$(number moves < record)"
    same copied 0 "$(number copied_bytes < record)"
}

@test "all arrays together take no more than the limit" {
    without_sanitizers 'a sanitizer changes memory'
    local arrays
    for arrays in 2 '2 --turns' 7 '7 --turns'; do
        # shellcheck disable=SC2086 # words
        spill --count 20000003 --arrays $arrays --json > record
        [ "$(number anon_bytes < record)" -lt $((17 << 20)) ]
    done
}

@test "every failure while it spills leaves what was appended readable" {
    local k status
    for ((k = 1; ; k++)); do
        status=0
        spill --count 6000000 --phases append --fail-allocation $k > out 2> err || status=$?
        [ "$status" = 0 ] && break
        [ "$status" = 1 ] && [ "$(wc -l < err)" = 1 ]
    done
    [ "$k" -gt 5 ] # it did spill: reserve, commit, page out
}

# The names of all that keep elements in files.
in_files() { echo mmap_file write_file preallocated_file spill_vector; }

@test "on tmpfs a file is memory: more than there is is told, and nobody is killed" {
    make_group $((32 << 20))
    [ "$(id -u)" = 0 ] || skip 'needs root, to mount a file system'
    mkdir memory
    mount -t tmpfs -o size=200m tmpfs memory
    local ok=0 name
    for name in $(in_files); do
        FAILS_AS=$name fails 1 'Cannot allocate memory .*on tmpfs a file is memory' \
            inside "$BUILD/$name" --count 40M --directory memory || ok=1
        # What fits, goes.
        inside "$BUILD/$name" --count 1M --directory memory --json | stored 1000000 || ok=2
        [ -z "$(ls memory)" ] || ok=3
    done
    umount memory
    same ok 0 $ok
}

@test "a disk that gets full in a small group: one line, and the elements so far are verified" {
    make_group $((8 << 20))
    mkdir small
    truncate -s 32M image
    { mkfs.ext4 -q -m 0 image && mount -o loop image small; } 2> /dev/null ||
        skip 'no file system in a file can be made or mounted here'
    local ok=0 name
    for name in $(in_files); do
        FAILS_AS=$name fails 1 '(fallocate|write): No space left on device' \
            inside "$BUILD/$name" --count 10M --directory small || ok=1
        same 'files left' lost+found "$(ls small)" || ok=2
    done
    umount small
    same ok 0 $ok
}

# ---- limits --------------------------------------------------------------------------------------

@test "whoever maps or writes a file survives a limit of some MiB, with any number of arrays" {
    make_group $((64 << 20))
    local mib name arrays count
    for mib in 3 5 8 16 64; do
        set_limit $((mib << 20))
        count=2000003
        [ $mib -lt 16 ] || count=5000011
        [ $mib -lt 64 ] || count=20000003
        for arrays in 1 2 '2 --turns' 7 '7 --turns'; do
            for name in mmap_file spill_vector; do
                echo "$name, $mib MiB, $arrays arrays"
                # shellcheck disable=SC2086 # words
                inside "$BUILD/$name" --count $count --arrays $arrays --phases append \
                    --directory . \
                    --json > record
                stored $count < record
            done
        done
        for name in write_file preallocated_file; do
            echo "$name, $mib MiB"
            inside "$BUILD/$name" --count $count --phases append,scan --directory . --json > record
            stored $count < record
        done
    done
}

@test "a limit that falls while they run is kept" {
    make_group $((256 << 20))
    local name to
    for name in spill_vector mmap_file write_file; do
        for to in 96 8; do
            # Below what an array holds already, version 1 refuses a limit and version 2 kills.
            if [ "$name $to" = 'spill_vector 8' ]; then continue; fi
            set_limit $((256 << 20))
            begin_fed $name
            feed 20000000
            set_limit $((to << 20))
            feed 120000000
            end_fed 35000000
        done
    done
}

# The least limit that the group takes now, and `more`: what is held cannot be taken back.
fall() { # MORE
    [ "$limit_file" = memory.limit_in_bytes ] || skip 'version 2 kills where version 1 refuses'
    local bytes step
    bytes=$(cat "$group/$limit_file")
    for step in 1048576 65536; do
        while set_limit $((bytes - step)) 2> /dev/null; do bytes=$((bytes - step)); done
    done
    set_limit $((bytes + $1))
}

# The kernel reads some MiB of a mapped file ahead, which cannot be taken back until they are there.
@test "a limit that falls after the last growth leaves enough to read all of it" {
    make_group $((256 << 20))
    begin_fed mmap_file
    feed 19000000
    set_limit $((3 << 20))
    feed 1000000
    end_fed 5000000
    set_limit $((256 << 20))
    begin_fed spill_vector
    feed 160000000
    fall $((1 << 20))
    end_fed 40000000
}

# The program is fed in small pieces while the neighbour takes its memory, so both run at once.
@test "a neighbour in the same group takes memory, and both survive" {
    make_group $((256 << 20))
    local name neighbour piece
    for name in spill_vector mmap_file; do
        begin_fed $name
        feed 60000000
        inside "$BUILD/touch" $((120 << 20)) > /dev/null &
        neighbour=$!
        for ((piece = 0; piece < 30; piece++)); do feed 6000000; done
        wait $neighbour
        end_fed 60000000
    done
}

# As the header of spill_vector.c says: it asks each 8 MiB.
@test "a limit that leaves less than is used until the next question is the end of it" {
    make_group $((256 << 20))
    begin_fed spill_vector
    feed 20000000
    fall 65536
    local status=0
    feed 10000000 || true
    exec 8>&-
    wait $fed || status=$?
    same status 137 $status
    rm feed record err
    nothing_left spill_vector
}

# Files of version 2, as its documentation has them, in the place of real ones.
@test "version 2: a limit, and one that only slows, are kept, also when they fall" {
    without_sanitizers 'a sanitizer changes memory'
    inside() {
        unshare -m sh -c 'mount --bind groups /sys/fs/cgroup && exec "$@"' sh "$@"
    }
    mkdir groups
    inside true 2> /dev/null || skip 'cannot mount over /sys/fs/cgroup here'
    grep -q '^0::/$' /proc/self/cgroup || skip 'in no group of version 2, or not in its root'
    local name
    echo memory > groups/cgroup.controllers
    echo 0 > groups/memory.current
    echo inactive_file 0 > groups/memory.stat
    for name in memory.max memory.high; do
        echo max | tee groups/memory.max > groups/memory.high
        echo $((64 << 20)) > groups/$name
        begin_fed spill_vector
        feed 100000000
        echo $((16 << 20)) > groups/$name
        feed 100000000
        end_fed 50000000
        # Of 64 MiB it took what the fake usage, always 0, let it have; then of 16.
        [ "$(number append_peak_rss_bytes < record)" -gt $((40 << 20)) ]
        [ "$(number anon_bytes < record)" -lt $((18 << 20)) ]
    done
}

@test "a limit of private memory is kept by all arrays together" {
    without_sanitizers 'sanitizers need address space'
    local mib arrays
    for mib in 3 8 64; do
        for arrays in 1 2 '2 --turns' 7; do
            # shellcheck disable=SC2086 # words
            prlimit --data=$((mib << 20)) "$BUILD/spill_vector" --count 20000003 --arrays $arrays \
                --phases append --directory . --json | stored 20000003
        done
    done
}

# ---- what is refused -----------------------------------------------------------------------------

# traced WHAT...: spill_vector in 16 MiB, with calls that strace makes fail. Calls on which it
# depends before it spills are counted first, so that none of those is hit.
traced() {
    strace -o trace "$@" "$BUILD/spill_vector" --count 6000000 --phases append \
        --memory-limit 16MiB \
        --directory "$BATS_TEST_TMPDIR"
}

@test "pages that cannot go on are told, and what is there is verified" {
    without_sanitizers 'the leak checker does not work under strace'
    FAILS_AS=spill_vector fails 1 'mremap: Cannot allocate memory' \
        traced -e trace=mremap -e inject=mremap:error=ENOMEM:when=2
}

# The mappings of files at a fixed address that come after the first mremap are ours.
@test "a mapping that is refused goes back; where the way back is refused too, the program ends" {
    without_sanitizers 'the leak checker does not work under strace'
    traced -e trace=mmap,mremap > /dev/null
    local before
    before=$(sed '/^mremap/q' trace | grep -c '^mmap')
    FAILS_AS=spill_vector fails 1 'mmap: Cannot allocate memory' \
        traced -e trace=mmap,mremap -e inject=mmap:error=ENOMEM:when=$((before + 1))
    same "calls of mremap" 2 "$(grep -c '^mremap' trace)" # there and back
    FAILS_AS=spill_vector fails 1 'mmap: Cannot allocate memory' \
        traced -e trace=mmap,mremap -e inject=mmap:error=ENOMEM:when=$((before + 1)) \
        -e inject=mremap:error=ENOMEM:when=2
    FAILS_AS=spill_vector fails 1 'mmap: Cannot allocate memory' \
        traced -e trace=mmap,mremap -e inject=mmap:error=ENOMEM:when=$((before + 1))+1
}

@test "what the disk did not take is told; a file system that cannot be asked is no failure" {
    without_sanitizers 'the leak checker does not work under strace'
    local error
    for error in EIO ENOSPC; do
        FAILS_AS=spill_vector fails 1 'sync_file_range: ' \
            traced -e trace=sync_file_range -e inject=sync_file_range:error=$error:when=2
    done
    for error in EINVAL ENOSYS; do
        traced -e trace=sync_file_range -e inject=sync_file_range:error=$error > /dev/null
        grep -q INJECTED trace
    done
}

# The file has no name; who cuts it short does so by /proc.
@test "a spilled file that somebody else cuts short is told, and is no signal" {
    local status=0 tries file=''
    mkfifo feed
    "$BUILD/spill_vector" --memory-limit 16MiB --directory . --input feed --type int32 \
        --phases append,scan > out 2> err &
    local program=$!
    exec 8> feed
    head -c 40000000 /dev/zero >&8
    for ((tries = 0; tries < 500 && ${#file} == 0; tries++)); do
        file=$(find /proc/$program/fd -lname "*/#* (deleted)" 2> /dev/null | head -n 1)
        sleep 0.01
    done
    : > "$file"
    head -c 400 /dev/zero >&8
    exec 8>&-
    wait $program || status=$?
    same status 1 $status
    same lines 1 "$(wc -l < err)"
    grep -q '^spill_vector: mapped file: .*cut short by somebody else' err
}

# ---- results without /proc -----------------------------------------------------------------------

without_proc() { unshare -m sh -c 'mount -t tmpfs tmpfs /proc && exec "$@"' sh "$@"; }

@test "without /proc the elements get their name, with and without the right to give it" {
    without_proc true 2> /dev/null || skip 'cannot mount over /proc here'
    local call name
    for name in doubling_vector spill_vector; do
        for call in 'sh -c' 'setpriv --bounding-set -dac_read_search sh -c'; do
            # shellcheck disable=SC2086 # words
            without_proc $call 'exec "$@"' sh "$BUILD/$name" --count 1000 --output elements \
                > /dev/null
            same bytes 4000 "$(stat -c %s elements)"
            rm elements
            nothing_left $name
        done
    done
}

@test "where a file must have a name, nobody can foresee it, and no link is followed" {
    without_sanitizers 'the leak checker does not work under strace'
    local one other
    for one in 1 2; do
        strace -o trace -e trace=linkat -e inject=linkat:error=ENOENT \
            "$BUILD/doubling_vector" --count 1000 --output elements > /dev/null
        same bytes 4000 "$(stat -c %s elements)"
        rm elements
        strace -o trace.$one -e trace=openat,open "$BUILD/doubling_vector" --count 1000 \
            --output elements > /dev/null
        rm elements
    done
    strace -o trace -e trace=linkat,openat,open -e inject=linkat:error=ENOENT \
        "$BUILD/doubling_vector" --count 1000 --output elements > /dev/null
    one=$(grep -o '"[^"]*growbench-[^"]*"' trace | head -n 1)
    grep -F "$one" trace | grep -q 'O_EXCL|O_NOFOLLOW\|O_EXCL.*O_NOFOLLOW'
    rm elements
    strace -o trace -e trace=linkat,openat,open -e inject=linkat:error=ENOENT \
        "$BUILD/doubling_vector" --count 1000 --output elements > /dev/null
    other=$(grep -o '"[^"]*growbench-[^"]*"' trace | head -n 1)
    [ -n "$one" ] && [ "$one" != "$other" ]
    rm -f elements trace trace.1 trace.2
    nothing_left doubling_vector
}
