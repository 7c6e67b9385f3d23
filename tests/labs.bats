#!/usr/bin/env bats
# labs.bats - the labs' grader gives a right hand-in all points, an untouched one none, and each
# wrong one no more than the first line of its file says; it says where, and what a hand-in does to
# it costs that hand-in alone.

load common

LAB="$ROOT/labs/lab"

# All hand-ins, found by wildcard: LAB NAME, and the most points that it may have.
hand_ins() {
    local lab mutant
    for lab in "$ROOT"/labs/[0-9][0-9]-*/; do
        [ -d "$lab/reference" ] || continue
        lab=$(basename "$lab")
        echo "$lab reference 100"
        echo "$lab start 0"
        for mutant in "$ROOT/labs/$lab"/mutants/*.c; do
            echo "$lab $(basename "$mutant") $(sed -n '1s,^/\* ceiling \([0-9]*\):.*,\1,p' "$mutant")"
        done
    done
}

# The folder that a student would hand in: a mutant is the reference with another file.
folder_of() { # LAB NAME
    local lab=$ROOT/labs/$1 into=$BATS_FILE_TMPDIR/$1/$2
    mkdir -p "${into%/*}"
    case $2 in
    start | reference) cp -R "$lab/$2" "$into" ;;
    *)
        cp -R "$lab/reference" "$into"
        cp "$lab/mutants/$2" "$into/$(sed -n 's/^file *//p' "$lab/contract")"
        ;;
    esac
    echo "$into"
}
export -f folder_of

points() { sed -n 's/.*"points":\([0-9.]*\),"of":100,"all":100.*/\1/p' "$1"; }

setup_file() {
    export BATS_FILE_TMPDIR ROOT LAB BUILD
    "$LAB" doctor >"$BATS_FILE_TMPDIR/doctor" || return # the frame is built once
    hand_ins >"$BATS_FILE_TMPDIR/hand_ins"
    # shellcheck disable=SC2016 # the inner shell expands it
    xargs -P 2 -L 1 bash -c 'folder=$(folder_of "$0" "$1")
        "$LAB" grade "$0" "$folder" --json >"$folder.json" 2>"$folder.err"' \
        <"$BATS_FILE_TMPDIR/hand_ins"
}

@test "the reference has 100 points, an untouched start none, a mutant at most its ceiling" {
    local lab name most got wrong=0
    while read -r lab name most; do
        got=$(points "$BATS_FILE_TMPDIR/$lab/$name.json")
        if [ -z "$most" ] || [ -z "$got" ] || [ "$got" -gt "$most" ] ||
            { [ "$name" = reference ] && [ "$got" != 100 ]; }; then
            echo "$lab $name: ${got:-no} points, ceiling ${most:-not said}"
            cat "$BATS_FILE_TMPDIR/$lab/$name.err"
            wrong=1
        fi
    done <"$BATS_FILE_TMPDIR/hand_ins"
    [ "$wrong" = 0 ]
}

@test "each lab has a page, one file to fill in, a prediction, answers, a reference, six mutants" {
    local lab file part
    for lab in "$ROOT"/labs/[0-9][0-9]-*/; do
        [ -d "$lab/reference" ] || continue
        file=$(sed -n 's/^file *//p' "$lab/contract")
        for part in README.md start/{prediction,answers} reference/{prediction.recorded,answers} \
            ${file:+"start/$file" "reference/$file"}; do
            [ -f "$lab/$part" ] || { echo "$lab has no $part" && return 1; }
        done
        for part in Question Predict Run 'Read the output' 'Change one thing' Explain \
            'Going further'; do
            grep -qx "## $part" "$lab/README.md" || { echo "$lab: no $part" && return 1; }
        done
        [ "$(find "$lab/mutants" -name '*.c' | wc -l)" -ge 6 ]
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
            $1 == "own" { if ($3 ~ /^cost_/) t += $2; else c += $2 }
            $1 == "answer" { a += $2 }
            END { print p, c, t, a }' "$lab/contract")"
    done
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
    local folder=$BATS_FILE_TMPDIR/01-append/off_by_one.c line
    ! "$LAB" check 1 "$folder" >said || return 1
    grep -qE 'n = 1, step=1, elements of 8 bytes: heap-buffer-overflow: write of size 8' said
    line=$(sed -n 's/.*in append (my_append.c:\([0-9]*\)).*/\1/p' said | sed 1q)
    sed -n "${line}p" "$folder/my_append.c" | grep -qF 'memcpy(a->data'
    sed -n 's/^see the first of these again: //p' said >again
    sed -i 's/command -v gdb/false/' "$(cat again)"
    ! "$(cat again)" >said 2>&1 || return 1
    grep -q 'heap-buffer-overflow' said
}
