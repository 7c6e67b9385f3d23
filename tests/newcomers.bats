#!/usr/bin/env bats
# newcomers.bats - one more of each kind, by files alone: a strategy, a peer in C and one in Python,
# a suite
# with its figure, a claim. Nothing else is told of them; they are built, measured, drawn, reported,
# tested.

load common

setup_file() {
    in_tree || return
    cp -r "$ROOT/tests" .
    cp "$ROOT/tests/strategies/newcomer.c" experiments/grow/
    sed 's/\.title = ".*"/.title = "a C peer"/' experiments/peers/open_memstream.c \
        >experiments/peers/peer_in_c.c
    sed 's/^    title = ".*"/    title = "a Python peer"/' experiments/peers/python_array.py \
        >experiments/peers/peer_in_python.py
    cat >experiments/suites/novelty.sql <<'END'
-- Is a_b ^2 as {quick} as new?
--
-- Place: 77
-- Count: 2M
-- Brief: ROUNDS=1
-- Compares: strategies

select strategy, top as count, 'append' as phases from program, setting
where coalesce(chosen, baseline or strategy in ('newcomer', 'peer_in_c', 'peer_in_python'))
END
    cat >plots/figures/novelty.sql <<'END'
-- Which is new, a_b ^2 or {x}?
-- Nanoseconds of a_b ^2.
--
-- Read: Higher is slower.
-- Needs: two strategies
-- Suite: novelty
-- Place: 1

create temp view series as
select label, colour, point, dash, row_number() over (order by ns) - 1 as row, ns
from summary join colour using (label) where ended = 'done';
create temp view answer as
select 'New is ' || label || '.' as answer from summary where strategy = 'newcomer';
END
    cat >plots/figures/novelty.gp <<'END'
set yrange [-0.5:series - 0.5]; unset ytics
plot part("series") using "ns":"row":"colour" with points pt 7 lc rgb variable, \
     part("series") using "ns":"row":"label" with labels left offset 1, 0 noenhanced
END
    cat >plots/answers/claims/new_is_new.sql <<'END'
-- what is new is new
--
-- Place: 77
-- Suite: novelty
-- Rule: True: it takes time.

select ns > 0 as holds, ratio(ns) || ' ns' as evidence
from summary where strategy = 'newcomer' and ns is not null;
END
    # The peer in Python needs numpy, which a machine may lack.
    make -s -j2 all >built 2>&1 || { cat built && return 1; }
    ROUNDS=2 BUDGET=5 make -s bench SUITE=novelty >table 2>progress || { cat table progress &&
        return 1; }
}

setup() {
    in_tree || return
    RUN=results/latest
    labels=(newcomer 'a C peer')
    [ ! -x build/peer_in_python ] || labels+=('a Python peer')
}

@test "all of them are built, found and measured" {
    local label
    make -s help | grep -q '^  novelty  *Is a_b ^2 as {quick} as new?$'
    experiments/driver/catalogue >known
    for label in "${labels[@]}"; do
        rows "select title from r where title = '$label'" <known | diff <(echo "$label") -
        grep -q "^$label  *[0-9.]" table || { echo "$label" && cat table && return 1; }
        same "$label" 2 "$(cat "$RUN"/records/0[12].jsonl |
            rows "select count(*) from r where title = '$label' and ended = 'done'")"
    done
    build/newcomer --help | grep -q -- --step
    build/newcomer --count 100003 --type float64 --json |
        holds "verified and parameters ->> '\$.step' = 1000"
    same peers "0 $((${#labels[@]} - 1))" "$(rows "select sum(peer * (strategy = 'newcomer')) ||
        ' ' || sum(peer * (strategy like 'peer_in%')) from r" <"$RUN"/programs.jsonl)"
}

@test "the figure is drawn, and its words stand in it as they are written" {
    python3 - "$RUN/figures/novelty.svg" "${labels[@]}" <<'END'
import sys, xml.etree.ElementTree as tree
texts = tree.parse(sys.argv[1]).iter("{http://www.w3.org/2000/svg}text")
words = ["".join(text.itertext()) for text in texts]
for wanted in ["Which is new, a_b ^2 or {x}?", "Nanoseconds of a_b ^2."] + sys.argv[2:]:
    assert any(wanted in word for word in words), (wanted, words)
END
    [ -s "$RUN"/figures/novelty.png ]
}

@test "the report has the figure with its question and answer, and the claim" {
    local page=$RUN/report.html said='<p class=answer>New is newcomer.</p><figure '
    # The only figure of its suite: the suite's question is above it, and no other.
    grep -qF '<h2>Is a_b ^2 as {quick} as new?</h2>' "$page"
    grep -qF "<div class=question id=\"novelty-novelty\">$said" "$page"
    grep -qF '<title>Which is new, a_b ^2 or {x}?</title>' "$page"
    grep -qF '<figcaption>Higher is slower.</figcaption>' "$page"
    said='<td>what is new is new</td><td>[0-9.]* ns</td><td>make bench SUITE=novelty</td>'
    grep -q "<td>true</td>$said" "$page"
    grep -q 'newcomer' "$RUN"/summary.csv
    local label
    for label in "${labels[@]}"; do grep -q "<td>$label</td>" "$RUN"/report.html; done
}

@test "a claim is measured from the run of its suite, and not from others" {
    plots/answers/claims_table "$RUN" json | rows "select verdict from r
        where key = 'new_is_new'" | diff <(echo true) -
    COUNT=1k ROUNDS=1 STRATEGIES=newcomer measure size other
    lib/database/load results/other
    plots/answers/claims_table results/other json |
        rows "select verdict from r where key = 'new_is_new'" | diff <(echo 'not measured') -
}

@test "the tests that go over all strategies test the newcomer, too" {
    # shellcheck disable=SC2016 # for the inner shell
    BATS_TEST_DIRNAME=$PWD/tests BATS_FILE_TMPDIR=$BATS_TEST_TMPDIR bash -c \
        '. tests/common.bash; programs' | grep -qx newcomer
    cp "$ROOT/tests/strategies/loses_one.c" experiments/grow/newcomer.c
    make -s "$BUILD/newcomer" >/dev/null
    if bats -f 'every strategy' tests/contents.bats >said 2>&1; then cat said && return 1; fi
    grep -q newcomer said || { cat said && return 1; }
}
