#!/usr/bin/env bats
# input.bats - data as people have them: a column of a table, standard input; and what is wrong with
# an input is told with its place and the next thing to try.

load common

# wrong PATTERN OPTION ...: what doubling_vector says of the file t.
wrong() {
    local pattern=$1
    shift
    fails 1 "$pattern" program doubling_vector --input t "$@" || { cat t && return 1; }
}

@test "a column gives every program the same elements as the raw numbers" {
    seq -9 3000 | awk '{ printf "\"a;\"\"%d\"; %d ;x\r\n", $1, $1 }' >numbers.csv
    { printf 'text;the number;x\r\n' && cat numbers.csv && printf '\r\n'; } >named.csv
    seq -9 3000 >lines
    program preallocated --count 3010 --input lines --text --output raw >/dev/null
    local name right
    for name in $(everybody); do
        right=$(program "$name" --count 3010 --input raw --json | field checksum)
        same "$name, by number" "3010 $right" "$(program "$name" --count 3010 --input numbers.csv \
            --column 2 --separator ';' --json | rows "select appended || ' ' || checksum from r")"
        same "$name, by name" "3010 $right" "$(program "$name" --count 4000 --input named.csv \
            --column 'the number' --separator ';' --json |
            rows "select appended || ' ' || checksum from r")"
    done
}

@test "a table comes through a pipe, and twice to those who count first" {
    seq 5000 | awk 'BEGIN { print "a\tb" } { print $1 "\t" $1 / 2 }' >t
    local name
    same pipe 5000 "$(gzip -c t | zcat | program chunk_list --input - --column b --separator tab \
        --type float64 --json | field appended)"
    for name in $(programs reads_twice); do
        same "$name" 5000 "$(program "$name" --input t --column b --separator '\t' --type float32 \
            --json | field appended)"
    done
}

@test "a first line of names is passed over, also where a line has one number" {
    printf '\xef\xbb\xbfdegrees\n1.5\n2.5\n\n' >t
    program doubling_vector --input t --header --type float32 --output back >/dev/null
    same numbers '1.5 2.5' "$(od -An -t f4 -w4 back | tr -d ' ' | paste -sd ' ')"
    wrong 'line 1: "[^"]*degrees" is not a number of type float32 .a line of names\? --header;' \
        --text --type float32
}

@test "what stands there instead of a number is told with line, column and what to try" {
    printf 'time,degrees\n1,2\n2,n/a\n' >t
    wrong "t: line 3, column 2: \"n/a\" is not a number of type float32 .a missing.*awk -F',' '" \
        --column degrees --type float32
    wrong 't: line 1, column 2: "degrees" is not a number of type int32 .*--header' --column 2
    # The line that it tells to type leaves it out.
    awk -F',' '$2 != "n/a"' t | program doubling_vector --input - --column degrees --json |
        holds 'appended = 1'
    printf '1;2\n;3\n' >t
    wrong 't: line 2, column 1: "" is not a number of type int32 .a missing value' --column 1 \
        --separator ';'
    printf '1\t2\n\t3\n' >t
    wrong "line 2, column 1.*awk -F'.t' " --column 1 --separator tab
    printf '1;2,5\n' >t
    wrong 'line 1, column 2: "2,5" is not .*decimal comma' --column 2 --separator ';' \
        --type float64
    printf '1,2\n' >t
    wrong 'line 1: "1,2" is not .*two columns\? --column' --text
    printf '1;2\n' >t
    wrong 'line 1: "1;2" is not .*several in a line\? --column' --text
    printf '1,2.5\n' >t
    wrong 'line 1, column 2: "2.5" is not a number of type int32 .--type float64' --column 2
    printf '1\n3000000000\n' >t
    wrong 'line 2, column 1: "3000000000" is out of range for int32 .--type int64' --column 1
    wrong 'line 2: "3000000000" is out of range for int32 .--type int64' --text
    printf '1\n1e39\n' >t
    wrong 'line 2: "1e39" is out of range for float32 .--type float64' --text --type float32
    printf '1\n\n2\n' >t
    wrong 't: line 2: "" is not a number' --text
    wrong 't: line 2, column 1: "" is not a number' --column 1
}

@test "a column that is not there names those that are" {
    printf 'time;"a ""b""";degrees\n1;2;3\n' >t
    wrong 't: no column is named "x"; there are "time" "a "b"" "degrees"$' --column x \
        --separator ';'
    wrong 't: there is no column 4; there are 3: "time"' --column 4 --header --separator ';'
    wrong 't: line 1 has no column 4; it has 3: "time"' --column 4 --separator ';'
    wrong "t: no column is named \"time\".*--separator ';'" --column time
    printf '1,2\n3\n' >t
    wrong 't: line 2 has no column 2; it has 1: "3"$' --column 2
    printf 'a,b,a\n1,2,3\n' >t
    wrong 't: columns 1 and 3 are both named "a": say the number' --column a
    same second 1 "$(program doubling_vector --input t --column b --json | field appended)"
}

@test "quotes that are not closed, and other things than text, are told" {
    printf '1,2\n"3,4\n5",6\n' >t
    wrong 't: line 2, column 1: a quote is not closed on its line.*csv module' --column 2
    printf '1,2\n"3"3,4\n' >t
    wrong 't: line 2, column 1: text stands behind a closing quote' --column 2
    printf 'a,"b\n1,2\n' >t
    wrong 't: line 1, column 2: a quote is not closed' --column a
    printf '1\0,2\n' >t
    wrong 't: line 1: a zero byte' --column 2
    seq 10 | gzip >t
    wrong 't is no text but compressed: zcat FILE' --text
    wrong 't is no text but compressed: zcat FILE' --column 1
    printf '\xff\xfe1\0\n\0' >t
    wrong 't is no text but UTF-16: iconv' --column 1
    printf 'PK\3\4x' >t
    wrong 't is no text but packed, as spreadsheets are: save it as CSV' --column 1
}

@test "options of a table that make no sense are usage errors" {
    local bad
    for bad in "" 0 00 999999999999999; do
        fails 2 "column: \"$bad\" is not a number from 1" \
            program chunk_list --input t --column "$bad"
    done
    for bad in "" ";;" " " '"' TAB; do
        fails 2 "separator: \"$bad\" is not one letter" \
            program chunk_list --input t --column 1 --separator "$bad"
    done
    fails 2 'separator: .*--column N' program chunk_list --input t --separator ';'
    fails 2 'column: .*there is none' program chunk_list --column 1
    fails 2 'header: .*there is none' program chunk_list --header
    fails 2 'column: record64 has no text form|text: record64' \
        program chunk_list --input t --column 1 --type record64
    fails 2 'unknown option --colunm; did you mean --column\?' program chunk_list --colunm 1
    fails 2 'unknown option --COUNT; did you mean --count\?' program chunk_list --COUNT 1
    fails 2 'unknown option --chunks=1; did you mean --chunk\?' program chunk_list --chunks=1
    fails 2 'unknown option --xyzzyx .try' program chunk_list --xyzzyx
}

# bats test_tags=plain
@test "make measures a column of a file, and of standard input, which it keeps until the end" {
    if sanitized; then skip 'once is enough'; fi
    in_tree
    seq 2000 | awk 'BEGIN { print "n;half" } { print $1 ";" $1 / 2 }' >'my table.csv'
    export STRATEGIES=doubling_vector ROUNDS=1
    make -s bench INPUT='my table.csv' COLUMN=half SEPARATOR=';' >out 2>&1 ||
        { cat out && return 1; }
    grep -q '^2k float64, 16 kB of data' out
    holds "count(*) = 3 and min(appended = 2000 and input = 'text' and verified)" \
        <results/latest/records/01.jsonl
    gzip -c 'my table.csv' | zcat |
        make -s -j2 bench INPUT=- COLUMN=2 HEADER=1 SEPARATOR=';' TYPE=float32 >out 2>&1 ||
        { cat out && return 1; }
    grep -q '^INPUT: standard input, 1.* kB, is kept until the end in results/.*input$' out
    grep -q '^2k float32, 8 kB of data' out
    same left '' "$(find results -name standard_input)"
    # Tab, and 0 for no.
    tr ';' '\t' <'my table.csv' | tail -n +2 >'with tabs'
    export SEPARATOR=$'\t'
    make -s bench INPUT='with tabs' COLUMN=1 HEADER=0 TEXT=0 TYPE=int32 COUNT=1k >out 2>&1 ||
        { cat out && return 1; }
    grep -q '^1k int32' out
}

# bats test_tags=plain
@test "what is wrong with INPUT is told before anything is measured, and nothing is left" {
    if sanitized; then skip 'once is enough'; fi
    in_tree
    make -s -j2 >/dev/null
    mkdir -p results folder
    find results -maxdepth 1 ! -name .lock | sort >before
    : >empty
    printf 'a,b\n' >names_only
    printf 12345 >five
    mkfifo -m 600 pipe
    asked() { # PATTERN NAME=VALUE ...
        local status=0 pattern=$1
        shift
        make -s bench "$@" >out 2>said </dev/null || status=$?
        same "status of $*" 2 $status
        same "output of $*" '' "$(cat out)"
        sed -i '/^make: /d' said
        if [ "$(wc -l <said)" != 1 ] || ! grep -qE "$pattern" said; then
            echo "$*:" && cat said && return 1
        fi
        find results -maxdepth 1 ! -name .lock | sort | diff before - >&2
    }
    asked '^run: INPUT: there is no file nowhere .looked for from /' INPUT=nowhere
    asked '^run: INPUT: folder is a directory: name a file, or cat folder/' INPUT=folder
    asked '^run: INPUT: empty is empty' INPUT=empty
    seq 10 >secret
    chmod 000 secret
    if [ "$(id -u)" = 0 ]; then # root may read all
        FAILS_AS=run fails 2 'INPUT: secret is not yours to read' setpriv \
            --bounding-set -dac_override,-dac_read_search env INPUT=secret \
            experiments/driver/run input
    else
        asked '^run: INPUT: secret is not yours to read' INPUT=secret
    fi
    asked '^run: INPUT: pipe is not a plain file: make bench INPUT=- < pipe' INPUT=pipe
    asked '^run: INPUT: standard input is empty' INPUT=-
    asked '^run: INPUT: there is no element in it' INPUT=names_only COLUMN=b
    asked 'five ends inside an element: 1 of the 4 bytes of a int32 are left over' \
        INPUT=five TYPE=int32
    asked '^run: HEADER: "x" is not 1 or 0' INPUT=five HEADER=x
    asked '^run: COLUMN: of which file' COLUMN=3 SUITE=size
    asked 'names_only: no column is named "c"; there are "a" "b"' INPUT=names_only COLUMN=c
}
