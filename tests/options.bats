#!/usr/bin/env bats
# options.bats - the command line: what is wrong is told in one line, with the documented status.

load common

# rejected PATTERN OPTION ...: every program calls this a usage error.
rejected() {
    local name pattern=$1
    shift
    for name in $(programs); do
        fails 2 "$pattern.*\(try: $name --help\)" program "$name" "$@"
    done
}

# Those that can read an input of which nobody says how long it is.
reading() { programs | grep -vxFf <(programs knows_count); }

# failing PATTERN OPTION ...: every program that can read such an input fails with status 1.
failing() {
    local name pattern=$1
    shift
    for name in $(reading); do fails 1 "$pattern" program "$name" "$@"; done
}

# Runs a command without root's right to open any file.
ordinary() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --bounding-set -dac_override,-dac_read_search "$@"
    else
        "$@"
    fi
}

# into FILE COMMAND ...: with its standard output there.
into() {
    local file=$1
    shift
    "$@" >"$file"
}

@test "--count takes whole numbers below 2^47" {
    local bad
    for bad in -1 1e30 12abc "" 1.5 nan inf 0x10 " 1" 1e-1 1KiB \
        140737488355328 18446744073709551617; do
        rejected "count: \"?$bad\"? " --count "$bad"
    done
    rejected "arrays: 0 is too small" --arrays 0
    rejected "arrays: " --arrays -1
    rejected "fail-allocation: 0 is too small" --fail-allocation 0
}

@test "--count understands its units" {
    local name good
    name=$(reading | head -n 1)
    while read -r good n; do
        same "$good" "$n" "$(program "$name" --count "$good" --json | field appended)"
    done <<'TABLE'
0 0
1000 1000
1e3 1000
2.5k 2500
0.01M 10000
TABLE
}

@test "scripts ask quantity, and get what the programs understand" {
    same count 2500 "$(program quantity count 2.5k)"
    same bytes 1572864 "$(program quantity bytes 1.5MiB)"
    fails 2 'quantity: "64KiB" is not a whole number from 1' program quantity count 64KiB
    fails 2 'quantity: COUNT: "0" is not a whole number from 1' program quantity count 0 COUNT
    fails 2 'quantity: "-1" is not ' program quantity count -1
    fails 2 'quantity: "a\?b" is not ' program quantity count $'a\nb'
    fails 2 'quantity: "0" is not a size such as 4096' program quantity bytes 0
    fails 2 'usage: quantity count.bytes TEXT' program quantity
    fails 2 'usage: quantity' program quantity sizes 1
    FAILS_AS=quantity fails 1 'write: No space left' into /dev/full program quantity count 1
    fails 2 'usage: touch SIZE' program touch 1.5
}

@test "types and phases are listed from where they are defined" {
    local types
    types=$(program doubling_vector --describe |
        rows "select group_concat(value, ' ') from r, json_each(types)")
    grep -q "^  --type T *$types (default int32)$" <(program doubling_vector --help)
    fails 2 "type: \"x\" is not one of $types \(try" program doubling_vector --type x
    fails 2 "phases: \"x\" is not one of append gather sync reopen peek scan random release \(try" \
        program doubling_vector --phases x
    program doubling_vector --help | grep -q \
        "after append, only these: gather,sync,reopen,peek,scan,random$"
}

@test "an unknown option, a missing value and a stray word are usage errors" {
    rejected "unknown option --nonsense" --nonsense
    rejected "unknown option --nonsense=1" --nonsense=1
    rejected "unknown option -x" -x
    rejected "--count needs a value" --count
    rejected "--json=1" --json=1
    rejected "unexpected \"stray\"" stray
    rejected "unexpected \"\"" ""
}

@test "a parameter of another strategy is an unknown option" {
    local name parameter all
    all=$(for name in $(programs); do program "$name" --describe; done |
        rows "select j.key from r, json_each(parameters) as j")
    for name in $(programs); do
        for parameter in $all; do
            if is "$name" "parameters ->> '\$.$parameter' is not null"; then continue; fi
            fails 2 "unknown option --$parameter" program "$name" "--$parameter" 2
        done
    done
}

@test "a factor is above 1 and at most 64, a size is at least one byte" {
    local name bad
    for name in $(programs "parameters ->> '\$.growth' is not null"); do
        for bad in 1 0.5 0 -2 nan inf 64.1 1e9 "" 2x 0x2; do
            fails 2 "growth: \"$bad\" is not" program "$name" --growth "$bad"
        done
    done
    for name in $(programs "parameters ->> '\$.chunk' is not null"); do
        for bad in 0 -1 "" 64XB 1.5 nan 1e30; do
            fails 2 "chunk: \"$bad\" is not" program "$name" --chunk "$bad"
        done
        same "64KiB" 65536 "$(program "$name" --chunk 64KiB --describe |
            rows "select parameters ->> '\$.chunk' from r")"
    done
}

@test "--budget, --type and --phases take what they say" {
    local bad
    for bad in 0 x -1 nan inf "" 1s 1e9; do rejected "budget: \"$bad\" is not" --budget "$bad"; done
    for bad in x "" int32x INT32; do
        rejected "type: \"$bad\" is not one of int32" --type "$bad"
    done
    for bad in x "," "scan,x" SCAN; do
        rejected "phases: \"[^\"]*\" is not one of" --phases "$bad"
    done
}

@test "options that contradict each other are usage errors" {
    rejected "text: " --text
    rejected "text: record64 has no text form" --text --input /dev/null --type record64 --count 1
    rejected "turns: " --turns
    local name
    for name in $(programs knows_count); do
        fails 2 "how many elements.*--count" program "$name" --input /dev/null
    done
    for name in $(reading); do
        fails 2 "--turns, or --count" program "$name" --input /dev/null --arrays 2
    done
}

@test "a text that is not a number is told with its file, line and type" {
    local type bad
    for type in int32 int64 float32 float64 byte; do
        for bad in abc "" "1 2" 12x - .; do # a blank line is good at the end alone
            seq 30 | sed "17s/.*/$bad/" >numbers
            failing "numbers: line 17: \"$bad\" is not a number of type $type" \
                --input numbers --text --type "$type"
        done
    done
    seq 30 | sed 17s/17/1.5/ >numbers
    failing 'line 17: "1.5" is not a number of type int64 .--type float64' \
        --input numbers --text --type int64
    seq 5000 | sed '$s/.*/abc/' >numbers # in a later block
    failing 'numbers: line 5000: "abc"' --input numbers --text
    printf '1\n2\0003\n' >numbers # a NUL hides what stands behind it
    failing 'numbers: line 2: ' --input numbers --text
}

@test "a text's number that does not fit its type is told" {
    local type bad
    while read -r type bad; do
        echo "$bad" >numbers
        failing "numbers: line 1: \"$bad\" is out of range for $type" \
            --input numbers --text --type "$type"
    done <<'TABLE'
int32 2147483648
int32 -2147483649
int64 9223372036854775808
int64 -9223372036854775809
byte 256
byte -1
float32 1e39
float32 -3.5e38
float64 1e309
TABLE
}

@test "a line longer than the buffer is told" {
    head -c 70000 /dev/zero | tr '\0' 1 >numbers
    failing "numbers: line 1 is longer than" --input numbers --text
}

@test "an input that ends inside an element is told" {
    printf 12345 >five
    failing "five ends inside an element: 1 of the 4 bytes of a int32" --input five
    failing "five ends inside an element: 5 of the 8 bytes of a float64" --input five --type float64
    failing "five ends inside an element: 5 of the 64 bytes" --input five --type record64
}

@test "an input that is missing, forbidden or a directory is told" {
    local name
    failing "open: No such file.*absent" --input absent
    failing "open: No such file.*" --input ""
    mkdir -p folder
    failing "read: Is a directory.*folder" --input folder
    seq 10 >secret
    chmod 000 secret
    for name in $(reading); do
        FAILS_AS=$name fails 1 "open: Permission denied.*secret" \
            ordinary "$BUILD/$name" --input secret --text
    done
}

@test "a full disk or a closed standard output is told" {
    local name option
    for name in $(programs); do
        for option in --count=10 --json --help --version --describe; do
            FAILS_AS=$name fails 1 "write: No space" \
                into /dev/full program "$name" --count 10 $option
            FAILS_AS=$name fails 1 "write: Bad file" closed program "$name" --count 10 $option
        done
    done
}

# closed COMMAND ...: without a standard output.
closed() { "$@" >&-; }

@test "--help and --version succeed, and --help mentions every option" {
    local name option
    for name in $(programs); do
        program "$name" --help >help 2>error
        program "$name" --version >version 2>>error
        [ ! -s error ]
        grep -Eq '^growbench [0-9.]+$' version
        for option in count type input text column header separator output \
            arrays turns huge-pages phases chained budget record json \
            timeline latency fail-allocation directory force describe help version \
            $(program "$name" --describe | rows "select j.key
                from r, json_each(parameters) as j"); do
            grep -Eq -- "^  --$option( |\$)" help || { echo "$name: no --$option" && return 1; }
        done
    done
}

@test "--describe is JSON, and says what the record repeats" {
    local name
    for name in $(programs); do
        program "$name" --describe >description
        program "$name" --count 10 --json >record
        cat description record | holds "count(*) = 2 and count(distinct strategy) = 1
            and max(length(about)) > 20
            and count(distinct title) = 1 and count(distinct family) = 1
                and count(distinct parameters) = 1" || { echo "$name" && return 1; }
    done
}

@test "--phases runs these and no others" {
    local name
    for name in $(programs "not discards"); do
        program "$name" --count 1000 --phases scan --json | 
            holds "'append_wall_ns' in key and 'scan_wall_ns' in key and 'release_wall_ns' in key
                and (not ('random_wall_ns' in key or 'gather_wall_ns' in key
                    or 'sync_wall_ns' in key))
                and random_reads = 0 and verified" >/dev/null || { echo "$name" && return 1; }
    done
}

@test "--budget stops a quadratic program: not completed, verified, status 0" {
    local name
    for name in $(programs quadratic); do
        program "$name" --count 1e9 --type byte --budget 0.05 --json | 
            holds "(not completed) and verified and appended < 1e9 and appended > 0
                and count = 1e9" >/dev/null || { echo "$name" && return 1; }
    done
}

@test "--budget stops every program on an input without end" {
    local name
    for name in $(programs "not knows_count"); do
        program "$name" --input /dev/zero --type byte --budget 0.02 --json | 
            holds "(not completed) and count is null and length(count_reason) > 0
                and (verified or verified is null)" >/dev/null || { echo "$name" && return 1; }
    done
}

@test "--count stops an input that has more" {
    local name
    seq 5000 >numbers
    for name in $(programs); do
        program "$name" --input numbers --text --count 1500 --json | 
            holds "appended = 1500 and completed" >/dev/null || { echo "$name" && return 1; }
    done
}

@test "--record appends one line a run, and the program still prints its table" {
    local name
    for name in $(programs); do
        rm -f records
        program "$name" --count 10 --record records | grep -q '^append '
        program "$name" --count 20 --record records --json >last
        same "$name: lines" 2 "$(wc -l <records)"
        same "$name: counts" "10 20" "$(field appended <records | paste -sd ' ')"
        tail -n 1 records | cmp - last
    done
}

@test "the elements and the record do not both fit on standard output" {
    rejected "json: " --json --output -
    local name
    name=$(programs "not discards" | head -n 1)
    program "$name" --count 1000 --output - >piped
    program "$name" --count 1000 --output file >/dev/null
    cmp piped file
}

# Adding a strategy is adding one file; nothing else needs to be told.
