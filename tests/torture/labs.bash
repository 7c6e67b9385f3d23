# labs.bash - every mutant of every lab has no more points than its first line says; the tests grade
# some of them, each commit others.
# shellcheck shell=bash disable=SC2034,SC2154 # of run

cases() {
    local mutant
    for mutant in labs/[0-9][0-9]-*/mutants/*.patch; do echo "$mutant"; done
}

prepare() { "$ROOT/labs/lab" doctor > /dev/null; } # builds the grader

one() {
    local lab most got
    lab=${1#labs/} && lab=${lab%%/*}
    did="labs/lab grade, $1 on the reference"
    most=$("$ROOT/labs/lecturer/mutant" "$lab" "$(basename "$1" .patch)" hand_in)
    got=$("$ROOT/labs/lab" grade "$lab" hand_in --json |
        sed -n 's/.*"points":\([0-9.]*\),"of":100,"all":100.*/\1/p')
    [ "${got:-101}" -le "${most:-0}" ] || fail "${got:-no} points, ceiling ${most:-not said}"
}
