#!/usr/bin/env bats
# faults.bats - when something fails: one line on standard error, the documented status, nothing on
# standard output, a record that says so and has no figure, no file left behind, no leak, and never
# a
# signal.

load common

# Mounts a tmpfs of 256 KiB and runs a command there, as root or in a user namespace.
in_small_disk() {
    # shellcheck disable=SC2016  # the inner shell expands these
    local script='mount -t tmpfs -o size=256k tmpfs "$0" && cd "$0" && "$@"'
    mkdir -p disk
    if [ "$(id -u)" = 0 ]; then
        unshare -m sh -c "$script" disk "$@"
    else
        unshare -rm sh -c "$script" disk "$@"
    fi
}

files() { programs file; }

# bats test_tags=plain
@test "an address space that is too small is told" {
    without_sanitizers "sanitizers need address space"
    local name limit
    for name in $(programs "not (discards or quadratic or file)"); do
        for limit in --as --data; do
            # One that minds a limit of its own minds this one, too, and goes on in a file.
            if [ $limit = --data ] && is "$name" "parameters ->> '\$.memory-limit' is not null"; \
                then
                prlimit $limit=67108864 "$BUILD/$name" --count 1e8 --phases append --json |
                    holds "completed and verified"
                continue
            fi
            FAILS_AS=$name fails 1 "Cannot allocate memory" prlimit $limit=67108864 \
                "$BUILD/$name" --count 1e8 --record record
            told refused "errno = 'ENOMEM' and appended < 1e8"
        done
        FAILS_AS=$name fails 1 "Cannot allocate memory" prlimit --as=67108864 \
            "$BUILD/$name" --input /dev/zero --type int64 --count 1e8
    done
}

# bats test_tags=plain
@test "a size that no machine has is told" {
    local name
    for name in $(programs baseline); do
        without_sanitizers "sanitizers end such a program themselves"
        fails 1 "malloc: Cannot allocate memory" program "$name" --count 1e14 --type record64
    done
}

@test "a full disk is told before it kills, and nothing is left" {
    in_small_disk true || skip "cannot mount a tmpfs here (needs root or user namespaces)"
    local name
    for name in $(files); do
        FAILS_AS=$name fails 1 "(fallocate|write): No space left on device" \
            in_small_disk "$BUILD/$name" --count 10M --record "$PWD/record"
        told failed "errno = 'ENOSPC' and error_at in ('fallocate', 'write') and appended < 1e7"
        # shellcheck disable=SC2016  # the inner shell expands these
        in_small_disk sh -c '"$@" --count 10M >/dev/null 2>&1; test $? = 1 && test -z "$(ls -A)"' \
            sh "$BUILD/$name"
    done
}

@test "a disk that is full for the elements, the record or both is told" {
    in_small_disk true || skip "cannot mount a tmpfs here (needs root or user namespaces)"
    local name
    for name in $(programs "not (discards or file or quadratic)"); do
        FAILS_AS=$name fails 1 "output: No space left on device.*elements" \
            in_small_disk "$BUILD/$name" --type record64 --count 5000 --output elements
        # shellcheck disable=SC2016  # the inner shell expands these
        in_small_disk sh -c '"$@" --output x >/dev/null 2>&1; test $? = 1 && test -z "$(ls -A)"' \
            sh "$BUILD/$name" --type record64 --count 5000
    done
    for name in $(programs); do
        FAILS_AS=$name fails 1 "record: No space left on device.*/dev/full" \
            sh -c '"$@" >/dev/null' sh "$BUILD/$name" --count 10 --record /dev/full
    done
}

@test "a limit on file sizes is told, and is no signal" {
    local name
    for name in $(files); do
        FAILS_AS=$name fails 1 "(fallocate|write): File too large" \
            prlimit --fsize=65536 "$BUILD/$name" --count 1M
    done
    for name in $(programs "not (discards or quadratic or file)"); do
        FAILS_AS=$name fails 1 "output: File too large" \
            prlimit --fsize=65536 "$BUILD/$name" --type record64 --count 2000 --output elements
    done
    nothing_left "a program"
}

@test "too few file descriptors are told" {
    local name
    for name in $(files); do
        FAILS_AS=$name fails 1 "open: Too many open files" \
            prlimit --nofile=8 "$BUILD/$name" --count 100 --arrays 50
    done
}

@test "a directory that is missing or forbidden is told" {
    local name
    mkdir -p forbidden
    chmod 500 forbidden
    for name in $(files); do
        fails 1 "open: No such file or directory.*absent" program "$name" --directory absent
        if [ "$(id -u)" = 0 ]; then
            FAILS_AS=$name fails 1 "open: Permission denied.*forbidden" setpriv \
                --bounding-set -dac_override,-dac_read_search "$BUILD/$name" --directory forbidden
        else
            fails 1 "open: Permission denied.*forbidden" program "$name" --directory forbidden
        fi
    done
}

keeping() { programs "file and (parameters ->> '\$.keep' is not null)"; }

@test "a kept file holds the elements, and is not replaced unless told to" {
    local name
    for name in $(keeping); do
        program "$name" --count 10007 --keep --output elements >/dev/null
        tail -c +4097 "$name.data" | cmp elements -
        fails 1 "open: File exists .*$name.data.*--force" program "$name" --count 5 --keep
        tail -c +4097 "$name.data" | cmp elements -
        program "$name" --count 5 --keep --force >/dev/null
        same "$name: bytes kept" 4116 "$(stat -c %s "$name.data")"
        program "$name" --count 12 --arrays 3 --turns --keep --force >/dev/null
        same "$name: bytes kept of three" "4112 4112 4112" \
            "$(stat -c %s "$name.data" "$name.1.data" "$name.2.data" | xargs)"
        rm -f -- *.data elements
    done
}

# The program waits for its input when the file is cut; the next element goes to a page that is no
# more.
@test "a mapped file that somebody else cuts short is told, and is no signal" {
    local name status
    for name in $(programs "file and contiguous and (parameters ->> '\$.keep' is not null)"); do
        mkfifo feed
        program "$name" --type byte --count 2k --input feed --keep --record record >.out 2>.err &
        exec 8>feed
        head -c 1000 /dev/zero >&8
        # It is mapped as soon as there is more than its header.
        until [ "$(stat -c %s "$name.data" 2>/dev/null || echo 0)" -gt 4096 ]; do sleep 0.01; done
        truncate -s 0 "$name.data"
        head -c 1000 /dev/zero >&8
        exec 8>&-
        status=0
        wait $! || status=$?
        same "$name: status" 1 "$status"
        same "$name: lines" 1 "$(wc -l <.err)"
        grep -q "^$name: mapped file: .*cut short by somebody else.*$name.data)$" .err
        [ ! -s .out ]
        told failed "errno is null and error_at = 'mapped file'"
        rm -f feed "$name.data"
    done
}

# bats test_tags=plain
@test "a disk that fails to flush is told, and its data is not called stored" {
    without_sanitizers "the leak checker does not work under strace"
    local name call
    for name in $(files); do
        for call in msync fsync; do
            # A file that is not mapped has nothing to msync.
            if [ $call = msync ] && is "$name" "not contiguous"; then continue; fi
            FAILS_AS=$name fails 1 "$call: Input/output error" strace -o trace \
                -e trace=$call -e inject=$call:error=EIO "$BUILD/$name" --count 1000 --record record
            same "$name: calls of $call" 1 "$(grep -c "^$call(" trace)" # never tried again
            told failed "errno = 'EIO' and error_at = '$call' and appended = 1000"
            rm -f trace
            nothing_left "$name"
        done
    done
}

# bats test_tags=plain
@test "a file that cannot be read back is told" {
    without_sanitizers "the leak checker does not work under strace"
    local name injected last
    for name in $(programs "file and (not contiguous)"); do
        # The dynamic linker reads by pread(2), too: the last of all is the program's.
        strace -o trace -e trace=pread64 "$BUILD/$name" --count 100000 --phases scan >/dev/null
        last=$(grep -c '^pread64' trace)
        for injected in error=EIO retval=0; do
            FAILS_AS=$name fails 1 "read: Input/output error" strace -o trace -e trace=pread64 \
                -e inject=pread64:$injected:when="$last" \
                "$BUILD/$name" --count 100000 --phases scan --record record
            told failed "errno = 'EIO' and error_at = 'read'"
            rm -f trace
            nothing_left "$name"
        done
    done
}

# bats test_tags=plain
@test "a write that is interrupted is made again, and one that fails loses nothing" {
    without_sanitizers "the leak checker does not work under strace"
    local name
    for name in $(programs "file and (not contiguous)"); do
        strace -o trace -e trace=pwrite64 -e inject=pwrite64:error=EINTR:when=1+2 \
            "$BUILD/$name" --count 100000 --json | holds "verified and appended = 100000"
        # What did not fit is still in the buffer: all elements that were appended are verified, and
        # the error is the disk's and not one of wrong contents.
        FAILS_AS=$name fails 1 "write: No space left" strace -o trace -e trace=pwrite64 \
            -e inject=pwrite64:error=ENOSPC:when=3 "$BUILD/$name" --count 100000
    done
    rm -f trace
}

# bats test_tags=plain
@test "an input that fails to be read is told" {
    without_sanitizers "the leak checker does not work under strace"
    local name
    head -c 1000000 /dev/zero >zeros
    for name in $(programs); do
        FAILS_AS=$name fails 1 "read: Input/output error.*zeros" strace -o trace -P "$PWD/zeros" \
            -e trace=read -e inject=read:error=EIO:when=2 \
            "$BUILD/$name" --input zeros --type byte --count 100000 --record record
        told failed "errno = 'EIO' and error_at = 'read' and appended < 100000 and input = 'raw'"
    done
}

# bats test_tags=plain
@test "a call that is interrupted is made again" {
    without_sanitizers "the leak checker does not work under strace"
    local name
    seq 30000 >numbers
    for name in $(programs "not quadratic"); do
        strace -o trace -P numbers -e trace=read -e inject=read:error=EINTR:when=1+2 \
            "$BUILD/$name" --input numbers --text --count 30000 --json | holds "appended = 30000"
        grep -q INJECTED trace
    done
}

@test "SIGKILL at any moment leaves nothing in the directory" {
    local name wait
    mkdir scratch
    for name in $(files); do
        for wait in 0.002 0.005 0.01 0.02 0.05; do
            timeout -s KILL $wait "$BUILD/$name" --count 50M --directory scratch >/dev/null 2>&1 ||
                true
            [ -z "$(ls -A scratch)" ]
        done
    done
}

# The second linkat gives the name, the first asks whether that will do.
# bats test_tags=plain
@test "who is killed while an output gets its name leaves all of it, and nothing else" {
    without_sanitizers "the leak checker does not work under strace"
    strace -o trace -e trace=linkat -e inject=linkat:signal=TERM:when=2 \
        "$BUILD/doubling_vector" --count 10 --output output >.out 2>&1 || [ $? = 143 ]
    grep -q '^+++ killed by SIGTERM' trace || skip 'files without a name cannot be had here'
    same bytes 40 "$(stat -c %s output)"
    rm -f trace output
    nothing_left doubling_vector
}

@test "an output that exists is refused, unless told to replace it" {
    local name
    for name in $(programs "not discards"); do
        echo precious >output
        fails 1 "output: output exists.*--force" program "$name" --count 10 --output output
        same "the file" precious "$(cat output)"
        # A run that fails later leaves the old file, too.
        fails 1 "failure injected" program "$name" --count 10 --output output --force \
            --fail-allocation 1
        same "the file" precious "$(cat output)"
        program "$name" --count 10 --output output --force >/dev/null
        same "bytes" 40 "$(stat -c %s output)"
        rm output
        nothing_left "$name"
    done
}

@test "an output that cannot be written is told" {
    local name
    mkdir folder
    for name in $(programs "not discards"); do
        fails 1 "output: No space left.*/dev/full" \
            program "$name" --count 10 --output /dev/full --record record
        told failed "errno = 'ENOSPC' and error_at = 'output' and appended = 10"
        fails 1 "output: No such file.*" program "$name" --count 10 --output absent/output
        fails 1 "output: Is a directory.*folder" \
            program "$name" --count 10 --output folder --record record
        told failed "errno = 'EISDIR' and appended = 0"
        fails 1 "output: No such file.*" program "$name" --count 10 --record absent/record
        [ ! -e record ]
    done
}

@test "a closed pipe is told" {
    local name status option
    mkfifo pipe
    for name in $(programs "not discards"); do
        for option in --output=- --json; do
            # A reader that has come and gone: the pipe is broken before the program writes.
            status=0
            { sleep 0.02; program "$name" --count 3000 $option; } 2>.err >pipe &
            : <pipe
            wait $! || status=$?
            same "$name $option: status" 1 $status
            same "$name $option: lines" 1 "$(wc -l <.err)"
            grep -q "^$name: .*: Broken pipe" .err
        done
    done
}

@test "what the machine cannot do, and an input that is wrong, are told in a record; usage is not" {
    local name
    name=$(programs baseline)
    if [ "$(cat /sys/kernel/mm/transparent_hugepage/enabled)" = 'always madvise [never]' ]; then
        fails 4 "huge-pages: " program "$name" --huge-pages always --record record
        told failed "error_at = 'huge-pages' and errno is null and pages = 'always'"
    fi
    seq 30 | sed "17s/.*/abc/" >numbers
    fails 1 "numbers: line 17" program doubling_vector --input numbers --text --record record
    told failed "error_at = 'input' and errno is null and count is null"
    fails 2 "count: " program "$name" --record record --count x
    fails 2 "text: " program "$name" --record record --text
    [ ! -e record ]
}

# Strategies that are broken on purpose.
# bats test_tags=plain
@test "wrong contents are found: status 3, one line, a record without figures, no output" {
    local broken=(loses_one swaps_chunks gathers_less) name type
    mkdir broken
    for name in "${broken[@]}"; do cp "$ROOT/tests/strategies/$name.c" broken/; done
    built "${broken[@]/#/broken/}"
    for name in "${broken[@]}"; do
        for type in int32 byte record64; do
            fails 3 "verify: .* differs from what came in" "broken/$name" --type "$type" \
                --count 300007 --record record --output output --json
            told wrong "errno is null and error_at = 'verify' and appended = 300007"
            [ ! -e output ]
        done
    done
    # And what is not broken in the same way passes.
    broken/swaps_chunks --count 1000 >/dev/null
    broken/loses_one --count 777 >/dev/null
}
