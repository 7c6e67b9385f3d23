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

# Names of those that store what they get, or of those for which an expression on --describe is
# true. (Ways to read are tested in reading.bats.)
peers() {
    rows "select strategy from r where ${1:-not discards and not reads}" <"$BATS_FILE_TMPDIR/peers"
}

# The types that NAME can store.
types() {
    rows "select group_concat(value, ' ') from r, json_each(types) where strategy = '$1'" \
        <"$BATS_FILE_TMPDIR/peers"
}

# Those to test with: of a peer in Python two, as each run starts an interpreter.
some_types() {
    if written_in "$1" py; then
        types "$1" | tr ' ' '\n' | grep -xE 'int32|float64'
    else
        types "$1"
    fi
}

# Whether the peer NAME is written in one of these languages (a file's extension).
written_in() {
    local name=$1 language
    shift
    for language; do if [ -e "$ROOT/experiments/peers/$name.$language" ]; then return; fi; done
    return 1
}

# Names of those that store, but of Python's the first alone: where what is tested is the same code
# in all of these, and each run starts an interpreter.
few() {
    local name python=''
    for name in $(peers); do
        if written_in "$name" py; then
            [ -z "$python" ] || continue
            python=$name
        fi
        echo "$name"
    done
}

# A number of elements that NAME can append while a test waits.
affordable() { if peers quadratic | grep -qx "$1"; then echo 5003; else echo 70003; fi; }

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

needs_python() {
    without_sanitizers "CPython is not built with them"
    if ! [ -x /usr/bin/python3-config ] || ! /usr/bin/python3 -c 'import numpy'; then
        skip "Python's headers or numpy are missing (make deps-peers)"
    fi
}

@test "a peer in Python is built" {
    needs_python
    for source in "$ROOT"/experiments/peers/*.py; do
        peers true | grep -qx "$(basename "${source%.*}")" || { echo "$source" && return 1; }
    done
}

# Whether NAME is tested with N elements: with what it can afford, and in Python, where each run
# starts an interpreter, with one number.
tried() {
    [ "$2" != 1025 ] || return 0
    ! written_in "$1" py && { [ "$2" = 0 ] || [ "$2" = "$(affordable "$1")" ]; }
}

@test "generated data of every type comes back, with preallocated's checksum" {
    local name type n
    for type in int32 int64 float32 float64 record64 byte; do
        for n in 0 1025 5003 70003; do
            program preallocated --type "$type" --count $n --output want --force --record got \
                >/dev/null
            for name in $(peers "not discards and not reads
                    and '$type' in (select value from json_each(types))"); do
                if ! tried "$name" $n; then continue; fi
                program "$name" --type "$type" --count $n --output back --force --record got \
                    >/dev/null
                cmp want back || { echo "$name $type $n"; return 1; }
            done
            holds "count(*) > 0 and min(verified) and count(distinct checksum) = 1" <got ||
                { echo "$type $n" && cat got && return 1; }
            rm got
        done
    done
}

@test "a file and a pipe come back byte for byte, as elements of every type" {
    local name type
    for name in $(peers); do
        for type in $(some_types "$name"); do
            case $type in # of floats only numbers: Python's make signalling NaNs quiet
            float*)
                program preallocated --type "$type" --count 8000 --output given --force >/dev/null
                ;;
            *) head -c 64000 "$(readlink -f "$(command -v gcc)")" >given ;;
            esac
            if [ "$type" = int32 ] || ! written_in "$name" py; then
                program "$name" --type "$type" --input given --count 64000 --output back --force \
                    >/dev/null
                cmp given back || { echo "$name $type: a file"; return 1; }
            fi
            # In pieces that cut elements.
            if [ "$type" = int32 ] && written_in "$name" py; then continue; fi
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
            if written_in "$name" py && [ "$type" != float64 ]; then continue; fi
            program "$name" --type "$type" --input numbers --text --count 3000 \
                --output "$name.back" --force >/dev/null
            cmp preallocated.back "$name.back" || { echo "$name $type"; return 1; }
        done
    done
}

@test "in many arrays, in turn or one after the other, all comes back; also in other passes" {
    local name type turns
    for name in $(peers); do
        for type in $(some_types "$name"); do
            if written_in "$name" py && [ "$type" != int32 ]; then continue; fi
            program preallocated --type "$type" --count 20011 --output want --force >/dev/null
            for turns in "" --turns; do
                if [ "$turns" ] && written_in "$name" py; then continue; fi # refused
                # shellcheck disable=SC2086 # an option or nothing
                program "$name" --type "$type" --count 20011 --arrays 7 $turns --output back \
                    --force >/dev/null
                cmp want back || { echo "$name $type $turns"; return 1; }
            done
            # These verify, too, and say so by their status. In Python they are the same code.
            if written_in "$name" py && ! few | grep -qx "$name"; then continue; fi
            if ! peers by_block | grep -qx "$name"; then
                program "$name" --type "$type" --count 20011 --latency spread --force
                [ "$(awk '/^[0-9]/ {n += $2} END {print n}' spread)" = 20011 ]
            fi
            program "$name" --type "$type" --count 20011 --timeline line --force
            awk '$2 == 20011 {n++} END {exit !n}' line
        done
    done
    for name in $(few); do
        program "$name" --count 100M --arrays 1000000 --budget 0.001 --json |
            holds 'not completed and verified' || { echo "$name" && return 1; }
    done
}

@test "the controls among the peers see every element, and store none" {
    local name
    program discard --count 70003 --type float64 --json >expected
    for name in $(peers discards); do
        program "$name" --count 70003 --type float64 --json >got
        same "$name" "70003 $(field checksum <expected)" \
            "$(field appended <got) $(field checksum <got)"
        holds "verified is null and family = 'control'" <got
    done
}

# The fields of a record, but for reasons and for phases that not all have.
fields() {
    rows "select name from key order by name" |
        grep -vE '_reason$|^(gather|sync|reopen|peek)_'
}

# The fields that are null and do not say why.
without_reason() {
    "$BUILD/query" :memory: --lines line - "select key from line, json_each(text)
        where type = 'null' and coalesce(length(text ->> ('\$.' || key || '_reason')), 0) <= 10"
}

@test "a record has the same fields as doubling_vector's, and null has a reason" {
    local name
    program doubling_vector --count 5000 --json >expected
    for name in $(peers); do
        program "$name" --count 5000 --json >got
        diff <(fields <expected) <(fields <got) || { echo "$name" && return 1; }
        same "$name: null without a reason" "" "$(without_reason <got)"
        holds "copied_bytes is null and live_peak_bytes is null and append_wall_ns > 0
            and rss_peak_bytes > 0 and family in ('peer', 'numpy')" <got ||
            { echo "$name" && cat got && return 1; }
    done
}

# has FIELD FILE: 1 or 0.
has() { rows "select count(*) from key where name = '$1'" <"$2"; }

@test "a peer has the phases that --describe says, and runs those that are asked for" {
    local name
    for name in $(peers); do
        program "$name" --count 2000 --json >all
        program "$name" --count 2000 --phases append --json >few
        grep -F "\"strategy\":\"$name\"" "$BATS_FILE_TMPDIR/peers" >said
        same "$name: one block" "$(field contiguous <said)" $((! $(has gather_wall_ns all)))
        same "$name: a file" "$(field file <said)" "$(has sync_wall_ns all)"
        [ "$(has reopen_wall_ns all)" -le "$(field file <said)" ] # what has no name is not opened
        same "$name: all" 111 \
            "$(has scan_wall_ns all)$(has random_wall_ns all)$(has release_wall_ns all)"
        same "$name: few" 000 \
            "$(has scan_wall_ns few)$(has gather_wall_ns few)$(has sync_wall_ns few)"
        holds verified <few
    done
}

@test "--budget stops a peer, and what is there is verified" {
    local name
    for name in $(peers); do
        program "$name" --count 100M --budget 0.02 --phases append --directory "$BATS_TEST_TMPDIR" \
            --json | holds 'not completed and verified and appended > 0
                and appended < 100000000' || { echo "$name" && return 1; }
    done
}

@test "--record appends a line, and an existing --output is kept without --force" {
    local name
    for name in $(few); do
        rm -f records back
        program "$name" --count 10 --record records --output back >/dev/null
        program "$name" --count 10 --record records >/dev/null
        same "$name: lines" 2 "$(wc -l <records)"
        same "$name: bytes" 40 "$(stat -c %s back)"
        fails 1 "output: back exists .say --force" program "$name" --count 10 --output back
    done
}

@test "bad usage is status 2 and one line" {
    local name python
    for name in $(few); do
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
    for name in $(peers knows_count); do
        fails 2 "how many elements.*--count" program "$name" --input /dev/null
    done
    for name in $(peers by_block); do
        fails 2 "latency: .*blocks" program "$name" --latency - --count 10
    done
    python=$(few | while read -r name; do ! written_in "$name" py || echo "$name"; done)
    [ -z "$python" ] ||
        fails 2 "turns: .*blocks" program "$python" --arrays 2 --turns --count 10
    for name in $(peers "types not like '%record64%'"); do
        fails 2 "type: .*is not one of $(types "$name") " program "$name" --type record64
    done
}

@test "random reads overlap, or each waits for the one before" {
    local name chained
    for name in $(few); do
        for chained in "" --chained; do
            # shellcheck disable=SC2086 # an option or nothing
            program "$name" --count 3000 $chained --json |
                holds "random_reads > 0 and random_chained = ('$chained' <> '')" ||
                { echo "$name $chained" && return 1; }
        done
    done
}

# The copy of the project, for files of a test's own in experiments/peers, as `tree`.
tree() {
    in_tree
    cd "$BATS_TEST_TMPDIR" || return
    ln -s "$BATS_FILE_TMPDIR/tree" tree
}

# build_in_tree NAME ...: builds these peers there.
build_in_tree() { make -s -C tree BUILD=build WERROR=1 "${@/#/build/}" 2>&1; }

@test "a peer's file in Python that is dropped in is built, described and works" {
    needs_python
    tree
    cat >tree/experiments/peers/dropped_in.py <<'END'
"""dropped_in - blocks in a list of its own."""
import numpy as np


class Array:
    title = "dropped in"
    about = "What a person tries."
    by_block = True
    types = "int32 float64"
    element_bytes = 3

    def __init__(self, setup):
        self.told = [setup.type, setup.dtype.itemsize, setup.count, setup.directory, setup.number]
        self.blocks = []

    def append(self, block):
        assert self.told == ["float64", 8, None, ".", 0] and not block.flags.writeable
        self.blocks.append(block.copy())

    def gather(self):
        return np.concatenate(self.blocks)
END
    make -n -C tree BUILD=build all | grep -q build/dropped_in # make has found it
    build_in_tree dropped_in || return 1
    tree/build/dropped_in --describe | holds "strategy = 'dropped_in' and title = 'dropped in'
        and about = 'What a person tries.' and family = 'numpy' and by_block and element_bytes = 3
        and types = '[\"int32\",\"float64\"]'
        and not (contiguous or file or quadratic or knows_count)"
    tree/build/dropped_in --count 100003 --type float64 --json |
        holds "strategy = 'dropped_in' and verified and gather_wall_ns > 0
            and compiler glob 'CPython 3.*, numpy [0-9]*'"
    tree/build/dropped_in --help | grep -q 'What a person tries'
    # Whatever the environment says to another Python.
    PYTHONHOME=/nowhere PYTHONPATH=/nowhere PATH=/nowhere tree/build/dropped_in --type float64
}

# Builds a peer that, asked for it by WHERE, raises what RAISE says, when it holds 2048 elements.
raising() {
    cat >raising.py <<'END'
"""raising - a peer that fails."""
import os

import numpy as np


class Array:
    title = "raising"
    about = "Fails."

    def __init__(self, setup):
        self.data = np.empty(0, setup.dtype)
        self.perhaps("__init__", 0)

    def perhaps(self, where, held=2048):
        if os.environ.get("WHERE") == where and len(self.data) == held:
            raise eval(os.environ["RAISE"])

    def append(self, block):
        self.perhaps("append")
        self.data = np.append(self.data, block)

    def stored(self, first, last):
        self.perhaps("stored")
        return self.data[first:last]

    def gather(self):
        self.perhaps("gather")
        return eval(os.environ.get("GATHERED", "self.data"))

    def sync(self):
        self.perhaps("sync")

    def reopen(self, count):
        self.perhaps("reopen")
END
    python_program raising.py
}

@test "what a peer in Python raises is one line, and status 1" {
    needs_python
    raising || return 1
    local PATH=$PWD:$PATH
    export RAISE WHERE FAILS_AS=raising GATHERED='self.data'
    raised() { # RAISE PATTERN [OPTION ...]
        RAISE=$1
        fails 1 "^raising: $2\$" command raising --count 5000 "${@:3}"
    }
    WHERE=append
    raised 'ValueError("odd\nline")' 'append: ValueError: odd.line \(2048 elements\)'
    raised 'MemoryError()' 'append: Cannot allocate memory \(2048 elements\)'
    raised 'OSError(28, "")' 'append: No space left on device \(2048 elements\)' --json
    raised 'OSError(5, "", "a/file")' 'append: Input/output error \(a/file\)' --output out
    raised 'SystemExit(0)' 'append: SystemExit: 0 \(2048 elements\)'
    raised 'KeyboardInterrupt()' 'append: KeyboardInterrupt:  \(2048 elements\)'
    raised 'ValueError("x")' 'append: ValueError: x \(2048 elements\)' --latency out
    raised 'ValueError("x")' 'append: ValueError: x \(2048 elements\)' --timeline out
    [ ! -e out ]
    for WHERE in stored gather sync reopen; do # stored is asked by peek, of ten elements
        raised 'MemoryError()' "${WHERE/stored/scan}: Cannot allocate memory \([0-9]+ elements\)" \
            --count 2048
    done
    WHERE=__init__
    raised 'MemoryError()' 'append: Cannot allocate memory \(0 elements\)'

    WHERE=append RAISE='MemoryError()'
    GROWBENCH_TRACEBACK=1 command raising --count 5000 2>said && return 1
    grep -q '^Traceback' said
    same "last line" 'raising: append: Cannot allocate memory (2048 elements)' "$(tail -n 1 said)"

    WHERE=nowhere
    GATHERED='self.data[:5]' fails 3 'verify: gather gave 20 bytes' command raising --count 7
    GATHERED='self.data + 1' fails 3 'verify: the gathered block differs' command raising --count 7
    GATHERED='7' fails 1 'gather: TypeError: ' command raising --count 7
}

@test "a peer in Python that keeps the harness's own block has the wrong contents" {
    needs_python
    sed 's/block.copy()/block/' "$ROOT/experiments/peers/numpy_blocks.py" >keeper.py
    python_program keeper.py
    fails 3 'verify: ' ./keeper --count 5000
}

@test "np.memmap has what is in a file with r+ and empties it with w+; flushed, it can be dropped" {
    needs_python
    local name from=$ROOT/experiments/peers/numpy_memmap_existing.py disk=0
    # On a file system that is memory nothing comes from a disk.
    [ "$(stat -f -c %T .)" = tmpfs ] || disk=1
    program numpy_memmap_existing --count 4M --phases sync,reopen,scan --json |
        holds "verified and read_bytes >= 16e6 * $disk and reopen_major_faults = 0"
    # With the other mode in the place of each it fails, and so it does of a file that is open.
    sed 's/"r+"/"w+"/' "$from" >empties.py
    sed 's/"w+"/"r+"/' "$from" >keeps.py
    sed 's/np.memmap(f"[^"]*"/np.memmap(self.file/' "$from" >open.py
    python_program {empties,keeps,open}.py
    fails 3 'verify: what is stored differs' ./empties --count 100k
    for name in keeps open; do fails 1 'append: AssertionError' "./$name" --count 100k; done
    # Its default is a byte: as many are written as elements, unless that is said.
    program numpy_memmap_default --count 4M --type byte --phases sync --json |
        holds "verified and written_bytes between 4e6 and 5e6"
    # All was on the disk after flush, and all comes from there; of ten elements not all.
    program numpy_memmap_blocks --count 16M --phases sync,reopen,scan --json |
        holds "verified and read_bytes >= 64e6 * $disk and reopen_major_faults = 0"
    program numpy_memmap_blocks --count 16M --phases sync,reopen,peek --json |
        holds "verified and read_bytes between 4e3 * $disk and 32e6 and peek_major_faults >= $disk"
}

@test "a peer in Python that lacks a package is left out, and one with a slip stops make" {
    needs_python
    tree
    printf '"""needy\n\nNeeds   python3-nothing\n"""\nimport nothing_of_that_name\n' \
        >tree/experiments/peers/needy.py
    build_in_tree needy >said || { cat said && return 1; }
    grep -q 'left out: needy: it needs .*python3-nothing (make deps-peers)' said
    [ ! -e tree/build/needy ]
    printf 'class Array:\n    tittle = "x"\n' >tree/experiments/peers/slip.py
    build_in_tree slip >said && return 1
    grep -q '^slip: python: class Array of slip.py has no text "title"$' said
    printf 'class Array:\n    title = about = "x"\n' >tree/experiments/peers/slip.py
    build_in_tree slip >said && return 1
    grep -q '^slip: python: class Array of slip.py has neither stored nor gather$' said
    printf 'class Array\n' >tree/experiments/peers/slip.py
    build_in_tree slip >said && return 1
    grep -q '^slip: python: SyntaxError: ' said
    [ ! -e tree/build/slip ]
}

@test "an interrupt ends a peer in Python as it ends all programs" {
    needs_python
    local status=0
    timeout --preserve-status -s INT 1 "$BUILD/numpy_list" --count 1G --budget 9 2>said || status=$?
    same status 130 "$status"
    same "what it says" "" "$(cat said)"
}

@test "--help and --version succeed; a full disk is told" {
    local name
    for name in $(few); do
        program "$name" --help | grep -q -e '--budget'
        program "$name" --version | grep -Eq '^growbench [0-9.]+$'
        FAILS_AS=$name fails 1 "write: No space" into_full program "$name" --count 10 --json
    done
}
into_full() { "$@" >/dev/full; }

# In C++ the fast path of push_back must be part of the loop, as append is in a strategy's.
@test "the loops of the C and C++ peers have no clone and call no append of their own" {
    local name
    for name in $(peers "family = 'peer'"); do
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
    for name in $(peers "family = 'peer'"); do
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
    diff <(experiments/driver/catalogue | rows 'select strategy from r where peer order by 1') \
        <(peers 1 | sort)
}
