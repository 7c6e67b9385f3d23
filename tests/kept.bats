#!/usr/bin/env bats
# kept.bats - files that are kept: what a sync has promised is there, whoever is killed; what is
# damaged, foreign or in use is refused in one line, and left as it is. (Power that fails:
# lib_crash_*.c)
#
# shellcheck disable=SC2016,SC2046,SC2086 # for the inner shell; words; numbers

load common
export PATH=/usr/bin:$PATH # the system's Python has the system's numpy

keeping() { programs "parameters ->> '\$.resume' is not null"; }

# One that is told n is told how many more.
more() { [ "$1" != preallocated_file ] || echo --count "$2"; }

# checked FILE TYPE WIDTH ELEMENTS: Python, which knows nothing of us but the layout, finds the
# elements there, and both headers right.
checked() {
    python3 - "$@" <<'END'
import struct, sys, zlib
name, type_, width, elements = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
whole, expected = open(name, "rb").read(), open(elements, "rb").read()
assert whole[4096:] == expected, "elements"
for at in 0, 2048:
    header = whole[at:at + 64]
    magic, version, w, t, count, data_crc, crc = struct.unpack("<8sII32sQII", header)
    assert (magic, version, w) == (b"growkept", 1, width), header
    assert t.rstrip(b"\0").decode() == type_ and count * width == len(expected), header
    assert data_crc == zlib.crc32(expected) and crc == zlib.crc32(header[:60]), header
END
}

@test "a kept file has the layout that kept_file.h draws, for its owner alone" {
    local name type width
    for name in $(keeping); do
        for type in byte:1 int32:4 float64:8 record64:64; do
            width=${type#*:} type=${type%:*}
            program "$name" --type "$type" --count 10007 --keep --output elements >/dev/null
            checked "$name.data" "$type" "$width" elements
            same "$name: mode" 600 "$(stat -c %a "$name.data")"
            rm "$name.data" elements
        done
        program "$name" --count 0 --keep >/dev/null
        : >elements
        checked "$name.data" int32 4 elements
        # Nothing but release.
        program "$name" --count 3000 --phases append --keep --force --output elements >/dev/null
        checked "$name.data" int32 4 elements
        rm "$name.data" elements
        nothing_left "$name"
    done
}

@test "numpy opens it as the page on your own data says" {
    python3 -c 'import numpy' || skip 'no numpy'
    in_tree
    mkdir data
    sed -n '/^## Keep data/,/^## On/p' experiments/README.md | sed -n '/^```sh/,/^```/p' |
        sed '/^```/d' >commands
    grep -q 'offset=4096' commands
    seq 1000 | sed 's/$/.5/' >sensor
    bash -e commands >said
    grep -qx '1000.5' said || { cat commands said && return 1; }
}

@test "what is durable is told, and resumed; the source goes on" {
    local name
    for name in $(keeping); do
        program "$name" --keep --count 10000 --sync-every 3000 >said
        same "$name" "0 3000 6000 9000 10000" "$(sed -n 's/^durable //p' said | xargs)"
        program "$name" --resume --count 500 --sync-every 1e6 --output elements >said
        same "$name" "10000 10500" "$(sed -n 's/^durable //p' said | xargs)"
        grep -q '^10000 of them were in the file' said
        program doubling_vector --count 10500 --output expected --force >/dev/null
        cmp elements expected
        checked "$name.data" int32 4 expected
        # What comes in comes behind it; several times.
        for _ in 1 2; do
            seq 700 | program "$name" --resume --input - --text $(more "$name" 700) >/dev/null
            seq 700 | program doubling_vector --input - --text --output - >>expected
        done
        checked "$name.data" int32 4 expected
        # One that is not there is begun.
        rm "$name.data"
        program "$name" --resume --count 5 >/dev/null
        program doubling_vector --count 5 --output expected --force >/dev/null
        checked "$name.data" int32 4 expected
        rm "$name.data" elements expected said
        nothing_left "$name"
    done
}

# What a crash leaves behind the last element that was confirmed.
@test "what was never confirmed is cut off" {
    local name
    for name in $(keeping); do
        program "$name" --keep --count 1000 --output elements >/dev/null
        head -c 5000 /dev/urandom >>"$name.data"
        program "$name" --resume --count 0 >/dev/null
        checked "$name.data" int32 4 elements
        head -c 5000 /dev/urandom >>"$name.data"
        program "$name" --resume --count 3000 >/dev/null
        program doubling_vector --count 4000 --output elements --force >/dev/null
        checked "$name.data" int32 4 elements
        rm "$name.data" elements
    done
}

@test "elements, sync, header, sync, copy: in this order" {
    without_sanitizers "the leak checker does not work under strace"
    local name stored
    for name in $(keeping); do
        strace -o trace -e trace=pwrite64,fsync,msync,linkat "$BUILD/$name" --keep --count 9999 \
            --phases sync >/dev/null
        # From there on that it has its name.
        awk '/^linkat.*= 0$/ { named = 1; next }
            !named || /^\+/ { next }
            /^f?m?sync/ { sub(/\(.*/, ""); print; next }
            { sub(/\) *= .*/, ""); sub(/.*, /, "") }
            { print $0 == 0 ? "header" : $0 == 2048 ? "copy" : "elements" }' trace >calls
        is "$name" contiguous && stored=msync || stored=elements
        same "$name" "$stored fsync header fsync copy" "$(tail -n 5 calls | xargs)"
        same "$name: headers" 1 "$(grep -c header calls)"
        rm "$name.data" trace calls
    done
}

# killed NAME: once, at any moment; what it has said is there, and may be one more batch.
killed() {
    local name=$1 wait pid
    printf -v wait '0.%03d' $((RANDOM % 40))
    "$BUILD/$name" --resume --count 200k --sync-every 5000 >said 2>&1 &
    pid=$!
    sleep $wait
    kill -KILL $pid 2>/dev/null || true
    wait $pid 2>/dev/null || true
    local durable
    durable=$(sed -n 's/^durable //p' said | tail -n 1)
    program "$name" --resume --count 0 --output elements >/dev/null
    local count=$(($(stat -c %s elements) / 4))
    [ "$count" -ge "${durable:-0}" ] || { echo "$durable durable, $count found" && return 1; }
    head -c $((count * 4)) expected | cmp elements -
    rm elements
}

@test "SIGKILL at any moment: what was told to be durable is there, in order" {
    local name i
    program doubling_vector --count 3M --output expected >/dev/null
    for name in mmap_file write_file; do
        for ((i = 0; i < 10; i++)); do killed $name; done
        [ "$(stat -c %s $name.data)" -gt 24096 ] # some of them came that far
        rm $name.data
    done
}

# refused NAME PATTERN [OPTION ...]: to go on with NAME.data, which stays as it is.
refused() {
    local name=$1 pattern=$2 before
    shift 2
    before=$(cksum <"$name.data")
    fails 1 "open: .*$name\\.data.*$pattern" program "$name" --resume --count 3 "$@"
    same "$name.data" "$before" "$(cksum <"$name.data")"
}

# bytes FILE AT HEX ...: in place of those that are there.
bytes() {
    local file=$1 at=$2
    shift 2
    # shellcheck disable=SC2059 # bytes
    printf "$(printf '\\x%s' "$@")" | dd of="$file" bs=1 seek="$at" conv=notrunc status=none
}

# changed FILE OFFSET VALUE [SIZE]: a number in the header and its copy, whose CRC is right again.
changed() {
    python3 - "$@" <<'END'
import struct, sys, zlib
name, at, value, size = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
with open(name, "r+b") as f:
    whole = bytearray(f.read(4096))
    for slot in 0, 2048:
        whole[slot + at:slot + at + size] = value.to_bytes(size, "little")
        whole[slot + 60:slot + 64] = struct.pack("<I", zlib.crc32(whole[slot:slot + 60]))
    f.seek(0), f.write(whole)
END
}

@test "a file that is cut short is refused, at every length" {
    local name=write_file size
    program $name --keep --count 5000 >/dev/null
    cp $name.data whole
    for size in 24095 24092 23000 4097; do
        truncate -s $size $name.data
        refused $name "ends at byte $size, before the last of its 5000 elements"
    done
    for size in 4096 4095 2112; do
        cp whole $name.data && truncate -s $size $name.data
        refused $name "ends at byte $size"
    done
    for size in 0 1 63; do
        truncate -s $size $name.data
        refused $name 'bytes 0 and 2048: no header'
    done
}

# In the elements: refused. In one of the two headers: the other is right. Elsewhere: no matter.
@test "a bit that flips anywhere is refused or harmless, and never read as data" {
    local name=mmap_file at i
    program $name --keep --count 5000 --output elements >/dev/null
    cp $name.data whole
    for ((i = 0; i < 32; i++)); do
        case $((i % 4)) in
        0) at=$((i * 2)) ;;
        1) at=$((2048 + i * 2)) ;;
        2) at=$((RANDOM % 4096)) ;;
        3) at=$((4096 + RANDOM % 20000)) ;;
        esac
        cp whole $name.data
        flip $name.data $at $((1 << RANDOM % 8))
        if [ $at -ge 4096 ]; then
            refused $name 'bytes 4096 to 24096: not what was written .CRC-32'
        else
            program $name --resume --count 0 --output back --force >/dev/null
            cmp back elements
        fi
    done
    # Both: nobody can say what is there.
    flip whole 50 1
    flip whole $((2048 + 3)) 128
    cp whole $name.data
    refused $name 'bytes 0 and 2048: no header of a kept file, or a damaged one'
}
flip() { # FILE AT MASK
    python3 -c 'import sys
f = open(sys.argv[1], "r+b"); f.seek(int(sys.argv[2])); b = f.read(1)[0]
f.seek(int(sys.argv[2])); f.write(bytes([b ^ int(sys.argv[3])]))' "$@"
}

@test "another type, another version, too many elements, no header: each is one line" {
    local name
    for name in $(keeping); do
        program "$name" --keep --type float32 --count 100 >/dev/null
        refused "$name" 'byte 12: elements are float32 of 4 bytes, not int32 of 4'
        refused "$name" 'elements are float32 of 4 bytes, not int64 of 8' --type int64
        cp "$name.data" whole
        changed "$name.data" 8 2 4
        refused "$name" 'byte 8: version 2, and this program knows 1' --type float32
        cp whole "$name.data" && changed "$name.data" 12 8 4
        refused "$name" 'float32 of 8 bytes, not float32 of 4' --type float32
        for count in 101 9223372036854775807 18446744073709551615; do
            cp whole "$name.data" && changed "$name.data" 48 $count 8
            refused "$name" "ends at byte 4496, before the last of its $count elements" \
                --type float32
        done
        cp whole "$name.data" && changed "$name.data" 48 99 8
        refused "$name" 'bytes 4096 to 4492: not what was written' --type float32
        head -c 9000 /dev/zero >"$name.data"
        refused "$name" 'no header of a kept file'
        program doubling_vector --count 3000 --output "$name.data" --force >/dev/null
        refused "$name" 'no header of a kept file'
        rm "$name.data" whole
    done
}

@test "a second writer is refused, a reader is not" {
    local name status=0
    for name in $(keeping); do
        mkfifo feed
        program "$name" --keep --type byte --input feed --sync-every 10 $(more "$name" 1M) >said &
        exec 8>feed
        head -c 1000 /dev/zero >&8
        until grep -q 'durable 1000' said; do sleep 0.01; done
        refused "$name" 'another program is writing it' --type byte
        fails 1 "open: .*$name\\.data: another program is writing it" \
            program "$name" --keep --force --count 3
        fails 1 "open: File exists .*$name\\.data: --resume goes on with it, --force replaces it" \
            program "$name" --keep --count 3
        [ "$(stat -c %s "$name.data")" -gt 4096 ]
        python3 -c 'import mmap, sys
f = open(sys.argv[1], "rb")
assert mmap.mmap(f.fileno(), 0, prot=mmap.PROT_READ)[4096:4106] == bytes(10)' "$name.data"
        exec 8>&-
        wait $! || status=$?
        same "$name: status" 0 $status
        program "$name" --resume --type byte --count 0 >/dev/null
        rm feed said "$name.data"
    done
}

@test "no link is followed; what is no file is refused" {
    local name
    for name in $(keeping); do
        echo precious >target
        ln -s target "$name.data"
        fails 1 "open: Too many levels of symbolic links.*$name\\.data" \
            program "$name" --resume --count 3
        fails 1 "open: File exists" program "$name" --keep --count 3
        program "$name" --keep --force --count 3 >/dev/null # in its place
        [ ! -L "$name.data" ]
        same "target" precious "$(cat target)"
        rm "$name.data" target
        ln -s nowhere "$name.data"
        fails 1 "open: File exists" program "$name" --keep --count 3
        [ ! -e nowhere ] && rm "$name.data"
        mkfifo "$name.data"
        fails 1 "open: .*$name\\.data is no file" program "$name" --resume --count 3
        rm "$name.data" && mkdir "$name.data"
        fails 1 "open: Is a directory.*$name\\.data" program "$name" --resume --count 3
        fails 1 "open: Is a directory.*$name\\.data" program "$name" --keep --force --count 3
        rmdir "$name.data"
        nothing_left "$name"
    done
}

@test "a directory where nothing can be made is told" {
    local name
    mkdir forbidden
    chmod 500 forbidden
    for name in $(keeping); do
        fails 1 "open: No such file or directory.*absent" program "$name" --keep --directory absent
        if [ "$(id -u)" = 0 ]; then
            FAILS_AS=$name fails 1 "open: Permission denied.*forbidden" setpriv \
                --bounding-set -dac_override,-dac_read_search \
                "$BUILD/$name" --keep --directory forbidden
        else
            fails 1 "open: Permission denied.*forbidden" \
                program "$name" --keep --directory forbidden
        fi
        FAILS_AS=$name fails 1 "open: File name too long" program "$name" --keep --count 3 \
            --directory "$(printf 'x%.0s' {1..300})"
    done
}

# traced NAME FAULT [OPTION ...]: under strace, with a fault.
traced() {
    local name=$1 fault=$2
    shift 2
    FAILS_AS=$name fails 1 "$pattern" strace -o trace -e trace="${fault%%:*}" -e inject="$fault" \
        "$BUILD/$name" --directory here "$@"
}

# bats test_tags=plain
@test "a disk that fails, while it is made, flushed or confirmed, is told, and nothing is lost" {
    without_sanitizers "the leak checker does not work under strace"
    local name pattern n
    mkdir here
    for name in $(keeping); do
        program "$name" --keep --count 2000 --directory here --output elements >/dev/null
        # The first fsync is of what was there, the second of new elements, the third of the header
        # that counts them; none is tried again.
        for n in 1 2 3; do
            pattern="fsync: Input/output error.*$name.data"
            traced "$name" fsync:error=EIO:when=$n --resume --count 500
            same "$name: calls" $n "$(grep -c '^fsync(' trace)"
            program "$name" --resume --count 0 --directory here --output back --force >/dev/null
            # Of the header nobody knows; it was not confirmed.
            head -c 8000 back | cmp - elements
            [ $n = 3 ] || cmp back elements
        done
        if is "$name" contiguous; then
            pattern='msync: Input/output error'
            traced "$name" msync:error=EIO:when=1 --resume --count 500
            same "$name: calls" 1 "$(grep -c '^msync(' trace)"
        fi
        pattern='(write|fallocate): Disk quota exceeded'
        traced "$name" pwrite64:error=EDQUOT:when=3 --resume --count 500
        program "$name" --resume --count 0 --directory here --output back --force >/dev/null
        head -c 8000 back | cmp - elements
        rm -f here/* elements back trace
        # One that cannot be made whole is not there.
        pattern='fsync: Input/output error'
        traced "$name" fsync:error=EIO:when=1 --keep --count 500
        pattern='write: No space left on device'
        traced "$name" pwrite64:error=ENOSPC:when=1 --keep --count 500
        [ -z "$(ls -A here)" ]
    done
}

@test "a full disk: what was appended before is kept" {
    local name script='mount -t tmpfs -o size=256k tmpfs disk && cd disk && ! "$@" 2>../said &&
        cp ./*.data .. && [ "$(ls -A | wc -l)" = 1 ]' how=-m
    [ "$(id -u)" = 0 ] || how=-rm
    mkdir disk
    unshare $how mount -t tmpfs tmpfs disk || skip 'cannot mount a tmpfs here'
    for name in $(keeping); do
        unshare $how sh -c "$script" sh "$BUILD/$name" --keep --count $(is "$name" knows_count &&
            echo 1M || echo 10M) --sync-every 7000 >/dev/null
        grep -qE "^$name: (fallocate|write): No space left on device" said
        same lines 1 "$(wc -l <said)"
        program "$name" --resume --count 0 --output back --force >/dev/null
        is "$name" knows_count || [ "$(stat -c %s back)" -gt 100000 ]
        program doubling_vector --count 100k --output expected --force >/dev/null
        head -c "$(stat -c %s back)" expected | cmp - back
        rm "$name.data"
    done
}

# A file system without fallocate(2), and one without files that have no name.
@test "what a file system cannot do is done otherwise" {
    local name
    gcc -shared -fPIC -D_GNU_SOURCE -o cut_file.so "$ROOT/tests/cut_file.c" -ldl
    sanitized || export LD_PRELOAD=$PWD/cut_file.so
    for name in $(keeping); do
        program "$name" --keep --count 2000 >/dev/null
        NO_FALLOCATE=1 program "$name" --resume --count 3000 --output elements >/dev/null
        checked "$name.data" int32 4 elements
        NO_TMPFILE=1 program "$name" --keep --count 2000 --force --output elements >/dev/null
        checked "$name.data" int32 4 elements
        rm "$name.data" elements
        NO_TMPFILE=1 program "$name" --keep --count 2000 >/dev/null
        NO_TMPFILE=1 fails 1 "File exists" program "$name" --keep --count 2000
        rm "$name.data"
        same "$name: left" 'cut_file.so' "$(ls)"
    done
}

@test "what makes no sense together is a usage error" {
    local name
    for name in $(keeping); do
        fails 2 'sync-every: without --keep or --resume' program "$name" --sync-every 5
        fails 2 'sync-every: 0 is too small' program "$name" --keep --sync-every 0
        fails 2 'sync-every: its lines go to standard output' \
            program "$name" --keep --sync-every 5 --json
        fails 2 'sync-every: its lines go to standard output' \
            program "$name" --keep --sync-every 5 --output -
        fails 2 'sync-every: it is for one array' \
            program "$name" --keep --sync-every 5 --arrays 2
        fails 2 'resume: it is for one array' program "$name" --resume --arrays 2 --turns
        fails 2 'resume: what goes on is not measured' program "$name" --resume --json
        fails 2 'resume: what goes on is not measured' program "$name" --resume --record r
        fails 2 'resume: it is not for an instrumented run' program "$name" --resume --timeline t
    done
    fails 2 'unknown option --sync-every' program doubling_vector --sync-every 5
    nothing_left keeping
}
