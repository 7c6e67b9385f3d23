#!/usr/bin/env bats
# What the suites about growth say: counters beside the theory, and fits beside gnuplot's.
# shellcheck disable=SC2016 # $g in single quotes is jq's, $1 gnuplot's

load common
unset SUITE RUN INPUT TYPE TEXT COUNT STRATEGIES ROUNDS BUDGET SEED DIRECTORY MACHINE CPU ONLY FORMAT

# One run in a copy of the tree, which has its own results.
setup_file() {
    mkdir "$BATS_FILE_TMPDIR/tree"
    cd "$BATS_FILE_TMPDIR/tree" || return
    cp -r "$ROOT"/{experiments,plots} .
    COUNT=100k ROUNDS=1 RUN=results/growth experiments/run growth_factor 2> progress
    plots/query results/growth 'include "growth"; growth_steps | tojson' > steps
}
setup() { cd "$BATS_FILE_TMPDIR/tree" || return; }

# near A B: to a thousandth, which is a few elements of a hundred thousand.
readonly near='def near($b): (. - $b | fabs) <= 0.001 * $b + 0.001;'

@test "each factor is measured at five places of its growth step, by copying and by realloc" {
    holds 'length == 18 and all(.[]; .places == 5)' < steps
}

@test "what is copied, unused and reserved goes from the best to the worst of theory" {
    holds "$near"'all(.[]; .factor as $g | (if .copying then 1 + $g else $g end) as $most
        | (.unused.least | near(0)) and (.unused.most | near(1 - 1 / $g))
          and (.reserved.least | near(if $most > $g then $most / $g else 1 end))
          and (.reserved.most | near($most)))' < steps
}

@test "the copies of an element lie between 1 / (g - 1) and g / (g - 1)" {
    # Small blocks grow to 16 elements at once, and capacities are whole: a hundredth off at most.
    holds 'all(.[] | select(.copying); .factor as $g
        | (.copied.least * ($g - 1) - 1 | fabs) < 0.02 and (.copied.most * ($g - 1) / $g - 1 | fabs) < 0.02)' < steps
}

@test "the power of a fit, and its interval, are those of gnuplot's fit" {
    local fit
    # n^1.5 with some noise; gnuplot gives the standard error, of which an interval is a multiple.
    awk 'BEGIN {srand(3); for (n = 1e3; n < 1e7; n *= 3) print n, n ^ 1.5 * (1 + rand() / 10)}' > points
    gnuplot > fit << 'EOT'
set fit quiet logfile "/dev/null" errorvariables
fit a + p * x "points" using (log($1)):(log($2)) via a, p
set print "-"
print sprintf("[%.9g,%.9g,%d]", p, p_err, FIT_NDF)
EOT
    fit=$(cat fit)
    jq -Rnc -L plots --argjson cells '[]' --argjson run '{}' --argjson machine '{}' --argjson catalogue '[]' \
        --argjson fit "$fit" 'include "power";
        [inputs | split(" ") | map(tonumber) | {n: .[0], y: .[1]}] | power_law
        | [.power, .within / student($fit[2])] + $fit' points > both
    holds '(.[0] - .[2] | fabs) < 1e-6 and (.[1] / .[3] - 1 | fabs) < 1e-4' < both
}
