#!/usr/bin/env bats
# documents.bats - what people read first: the verdict, whose words are the same wherever it stands;
# and the documents, whose generated parts are current, whose links lead to something, and whose
# commands work.
#
# shellcheck disable=SC2016 # markdown's ` is none of the shell's

load common

setup_file() {
    in_tree || return
    the_reference || return
    cp -r "$ROOT"/results/{README.md,reference_files} results/
    lib/database/load results/reference_files
}
setup() {
    in_tree || return
    LOADED=results/reference
    export LOADED
}

# ---- the verdict
# ---------------------------------------------------------------------------------------

# plain: without the marks of markdown and html, a word a line.
plain() {
    sed '/; \[ \]: 95 %/d; s/<[^>]*>//g; s/\](\([^)]*\))//g; s/[][*`]//g; s/&#39;/'"'"'/g
        s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g; s/^[1-3]\. //' | tr -s ' \n' '\n' | sed '/^$/d'
}

@test "the verdict is three lines, the same words in terminal, README and page" {
    local file
    plots/answers/verdict results/reference markdown >as_markdown
    same lines 3 "$(grep -c '^[1-3]\. \*\*' as_markdown)"
    plain <as_markdown >expected
    # Page and terminal have these words, and tell more.
    plots/answers/verdict results/reference html >as_html
    sed '/^<ol class=verdict>$/,/^<.ol>$/!d' as_html | plain | diff expected -
    # Each has a ratio with its interval, or what it is to be held against; and its condition.
    same items 3 "$(sed '/^<.ol>/,$d' as_html |
        grep -E '[0-9] x \[[0-9.]+, [0-9.]+\]|, which knows n, ' | grep -cE \
        '^<li><b>.* \([0-9.]+[kM] int32, (CPU time, memory just used|by the clock)\)</li>$')"
    # What is more ends with the file, in a line of its own.
    plots/answers/verdict results/reference >as_terminal
    sed '1,/^<.ol>/d; /^<li>/!d; s/.*:<.b>//' as_html | plain >'more'
    same files 3 "$(sed '1,/^<.ol>/d' as_html | grep -c '^<li>.*\.c</code></li>$')"
    same words "$(sort expected 'more')" "$(plain <as_terminal | sort)"
    { grep -o '<code>[^<]*/[^<]*' as_html | cut -d '>' -f 2 &&
        grep -o '](experiments/[^)]*' as_markdown | cut -c 3-; } >files
    [ "$(wc -l <files)" -ge 6 ]
    while read -r file; do [ -f "$file" ] || { echo "$file" && return 1; }; done <files
    # They stand in README.
    diff expected <(sed -n '/^1\. /,/^3\. /p' "$ROOT/README.md" | plain)
}

@test "a run of one suite has the lines that it can tell, and says how to measure the others" {
    local suite of
    for suite in memory_limit growth_factor; do
        for of in results/reference/[1-9]*/"$suite"; do
            mkdir -p "$suite/$(basename "${of%/*}")" && cp -r "$of" "$suite/$(basename "${of%/*}")"
        done
    done
    plots/answers/verdict memory_limit >said
    grep -q '^Least RAM: ' said
    if grep -qE '^(Fastest|No pauses): |not measured' said; then return 1; fi
    same missing 'Not in this run: fastest (make bench SUITE=page_size), no pauses (make bench
SUITE=append_latency).' "$(tail -n 2 said | sed 's/^ *//; s/ *$//')"
    # It stands on top of what a terminal shows of a run.
    plots/report/terminal memory_limit >terminal
    head -n "$(wc -l <said)" terminal | diff said -
    for form in terminal markdown html; do
        same "$form" '' "$(plots/answers/verdict growth_factor $form)"
    done
    FAILS_AS=verdict fails 2 'FORM: "x" is not' plots/answers/verdict memory_limit x
}

# ---- claims
# ---------------------------------------------------------------------------------------

@test "evidence is at most two short sentences, and settings are details" {
    local run
    for run in results/reference results/reference_files; do
        LOADED=$run plots/answers/claims_table $run json
    done >claims
    rows "select key, evidence from r where verdict <> 'not measured' and not (evidence glob '*.'
        and evidence glob '[A-Z0-9n]*' and length(evidence) <= 240 and not instr(evidence, 'GLIBC_')
        and length(evidence) - length(replace(evidence, '. ', ' ')) <= 1)" <claims |
        diff /dev/null -
    [ "$(rows "select sum(verdict <> 'not measured') from r" <claims)" -ge 25 ]
    # Those that are named come in that order, without details.
    plots/answers/claims_table results/reference markdown list_saves_time append_is_quadratic >said
    same claims 2 "$(wc -l <said)"
    head -n 1 said | grep -q '^- \*\*true:\*\* \*a list, converted once at the end, saves time\.\* '
    if grep -qE 'GLIBC|more claims' said; then return 1; fi
    FAILS_AS=claims_table fails 2 'KEY: there is no ' plots/answers/claims_table \
        results/reference json nothing
}

# ---- the documents
# ---------------------------------------------------------------------------------------

# All that have generated parts but those of labs, some of which measure.
generated() {
    (cd "$ROOT" && grep -rl '^<!-- [a-z]*: ' --include='*.md' README.md CONTRIBUTING.md \
        experiments plots results/README.md)
}

@test "generated parts are what the reference records and the programs say" {
    local document
    [ "$(generated | wc -l)" -ge 7 ]
    for document in $(generated); do
        cp "$document" again
        mv "$document" kept && cp again "$document"
        experiments/driver/document "$document"
        diff "$ROOT/$document" "$document" || { echo "$document: make documents" && return 1; }
        mv kept "$document"
    done
}

@test "the first page is at most two screens of a phone, and has one figure" {
    # What is seen, in lines of 45 letters: a line ends where a paragraph or an item does.
    sed '/^<!--/d; /^!\[/d; /^```/d; s/\[\([^]]*\)\]([^)]*)/\1/g; s/[*`]//g; s/^#* *//' \
        README.md | awk '/^([0-9]+\.|-|make) / && text { print text; text = "" }
            NF { text = text (text ? " " : "") $0 }
            !NF { if (text) print text; text = "" } END { print text }' | fold -s -w 45 >seen
    [ "$(wc -l <seen)" -le 50 ] || { cat seen && return 1; }
    same figures 1 "$(grep -c '^!\[' README.md)"
    same claims 5 "$(grep -cE '^- \*\*(true|false|depends):\*\* .*[0-9]' README.md)"
}

@test "how to read a figure is said in two sentences" {
    local file
    for file in "$ROOT"/plots/figures/*.sql; do
        grep -q '^-- Read: ' "$file" || [ "$(basename "$file")" = common.sql ]
        [ "$(sed -n 's/^-- Read: //p' "$file" | grep -oE '[.!?]( |$)' | wc -l)" -le 2 ] ||
            { echo "$file" && return 1; }
    done
}

@test "links of documents lead to a file, and to a heading that it has" {
    local document link target anchor
    cd "$ROOT"
    git ls-files --error-unmatch README.md >/dev/null 2>&1 || skip 'no git: which files are ours?'
    for document in $(git ls-files '*.md' && git ls-files -o --exclude-standard '*.md'); do
        while read -r link; do
            target=${link%%#*} anchor=
            case $link in *'#'*) anchor=${link#*#} ;; esac
            target=$(dirname "$document")/${target:-$(basename "$document")}
            [ -e "$target" ] || { echo "$document: $link" && return 1; }
            [ -z "$anchor" ] || sed -n 's/^##* //p' "$target" | tr '[:upper:]' '[:lower:]' |
                sed 's/[^a-z0-9 _-]//g; s/ /-/g' | grep -qx -- "$anchor" ||
                { echo "$document: $link" && return 1; }
        done < <(sed '/^```/,/^```/d' "$document" | grep -o '\](\([^)]*\))' |
            sed 's/^](//; s/)$//; /^http/d')
    done
}

@test "what documents tell to make can be made, of a suite that is there" {
    local document verb suite
    for document in "$ROOT"/{,results/,{experiments,plots,labs}/{,*/,*/*/}}*.md; do
        [ ! -e "$document" ] || awk '/^```/ { code = !code } code && /^make /' "$document"
        [ ! -e "$document" ] || grep -o '`make [^`]*`' "$document" || :
    done >told
    [ "$(wc -l <told)" -ge 60 ]
    # The words up to the first setting.
    sed 's/^`//; s/`$//; s/^make *//; s/ *#.*//; s/ *[A-Z]*=.*//' told | tr ' ' '\n' |
        sort -u >verbs
    while read -r verb; do
        case $verb in '' | -*) continue ;; esac
        grep -qE "^$verb( [a-z-]+)*:" Makefile || { echo "make $verb" && return 1; }
    done <verbs
    grep -oh 'SUITE=[a-z_]*' told | cut -d = -f 2 | sort -u >suites
    while read -r suite; do
        [ -f "experiments/suites/$suite.sql" ] || { echo "SUITE=$suite" && return 1; }
    done <suites
}

@test "the questions to the records work as they are printed, and README's commands are known" {
    sed -n '/^## Ask the records/,$p' results/README.md | sed -n '/^```sh/,/^```/p' |
        sed '/^```/d' >commands
    [ "$(wc -l <commands)" -ge 5 ]
    RUN=results/reference bash -e commands >said || { cat said && return 1; }
    grep -q 'doubling (realloc)' said
    # These build, install, measure: other tests run them.
    awk '/^```/ { code = !code } code && /^make /' README.md >commands
    same commands 3 "$(wc -l <commands)"
    sed 's/^make /make -n /' commands | bash -e >said
}
