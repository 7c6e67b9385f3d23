#!/usr/bin/env bats
# reading.bats - every way to read a file, found by wildcard: the same contents for all, the calls
# that strace sees, and every fault in one line.

load common

# ways [EXPRESSION]: names of those that are built and for which it is true.
ways() {
    local source name all=$BATS_FILE_TMPDIR/ways
    if [ ! -e "$all" ]; then
        for source in "$ROOT"/experiments/read/*.c \
            $(grep -l '^class Reader' "$ROOT"/experiments/peers/*.py); do
            name=$(basename "${source%.*}")
            # One that needs a library may have been left out, and no other; peers.bats sees to it
            # that those in Python are here if Python is.
            if [ ! -x "$BUILD/$name" ] && { in_python "$name" ||
                grep -q '^ \* Needs' "$source"; }; then continue; fi
            program "$name" --describe || echo "{\"strategy\":\"$name\"}"
        done >"$all.part"
        mv "$all.part" "$all"
    fi
    rows "select strategy from r where (${1:-1}) is not false" <"$all"
}

# One that starts an interpreter, and asks the kernel by itself.
in_python() { [ -e "$ROOT/experiments/peers/$1.py" ]; }
in_c="family <> 'numpy'"

# As many of them as a test needs of which the harness alone is tested: those in C, one in Python.
few_ways() { ways "$in_c" && ways "not ($in_c)" | head -n 1; }

# reads NAME OPTION ...: its record. Where the machine refuses it, nothing. Reading at random stops
# early; with a scan in the same run a budget would depend on the machine's speed.
reads() {
    local status=0 few=(--phases "peek,scan")
    [[ $* != *--phases* ]] || few=()
    [[ $* != *--phases\ random* ]] || few=(--budget 0.02)
    program "$@" --json "${few[@]}" 2>.said || status=$?
    [ $status = 0 ] || [ $status = 4 ] || { cat .said && return 1; }
}

# Runs a command without root's right to open any file.
ordinary() {
    local drop=(setpriv --bounding-set "-dac_override,-dac_read_search")
    [ "$(id -u)" = 0 ] || drop=()
    "${drop[@]}" "$@"
}

preload() {
    [ -e "$BATS_FILE_TMPDIR/cut_file.so" ] || cc -shared -fPIC -D_GNU_SOURCE -O1 \
        -o "$BATS_FILE_TMPDIR/cut_file.so" "$ROOT/tests/cut_file.c" -ldl
    echo "$BATS_FILE_TMPDIR/cut_file.so"
}

@test "there are ways to read, and each says that it is one" {
    [ "$(ways | wc -l)" -ge 8 ]
    same "ways that read" "$(ways)" "$(ways reads)"
    same baseline 1 "$(ways baseline | wc -l)"
    # And no strategy says so.
    same strategies '' "$(described | rows 'select strategy from r where reads is not 0')"
}

@test "every way reads the same elements, of every type, at every odd size" {
    local name type width pages n
    while read -r type width; do
        pages=$((4096 / width))
        # All sizes for two types; of the others nothing, and more than a buffer of 1 MiB.
        for n in 0 1 $((pages - 1)) "$pages" $((pages + 1)) 70001 $((1200007 / width)); do
            [ "$type" = int32 ] || [ "$type" = byte ] || [ "$n" = 0 ] ||
                [ "$n" = $((1200007 / width)) ] || continue
            sum=$(program discard --count "$n" --type "$type" --json | field checksum)
            for name in $(ways); do
                if in_python "$name" && [ "$type" != int32 ] && [ "$n" != $((1200007 / width)) ]
                then continue; fi
                reads "$name" --count "$n" --type "$type" >record
                [ -s record ] || continue
                holds "ended = 'done' and completed and verified and appended = $n
                    and checksum = '$sum' and payload_bytes = $((n * width))
                    and scan_wall_ns > 0 and cold = 0" <record ||
                    { echo "$name $type $n" && cat record && return 1; }
            done
        done
        for name in $(ways "not in_order_only"); do
            reads "$name" --count 70001 --type "$type" --phases random >record
            [ ! -s record ] || holds "verified and random_reads > 0" <record ||
                { echo "$name $type, random" && return 1; }
        done
    done <<'TABLE'
int32 4
int64 8
float32 4
float64 8
record64 64
byte 1
TABLE
}

@test "buffers of any size give the same, also one smaller than an element or not a multiple" {
    local name size sum
    sum=$(program discard --count 3001 --type record64 --json | field checksum)
    for name in $(ways "parameters ->> '\$.buffer' is not null"); do
        for size in 1 63 100 4095 4097 100000 192064 10MB; do
            reads "$name" --count 3001 --type record64 --buffer $size >record
            [ ! -s record ] || holds "verified and checksum = '$sum'" <record
        done
    done
}

@test "a file is read as it is, with a name that is odd" {
    local name sum file="a 'file' ü"
    program preallocated --count 50021 --type int64 --output "$file" >/dev/null
    sum=$(program discard --count 50021 --type int64 --json | field checksum)
    cp "$file" before
    for name in $(ways); do
        reads "$name" --input "$file" --type int64 >record
        [ ! -s record ] || holds "input = 'raw' and count = 50021 and appended = 50021
            and checksum = '$sum'" <record
        cmp "$file" before
    done
}

@test "--advice is one of its words, and the record says which" {
    local word
    for word in sequential random willneed normal; do
        reads mmap_advised --advice $word --count 1000 |
            holds "parameters ->> '\$.advice' = '$word'"
    done
    program mmap_advised --count 10 --json | holds "parameters ->> '\$.advice' = 'sequential'"
    fails 2 'advice: "sometimes" is not one of sequential random' \
        program mmap_advised --advice sometimes
    fails 2 'advice: "" is not one of' program mmap_advised --advice ""
}

@test "--phases leaves out, --chained sums the same, a budget stops" {
    local name
    for name in $(ways); do
        reads "$name" --count 30000 --phases scan >record
        [ ! -s record ] || holds "scan_wall_ns > 0 and random_reads = 0 and (
            select count(*) from key where name glob 'peek_*' or name glob 'random_wall*') = 0" \
            <record
        reads "$name" --count 30000 --phases random --chained >record
        [ ! -s record ] || holds "verified and random_chained" <record
    done
    # In the first piece the clock is not looked at; after it 1 ns is over.
    for name in $(ways); do
        program "$name" --count 3M --type byte --phases scan --budget 1e-9 --json \
            >record || continue
        holds "completed = 0 and appended < 3e6 and appended > 0 and verified" <record
    done
}

@test "options of growing are not known here, and --cold is not known there" {
    local name option
    for name in $(few_ways); do
        program "$name" --help >helped
        for option in --text --output --arrays --turns --timeline --latency --force; do
            fails 2 "unknown option $option" program "$name" $option
            if grep -q -e "$option" helped; then return 1; fi
        done
        for option in --cold --input --phases --chained; do grep -q -e "$option" helped; done
    done
    fails 2 "unknown option --cold" program doubling_vector --cold
}

# bats test_tags=plain
@test "strace sees as many calls as the record says" {
    without_sanitizers "the leak checker does not work under strace"
    local name told seen
    program preallocated --count 70001 --output file >/dev/null
    for name in $(ways "$in_c"); do
        strace -f -y -o trace "$BUILD/$name" --input file --json --budget 1 >record 2>.said ||
            { [ $? = 4 ] && continue; }
        # From the way's own open to its close: the second of the file. Calls on the file say its
        # name (-y), calls on memory the address at which it was mapped.
        seen=$(awk -v file="$PWD/file" '
            { $1 = "" }
            /openat\(/ && index($0, "= ") && index($0, "<" file ">") {
                opens++; fd = $NF; sub(/<.*/, "", fd); own = fd "<" file ">"
            }
            opens < 2 { next }
            /io_uring_setup|io_uring_enter/ { n++; next }
            /mmap\(/ && index($0, " " own) { n++; address = $NF; next }
            address && (/munmap\(/ || /madvise\(/) && index($0, address) { n++; next }
            /openat\(/ && index($0, own) { n++; next }
            !index($0, "(" own) { next }
            /(fstat|newfstatat|statx|read|pread64|lseek)\(/ { n++ }
            / close\(/ { n++; if (opens == 2) exit }
            END { print n }' trace)
        # The end of the ring is a close(2) of its own descriptor.
        told=$("$BUILD/query" :memory: --lines l record "select sum(value)
            - (l.text like '%\"family\":\"io_uring\"%')
            from l, json_each(l.text) where key glob '*_calls'")
        same "$name: calls" "$seen" "$told"
    done
}

# bats test_tags=plain
@test "of a way in Python calls are not counted, and what they bring is what strace sees" {
    without_sanitizers "the leak checker does not work under strace"
    local name seen
    [ -n "$(ways "not ($in_c)")" ] || skip "numpy is missing, or Python's headers"
    program preallocated --count 700001 --output file >/dev/null
    for name in $(ways "not ($in_c)"); do
        strace -f -P "$PWD/file" -e trace=openat,read,pread64 -o trace "$BUILD/$name" \
            --input "$PWD/file" --phases scan --json >record
        seen=$(awk '/openat/ { opens++ } opens > 1 && /(read|pread64)\(/ { n += $NF }
            END { print n + 0 }' trace)
        holds "scan_calls is null and length(scan_calls_reason) > 10
            and reopen_received_bytes + scan_received_bytes = $seen" <record ||
            { echo "$name: $seen" && cat record && return 1; }
        # All of it, and no more than the end of a file that a seek in stdio reads; or nothing.
        if [ "$seen" = 0 ]; then
            reads "$name" --count 700001 --phases scan | holds "scan_minor_faults > 10"
        else
            [ "$seen" -ge 2800004 ] && [ "$seen" -le $((2800004 + 8192)) ]
        fi
    done
    same "mapped, whole, whole and slices, whole" 3 "$(for name in $(ways "not ($in_c)"); do
        reads "$name" --count 700001 --phases scan |
            rows 'select 1 from r where reopen_received_bytes = 0'
    done | wc -l)"
}

@test "what the calls bring is the file once, a mapping brings nothing, and random what it must" {
    local name bytes=2800004
    for name in $(ways "$in_c"); do
        reads "$name" --count 700001 --phases scan >record
        [ -s record ] || continue
        if is_mapped "$name"; then
            holds "scan_calls + scan_received_bytes + reopen_received_bytes = 0
                and reopen_calls between 3 and 4 and release_calls = 2" <record
        else
            holds "scan_received_bytes + reopen_received_bytes = $bytes" <record
        fi
    done
    reads pread_random --count 700001 --phases random |
        holds "random_calls = random_reads and random_received_bytes = 4 * random_reads"
    reads read_buffer --count 1M --phases scan --buffer 4KiB | holds "scan_calls = 977"
}
is_mapped() { ways "family = 'mmap'" | grep -qx "$1"; }

@test "--cold reads from the disk, or says in one line that it cannot" {
    local name
    for name in $(ways); do
        program "$name" --count 1M --cold --phases scan --json >record 2>.said ||
            { [ $? = 4 ] && grep -q 'cold: ' .said; continue; }
        holds "cold and verified and read_bytes >= 4e6" <record
    done
    if [ "$(stat -f -c %T /dev/shm)" = tmpfs ]; then
        for name in $(ways); do
            fails 4 "cold: .*/dev/shm.*(tmpfs)" \
                program "$name" --count 10000 --cold --directory /dev/shm --record "$PWD/refused"
            told failed "error_at = 'cold' and appended = 10000" refused
        done
    fi
}

@test "a file that is missing, forbidden, a directory, a pipe, or ends inside an element" {
    local name
    mkdir folder
    mkfifo pipe
    head -c 4099 /dev/zero >odd
    echo abcd >secret
    chmod 000 secret
    for name in $(few_ways); do
        fails 1 "open: No such file or directory.*absent" program "$name" --input absent
        fails 1 "read: Is a directory.*folder" program "$name" --input folder
        fails 1 "input: pipe is not a plain file" program "$name" --input pipe
        fails 2 "input: a pipe cannot be read again" program "$name" --input -
        fails 1 "input: odd ends inside an element: 3 of the 4 bytes of a int32" \
            program "$name" --input odd --record record
        told failed "error_at = 'input'"
        fails 2 "count: all of an --input is read" program "$name" --input odd --count 3
        FAILS_AS=$name fails 1 "open: Permission denied.*secret" \
            ordinary "$BUILD/$name" --input secret
        fails 1 "open: No such file or directory.*absent" program "$name" --directory absent
        fails 2 "phases: " program "$name" --phases nothing
    done
}

# bats test_tags=plain
@test "a file that is cut short while it is read is told, and is no signal" {
    without_sanitizers "a library is preloaded"
    local name phase status library
    library=$(preload)
    for name in $(ways); do
        for phase in 1 2 3; do # before reopen, scan, random
            program preallocated --count 100000 --output file --force >/dev/null
            status=0
            CUT=file CUT_AT=$phase LD_PRELOAD=$library "$BUILD/$name" --input file \
                --phases scan,random --record record >.out 2>.err || status=$?
            [ $status != 4 ] || continue
            # What was copied before it was cut is all there.
            if [ $status = 0 ]; then
                holds "verified and appended = 100000
                    and (coalesce(scan_calls, 0) = 0 or $phase = 3)" <record
            else
                same "$name, $phase: status" 1 $status
                same "$name, $phase: lines" 1 "$(wc -l <.err)"
                grep -qE "cut short by somebody else|length was changed by somebody else" .err
                [ ! -s .out ]
            fi
            rm -f record
        done
    done
}

# bats test_tags=plain
@test "reads that come short, or are interrupted, go on" {
    without_sanitizers "a library is preloaded"
    local name sum library
    library=$(preload)
    program preallocated --count 100000 --output file >/dev/null
    sum=$(program discard --count 100000 --json | field checksum)
    for name in $(ways); do
        SHORT=1 LD_PRELOAD=$library "$BUILD/$name" --input file --phases scan --json >record ||
            { [ $? = 4 ] && continue; }
        holds "verified and checksum = '$sum' and appended = 1e5" <record
        # The harness reads the file 8 times at most; then it is the way's turn.
        strace -o trace -P "$PWD/file" -e trace=read,pread64 \
            -e inject=read,pread64:error=EINTR:when=9+3 \
            "$BUILD/$name" --input "$PWD/file" --phases scan --json >record
        holds "verified and checksum = '$sum'" <record
    done
}

# bats test_tags=plain
@test "a disk that fails is told" {
    without_sanitizers "the leak checker does not work under strace"
    local name status found=0
    program preallocated --count 100000 --output file >/dev/null
    for name in $(ways "$in_c and family <> 'mmap'"); do
        # All the harness's reads of the file are before the way opens it.
        strace -o trace -P "$PWD/file" -e trace=openat,read,pread64 "$BUILD/$name" \
            --input "$PWD/file" --phases scan >/dev/null 2>&1 || continue
        first=$(awk '/openat/ {opens++} opens < 2 && /read/ {n++} END {print n + 1}' trace)
        grep -q pread64 trace && first=1
        awk '/openat/ {opens++} opens == 2 && /read/ {n++} END {exit !n}' trace || continue
        call='read'
        if grep -q pread64 trace; then call=pread64; fi
        FAILS_AS=$name fails 1 "read: Input/output error \(.*file, at byte" strace -o trace \
            -P "$PWD/file" -e trace=$call -e inject=$call:error=EIO:when="$first" \
            "$BUILD/$name" --input "$PWD/file" --phases scan --record record
        told failed "errno = 'EIO' and error_at = 'read'"
        found=$((found + 1))
    done
    [ $found -ge 4 ]
    # In Python some tell it, and of those that do not the contents are wrong.
    for name in $(ways "not ($in_c)"); do
        strace -f -o trace -P "$PWD/file" -e trace=openat,read "$BUILD/$name" \
            --input "$PWD/file" --phases scan >/dev/null
        awk '/openat/ {opens++} opens == 2 && /read\(/ {n++} END {exit !n}' trace || continue
        first=$(awk '/openat/ {opens++} opens < 2 && /read\(/ {n++} END {print n + 2}' trace)
        status=0
        strace -f -o trace -P "$PWD/file" -e trace=read -e inject=read:error=EIO:when="$first" \
            "$BUILD/$name" --input "$PWD/file" --phases scan >/dev/null 2>.err || status=$?
        [[ $status:$(cat .err) =~ ^(1:.*open: Input/output error|3:.*verify: )[^$'\n']*$ ]] ||
            { echo "$name: $status" && cat .err && return 1; }
    done
}

# bats test_tags=plain
@test "what this machine cannot do is status 4 in one line" {
    without_sanitizers "the leak checker does not work under strace"
    program preallocated --count 1000 --output file >/dev/null
    FAILS_AS=direct_read fails 4 "open: Invalid argument" strace -o trace -P "$PWD/file" \
        -e trace=openat -e inject=openat:error=EINVAL:when=2 \
        "$BUILD/direct_read" --input "$PWD/file" --record record
    told failed "errno = 'EINVAL'"
    FAILS_AS=mmap_advised fails 4 "madvise: Invalid argument" strace -o trace -e trace=madvise \
        -e inject=madvise:error=EINVAL "$BUILD/mmap_advised" --input file --advice hugepage
    [ -x "$BUILD/io_uring_read" ] || return 0
    for error in ENOSYS EPERM; do
        FAILS_AS=io_uring_read fails 4 "io_uring: .*forbids it" strace -o trace \
            -e trace=io_uring_setup -e inject=io_uring_setup:error=$error \
            "$BUILD/io_uring_read" --input file
    done
}

@test "no memory, no room on the disk, no descriptor: one line each, and nothing is left" {
    local name
    for name in $(ways "$in_c and family <> 'mmap' and strategy <> 'io_uring_read'") mmap_scan; do
        fails 1 "failure injected" program "$name" --count 1000 --fail-allocation 1 --record record
        told refused "errno = 'ENOMEM' and appended = 1000"
        FAILS_AS=$name fails 1 "write: File too large.*generated file" \
            prlimit --fsize=65536 "$BUILD/$name" --count 1M
        nothing_left "$name"
    done
    for name in $(few_ways); do
        timeout -s KILL 0.01 "$BUILD/$name" --count 20M >/dev/null 2>&1 || true
        nothing_left "$name"
    done
}

# Ways that are broken on purpose.
@test "a way that gives wrong bytes is status 3, with the first wrong element" {
    local from=$ROOT/experiments/read/read_whole.c to=broken
    mkdir broken
    # The last byte is another one; the end is left out; one element is always the same; memory is
    # not given back.
    sed 's/ == f->bytes;/ == f->bytes \&\& (r->data[f->bytes - 1] ^= 1, true);/' "$from" \
        >$to/last_byte.c
    sed 's/\*bytes = r->file.bytes - from/*bytes = (r->file.bytes - from) \/ 128 * 64/' \
        "$from" >$to/half.c
    sed 's/return r->data + offset/return r->data + (offset > 64000 ? 64000 : offset)/' \
        "$from" >$to/stuck.c
    sed '/counted_free(r->data/d' "$from" >$to/leaks.c
    built broken/{last_byte,half,stuck,leaks}
    fails 3 "verify: what was read differs .*element 30006 is -?[0-9]+, was 30006 " \
        broken/last_byte --count 30007 --record record
    told wrong "error_at = 'verify'"
    fails 3 "verify: what was read differs .*of 30016 elements" broken/half --count 30016 \
        --phases peek
    fails 3 "verify: the random phase read something else" broken/stuck --count 30007
    broken/stuck --count 1000 --phases scan >/dev/null
    fails 3 "release: 4000 bytes in 1 block were not given back" broken/leaks --count 1000
}

@test "a way in Python that gives wrong bytes, too few, or raises is told as those in C" {
    [ -n "$(ways "not ($in_c)")" ] || skip "numpy is missing, or Python's headers"
    local from=$ROOT/experiments/peers/numpy_fromfile.py
    sed 's/^\( *\)self.data = .*/&\n\1self.data[-1] ^= 1/' "$from" >last_element.py
    sed 's/return .*/return self.data[first:first + 1000] if first < 5000 else self.data[:0]/' \
        "$from" >ends.py
    sed 's/return .*/raise OSError(5, "", "a file")/' "$from" >raises.py
    python_program {last_element,ends,raises}.py
    fails 3 "verify: what was read differs .*element 30006 is -?[0-9]+, was 30006 " \
        ./last_element --count 30007 --record record
    told wrong "error_at = 'verify'"
    fails 1 "read: .*its length was changed" ./ends --count 30007 --record record
    told failed "error_at = 'read'"
    fails 1 "read: Input/output error .a file." ./raises --count 7 --record record
    told failed "errno = 'EIO' and error_at = 'read'"
}

@test "the suites about growing measure no way to read, whatever is asked" {
    in_tree
    COUNT=1k ROUNDS=1 STRATEGIES=all measure strategies all
    holds "count(*) > 20" <results/all/cells.jsonl
    same "ways in it" '' "$(ways | while read -r name; do
        grep -o "\"strategy\":\"$name\"" results/all/cells.jsonl || true
    done)"
    rows 'select strategy from r where reads' <results/all/programs.jsonl | grep -qx mmap_scan
}
