# common.bash - what the bats files share: each begins with `load common`.
#
#     BUILD=build-asan bats tests/contents.bats        # one file by hand, against one build
#
# shellcheck shell=bash

ROOT=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
BUILD=$(cd "$ROOT" && realpath "${BUILD:-build}")
export ROOT BUILD LC_ALL=C ASAN_OPTIONS=detect_leaks=1
# Some tests run make; what an outer make passes on must not reach it.
unset MAKEFLAGS MFLAGS MAKELEVEL

# Each test works in a directory of its own, which is also the --directory of the programs.
setup() { cd "$BATS_TEST_TMPDIR" || return; }

# Runs a program of the build.
program() {
    local name=$1
    shift
    "$BUILD/$name" "$@"
}

# python_program FILE.py ...: builds the peer in each, beside it, from the objects of the build.
python_program() {
    local file
    for file; do
        # shellcheck disable=SC2046 # words
        (cd "$ROOT" && OBJECTS=$(echo "$BUILD"/lib/*.o) experiments/peers/build \
            "$OLDPWD/$file" "$OLDPWD/${file%.py}" $(cat "$BUILD/flags")) || return
    done
}

# built NAME ...: builds NAME.c, a strategy or a way to read of a test's own, as the build was made.
built() {
    local file flags
    read -r flags <"$BUILD/flags"
    for file in "${@/#/$PWD/}"; do
        # shellcheck disable=SC2086 # the compiler and its flags are words
        (cd "$ROOT" && $flags -MF /dev/null -o "$file" "$file.c" "$BUILD"/lib/*.o) || return
    done
}

# only_our_script PAGE: of a report; nothing of a run is in it.
only_our_script() {
    same scripts 1 "$(grep -ci '<script' "$1")" &&
        sed -n '/<script>/,/<\/script>/p' "$1" | sed '1d; $d' |
        diff "$ROOT/plots/report/script.js" -
}

# rows SQL ...: standard input is lines of JSON, a row each of the table r, whose columns are the
# keys. true and false are 1 and 0; lists and objects stay JSON, for ->> and json_each. The view
# `key` has the keys, `measured` those of figures that were measured.
rows() {
    "$BUILD/query" :memory: --import r - "create view key as select name
        from pragma_table_info('r');
        create view measured as select name from key where name glob '*_ns' or name glob '*_faults'
          or name glob '*rss_*' or name glob '*bytes' and (name glob '*anon_*'
              or name glob '*file_*'
          or name glob '*shmem_*' or name glob '*live_*' or name glob '*reserved_*'
          or name glob '*moved_*'
          or name glob '*copied_*' or name glob '*read_*' or name glob '*written_*')" "$@"
}

# holds EXPRESSION: it is true, of one line; or it is an aggregate and true of all lines. On no
# input at all, which is what a program that failed leaves, nothing holds.
holds() { [ "$(rows "select ($1) from r")" = 1 ]; }

# What all strategies say of themselves, one JSON line each; asked once for a test file. From the
# source files, so that a strategy that was not built is an error and not left out.
described() {
    local all=$BATS_FILE_TMPDIR/described${BUILD//\//_} source name
    if [ ! -e "$all" ]; then
        for source in "$ROOT"/experiments/grow/*.c; do
            name=$(basename "$source" .c)
            program "$name" --describe || echo "{\"strategy\":\"$name\"}"
        done >"$all.part"
        mv "$all.part" "$all"
    fi
    cat "$all"
}

# Names of all strategies, or of those for which an expression on --describe is true. One that does
# not describe itself is always among them. With ONE_OF_EACH=K in the environment all are the first
# of each family, of K families: where what is tested is the same code in all programs.
programs() {
    local some=${1:-1}
    [ $# -gt 0 ] || [ -z "${ONE_OF_EACH-}" ] ||
        some="strategy in (select min(strategy) from r group by family limit $ONE_OF_EACH)"
    described | rows "select strategy from r where ($some) is not false"
}

# everybody [all]: names of the programs that grow an array and are built, strategies and other
# people's; of those in Python, each of which starts an interpreter, the first alone, or all.
everybody() {
    local source name python=''
    for source in "$ROOT"/experiments/{grow,peers}/*.*; do
        name=$(basename "${source%.*}")
        [ -x "$BUILD/$name" ] || continue
        if [[ $source == *.py ]]; then
            ! grep -q '^class Reader' "$source" || continue # it stores nothing
            [ -z "$python" ] || [ "${1-}" = all ] || continue
            python=$name
        fi
        echo "$name"
    done
}

# Whether what --describe says of NAME fulfils an expression.
is() { [ "$(described | rows "select 1 from r where strategy = '$1' and ($2)")" = 1 ]; }

# in_tree: into a copy of the project with its build, one for each test file, where tests may do as
# they like; made when it is asked for first.
in_tree() {
    local tree=$BATS_FILE_TMPDIR/tree
    unset SUITE RUN RUNS INPUT TYPE TEXT COUNT STRATEGIES ROUNDS BUDGET SEED DIRECTORY MACHINE CPU
    unset FORMAT LIMIT LIMITS BASE NEW MEMORY NEED SQL COLUMN HEADER SEPARATOR HOSTS ONLY TIME
    unset LINK_ORDER
    if [ ! -e "$tree" ]; then
        mkdir "$tree"
        cp -a "$ROOT"/{Makefile,{README,CONTRIBUTING}.md,lib,experiments,plots,labs} "$BUILD" \
            "$tree"
        [ "${BUILD##*/}" = build ] || mv "$tree/${BUILD##*/}" "$tree/build"
        # What the programs said holds as long as they are the same: folders that other tests made
        # in the build meanwhile do not matter.
        if [ -e "$tree/build/said/catalogue" ] && [ -z "$(find "$tree"/{build,experiments/*/} \
            -maxdepth 1 -type f -newer "$tree/build/said/catalogue")" ]; then
            touch "$tree/build/said/catalogue"
        fi
    fi
    cd "$tree" || return
    # Nothing but the copy is built in, by the same compiler.
    export BUILD=$PWD/build CC
    CC=$(cut -d ' ' -f 1 build/flags)
}

# the_reference: in a tree, a copy of the committed reference in results/, and its database, which
# tests/run makes once for all.
the_reference() {
    mkdir -p results && cp -r "$ROOT/results/reference" results/ || return
    if [ -n "${REFERENCE_DATABASE-}" ]; then
        cp "$REFERENCE_DATABASE" results/reference/run.db
    else
        lib/database/load results/reference
    fi
}

# without_python: in a tree, for tests that change its programs: all are asked again who they are,
# and to ask those in Python takes longest.
without_python() { rm -f experiments/peers/*.py build/{python,numpy}_*; }

# measure SUITE NAME: a run of it in results/NAME, with the settings that are in the environment.
measure() {
    CPU=${CPU-${CPU_OF_JOB-}} RUN=results/$2 experiments/driver/run "$1" \
        2>"$BATS_TEST_TMPDIR/.progress" || { cat "$BATS_TEST_TMPDIR/.progress" && return 1; }
}

# repeated ROUNDS FOLDER: the one round of a run becomes so many, which are all the same but for the
# number of the process: for tests of what is made of records.
repeated() {
    local round
    for ((round = 2; round <= $1; round++)); do
        sed "s/\"round\":1,/\"round\":$round,/; s/\"pid\":[0-9]*/&$round/" \
            "$2/records/01.jsonl" >"$2/records/0$round.jsonl"
    done
    edited "$2/run.json" "'\$.rounds', $1, '\$.rounds_done', $1"
}

# with_free BYTES COMMAND ...: in a tree, on a machine that says it has so much free memory.
with_free() {
    local status=0
    mv build/machine build/machine.real
    cat >build/machine <<END
#!/bin/sh
"$BUILD/machine.real" "\$1" | sed 's/"memory_free_bytes":[0-9]*/"memory_free_bytes":$1/'
END
    chmod +x build/machine
    shift
    "$@" || status=$?
    mv build/machine.real build/machine
    return $status
}

# edited FILE SETS [WHERE]: in each line of JSON in FILE for which WHERE is true, json_set(line,
# SETS). Both
# may name the line's keys.
edited() {
    "$BUILD/query" :memory: --import r "$1" --lines line "$1" "
        select iif(${3:-1}, json_set(\"the line\", $2), \"the line\")
        from r join (select number as \"its number\", text as \"the line\"
            from line) on r.rowid = \"its number\"
        order by \"its number\"" >"$1.edited" && mv "$1.edited" "$1"
}

# made FOLDER: what the driver writes of a run of two strategies and the control, seven rounds with
# times that are known: in round k the baseline takes 100 + k, "twice" 200 + 2 k.
made() {
    local round
    mkdir -p "$1/records"
    tr -d '\n' >"$1/run.json" <<'END'
{"suite":"size","question":"How?","place":1,"compares":1,"seed":1,"rounds":6,"rounds_done":6,
"state":"complete","budget_seconds":1,"chosen":0,"goals":[],"command":"make bench",
"started":"2026-01-01T00:00:00+00:00"}
END
    echo '{"name":"here","cpus":2,"kernel":"Linux 6.1","memory_free_bytes":1000000000}' \
        >"$1/machine.json"
    "$BUILD/query" :memory: --json "select column1 as strategy, column1 as title, '' as about,
        'vector' as family, 1 as core, column1 = 'known' as baseline
        from (values ('known'), ('twice'))" >"$1/programs.jsonl"
    "$BUILD/query" :memory: --json "with c(cell, strategy, label, aa_of) as (
        values (0, 'known', 'known', null), (1, 'twice', 'twice', null), (2, 'known',
            'known, again', 0))
      select cell, label, strategy, strategy as title, 'vector' as family, 1 as core, strategy =
          'known' as baseline,
        0 as discards, 1000 as count, 'int32' as type, 4 as width_bytes, 4000 as payload_bytes,
            aa_of, 0 as need_bytes
      from c" >"$1/cells.jsonl"
    for round in 0 1 2 3 4 5 6; do
        "$BUILD/query" :memory: --number round $round --json "with c(cell, strategy) as (values
            (0, 'known'), (1, 'twice'), (2, 'known'))
          select 2 as schema, :round as round, cell, 'done' as ended, strategy, 1000 as count,
              1000 as appended, 1 as completed, 1 as verified,
            0 as exit_code, 'int32' as type,
            4 as width_bytes, 4000 as payload_bytes, 1 as arrays, 0 as turns, 
            (100 + :round) * iif(cell = 1, 2, 1) as append_cpu_ns,
            100 as append_wall_ns from c" >"$1/records/0$round.jsonl"
    done
}

# Whether the build has sanitizers: memory then is not what it would be, and realloc always copies.
sanitized() { grep -q -e -fsanitize "$BUILD/flags"; }
without_sanitizers() { # WHY
    if sanitized; then skip "$1"; fi
}

# A field of the record on standard input: 1 and 0 of true and false, nothing of null.
field() { rows "select \"$1\" from r"; }

# same WHAT EXPECTED ACTUAL
same() {
    [ "$2" = "$3" ] && return
    echo "$1: expected $2, got $3"
    return 1
}

# on_disk: a folder for files that must not be in memory.
on_disk() { case $(stat -f -c %T .) in tmpfs | ramfs) echo /var/tmp ;; *) pwd ;; esac; }

# nothing_left NAME: the working directory is as empty as it was, but for what the test keeps.
nothing_left() {
    ! compgen -G '*' || { echo "left behind by $1" && return 1; }
}

# told ENDED [EXPRESSION [FILE]]: the record of a run that failed, alone in FILE (`record`), says
# how it ended
# and nothing that was measured; the expression is true for it. It is removed.
told() {
    local file=${3:-record}
    holds "schema = 2 and ended = '$1' and verified = 0 and completed = 0
        and instr(message, strategy || ': ' || error_at || ': ') = 1
        and (select count(*) from key where name in ('errno', 'appended', 'command')) = 3
        and not exists (select 1 from measured) and (${2:-1})" <"$file" ||
        { head -c 3000 "$file"; echo "is not a record of a run that ended: $1, and: ${2:-}" &&
            return 1; }
    rm "$file"
}

# fails STATUS PATTERN COMMAND ...
# The command ends with STATUS and says why in one line on standard error that begins with its name
# and matches PATTERN (grep -E); it prints nothing else.
fails() {
    local expected=$1 pattern=$2 status=0 lines=() name
    shift 2
    "$@" >"$BATS_TEST_TMPDIR/.out" 2>"$BATS_TEST_TMPDIR/.err" </dev/null || status=$?
    mapfile -t lines <"$BATS_TEST_TMPDIR/.err"
    name=${FAILS_AS:-${1##*/}}
    [ "$1" = program ] && name=$2
    if [ "$status" = "$expected" ] && [ "${#lines[@]}" = 1 ] && [ ! -s "$BATS_TEST_TMPDIR/.out" ] &&
        [[ ${lines[0]} == "$name: "* && ${lines[0]} != *[[:cntrl:]]* ]] &&
        [[ ${lines[0]} =~ $pattern ]]; then
        return
    fi
    echo "command: $*"
    echo "expected: status $expected, one line \"$name: ...\" matching: $pattern"
    echo "got: status $status, ${#lines[@]} lines on standard error:"
    cat "$BATS_TEST_TMPDIR/.err"
    echo "standard output: $(head -c 300 "$BATS_TEST_TMPDIR/.out")"
    return 1
}

# Before each command bats notes where all functions are, for a test that will fail: a tenth of a
# millisecond, and there are a million commands. The test's own line is enough, and the rest as soon
# as one has failed.
if declare -F bats_debug_trap >/dev/null; then
    test_line=0
    bats_debug_trap() {
        trap '[[ ${#FUNCNAME[@]}${FUNCNAME[0]} != 3[!b]* ]] || test_line=$LINENO' DEBUG
    }
    # shellcheck disable=SC2034 # of bats
    bats_error_trap() {
        bats_check_status_from_trap
        [ -z "${BATS_DEBUG_LAST_STACK_TRACE_IS_VALID-}" ] || return 0
        BATS_DEBUG_LAST_STACK_TRACE_IS_VALID=1
        bats_capture_stack_trace
        # Or it is the test that has returned.
        [[ ${FUNCNAME[1]} != bats_* ]] || BATS_DEBUG_LAST_STACK_TRACE=(
            "$test_line ${BATS_TEST_NAME:-setup_file} $BATS_TEST_FILENAME")
    }
fi
