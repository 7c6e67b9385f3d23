#!/usr/bin/env bats
# hostile.bats - names that would be markup, SQL or commands somewhere on the way are what they are:
# on the
# terminal, in tables, figures, the page and the list of numbers; and nothing of them is done.
# shellcheck disable=SC2016,SC1003 # $(...) in single quotes is what a hostile name looks like

load common

odd='<b>a_b ^2 @x & "q" '\''y'\''</b> {/:Bold z} $(touch pwned) '
odd+='`touch pwned` ü %s; drop table cell;-- \'
file=${odd//\//|} # as a file's name

setup_file() {
    in_tree && without_python || return
    # The title in C and in JSON.
    "$BUILD/query" :memory: --set t "$odd" --json 'select :t as t' |
        sed 's/^{"t"://; s/}$//' >quoted
    awk 'NR == FNR {title = $0; next}
        /\.title = / {print "    .title = " title ","; next} {print}' quoted \
        "$ROOT/tests/strategies/newcomer.c" >experiments/grow/odd.c
    make -s "$BUILD/odd" >/dev/null
    # Not that of a strategy but of a cell: a suite may say what it wants.
    mkdir "$file dir"
    seq 300000 | sed 's/$/.5/' >"$file.txt"
    # Two sizes, so that there is a curve; and a label that is no title.
    cat >experiments/suites/odd.sql <<'END'
-- Odd?
--
-- Place: 88
-- Count: 2M
-- Compares: strategies

select strategy, n as count, iif(strategy = 'chunk_list', 'label: ' || title, title) as label
from program, (select 1000 as n union all values (2000000)) where coalesce(chosen, 0)
END
    for figure in plots/figures/*.sql; do sed -i 's/^\(-- Suite:.* size\)\( \|$\)/\1 odd\2/' \
        "$figure"; done
    STRATEGIES='odd chunk_list mmap_file' ROUNDS=1 MACHINE="$odd" measure odd odd
    STRATEGIES='odd mmap_file' ROUNDS=1 INPUT="$file.txt" TEXT=1 MACHINE="$odd" \
        DIRECTORY="$PWD/$file dir" measure input own
    local run
    for run in odd own; do
        plots/draw results/$run >drawn.$run 2>&1 || { cat drawn.$run && return 1; }
        plots/report/page results/$run >/dev/null
        plots/report/terminal results/$run >terminal.$run
    done
}

setup() { in_tree; }

@test "nothing was done" {
    [ ! -e pwned ] && [ ! -e results/pwned ]
    same database 4 "$("$BUILD/query" results/odd/run.db 'select count(*) > 4, 3' | wc -c)"
    if find . -name 'pwned*' | grep .; then return 1; fi
}

@test "the runs are whole: file and directory were found under their names" {
    holds "count(*) >= 3 and min(ended = 'done'
        and appended = 300000)" <results/own/records/01.jsonl
    "$BUILD/query" :memory: --set f "$file.txt" --import r results/own/cells.jsonl \
        'select count(*) from r where input <> :f' | diff <(echo 0) -
    same empty '' "$(ls -A "$file dir")"
    holds "count(*) >= 6 and min(ended = 'done')" <results/odd/records/01.jsonl
}

@test "the terminal, the list of numbers and the tables have them as they are" {
    local run
    for run in odd own; do
        grep -qF "$odd" terminal.$run || { cat terminal.$run && return 1; }
        grep -qF "$odd: " terminal.$run # the machine's
        python3 - "$odd" results/$run/summary.csv <<'END'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[2], newline="")))
assert any(row["label"] == sys.argv[1] and row["title"] == sys.argv[1] for row in rows), rows
assert len({len(row) for row in rows}) == 1
END
    done
    grep -qrF "$odd" results/odd/tables
    # Each line of a table has all its columns.
    awk -F '\t' 'FNR == 1 {n = NF} NF != n {print FILENAME, FNR; bad = 1} END {exit bad}' \
        results/o*/tables/*.tsv
}

@test "figures have them as they are, and are well-formed" {
    [ "$(find results/odd/figures -name '*.svg' | wc -l)" -ge 3 ]
    python3 - "$odd" results/odd/figures/*.svg results/own/figures/*.svg <<'END'
import sys, xml.etree.ElementTree as tree
for name in sys.argv[2:]:
    svg = tree.parse(name)
    words = ["".join(text.itertext()) for text in svg.iter("{http://www.w3.org/2000/svg}text")]
    # Titles may be cut where there is no room: the head is enough, the machine's name is whole.
    assert any(sys.argv[1] + ": " in word for word in words), (name, words)
    labels = [word for word in words if sys.argv[1] + ": " not in word]
    assert any(word.startswith(sys.argv[1][:12]) for word in labels), (name, words)
    assert not [tag for tag in svg.iter() if tag.tag.lower().endswith(("script", "}b"))]
END
}

@test "the page has them escaped" {
    local run
    for run in odd own; do
        python3 - "$odd" results/$run/report.html <<'END'
import html.parser, re, sys
odd, page = sys.argv[1], open(sys.argv[2], encoding="utf8").read()
assert "<b>a" not in page
class Words(html.parser.HTMLParser):
    said = ""
    def handle_data(self, data): self.said += data
words = Words()
words.feed(page)
assert words.said.count(odd) >= 4, words.said.count(odd)
if "/own/" in sys.argv[2]:
    open("again", "w").write(re.findall("Measured again: (.*)", words.said)[0])
END
    done
    # The command that asks again, as a person would paste it.
    local words
    eval "words=($(cat again))"
    printf '%s\n' "${words[@]}" | grep -qxF "INPUT=$file.txt"
    printf '%s\n' "${words[@]}" | grep -qxF "DIRECTORY=$PWD/$file dir"
}

@test "the comparison, the advice and the claims have them as they are" {
    plots/answers/compare results/odd results/odd | grep -qF "$odd, 2M int32"
    RUN=results/own COUNT=300k TYPE=float64 MACHINE=x plots/answers/advise >advice
    grep -qF "$odd" advice
    grep -qF "measured on $odd" advice
    plots/answers/claims_table results/odd markdown >/dev/null
}

# ---- a folder of results that somebody sent
# -----------------------------------------------------------

# received: a copy of the run in ./received, and beside it what nobody may touch.
received() {
    rm -rf received elsewhere
    cp -r results/odd received
    rm -f received/run.db
    mkdir elsewhere
    echo keep >elsewhere/keep
}
kept() { same elsewhere "keep keep" "$(ls elsewhere) $(cat elsewhere/keep)"; }

@test "nothing is written through a link, and a link is not read" {
    local name by
    for name in run.db report.html summary.csv tables/phases.answer.tsv figures/phases.svg; do
        received
        [ ! -e "received/${name%/*}" ] || rm -f "received/$name"
        ln -s "$PWD/elsewhere/keep" "received/$name"
        FORMAT=svg plots/draw received phases >/dev/null 2>&1
        plots/report/page received >/dev/null
        kept
        [ "${name%/*}" != "$name" ] || { [ -f "received/$name" ] && [ ! -L "received/$name" ]; }
    done
    for name in tables figures records; do
        received
        rm -r "received/$name"
        ln -s "$PWD/elsewhere" "received/$name"
        case $name in records) by=load ;; *) by=draw ;; esac
        FAILS_AS=$by fails 1 "received/$name is no folder of its own: remove it" \
            plots/draw received
        kept
    done
    received
    for name in /dev/zero /etc/passwd; do
        ln -sf $name received/records/01.jsonl
        timeout 60 lib/database/load received 2>said
        grep -q 'records/01.jsonl is no plain file' said
        if grep -q root said; then return 1; fi
    done
    rm received/machine.json && mkfifo received/machine.json
    timeout 60 env FAILS_AS=load bash -c ". $ROOT/tests/common.bash; fails 1 machine.json \
        lib/database/load received"
}

@test "what stands in its folders beside the records is not believed: database, figures, tables" {
    received
    echo junk >received/run.db
    echo junk >received/run.db-journal
    echo junk >received/run.db-wal
    printf '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>' |
        tee received/figures/phases.svg received/figures/peers.svg >received/figures/x.svg
    printf 'answer\n<script>alert(2)</script>\n' | tee received/tables/peers.answer.tsv \
        >received/tables/scaling.answer.tsv
    plots/report/page received >/dev/null
    only_our_script received/report.html
    plots/report/terminal received >table
    if grep '<script' table; then return 1; fi
    [ ! -e received/run.db-journal ] && [ ! -e received/run.db-wal ]
    same records 1 "$("$BUILD/query" received/run.db 'select count(*) > 4 from record')"
}

@test "folders whose names are odd work, or are refused in one line" {
    local name
    for name in 'a b' '|x' '-n' '$(touch pwned)' "q'q" '%s'; do
        received
        mv -- received "./$name"
        FORMAT=svg plots/draw "$name" phases >/dev/null 2>said || { cat said && return 1; }
        plots/report/page "$name" >/dev/null
        plots/report/terminal "$name" >/dev/null
        [ -s "./$name/report.html" ]
        rm -r "./$name"
    done
    for name in $'a\tb' $'a\nb'; do
        received
        mv received "$name"
        FAILS_AS=load fails 2 'control character' lib/database/load "$name"
        rm -r "$name"
    done
    [ ! -e pwned ]
}

@test "who is stopped leaves nothing behind, and two at a time do not damage each other" {
    received
    local script signal
    export TMPDIR=$PWD/tmp
    mkdir -p tmp
    for script in plots/report/page plots/draw plots/answers/claims_table; do
        for signal in TERM INT; do
            setsid bash -c 'trap - INT; exec "$@"' - $script received >/dev/null 2>&1 3>&- &
            sleep 0.4
            kill -$signal -- -$! 2>/dev/null || true
            wait $! || true
            while kill -0 -- -$! 2>/dev/null; do sleep 0.05; done # what it started ends, too
            same "$script $signal" '' "$(find received tmp -name '.growbench*')"
        done
    done
    plots/report/page received >/dev/null 2>one 3>&- &
    plots/report/page received >/dev/null 2>two
    wait $!
    cat one two | diff /dev/null -
    grep -q '</html>$' received/report.html
    same left '' "$(find received -name '.growbench*')"
}

@test "texts that a terminal or a spreadsheet would take for commands are only texts" {
    "$BUILD/query" :memory: --table "select char(27) || '[2J' as x" | grep -q $'\e' && return 1
    "$BUILD/query" :memory: --csv "select '=1+1' as x, -1 as y" | tail -n 1 |
        diff - <(echo "'=1+1,-1")
}

@test "a name with an end of line, which no table can hold, is refused" {
    local name=$'a\nb'
    echo 1 >"$name"
    FAILS_AS=run fails 2 '^run: INPUT: .*control character' env INPUT="$name" TEXT=1 \
        experiments/driver/run input
    mkdir "$name dir"
    FAILS_AS=run fails 2 '^run: DIRECTORY: .*control character' env DIRECTORY="$name dir" \
        experiments/driver/run size
}

@test "settings that look like SQL are settings" {
    local status=0
    STRATEGIES="x' or 1 -- ; drop" RUN=results/none experiments/driver/run size 2>said || status=$?
    same status 2 $status
    grep -qF "there is no program \"x' or 1 -- ; drop\"" said ||
        grep -qF "there is no program \"x'\"" said || { cat said && return 1; }
    SQL="select ';--' || '\$(touch pwned)' as x" make -s query RUN=results/odd |
        grep -qF ';--$(touch pwned)'
    [ ! -e pwned ]
}
