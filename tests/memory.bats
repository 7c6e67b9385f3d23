#!/usr/bin/env bats
# memory.bats - what a record says of memory is so, whoever started the program and wherever it ran.

load common

setup_file() {
    cc -O2 -D_GNU_SOURCE -o "$BATS_FILE_TMPDIR/heavy_parent" "$BATS_TEST_DIRNAME/heavy_parent.c"
}

# Elements of int32: a few MB, or what a quadratic program can do in a moment.
elements() { if is "$1" quadratic; then echo 20011; else echo 1000003; fi; }

# near WHAT VALUE TRUTH ERROR
near() {
    if [ $(($2 - $3)) -le "$4" ] && [ $(($3 - $2)) -le "$4" ]; then return; fi
    echo "$1: $2, and not $3 +- $4"
    return 1
}

@test "a program's peak does not depend on how much its parent holds" {
    local name way alone heavy error
    for name in $(programs); do
        program "$name" --count "$(elements "$name")" --json >alone
        alone=$(field rss_peak_bytes <alone)
        error=$(field rss_peak_error_bytes <alone)
        # How a child begins is the same code in all programs.
        for way in $(if is "$name" core; then echo vfork fork spawn; else echo spawn; fi); do
            heavy=$("$BATS_FILE_TMPDIR/heavy_parent" "$way" 200 "$BUILD/$name" \
                --count "$(elements "$name")" --json | field rss_peak_bytes)
            near "$name, by $way" "$heavy" "$alone" "$error"
        done
    done
}

@test "the error of a peak is stated: what the kernel may hold back on each CPU" {
    local name cpus pages
    cpus=$(getconf _NPROCESSORS_ONLN)
    pages=$((3 * (cpus > 16 ? 2 * cpus : 32))) # of three counters
    for name in $(programs); do
        same "$name" $((pages * cpus * $(getconf PAGESIZE))) \
            "$(program "$name" --count 10 --json | field rss_peak_error_bytes)"
    done
}

@test "who knows the count needs the data and no more" {
    local name type record payload error
    for name in $(programs knows_count); do
        for type in int32 record64; do
            record=$(program "$name" --count 1000003 --type $type --json)
            payload=$(field payload_bytes <<<"$record")
            error=$(($(field rss_peak_error_bytes <<<"$record") + 16384)) # and pages of the run
            near "$name $type" "$(field rss_peak_bytes <<<"$record")" "$payload" $error
            near "$name $type, reserved" "$(field reserved_peak_bytes <<<"$record")" "$payload" 4096
        done
    done
}

@test "elements that are objects take what the driver leaves room for, and most of it" {
    local name type record room
    for name in $(programs "element_bytes > 0"); do
        for type in byte int32 int64 record64; do
            record=$(program "$name" --count 1000003 --type $type --phases append,gather --json)
            room=$((2 * $(field payload_bytes <<<"$record") +
                1000003 * $(program "$name" --describe | field element_bytes)))
            holds "rss_peak_bytes < $room + rss_peak_error_bytes and rss_peak_bytes > 0.8 * $room" \
                <<<"$record" || { echo "$name $type: $room" && return 1; }
        done
    done
}

# A file is mapped, and its array then is one block; or written and read, and in no memory of ours.
mapped() { programs "file and contiguous"; }
written() { programs "file and (not contiguous)"; }

@test "no program claims less memory than its data, unless they are in a file that is not mapped" {
    local name record
    for name in $(programs "not (discards or (file and not contiguous))"); do
        record=$(program "$name" --count "$(elements "$name")" --json)
        holds "rss_peak_bytes + rss_peak_error_bytes >= payload_bytes
            and reserved_peak_bytes >= payload_bytes
            and anon_bytes + file_bytes + shmem_bytes + rss_peak_error_bytes >= payload_bytes
            " <<<"$record" >/dev/null || { echo "$name" && return 1; }
    done
}

@test "a program that stores nothing holds nothing" {
    local name
    for name in $(programs discards); do
        program "$name" --count 10M --json | holds "reserved_peak_bytes = 0 and
            rss_peak_bytes <= rss_peak_error_bytes and anon_bytes <= 65536" >/dev/null ||
            { echo "$name" && return 1; }
    done
}

# held NAME DIRECTORY: the kinds of memory that its 8 MB are in, and the file system.
held() {
    program "$1" --count 2000003 --directory "$2" --json | rows "
        with kind(name, bytes) as (
          select 'anon', anon_bytes from r union all select 'file', file_bytes from r union all
              select 'shmem', shmem_bytes from r)
        select file_system || ': ' || group_concat(name || ' ' || case
          when bytes >= payload_bytes - rss_peak_error_bytes then 'all'
          when bytes <= rss_peak_error_bytes then 'none' else 'part' end, ', ') from r, kind"
}

@test "on a disk a mapped file's memory is the file's" {
    local name system
    system=$(stat -f -c %T .)
    case $system in tmpfs | ramfs | overlayfs) skip "$PWD is on $system" ;; esac
    for name in $(mapped); do
        [[ $(held "$name" .) == *": anon none, file all, shmem none" ]] ||
            { held "$name" . && return 1; }
        if [ "$system" = ext2/ext3 ]; then [[ $(held "$name" .) == ext4:* ]]; fi
    done
}

@test "on a tmpfs a mapped file's memory is shared memory, and the record names the tmpfs" {
    [ "$(stat -f -c %T /dev/shm)" = tmpfs ] && [ -w /dev/shm ] || skip "no tmpfs at /dev/shm"
    local name
    for name in $(mapped); do
        same "$name" "tmpfs: anon none, file none, shmem all" "$(held "$name" /dev/shm)"
    done
}

@test "a file that is written and read is in no memory of the program's" {
    local name
    for name in $(written); do
        [[ $(held "$name" .) == *": anon none, file none, shmem none" ]] ||
            { held "$name" . && return 1; }
        program "$name" --count 2000003 --phases scan,random --json |
            holds "rss_peak_bytes < 400000 + rss_peak_error_bytes" || { echo "$name" && return 1; }
    done
}

@test "all others hold their data in anonymous memory" {
    local name
    for name in $(programs "not (file or discards or quadratic)"); do
        [[ $(held "$name" .) == *": anon all, file none, shmem none" ]] ||
            { echo "$name" && held "$name" . && return 1; }
    done
}

# The first ten elements of a file that is opened again cost a page or so, not the file.
@test "peeking into a file that was opened again makes no more than a page resident" {
    local name record
    for name in $(mapped); do
        record=$(program "$name" --count 5000011 --json)
        holds "peek_minor_faults + peek_major_faults <= 2 and peek_peak_rss_bytes < 1000000" \
            <<<"$record" >/dev/null || { echo "$name: $record" && return 1; }
    done
}

@test "a figure that /proc does not tell is null, with a reason, and never 0" {
    # A /proc without this process: its files are hidden by an empty directory over /proc.
    # shellcheck disable=SC2016  # the inner shell expands it
    local hide='mount -t tmpfs -o size=4k tmpfs /proc && "$@"'
    unshare -rm sh -c "$hide" sh true 2>/dev/null || skip "needs user namespaces or root"
    local name
    for name in $(programs); do
        unshare -rm sh -c "$hide" sh "$BUILD/$name" --count 1000 --json | holds "
            rss_peak_bytes is null and length(rss_peak_bytes_reason) > 0
            and anon_bytes is null and append_peak_rss_bytes is null and read_bytes is null
            and (verified or verified is null)" >/dev/null || { echo "$name" && return 1; }
        unshare -rm sh -c "$hide" sh "$BUILD/$name" --count 1000 | grep -q 'unknown'
    done
}
