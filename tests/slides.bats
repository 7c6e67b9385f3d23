#!/usr/bin/env bats
# slides.bats - one PDF of a run, for a lecture: a page for each figure and one before them, with
# question, answer and machine on it, whatever a name is.

load common

setup_file() {
    in_tree || return
    STRATEGIES='doubling_vector chunk_list mmap_file' COUNT=200k ROUNDS=2 measure size set/size
    COUNT=200k ROUNDS=2 measure growth_factor set/growth_factor
}

setup() {
    in_tree || return
    for tool in rsvg-convert pdfinfo pdftotext; do
        command -v $tool >/dev/null || skip "$tool is not installed: make deps"
    done
}

# on PAGE FILE: the words on that page, a line.
on() { pdftotext -f "$1" -l "$1" "$2" - | tr '\n' ' ' | tr -s ' '; }

@test "a page for each figure, in order, with question, answer and machine; the verdict first" {
    plots/slides results/set >said 2>told
    local pdf=results/set/slides.pdf number=1 figure
    mkdir -p drawn && FORMAT=svg plots/draw results/set '' drawn >/dev/null 2>&1
    same pages $(($(find drawn -name '*.svg' | wc -l) + 1)) \
        "$(pdfinfo $pdf | sed -n 's/^Pages: *//p')"
    same said "  $pdf: $(pdfinfo $pdf | sed -n 's/^Pages: *//p') pages" "$(cat said)"
    same shape 1.778 "$(pdfinfo $pdf | awk '/^Page size/ { printf "%.3f", $3 / $5 }')"
    on 1 $pdf >page
    grep -q "^How should an array grow? .*Fastest: .* $(uname -n): " page
    if grep -E '[a-z]/[a-z]*/|all of it' page; then return 1; fi # of a line one sentence, no file
    # shellcheck disable=SC1091
    for figure in $(. plots/common.sh; figures_of size; figures_of growth_factor); do
        figure=${figure##*/} figure=${figure%.sql}
        compgen -G "drawn/*/figures/$figure.svg" >/dev/null || continue
        number=$((number + 1))
        on $number $pdf >page
        grep -qF "$(sed -n '1s/^-- //p' "plots/figures/$figure.sql")" page
        grep -qF "$(tail -qn 1 drawn/*/tables/"$figure".answer.tsv | cut -c 1-60)" page
        grep -qF "$(uname -n): " page
    done
    [ $number -ge 2 ]
    [ ! -e results/set/size/figures ] # of the run itself nothing else is made
}

@test "a long answer is cut to the lines there are, and says so; a break in a text stays" {
    page() { "$BUILD/query" :memory: --number size 20 --number top 634 --number lines 3 \
        --set title T --set text "$1" --file plots/slide.sql; }
    page "$(seq -s ' word ' 200)" >slide
    same lines 3 "$(grep -c 'font-size="20"' slide)"
    grep -q '3 word .* \.\.\. (all of it: report.html)</text>$' slide
    [ "$(sed 's/<[^>]*>//g' slide | wc -L)" -le 113 ]
    page $'one\ntwo' >slide
    same lines 'one two ' "$(grep 'font-size="20"' slide | sed 's/<[^>]*>//g' | tr '\n' ' ')"
    page 'short' >slide
    if grep 'all of it' slide; then return 1; fi
}

@test "names are text: of the machine, of a strategy, of the folder" {
    # shellcheck disable=SC2016,SC1003
    local name='<b>&"x'\'' $(touch pwned) \' copy="results/a &  b<\$(touch pwned)"
    cp -r results/set "$copy"
    edited "$copy/size/machine.json" "'\$.name', char(1) || '${name//\'/\'\'}'"
    edited "$copy/growth_factor/machine.json" "'\$.name', '${name//\'/\'\'}'"
    edited "$copy/size/cells.jsonl" "'\$.label', '</svg>]]>&' || label" \
        "strategy = 'chunk_list'"
    [ -e results/set/slides.pdf ] || plots/slides results/set
    plots/slides "$copy"
    same pages "$(pdfinfo results/set/slides.pdf | grep '^Pages')" \
        "$(pdfinfo "$copy/slides.pdf" | grep '^Pages')"
    on 1 "$copy/slides.pdf" | grep -qF "$name: "
    [ ! -e pwned ]
}

@test "without gnuplot or rsvg-convert, a run or a figure: one line that says what to do" {
    local tool name
    for tool in gnuplot rsvg-convert; do
        mkdir -p "$BATS_TEST_TMPDIR/bin"
        find /usr/local/bin/ /usr/bin/ /bin/ -maxdepth 1 ! -type d \
            -exec ln -sft "$BATS_TEST_TMPDIR/bin" {} + 2>/dev/null || true
        rm "$BATS_TEST_TMPDIR/bin/$tool"
        name=slides
        [ $tool != gnuplot ] || name=picture
        PATH=$BATS_TEST_TMPDIR/bin FAILS_AS=$name fails 4 "$tool is missing: .*make deps" \
            plots/slides results/set
    done
    FAILS_AS=load fails 2 'nowhere holds no run \(make bench makes one\)' plots/slides nowhere
    # A suite without a figure.
    STRATEGIES=doubling_vector COUNT=10k ROUNDS=1 measure advise few
    plots/slides results/few 2>told && return 1
    tail -n 1 told | grep -q '^slides: results/few has too few records for a figure: make bench'
    [ ! -e results/few/slides.pdf ]
}
