#!/usr/bin/env bats
# labs.bats - the labs' grader gives a right hand-in all points, an untouched one none, and each
# wrong one no more than the first line of its file says; it says where, and what a hand-in does to
# it costs that hand-in alone.

load common

LAB="$ROOT/labs/lab"

# Hand-ins, found by wildcard: LAB NAME. Of the mutants every sixteenth; which of the sixteen parts
# follows from the commit. `make torture ONLY=labs` grades all.
hand_ins() {
    local lab mutant k=0 part
    part=$(git -C "$ROOT" rev-parse HEAD 2>/dev/null || echo 0)
    part=$((16#${part:0:6} % 16))
    for lab in "$ROOT"/labs/[0-9][0-9]-*/; do
        [ -d "$lab/reference" ] || continue
        lab=$(basename "$lab")
        echo "$lab reference"
        echo "$lab start"
        for mutant in "$ROOT/labs/$lab"/mutants/*.patch; do
            [ $((k++ % 16)) != "$part" ] || echo "$lab $(basename "$mutant" .patch)"
        done
    done
}

# The folder that a student would hand in; prints the most points that it may have.
hand_in() { # LAB NAME INTO
    case $2 in
    start) cp -R "$ROOT/labs/$1/start" "$3" && echo 0 ;;
    reference) cp -R "$ROOT/labs/$1/reference" "$3" && echo 100 ;;
    *) "$ROOT/labs/lecturer/mutant" "$@" ;;
    esac
}
export -f hand_in

points() { sed -n 's/.*"points":\([0-9.]*\),"of":100,"all":100.*/\1/p' "$1"; }

setup_file() {
    export BATS_FILE_TMPDIR ROOT LAB BUILD
    "$LAB" doctor >"$BATS_FILE_TMPDIR/doctor" || return # the frame is built once
    hand_ins >"$BATS_FILE_TMPDIR/hand_ins"
    # shellcheck disable=SC2016 # the inner shell expands it
    xargs -P 2 -L 1 bash -c 'into=$BATS_FILE_TMPDIR/$0.$1
        hand_in "$0" "$1" "$into" >"$into.most"
        "$LAB" grade "$0" "$into" --json >"$into.json" 2>"$into.err"' <"$BATS_FILE_TMPDIR/hand_ins"
}

@test "the reference has 100 points, an untouched start none, a mutant at most its ceiling" {
    local lab name into most got wrong=0
    while read -r lab name; do
        into=$BATS_FILE_TMPDIR/$lab.$name most=$(cat "$into.most") got=$(points "$into.json")
        if [ -z "$most" ] || [ -z "$got" ] || [ "$got" -gt "$most" ] ||
            { [ "$name" = reference ] && [ "$got" != 100 ]; }; then
            echo "$lab $name: ${got:-no} points, ceiling ${most:-not said}"
            cat "$into.err"
            wrong=1
        fi
    done <"$BATS_FILE_TMPDIR/hand_ins"
    [ "$wrong" = 0 ]
}

@test "each lab has a page, one file to fill in, a prediction, answers, a reference, six mutants" {
    local lab file part mutant
    for lab in "$ROOT"/labs/[0-9][0-9]-*/; do
        [ -d "$lab/reference" ] || continue
        file=$(sed -n 's/^file  *//p' "$lab/contract")
        for part in README.md start/{prediction,answers} reference/{prediction.recorded,answers} \
            ${file:+"start/$file" "reference/$file"}; do
            [ -f "$lab/$part" ] || { echo "$lab has no $part" && return 1; }
        done
        for part in Question Predict Run 'Read the output' 'Change one thing' Explain \
            'Going further'; do
            grep -qx "## $part" "$lab/README.md" || { echo "$lab: no $part" && return 1; }
        done
        [ "$(find "$lab/mutants" -name '*.patch' | wc -l)" -ge 6 ]
        for mutant in "$lab"/mutants/*.patch; do # also those that are not graded today
            [ -n "$(hand_in "$(basename "$lab")" "$(basename "$mutant" .patch)" mutant)" ]
            rm -r mutant
        done
    done
}

@test "the points of a contract are 10 + 40 + 40 + 10" {
    local lab
    for lab in "$ROOT"/labs/[0-9][0-9]-*/; do
        [ -d "$lab/reference" ] || continue
        same "$lab" '10 40 40 10' "$(awk '
            $1 == "prediction" { p += $2 }
            $1 ~ /^(contents|arrays|no_memory|release)$/ { c += $2 }
            $1 ~ /^(cost|theory)$/ { t += $2 }
            $1 == "own" { if ($3 ~ /^(cost_|find$)/) t += $2; else c += $2 }
            $1 == "answer" { a += $2 }
            END { print p, c, t, a }' "$lab/contract")"
    done
}

@test "the table of labs is what the labs say of themselves" {
    "$LAB" list markdown >rows
    [ "$(wc -l <rows)" = "$(find "$ROOT/labs" -maxdepth 1 -name '[0-9][0-9]-*' | wc -l)" ]
    ! grep -vxFf "$ROOT/labs/README.md" rows || { echo 'make documents' && return 1; }
}

@test "quiz asks of each student other numbers, and knows what is right" {
    local folder=$ROOT/labs/01-append/reference n
    yes 7 | "$LAB" quiz 1 "$folder" --seed 5 >said
    yes 7 | "$LAB" quiz 1 "$folder" --seed 5 >again
    yes 7 | "$LAB" quiz 1 "$folder" --seed 6 >other
    cmp said again
    ! cmp -s said other || return 1
    grep -q '^0 of 5' said
    n=$(sed -n '1s/ appends, step=1: .*//p' said)
    echo $((n * (n - 1) / 2)) | "$LAB" quiz 1 "$folder" --seed 5 >said
    grep -q '  right: ' said
}

@test "the curve of a hand-in that writes files has points, and measure shows its calls" {
    local lab=$ROOT/labs/07-larger-than-ram
    "$LAB" check 7 "$lab/reference" >/dev/null
    "$BUILD/labs/grader" curve "$lab" "$lab/reference" "$BUILD/labs" \
        "$BUILD/labs/${lab##*/}/my_spill.so" 1 'n=2000..2000 window=8192' one.live >said
    same curve $'2000\t16384' "$(cat said)"
    "$BUILD/labs/grader" measure "$lab" "$lab/reference" "$BUILD/labs" \
        "$BUILD/labs/${lab##*/}" 1 | sed -n '1s/.* //p' >said
    same 'last counter' pwrite64 "$(cat said)"
}

@test "submit packs the files that count, and grading them gives the same points" {
    cp -R "$ROOT/labs/01-append/reference" mine
    echo secret >mine/notes
    sed -i 's/^quadratic = .*/quadratic =/' mine/answers
    "$LAB" submit 1 mine >said 2>warned
    grep -qx 'lab: nothing is written yet in answers at: quadratic' warned
    same files 'answers my_append.c prediction.recorded ' "$(tar -tzf mine.tar.gz | tr '\n' ' ')"
    mkdir got && tar -xzf mine.tar.gz -C got
    same points 100 "$("$LAB" grade 1 got --json >json && points json)"
}

@test "start, predict, measure: a prediction comes first, and stays as it was" {
    in_tree
    # shellcheck disable=SC2119
    labs/lab start 1 >said
    same started 3 "$(find labs/work/01-append -type f | wc -l)"
    fails 1 'is there already' labs/lab start 1
    fails 1 'first write down what you expect' labs/lab measure 1
    fails 1 'no number yet for copies allocations factor peak copies_100' labs/lab predict 1
    sed -i 's/^\([a-z_0-9]* =\)$/\1 7/' labs/work/01-append/prediction
    labs/lab predict 1 >said
    cp labs/01-append/reference/my_append.c labs/work/01-append/
    sed -i '/^figure\|^time/d' labs/01-append/contract
    labs/lab measure 1 >said
    grep -qE '^one +2000 step=1 +15992000 ' said
    fails 1 'you have measured already' labs/lab predict 1
    labs/lab grade 1 >said
    grep -qE 'prediction +2 of 10 .*copies: predicted 7, measured 1.999e\+06, and why_copies' said
    echo 'why_copies = each append copies all that is there' >>labs/work/01-append/answers
    labs/lab grade 1 >said
    grep -qE 'prediction +4 of 10' said
}

@test "check says the smallest n, the line, and how to see it again" {
    local folder=mine line
    hand_in 01-append off_by_one mine >most
    ! "$LAB" check 1 mine >said || return 1
    grep -qE 'n = 1, step=1, elements of 8 bytes: heap-buffer-overflow: write of size 8' said
    line=$(sed -n 's/.*in append (my_append.c:\([0-9]*\)).*/\1/p' said | sed 1q)
    sed -n "${line}p" "$folder/my_append.c" | grep -qF 'memcpy(a->data'
    sed -n 's/^see the first of these again: //p' said >again
    sed -i 's/command -v gdb/false/' "$(cat again)"
    ! "$(cat again)" >said 2>&1 || return 1
    grep -q 'heap-buffer-overflow' said
}

# attack NAME C ...: the reference of lab 1, which first makes these calls of the kernel without the
# C library; it is graded for its contents alone, by the frame of the working directory. Where one
# is done it refuses to append, says which, and has no point.
attack() {
    local into=$BATS_TEST_TMPDIR/$1 calls='' call k=0
    shift
    for call; do
        calls+="\\n    if ($call) return failure(\"begin\", 0, \"call $((++k)) is done\");"
    done
    cp -R "$ROOT/labs/01-append/reference" "$into"
    sed -i "s|^static bool begin(.*|#include <sys/syscall.h>\n\
static long raw(long call, long a, long b, long c) {\n\
    long r;\n\
    __asm__ volatile(\"syscall\" : \"=a\"(r) : \"0\"(call), \"D\"(a), \"S\"(b), \"d\"(c)\n\
                     : \"rcx\", \"r11\", \"memory\");\n\
    return r;\n\
}\n&$calls|" "$into/my_append.c"
    labs/lab grade 1 "$into" --json >"$into.json"
    points "$into.json"
}

# The working directory, and what its lab 1 asks for beside contents.
attacked() { # [LINE]
    [ "$(uname -m)" = x86_64 ] || skip "the attacks are written for x86-64"
    in_tree
    printf '%s\n' 'file my_append.c' 'calls counted_malloc counted_memcpy counted_free' \
        'contents 100 step=1' "$@" >labs/01-append/contract
}

@test "a hand-in that forks, sleeps, writes, removes or signals is refused it by the kernel" {
    local victim=$BATS_TEST_TMPDIR/victim points
    attacked
    echo precious >"$victim"
    # Fork, a thread, sleep, write, create, remove, signal (of itself, and nothing), trace, network,
    # another program.
    points=$(attack these 'raw(SYS_fork, 0, 0, 0) >= 0' 'raw(SYS_clone, 0x100, 0, 0) >= 0' \
        'raw(SYS_nanosleep, (long)(long[]){100, 0}, 0, 0) >= 0' \
        "raw(SYS_open, (long)\"$victim\", 01001, 0) >= 0" \
        "raw(SYS_creat, (long)\"$victim.2\", 0666, 0) >= 0" \
        "raw(SYS_unlink, (long)\"$victim\", 0, 0) >= 0" 'raw(SYS_kill, 0, 0, 0) >= 0' \
        'raw(SYS_ptrace, 0, 0, 0) >= 0' 'raw(SYS_socket, 2, 1, 0) >= 0' \
        'raw(SYS_execve, (long)"/bin/true", 0, 0) >= 0')
    same points 100 "$points" || { cat "$BATS_TEST_TMPDIR/these.json" && return 1; }
    same victim precious "$(cat "$victim")"
    [ ! -e "$victim.2" ]
}

@test "a hand-in that may write files writes them in its own directory alone, and not too large" {
    grep -q 'ok *landlock' "$BATS_FILE_TMPDIR/doctor" || skip "the kernel has no Landlock"
    local victim=$BATS_TEST_TMPDIR/victim open='raw(SYS_open, (long)' large
    attacked 'files 2MiB'
    # Its own file; another one, a directory, a process.
    same points 100 "$(attack all "$open\"mine\", 0102, 0600) < 0" \
        "$open\"$victim\", 0102, 0600) >= 0" 'raw(SYS_mkdir, (long)"mine", 0700, 0) >= 0' \
        'raw(SYS_fork, 0, 0, 0) >= 0')"
    large="$open\"mine\", 0102, 0600)"
    same 'too large' 0 "$(attack large "raw(SYS_ftruncate, $large, 3 << 20, 0) == 0")"
    [ ! -e "$victim" ]
}

@test "what a hand-in may do to itself costs its own points, and nothing else" {
    attacked
    # An answer of its own to the grader; no end of output; the socket closed; the stack's end.
    local name points
    for name in 'forge raw(SYS_write, 3, (long)(char[999]){1}, 999) < 0' \
        'flood ({ while (raw(SYS_write, 2, (long)(char[4096]){1}, 4096) == 4096) {} 0; })' \
        'close raw(SYS_close, 3, 0, 0) < 0' \
        'stack *(volatile char *)__builtin_alloca(1 << 30) = 1' \
        'stop raw(SYS_exit_group, 0, 0, 0) == 0'; do
        points=$(attack "${name%% *}" "${name#* }")
        same "${name%% *}" 0 "$points"
    done
    same processes '' "$(pgrep -f "$BUILD/labs/worker.*$BATS_TEST_TMPDIR" || true)"
}

@test "files of a hand-in that are pipes, devices or links neither hang nor mislead" {
    cp -R "$ROOT/labs/01-append/reference" all && cd all
    rm answers prediction.recorded && mkfifo answers && ln -s /dev/zero prediction.recorded
    timeout 100 "$LAB" grade 1 . --json >../json
    same points 80 "$(points ../json)"
    rm my_append.c && ln -s "$ROOT/labs/01-append/reference/my_append.c" .
    same points 0 "$("$LAB" grade 1 . --json >../json && points ../json)"
    rm my_append.c && mkfifo my_append.c
    same points 0 "$(timeout 100 "$LAB" grade 1 . --json >../json && points ../json)"
    rm my_append.c && printf 'char a[1ul << 32] = {1};\n' >my_append.c
    same points 0 "$(timeout 100 "$LAB" grade 1 . --json >../json && points ../json)"
    grep -q 'does not compile' ../json
    printf '#include "/dev/zero"\n' >my_append.c
    same points 0 "$(timeout 100 "$LAB" grade 1 . --json >../json && points ../json)"
    grep -q 'does not compile' ../json
}

@test "five gradings of one hand-in are the same, also while the machine is busy" {
    hand_in 02-doubling grows_by_a_constant mine >most
    "$LAB" grade 2 mine --json >said
    seq 4 | xargs -P 4 -I N "$LAB" grade 2 mine --json >>said
    same gradings 5 "$(wc -l <said)"
    same "kinds of them" 1 "$(sed 's/"execution_time":[0-9.]*,//' said | sort -u | wc -l)"
}
