#!/usr/bin/env bats
# contents.bats - what goes in comes out, byte for byte, from every strategy.

load common

setup_file() {
    cc -O2 -o "$BATS_FILE_TMPDIR/dribble" "$BATS_TEST_DIRNAME/dribble.c"
}

# Those that store anything.
storing() { programs "not discards"; }

# What a test can afford to feed to NAME. Copying all for each append is quadratic; and with
# sanitizers any realloc copies, so there every strategy may be.
affordable() {
    if sanitized || is "$1" quadratic; then echo 20000; else echo 1000000000; fi
}

# kept NAME FILE [OPTION ...]: the file's bytes go in and come out.
kept() {
    local name=$1 file=$2 count=()
    shift 2
    if is "$name" knows_count; then count=(--count "$(stat -c %s "$file")"); fi
    rm -f back
    program "$name" --type byte --input "$file" "${count[@]}" --output back "$@" >/dev/null ||
        { echo "$name: exit status $?"; return 1; }
    cmp "$file" back || { echo "$name: $file came out changed"; return 1; }
}

kept_by_all() {
    local name
    for name in $(storing); do
        head -c "$(affordable "$name")" "$1" >given
        kept "$name" given
    done
}

@test "a program's own binary comes back from every strategy" {
    kept_by_all "$(readlink -f "$(command -v gcc)")"
}

@test "an empty file comes back from every strategy" {
    : >empty
    kept_by_all empty
}

@test "one byte comes back from every strategy" {
    printf '\0' >one
    kept_by_all one
}

# Those that can read a pipe.
piped() { programs "not (discards or reads_twice)"; }

@test "a strategy that reads its input twice refuses a pipe, and gives back a file" {
    local name
    seq 1000 >given
    for name in $(programs reads_twice); do
        fails 2 'reads its input twice' program "$name" --input - --text
        program "$name" --input given --text --output back --force >/dev/null
        program "$name" --input given --text --budget 0.000001 >/dev/null
        seq 1000 | cmp <(od -An -v -w4 -tu4 back | tr -d ' ') -
    done
}

@test "1,000,003 bytes through a pipe that delivers 1 to 4096 at a time come back" {
    head -c 1000003 "$(readlink -f "$(command -v gcc)")" >whole
    [ "$(stat -c %s whole)" = 1000003 ] || skip "gcc's binary is too small to take them from"
    local name n
    for name in $(piped); do
        head -c "$(affordable "$name")" whole >given
        n=$(stat -c %s given)
        rm -f back
        "$BATS_FILE_TMPDIR/dribble" <given |
            program "$name" --type byte --input - --count "$n" --output back >/dev/null
        cmp given back || { echo "$name"; return 1; }
    done
}

@test "elements of 64 bytes come back through pieces that cut them" {
    head -c 19200 "$(readlink -f "$(command -v gcc)")" >given
    local name
    for name in $(piped); do
        rm -f back
        "$BATS_FILE_TMPDIR/dribble" <given |
            program "$name" --type record64 --input - --count 300 --output back >/dev/null
        cmp given back || { echo "$name"; return 1; }
    done
}

@test "generated data of every type verifies, and is the same for all strategies" {
    local type n name discarding all sizes='0 1 1023 1025 5003'
    if sanitized; then sizes=5003; fi # loops and blocks are the same
    all=$(programs | wc -l)
    discarding=$(programs discards | sed "s/.*/'&'/" | paste -sd ,)
    for type in int32 int64 float32 float64 record64 byte; do
        for n in $sizes; do
            # Loops are of a width, and floats have that of integers.
            case $type$n in float*5003) ;; float*) continue ;; esac
            rm -f records
            for name in $(programs); do
                program "$name" --type "$type" --count "$n" --record records >/dev/null
            done
            # The checksum is of what came in; `verified` says that it is also what is stored.
            holds "count(*) = $all and min(appended = $n and completed)
                and count(distinct checksum) = 1
                and min(verified is 1 or strategy in ($discarding))" <records ||
                { echo "$type $n:" && cat records && return 1; }
        done
    done
}

@test "larger generated data verifies" {
    local name n type
    for type in int32 record64; do
        for name in $(storing); do
            n=300007
            if [ "$(affordable "$name")" = 20000 ]; then n=5003; fi
            same "$name $type" 1 \
                "$(program "$name" --type "$type" --count "$n" --json | field verified)"
        done
    done
}

# The expected bytes come from a strategy with one array, which the tests above compare with files.
@test "seven arrays, one after the other and in turn, hold the same as one" {
    local name n way sizes='0 6 7 10007'
    if sanitized; then sizes='6 10007'; fi
    for n in $sizes; do
        for name in $(storing); do
            program "$name" --count "$n" --type int64 --output one --force >/dev/null
            [ "$(stat -c %s one)" = $((8 * n)) ]
            for way in "" --turns; do
                program "$name" --count "$n" --type int64 --arrays 7 $way --output back --force \
                    >/dev/null
                cmp one back || { echo "$name --arrays 7 $way --count $n"; return 1; }
            done
        done
    done
}

@test "an input of unknown length fills seven arrays in turn" {
    local name
    head -c 10007 "$(readlink -f "$(command -v gcc)")" >given
    for name in $(storing); do kept "$name" given --arrays 7 --turns --force; done
}

@test "text comes back as the numbers it says, for each type" {
    # TYPE, od's format for it, and numbers with the ends of the type's range among them.
    local type format numbers name n
    while read -r type format numbers; do
        # shellcheck disable=SC2086  # the numbers are words, one line for each
        printf '%s\n' $numbers >given
        n=$(wc -l <given)
        for name in $(storing); do
            program "$name" --type "$type" --input given --text --count "$n" --output back --force \
                >/dev/null
            od -An -v -t "$format" -w"${format:1}" back | tr -d ' ' >read_back
            cmp given read_back || { echo "$name $type"; diff given read_back; return 1; }
        done
    done <<'TABLE'
int32 d4 0 1 -1 2147483647 -2147483648 123456789
int64 d8 0 1 -1 9223372036854775807 -9223372036854775808 1234567890123456789
float32 f4 0 1 -1.5 0.125 3.4028235e+38 1e-45 16777216 -inf nan
float64 f8 0 1 -1.5 0.125 1.7976931348623157e+308 5e-324 0.1 -inf nan
byte u1 0 1 7 127 128 255
TABLE
}

@test "text of many lines comes back, with and without the last newline, and with CRLF" {
    seq 100000 | head -c -1 >without
    seq 100000 >with
    sed 's/$/\r/' with >crlf
    local name n file
    for name in $(storing); do
        n=100000
        if [ "$(affordable "$name")" = 20000 ]; then n=5000; fi
        program "$name" --type int64 --count "$n" --input with --text --output want --force \
            >/dev/null
        same "$name: last number" "$n" "$(tail -c 8 want | od -An -t d8 | tr -d ' ')"
        for file in without crlf; do
            program "$name" --type int64 --count "$n" --input "$file" --text --output back --force \
                >/dev/null
            cmp want back || { echo "$name $file"; return 1; }
        done
    done
}

# Values that a growth factor, a size or a flag may take. Which a parameter takes is for it to say:
# it
# must take one at least, and what it does not take is a usage error.
@test "every parameter of every strategy at odd values" {
    local name parameter value arguments status taken
    head -c 10007 "$(readlink -f "$(command -v gcc)")" >given
    for name in $(storing); do
        for parameter in $(program "$name" --describe |
            rows "select j.key from r, json_each(parameters) as j"); do
            taken=0
            for value in "" 1 1.125 2.5 63 100 4097; do
                arguments=("--$parameter" "$value")
                if [ -z "$value" ]; then arguments=("--$parameter"); fi
                status=0
                rm -f -- *.data # what was kept by the run before
                program "$name" --type byte --input given --count 10007 --output back --force \
                    "${arguments[@]}" >/dev/null 2>error || status=$?
                case $status in
                0) cmp given back && taken=$((taken + 1)) ;;
                2) [ "$(wc -l <error)" = 1 ] ;;
                *) echo "$name ${arguments[*]}: status $status" && cat error && return 1 ;;
                esac
            done
            [ "$taken" -gt 0 ] || { echo "$name: no value for --$parameter"; return 1; }
        done
    done
}

# A pipe has no size to ask for and no place to go back to; a file must be read in the same way.
# bats test_tags=plain
@test "an input is opened, read and closed, and nothing else is asked of it" {
    if sanitized; then skip "the leak checker does not work under strace"; fi
    seq 5000 >"input file"
    local name text
    for name in $(programs); do
        for text in "" --text; do
            strace -f -y -o trace "$BUILD/$name" --input "input file" $text --count 1000 >/dev/null
            grep -F 'input file' trace | grep -v ' execve(' >about_it
            grep -q 'read(' about_it
            if grep -Ev '^[0-9]+ +(openat|read|close)\(' about_it; then
                echo "$name asked this of its input"
                return 1
            fi
        done
    done
}

# What stream.h says: its name, its generator with its row of the table, and loops for a new width.
# bats test_tags=plain
@test "an element type more takes three places" {
    if sanitized; then skip "once is enough"; fi
    mkdir tree
    cp -r "$ROOT/lib" "$ROOT/Makefile" tree/
    mkdir -p tree/experiments/grow
    cp "$ROOT"/experiments/grow/{chunk_list,doubling_vector}.c tree/experiments/grow/
    sed -i 's|^ *TYPE_BYTE,|    TYPE_INT16, /* i, modulo 2^16 */\n&|' tree/lib/harness/stream.h
    sed -i -e 's|^    int32_t i32\[STREAM_BLOCK\];|    int16_t i16[STREAM_BLOCK];\n&|' \
        -e 's|^static const char \*make_int32|static const char *make_int16(uint64_t first) {\n'\
'    for (int i = 0; i < STREAM_BLOCK; i++) block.i16[i] = (int16_t)(first + (uint64_t)i);\n'\
'    return block.bytes;\n}\n\n&|' \
        -e 's|^    \[TYPE_INT32\] = .*|    [TYPE_INT16] = {"int16", 2, make_int16, NULL},\n&|' \
        tree/lib/harness/stream.c
    sed -i -e 's|^#define WIDTH 4|#define WIDTH 2\n#include "loops.h"\n&|' \
        -e 's|LOOPS_OF(4)|LOOPS_OF(2), &|' tree/lib/harness/run.h
    make -s -C tree -j2 BUILD=build WERROR=1 programs >log 2>&1 || { tail log && return 1; }
    local name
    for name in chunk_list doubling_vector; do
        tree/build/$name --type int16 --count 70000 --output back --force --record record >/dev/null
        od -An -v -t u2 -w2 back | tr -d ' ' |
            cmp - <(seq 0 69999 | awk '{ print $1 % 65536 }') || { echo "$name" && return 1; }
        holds "type = 'int16' and width_bytes = 2 and verified" <record
        rm record
        tree/build/$name --describe | holds "'int16' in (select value from json_each(types))"
        tree/build/$name --help | grep -q '^  --type T.* int16 '
        FAILS_AS=$name fails 2 "text: int16 has no text form" \
            tree/build/$name --type int16 --text --input back
    done
}
