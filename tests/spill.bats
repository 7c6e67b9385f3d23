#!/usr/bin/env bats
# Arrays larger than the memory they may take: spill_vector with a small limit, on a disk with and
# without room, and under a real limit of a control group.

load common

spill() { program spill_vector --memory-limit 16MiB --directory "$BATS_TEST_TMPDIR" "$@"; }

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
    sanitized && skip 'a sanitizer changes memory'
    local record
    record=$(spill --count 20000003 --json) # 80 MB
    holds "append_peak_rss_bytes < 17 * 1048576 and remapped_bytes > 60000000 and copied_bytes = 0
        and moves = 0" <<< "$record"
}

@test "every failure while it spills leaves what was appended readable" {
    local k status
    for ((k = 1; ; k++)); do
        status=0
        spill --count 6000000 --phases append --fail-allocation $k > out 2> err || status=$?
        [ "$status" = 0 ] && break
        [ "$status" = 1 ] && [ "$(wc -l < err)" = 1 ]
    done
    [ "$k" -gt 5 ] # it did spill: reserve, four times commit, page out
}

@test "a full disk while it spills is one line, and the elements so far are verified" {
    [ "$(id -u)" = 0 ] || skip 'needs root, to mount a small file system'
    mkdir small
    mount -t tmpfs -o size=5m tmpfs small
    local ok=0
    fails 1 'write: No space left on device' program spill_vector --count 10M --memory-limit 16MiB \
        --directory small || ok=1
    [ -z "$(ls small)" ] || ok=2
    umount small
    [ "$ok" = 0 ]
}

@test "by itself it stays within the limit of its control group" {
    sanitized && skip 'a sanitizer needs more memory than the group has'
    local group=/sys/fs/cgroup/memory/growbench-test
    mkdir "$group" 2> /dev/null || skip 'no control group (version 1) may be made here'
    echo 67108864 > "$group/memory.limit_in_bytes"
    local status=0
    sh -c "echo \$\$ > $group/cgroup.procs && exec $BUILD/spill_vector --count 60000001 --phases
        append \
        --directory '$BATS_TEST_TMPDIR' --json" > record || status=$?
    rmdir "$group" || true
    [ "$status" = 0 ]
    holds 'verified and appended = 60000001 and append_peak_rss_bytes < 60000000' < record
}
