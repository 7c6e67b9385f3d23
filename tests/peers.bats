#!/usr/bin/env bats
# peers.bats - other people's code does the same job as the strategies: the same elements, the same
# command line, the same record. A peer whose library is missing here is not built, and not tested.

load common

# What the peers that are built say of themselves.
setup_file() {
    load common
    local source name
    for source in "$ROOT"/experiments/peers/*.*; do
        name=$(basename "${source%.*}")
        if [ -x "$BUILD/$name" ]; then program "$name" --describe; fi
    done >"$BATS_FILE_TMPDIR/peers"
}

# Names of all these, or of those for which a jq filter on --describe is true.
peers() { jq -r "select(${1:-true}) | .strategy" "$BATS_FILE_TMPDIR/peers"; }

# The types that NAME supports: all, unless it says which.
types() {
    jq -r --arg name "$1" 'select(.strategy == $name) | .types
        // ["int32", "int64", "float32", "float64", "record64", "byte"] | .[]' \
        "$BATS_FILE_TMPDIR/peers"
}

# Whether the peer NAME is written in one of these languages (a file's extension).
written_in() {
    local name=$1 language
    shift
    for language; do if [ -e "$ROOT/experiments/peers/$name.$language" ]; then return; fi; done
    return 1
}

# A number of elements that NAME can append while a test waits.
affordable() { if peers .quadratic | grep -qx "$1"; then echo 5003; else echo 70003; fi; }

@test "a peer that needs no library but libc and a compiler is built" {
    [ -n "$(peers)" ]
}

@test "a peer whose compiler is here is built" {
    local compiler
    for compiler in rustc:rs go:go; do
        command -v "${compiler%:*}" >/dev/null || skip "${compiler%:*} is missing (make deps-peers)"
        for source in "$ROOT"/experiments/peers/*."${compiler#*:}"; do
            peers | grep -qx "$(basename "${source%.*}")" || { echo "$source" && return 1; }
        done
    done
}

@test "generated data of every type comes back, with preallocated's checksum" {
    local name type n
    for name in $(peers); do
        for type in $(types "$name"); do
            for n in 0 1025 "$(affordable "$name")"; do
                program preallocated --type "$type" --count "$n" --output want --force --json \
                    >/dev/null
                program preallocated --type "$type" --count "$n" --json >expected
                program "$name" --type "$type" --count "$n" --output back --force --json >got
                cmp want back || { echo "$name $type $n"; return 1; }
                same "$name $type $n" "true $(field checksum <expected)" \
                    "$(field verified <got) $(field checksum <got)"
            done
        done
    done
}

@test "a file and a pipe come back byte for byte, as elements of every type" {
    local name type
    for name in $(peers); do
        for type in $(types "$name"); do
            case $type in # of floats only numbers: Python's make signalling NaNs quiet
            float*) program preallocated --type "$type" --count 8000 --output given --force >/dev/null ;;
            *) head -c 64000 "$(readlink -f "$(command -v gcc)")" >given ;;
            esac
            program "$name" --type "$type" --input given --count 64000 --output back --force \
                >/dev/null
            cmp given back || { echo "$name $type: a file"; return 1; }
            # In pieces that cut elements.
            (head -c 1001 && sleep 0.01 && cat) <given |
                program "$name" --type "$type" --input - --count 64000 --output - >back
            cmp given back || { echo "$name $type: a pipe"; return 1; }
        done
    done
}

@test "text comes back as the numbers it says" {
    local name type
    seq 3000 | sed 's/$/\r/' >numbers
    for type in int32 int64 float32 float64; do
        for name in preallocated $(peers); do
            program "$name" --type "$type" --input numbers --text --count 3000 \
                --output "$name.back" --force >/dev/null
            cmp preallocated.back "$name.back" || { echo "$name $type"; return 1; }
        done
    done
}

@test "in many arrays, in turn or one after the other, all comes back; also in other passes" {
    local name type turns
    for name in $(peers '.family == "peer"'); do
        for type in $(types "$name"); do
            program preallocated --type "$type" --count 20011 --output want --force >/dev/null
            for turns in "" --turns; do
                # shellcheck disable=SC2086 # an option or nothing
                program "$name" --type "$type" --count 20011 --arrays 7 $turns --output back \
                    --force >/dev/null
                cmp want back || { echo "$name $type $turns"; return 1; }
            done
            # These verify, too, and say so by their status.
            program "$name" --type "$type" --count 20011 --latency spread --force
            [ "$(awk '/^[0-9]/ {n += $2} END {print n}' spread)" = 20011 ]
            program "$name" --type "$type" --count 20011 --timeline line --force
            awk '$2 == 20011 {n++} END {exit !n}' line
        done
        program "$name" --count 100M --arrays 1000000 --budget 0.001 --json |
            holds '(.completed | not) and .verified' || { echo "$name" && return 1; }
    done
}

@test "a record has the same fields as doubling_vector's, and null has a reason" {
    local name
    program doubling_vector --count 5000 --json >expected
    for name in $(peers); do
        program "$name" --count 5000 --json >got
        jq -se 'def fields: keys | map(select(test("_reason$|^(gather|sync|reopen|peek)_") | not));
            (.[0] | fields) == (.[1] | fields)
            and (.[1] as $r | all($r | keys[]; $r[.] != null or ($r["\(.)_reason"] | length > 10)))
            and .[1].copied_bytes == null and .[1].live_peak_bytes == null
            and .[1].append_wall_ns > 0 and .[1].rss_peak_bytes > 0
            and (.[1].family | IN("peer", "numpy"))' expected got >/dev/null ||
            { echo "$name" && cat got && return 1; }
    done
}

@test "a peer has the phases that --describe says, and runs those that are asked for" {
    local name
    for name in $(peers); do
        program "$name" --count 2000 --json >all
        program "$name" --count 2000 --phases append --json >few
        program "$name" --describe | cat - all few | jq -se '
            .[0].contiguous == (.[1] | has("gather_wall_ns") | not)
            and .[0].file == (.[1] | has("sync_wall_ns") and has("reopen_wall_ns"))
            and (.[1] | has("scan_wall_ns") and has("random_wall_ns") and has("release_wall_ns"))
            and (.[2] | has("scan_wall_ns") or has("gather_wall_ns") or has("sync_wall_ns") | not)
            and .[2].verified' >/dev/null || { echo "$name" && return 1; }
    done
}

@test "--budget stops a peer, and what is there is verified" {
    local name
    for name in $(peers); do
        program "$name" --count 100M --budget 0.02 --phases append --directory "$BATS_TEST_TMPDIR" \
            --json | holds '(.completed | not) and .verified and .appended > 0
                and .appended < 100000000' || { echo "$name" && return 1; }
    done
}

@test "--record appends a line, and an existing --output is kept without --force" {
    local name
    for name in $(peers); do
        rm -f records back
        program "$name" --count 10 --record records --output back >/dev/null
        program "$name" --count 10 --record records >/dev/null
        same "$name: lines" 2 "$(jq -c . records | wc -l)"
        same "$name: bytes" 40 "$(stat -c %s back)"
        fails 1 "output: back exists .say --force" program "$name" --count 10 --output back
    done
}

@test "bad usage is status 2 and one line" {
    local name
    for name in $(peers); do
        fails 2 "usage: unknown option --nonsense" program "$name" --nonsense
        fails 2 "stray.*\(try: $name --help\)" program "$name" stray
        fails 2 "count" program "$name" --count
        fails 2 "count: .*whole number" program "$name" --count 1.5
        fails 2 "type: .*int32" program "$name" --type int33
        fails 2 "budget: .*seconds" program "$name" --budget 0
        fails 2 "phases: .*append" program "$name" --phases x
        fails 2 "text: " program "$name" --text
        fails 2 "arrays: " program "$name" --arrays 0
        fails 1 "open: No such file.*absent" program "$name" --count 1 --input absent
    done
    for name in $(peers .knows_count); do
        fails 2 "how many elements.*--count" program "$name" --input /dev/null
    done
}

@test "--help and --version succeed; a full disk is told" {
    local name
    for name in $(peers); do
        program "$name" --help | grep -q -e '--budget'
        program "$name" --version | grep -Eq '^growbench [0-9.]+$'
        FAILS_AS=$name fails 1 "write: No space" into_full program "$name" --count 10 --json
    done
}
into_full() { "$@" >/dev/full; }

# In C++ the fast path of push_back must be part of the loop, as append is in a strategy's.
@test "the loops of the C and C++ peers have no clone and call no append of their own" {
    local name
    for name in $(peers '.family == "peer"'); do
        if ! written_in "$name" c cpp; then continue; fi
        # append_watched is not measured, and may call.
        objdump -dC --no-show-raw-insn "$BUILD/$name" |
            awk '/^[0-9a-f]+ </ { watched = /<append_watched/ } !watched' >code
        for width in 1 4 8 64; do grep -Eq "<append_${width}[(>]" code; done
        if grep -E '<(append|scan|random)_[0-9]+\.(constprop|isra|part)[^>]*>:' code ||
            grep -E 'call +[0-9a-f]+ <(append[(>]|.*::push_back\()' code; then
            echo "$name" && return 1
        fi
    done
}

# Other compilers give their own names; a growth that is called is rarely called.
@test "push and append are part of the loops in Rust and Go, and so is the copy of an element" {
    local name loops
    for name in $(peers '.family == "peer"'); do
        if ! written_in "$name" rs go; then continue; fi
        objdump -dC --no-show-raw-insn "$BUILD/$name" | awk '
            /^[0-9a-f]+ </ {
                loop = /<rust_vec::(append|append_in_turn|scan|random)(::<[0-9]+>)?>:/ ||
                    /<main\.\(\*slices\[go\.shape.*\]\)\.(append|appendInTurn|scan|random)>:/
            }
            loop' >code
        loops=$(grep -c '^[0-9a-f]* <' code)
        same "$name: four loops for four widths" 16 "$loops"
        if grep -E 'call.*[:.>](push|append|memcpy|memmove|typedmemmove)\b' code
        then
            echo "$name" && return 1
        fi
    done
}

@test "the catalogue holds the peers that are built" {
    cd "$ROOT"
    diff <(experiments/catalogue all | jq -r 'select(.family | IN("peer", "numpy")) | .strategy' |
        sort) <(peers | sort)
}
