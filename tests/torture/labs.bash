# labs.bash - every mutant of every lab has no more points than its first line says; in the tests a
# mutant that several labs have is graded in one.
# shellcheck shell=bash disable=SC2034,SC2154 # of run

cases() {
    local mutant
    for mutant in labs/[0-9][0-9]-*/mutants/*.c; do echo "$mutant"; done
}

prepare() { "$ROOT/labs/lab" doctor > /dev/null; } # builds the grader

one() {
    local mutant=$ROOT/$1 most got
    local lab=${mutant%/mutants/*}
    did="labs/lab grade, $1 in the place of the reference's"
    cp -R "$lab/reference" hand_in
    cp "$mutant" "hand_in/$(sed -n 's/^file *//p' "$lab/contract")"
    most=$(sed -n '1s,^/\* ceiling \([0-9]*\):.*,\1,p' "$mutant")
    got=$("$ROOT/labs/lab" grade "$(basename "$lab")" hand_in --json |
        sed -n 's/.*"points":\([0-9.]*\),"of":100,"all":100.*/\1/p')
    [ "${got:-101}" -le "${most:-0}" ] || fail "${got:-no} points, ceiling ${most:-not said}"
}
