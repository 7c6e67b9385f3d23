#!/usr/bin/env bats
# copying.bats - every way to copy a file, found by wildcard: what comes to a file and to a socket,
# the calls that strace sees, the bytes that went through the program, and every fault in one line.

load common

# What they say of themselves; one that was not built is an error.
ways() {
    local source
    for source in "$ROOT"/experiments/copy/*.c; do
        program "$(basename "$source" .c)" --describe
    done | rows "select strategy from r where (${1:-1}) is not false"
}

# copies NAME OPTION ...: its record. Where the machine, or the way, refuses it, nothing.
copies() {
    local status=0
    program "$@" --json 2>.said || status=$?
    [ $status = 0 ] || [ $status = 4 ] || { cat .said && return 1; }
}

@test "there are ways to copy, and each says that it is one" {
    [ "$(ways | wc -l)" -ge 5 ]
    same "ways that copy" "$(ways)" "$(ways 'copies and reads and in_order_only')"
    same baseline 1 "$(ways baseline | wc -l)"
    program read_buffer --describe | holds 'copies = 0 and reads'
}

@test "every way copies the same bytes, to a file and to a socket, at every odd size" {
    local name to n type width sum
    for type in int32:4 record64:64 byte:1; do
        width=${type#*:} type=${type%:*}
        for n in 0 1 $((4096 / width + 1)) $((3000007 / width)); do
            sum=$(program discard --count "$n" --type "$type" --json | field checksum)
            for name in $(ways); do
                for to in file socket; do
                    copies "$name" --count "$n" --type "$type" --to $to >record
                    [ -s record ] || continue
                    holds "ended = 'done' and completed and verified and appended = $n
                        and checksum = '$sum' and parameters ->> '\$.to' = '$to'
                        and scan_wall_ns > 0 and cached_bytes >= $((n * width))" <record ||
                        { echo "$name $type $n $to" && cat record && return 1; }
                done
            done
        done
    done
    nothing_left all < /dev/null || [ "$(ls)" = record ]
}

@test "what goes through the program is counted: twice the file, once, or not at all" {
    local name to bytes=2800004
    for name in $(ways); do
        for to in file socket; do
            copies "$name" --count 700001 --to $to >record
            [ -s record ] || continue
            holds "case family
                when 'read' then scan_received_bytes = $bytes and scan_sent_bytes = $bytes
                when 'mmap' then scan_received_bytes = 0 and scan_sent_bytes = $bytes
                else scan_received_bytes + scan_sent_bytes = 0 end" <record
        done
    done
    program read_write --count 1M --buffer 4KiB --json |
        holds 'scan_calls = 2 * 977 and scan_sent_bytes = 4e6'
    # From the page cache by one call; the source's own pages, and no others.
    program sendfile --count 1M --json | holds 'scan_calls = 1'
}

# bats test_tags=plain
@test "strace sees as many calls as the record says" {
    without_sanitizers "the leak checker does not work under strace"
    local name seen told
    program preallocated --count 70001 --output file >/dev/null
    for name in $(ways); do
        strace -y -o trace "$BUILD/$name" --input file --json >record
        # From the way's own open of the file, the second, to its close.
        seen=$(awk -v file="<$PWD/file>" '
            /openat\(/ && index($0, file) {
                opens++; fd = $NF; sub(/<.*/, "", fd); own = fd file
            }
            opens < 2 { next }
            /pipe2\(|F_SETPIPE_SZ|splice\(|sendfile\(|copy_file_range\(/ { n++; next }
            /mmap\(/ && index($0, " " own) { n++; address = $NF; next }
            address && /munmap\(/ && index($0, address) { n++; next }
            /close\([0-9]*<pipe:/ || /write\(/ && /\(deleted\)/ { n++; next }
            /openat\(/ && index($0, own) { n++; next }
            !index($0, "(" own) { next }
            /(fstat|newfstatat|statx|read)\(/ { n++ }
            /close\(/ { n++; if (opens == 2) exit }
            END { print n }' trace)
        told=$("$BUILD/query" :memory: --lines l record "select sum(value)
            from l, json_each(l.text) where key glob '*_calls'")
        same "$name: calls" "$seen" "$told"
    done
}

@test "options of reading are not known here; --to is one of its words" {
    local name
    for name in $(ways); do
        fails 2 "unknown option --phases" program "$name" --phases scan
        fails 2 "unknown option --chained" program "$name" --chained
        fails 2 'to: "pipe" is not one of file socket' program "$name" --to pipe
        program "$name" --help | grep -q -e '--cold'
    done
}

@test "a budget stops between pieces, and what was copied until then is verified" {
    local name to
    for name in $(ways); do
        for to in file socket; do
            copies "$name" --count 20M --type int32 --to $to --budget 1e-9 >record
            [ ! -s record ] ||
                holds "completed = 0 and appended = $(((1 << 26) / 4)) and verified" <record
        done
    done
}

@test "a socket is no file: copy_file_range says so, with status 4" {
    fails 4 'copy_file_range: Invalid argument' program copy_file_range --to socket \
        --record "$PWD/record"
    told failed "errno = 'EINVAL' and error_at = 'copy_file_range'"
}

# bats test_tags=plain
@test "calls that are interrupted go on; a disk that fails, or is full, is told" {
    without_sanitizers "the leak checker does not work under strace"
    local name call sum first
    program preallocated --count 100000 --output file >/dev/null
    sum=$(program discard --count 100000 --json | field checksum)
    for name in $(ways); do
        case $name in
        *_write) call='write' ;;
        *) call=$name ;;
        esac
        # The harness writes, too: which of the calls is the first into the copy, that has no name?
        strace -y -o trace -e trace="$call" "$BUILD/$name" --input file >/dev/null
        first=$(awk -v call="$call" 'call != "write" || /\(deleted\)/ { print NR; exit }' trace)
        strace -o trace -e trace="$call" -e inject="$call":error=EINTR:when="$first" \
            "$BUILD/$name" --input file --json >record
        holds "verified and checksum = '$sum'" <record
        FAILS_AS=$name fails 1 "$call: Input/output error" strace -o trace -e trace="$call" \
            -e inject="$call":error=EIO:when="$first" \
            "$BUILD/$name" --input file --record "$PWD/failed"
        told failed "errno = 'EIO' and error_at = '$call'" failed
        # The copy is as long as it may be; its source was there before.
        FAILS_AS=$name fails 1 "(File too large|No space left)" \
            prlimit --fsize=65536 "$BUILD/$name" --input file
    done
}

@test "whatever ends it, neither a file nor the receiver is left" {
    local name
    mkdir work
    for name in $(ways); do
        timeout -s KILL 0.05 "$BUILD/$name" --count 20M --to socket --directory work || true
        timeout -s KILL 0.05 "$BUILD/$name" --count 20M --directory work || true
    done >/dev/null 2>&1
    rmdir work
    # A child that ran on would hold the pipe open.
    timeout 5 bash -c "timeout -s KILL 0.05 '$BUILD/sendfile' --count 20M --to socket 2>&1 | cat" \
        >/dev/null || [ $? != 124 ]
}

# Ways that are broken on purpose, built in a copy of the tree.
@test "a way that copies wrong bytes is status 3, with the first wrong element of a file" {
    mkdir tree
    cp -r "$ROOT/lib" "$ROOT/Makefile" tree/
    mkdir -p tree/experiments/{copy,peers}
    local from=$ROOT/experiments/copy/read_write.c to=tree/experiments/copy
    sed 's/if (n == 0 ||/if (n > 8) r->buffer[8] ^= 1; if (n == 0 ||/' "$from" >$to/one_bit.c
    sed 's/, r->buffer, n))/, r->buffer, n \/ 2))/' "$from" >$to/half.c
    make -s -j2 -C tree BUILD=build build/{one_bit,half} >log 2>&1 || { cat log && return 1; }
    fails 3 "verify: what was read differs .*element 2 is 3, was 2 " tree/build/one_bit \
        --count 1000 --record record
    told wrong "error_at = 'verify'"
    fails 3 "verify: what was copied differs .*4000 of 4000 bytes" tree/build/one_bit \
        --count 1000 --to socket
    fails 3 "verify: what was copied .*2000 of 4000 bytes" tree/build/half --count 1000 --to socket
    fails 3 "verify: what was copied .*2000 of 4000 bytes" tree/build/half --count 1000
}

# bats test_tags=plain
@test "blocks that source and copy share are told, as far as the file system tells" {
    without_sanitizers "a library is preloaded"
    cat >shares.c <<'END'
#include <errno.h>
#include <linux/fiemap.h>
#include <linux/fs.h>
#include <stdarg.h>
#include <stdlib.h>
/* Two extents, a call each: the first shared, the last not. Or with REFUSES, none can be asked. */
int ioctl(int fd, unsigned long request, ...) {
    va_list a;
    va_start(a, request);
    struct fiemap *map = va_arg(a, struct fiemap *);
    va_end(a);
    (void)fd;
    errno = EOPNOTSUPP;
    if (request != FS_IOC_FIEMAP || getenv("REFUSES")) return -1;
    map->fm_mapped_extents = 1;
    map->fm_extents[0] = (struct fiemap_extent){.fe_logical = map->fm_start, .fe_length = 8192,
        .fe_flags = map->fm_start ? FIEMAP_EXTENT_LAST : FIEMAP_EXTENT_SHARED};
    return 0;
}
END
    cc -shared -fPIC -o shares.so shares.c
    LD_PRELOAD=$PWD/shares.so program copy_file_range --count 4096 --json |
        holds 'shared_bytes = 8192'
    REFUSES=1 LD_PRELOAD=$PWD/shares.so program copy_file_range --count 4096 --json |
        holds "shared_bytes is null and shared_bytes_reason like '%does not tell%'"
    program sendfile --count 10 --to socket --json |
        holds "shared_bytes is null and shared_bytes_reason = 'a socket has no blocks'"
}
