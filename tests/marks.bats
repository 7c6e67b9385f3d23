#!/usr/bin/env bats
# marks.bats - what holds in all figures: marks, names, texts under the mouse; of all figures that
# are found, drawn from the references.

load common

setup_file() {
    in_tree || return
    the_reference || return
    cp -r "$ROOT/results/reference_files" results/
    rm -r results/*/*/{figures,tables}
    lib/database/load results/reference_files
    local set
    for set in results/*; do
        LOADED=$set FORMAT=svg plots/draw "$set" >/dev/null || true
    done 2>"$BATS_FILE_TMPDIR/said"
}
setup() { in_tree; }

# shellcheck disable=SC2016 # awk's
# The tables of series, one after the other for awk, which knows their columns by name.
tables='FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i }
    function column(name) { return name in at ? $at[name] : "" }
    function wrong(why) { print FILENAME ": " column("label") ": " why; failed = 1 }'

# of_run FOLDER SQL: of the run in RESULTS/SET/SUITE, after what all figures begin with.
of_run() {
    "$BUILD/query" "${1%/*}/run.db" --set suite "${1##*/}" --number run "$("$BUILD/query" \
        "${1%/*}/run.db" --set suite "${1##*/}" 'select run from run where suite = :suite')" \
        --file plots/figures/common.sql "$2"
}

@test "every figure of a suite that was measured is drawn and answers, or says what it needs" {
    local figure suite
    for figure in plots/figures/*.sql; do
        # shellcheck disable=SC2013 # words
        for suite in $(sed -n 's/^-- Suite: //p' "$figure"); do
            figure=$(basename "$figure" .sql)
            ! compgen -G "results/*/$suite" >/dev/null ||
                compgen -G "results/*/$suite/figures/$figure.svg" >/dev/null ||
                grep -q "^  $figure: left out: it needs " "$BATS_FILE_TMPDIR/said" ||
                echo "$figure of $suite"
        done
    done >not_drawn
    cat not_drawn "$BATS_FILE_TMPDIR/said"
    [ ! -s not_drawn ]
    [ "$(find results -name '*.svg' | wc -l)" -ge 20 ]
    same 'an answer each' "$(find results -name '*.svg' | wc -l)" \
        "$(tail -qn 1 results/*/*/tables/*.answer.tsv | grep -c '.\{20\}')"
    # A table's columns are words, which a figure asks for; numbers is for people.
    rm results/*/*/tables/*.numbers.tsv
    if head -qn 1 results/*/*/tables/*.tsv | tr '\t' '\n' |
        grep -vE '^[a-zA-Z_][a-zA-Z0-9_]*$'; then return 1; fi
}

@test "marks have a contrast of 3 : 1 on white or more" {
    awk -F '\t' "$tables"'
        function light(x) {
            x /= 255
            return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ^ 2.4
        }
        FNR > 1 && column("colour") != "" {
            c = column("colour")
            y = 0.2126 * light(int(c / 65536)) + 0.7152 * light(int(c / 256) % 256) \
                + 0.0722 * light(c % 256)
            if (1.05 / (y + 0.05) < 3) wrong("too pale")
        }
        END { exit failed }' results/*/*/tables/*.series.tsv
}

@test "no two strategies have the same mark, and each has its own in all figures" {
    local run mark="colour || ' ' || point || ' ' || dash"
    for run in results/*/*/tables; do
        run=${run%/tables}
        # Ways to grow, to read, to share and to copy never meet in a figure.
        of_run "$run" "select group_concat(strategy, ' = ') from mark join program using (strategy)
            group by colour, point, dash, reads, shares, copies having count(*) > 1" |
            diff /dev/null -
        of_run "$run" "select label, $mark from cell join mark using (strategy) union
            select title, $mark from mark join program using (strategy)
            where title not in (select label from cell)" >own
        [ "$(wc -l <own)" -gt 9 ]
        # A label may have more behind it: "chunk list (one block)".
        awk -F '\t' "$tables"'
            FILENAME == "own" { own[$1] = $2; next }
            FNR == 1 { f = FILENAME; sub(/series/, "kinds", f); kinds = (getline row < f) >= 0 }
            FNR > 1 && "point" in at && !kinds {
                name = ""
                for (n in own)
                    if (index(column("label"), n) == 1 && length(n) > length(name)) name = n
                mark = column("colour") " " column("point") " " column("dash")
                if (name != "" && own[name] != mark) wrong(mark ", not " own[name])
            }
            END { exit failed }' own "$run"/tables/*.series.tsv
    done
}

@test "a picture has its question and its answer, and no text of the program that drew it" {
    local svg figure
    for svg in results/*/*/figures/*.svg; do
        figure=$(basename "$svg" .svg)
        grep -qxF "<title>$(sed -n '1s/^-- //p' "plots/figures/$figure.sql")</title>" "$svg" ||
            { echo "$svg: no question" && return 1; }
        grep -qE '^<desc>[^<]{40,}</desc>$' "$svg" || { echo "$svg: no answer" && return 1; }
        if grep -E '>[^<]*(part\(|column\(|\$[0-9]|hypertext)[^<]*<' "$svg"; then return 1; fi
    done
}

@test "points have a text under the mouse, which names a strategy and its value" {
    local svg
    for svg in results/*/*/figures/*.svg; do
        "$BUILD/query" "${svg%/*/figures/*}/run.db" "select replace(replace(replace(name,
            '&', '&amp;'), '<', '&lt;'), '>', '&gt;') from (select label as name from cell
            union select title from program)" >names
        sed -n 's|.*<g class="hover"><title>\(.*\)</title>.*|\1|p' "$svg" >hover
        [ -s hover ] || { echo "$svg: none" && return 1; }
        if grep -vFf names hover; then echo "$svg: names none" && return 1; fi
        if grep -v ': ' hover; then echo "$svg: says nothing" && return 1; fi
    done
}

@test "names and numbers are ink, grey, or white on dark; never in the colour of a mark" {
    awk '
        BEGIN { split("#222222 #595959 #000000 #ffffff black", c, " "); for (i in c) ink[c[i]] }
        match($0, / fill="[^"]*" font/) { fill = substr($0, RSTART + 7, RLENGTH - 13) }
        /<text/ {
            gsub(/<[^>]*>/, "")
            if (/[A-Za-z0-9]/ && !(fill in ink)) { print FILENAME ": " fill ": " $0; failed = 1 }
            texts++
        }
        END { exit failed || texts < 1000 }' results/*/*/figures/*.svg
}
