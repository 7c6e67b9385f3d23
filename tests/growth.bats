#!/usr/bin/env bats
# growth.bats - what the suite about growth factors says: counters beside the theory. And the power
# of a fit.

load common

setup_file() {
    in_tree || return
    # Large enough that realloc moves pages: where it copies, both blocks are there for a moment.
    COUNT=1M ROUNDS=1 measure growth_factor growth
    lib/database/load results/growth
}
setup() { in_tree; }

# For the factor g and the most that is reserved: both blocks while copying, else one.
steps() {
    "$BUILD/query" results/growth/run.db --number run 1 --file plots/figures/common.sql --file \
        plots/answers/growth.sql \
        "create temp view step as select *, factor as g, iif(copying, 1 + factor, factor) as most
            from growth" "$@"
}

# near A B: to a thousandth, which is a few elements of a million.
near() { echo "abs(($1) - ($2)) <= 0.001 * ($2) + 0.001"; }

@test "each factor is measured at five places of its growth step, by copying and by realloc" {
    same steps '18 9 5 5' "$(steps "select (select count(*) || ' ' ||
        count(distinct factor) from step) || ' ' ||
        min(n) || ' ' || max(n) from (select count(*) as n from growth_place
            where not heap group by strategy, factor)")"
}

@test "1.5 and 2 are measured on one heap, too, where a freed block can be used again" {
    same heap '1.5	5 2.0	5 ' "$(steps "select factor, count(*) from growth_place where heap
        group by factor" | tr '\n' ' ')"
    # These say nothing else: no time, and no place of a step.
    same others 18 "$(steps "select count(*) from growth")"
    local tunables
    tunables=$("$BUILD/query" results/growth/run.db "select distinct tunables from cell
        where tunables is not null")
    # A block that glibc maps is no part of the heap: all are smaller than its threshold.
    same mapped 0 "$("$BUILD/query" results/growth/run.db "select count(*) from counted as k
        join cell as c using (run, cell) where c.tunables is not null
        and reserved_peak_bytes >= ${tunables##*=}")"
}

@test "what is unused and reserved goes from the best to the worst of theory" {
    same 'not as in theory' '' "$(steps "select strategy, g, unused_least, unused_most,
        reserved_least, reserved_most from step
        where not ($(near unused_least 0) and $(near unused_most '1 - 1 / g')
          and $(near reserved_least 'iif(most > g, most / g, 1)') and $(near reserved_most most))")"
}

@test "the copies of an element lie between 1 / (g - 1) and g / (g - 1)" {
    # Small blocks grow to 16 elements at once, and capacities are whole: a hundredth off at most.
    same 'not as in theory' '' "$(steps "select g, copied_least, copied_most from step where copying
        and not (abs(copied_least * (g - 1) - 1) < 0.02
            and abs(copied_most * (g - 1) / g - 1) < 0.02)")"
    same measured 9 "$(steps 'select count(*) from step where copying')"
}

@test "a time that grows as n^1.5 is said to, at its true uncertainty" {
    STRATEGIES=doubling_vector COUNT=3M ROUNDS=1 measure scaling powers
    local file
    # Half of the sizes a twentieth above the line, half below.
    for file in results/powers/records/*.jsonl; do
        edited "$file" "'\$.process_wall_ns', 100000000000,
            '\$.append_cpu_ns', cast(pow(count, 1.5) * (1 + 0.05 * iif(cell % 2, 1, -1)) as
                integer)"
    done
    lib/database/load results/powers
    same power '1	1	0' "$("$BUILD/query" results/powers/run.db --number run 1 --file \
        plots/figures/common.sql \
        --file plots/answers/scaling.sql "select abs(power - 1.5) <= within, within between 0.005
            and 0.2, linear from scaling where strategy = 'doubling_vector'")"
}
