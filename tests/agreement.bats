#!/usr/bin/env bats
# agreement.bats - a run held against the reference, claim by claim and in who wins: what is
# doctored is what is said to differ.

load common

setup_file() {
    in_tree || return
    STRATEGIES='doubling_vector copy_per_element mmap_file' COUNT=2M ROUNDS=6 BUDGET=0.2 \
        MACHINE=theirs measure size reference/size
    COUNT=1M ROUNDS=2 MACHINE=theirs measure growth_factor reference/growth_factor
    local file
    # Two claims of growth_factor are turned, on other pages, and who is the fastest there is slow.
    cp -r results/reference results/2026-01-01_000000
    for file in results/reference/size/records/0[1-6].jsonl; do slow mmap_file "$file"; done
    cd results/2026-01-01_000000 || return
    for file in growth_factor/records/*.jsonl; do
        edited "$file" "'\$.reserved_peak_bytes', 2 * payload_bytes"
    done
    for file in size/records/0[1-6].jsonl; do slow doubling_vector "$file"; done
    edited growth_factor/machine.json "'\$.transparent_huge_pages', 'never'"
    for file in */machine.json; do edited "$file" "'\$.name', 'mine'"; done
}

# slow STRATEGY FILE: it takes far longer than all others that are not.
slow() {
    edited "$2" "'\$.append_cpu_ns', 99 * append_cpu_ns, '\$.append_wall_ns',
        99 * append_wall_ns, '\$.process_wall_ns', 99 * process_wall_ns" "strategy = '$1'"
}

setup() {
    in_tree || return
    RUN=results/2026-01-01_000000
}

agreement() { plots/answers/agreement "$RUN" "$@"; }

@test "without a reference's answers nothing is said; called for the reference they are kept" {
    rm -f results/reference/answers.jsonl
    agreement >said
    [ ! -s said ]
    plots/answers/agreement results/reference html >said
    [ ! -s said ]
    rows "select key, verdict, machine, count, type, winner from r order by place" \
        <results/reference/answers.jsonl >kept
    grep -qP '^append_holds_twice\ttrue\ttheirs\t2000000\tint32\t0$' kept
    grep -qP '^Fastest\t\["doubling \(realloc\)"\]\ttheirs\t\t\t1$' kept
    if grep 'not measured' results/reference/answers.jsonl; then return 1; fi
}

@test "each claim that both have agrees or differs, with both evidences; other pages are said" {
    agreement json >told
    "$BUILD/query" :memory: --import k results/reference/answers.jsonl 'select key from k' | sort |
        diff - <(field key <told | sort)
    holds "sum(agrees = 0 and key <> 'Fastest') = 2 and sum(key = 'doubling_wastes_half'
        and agrees = 0 and here <> there and there = 'depends'
        and evidence_here <> evidence_there) = 1
        and sum(key = 'append_holds_twice' and agrees and otherwise = '') = 1
        and sum(key like '%wastes%' and otherwise like 'huge pages never, there %') = 1" <told
    # Another n, and another type.
    cp -r "$RUN" "$BATS_TEST_TMPDIR/small"
    cd "$BATS_TEST_TMPDIR/small/growth_factor" || return
    local file
    for file in cells.jsonl records/*; do
        edited "$file" "'\$.type', 'float32'"
    done
    cd - >/dev/null
    plots/answers/agreement "$BATS_TEST_TMPDIR/small" json |
        holds "sum(otherwise like 'float32, there int32; huge pages never, there %')
        = sum(key <> 'append_holds_twice' and key <> 'Fastest')"
}

@test "who wins here and there is said, and agrees where one is named in both" {
    agreement json | holds "sum(key = 'Fastest' and not agrees and there = 'doubling (realloc)'
        and here not like '%doubling%') = 1"
    agreement terminal | grep -q 'Fastest: here mapped file, there doubling (realloc)\.'
    RUN=results/reference/size agreement terminal >said
    [ ! -s said ] # the reference itself
    cp -r results/reference/size "$BATS_TEST_TMPDIR/same"
    RUN=$BATS_TEST_TMPDIR/same agreement terminal |
        diff - <(echo '1 of 1 claims as on the reference machine (theirs).')
}

@test "one line in the terminal; page and document count what only one of them has" {
    same lines 1 "$(agreement terminal | wc -l)"
    agreement terminal | grep -q '; differs: doubling wastes half (here .*, there depends)'
    plots/report/terminal "$RUN" | tr '\n' ' ' | tr -s ' ' |
        grep -qF "$(agreement terminal | cut -c 1-90)"
    # Of a run of one suite, of which the reference lacks a claim.
    cp results/reference/answers.jsonl kept
    grep -v doubling_wastes_half kept >results/reference/answers.jsonl
    local form
    for form in html markdown terminal; do
        plots/answers/agreement "$RUN/growth_factor" $form >said.$form
    done
    mv kept results/reference/answers.jsonl
    grep -q 'The reference has 1 more, not measured here (make bench-full)\.' said.html
    grep -q 'Of 1 measured here it says nothing\.' said.html
    same headings 1 "$(grep -c '<h2>' said.html)"
    same rows 1 "$(grep -c '^<tr><td>' said.html)"
    same markdown 1 "$(grep -c '^| doubling' said.markdown)"
    grep -q '^0 of 1 claims as on the reference machine (theirs); differs: doubling triples' \
        said.terminal
    FAILS_AS=agreement fails 2 'FORM: "xml" is not one of' plots/answers/agreement "$RUN" xml
}
