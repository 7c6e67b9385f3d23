#!/usr/bin/env bats
# marks.bats - what holds in all figures: marks, names, texts under the mouse; of all figures that
# are found, drawn from the references.

load common

setup_file() {
    in_tree || return
    mkdir -p results && cp -r "$ROOT"/results/reference{,_files} results/
    rm -r results/*/*/{figures,tables}
    local set
    for set in results/*; do
        FORMAT=svg plots/draw "$set" >/dev/null || true
    done 2>"$BATS_FILE_TMPDIR/said"
}
setup() { in_tree; }

# marks PROGRAM: awk on the tables of series, whose columns it knows by name: column(name).
marks() {
    awk -F '\t' '
        FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i; next }
        function column(name) { return name in at ? $at[name] : "" }
        function mark() { return column("colour") " " column("point") " " column("dash") }
        function wrong(why) { print FILENAME ": " column("label") ": " why; failed = 1 }
        '"$1"'
        END { exit failed || !FNR }' results/*/*/tables/*.series.tsv
}

@test "every figure of a suite that was measured is drawn, or says what it needs" {
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
}

@test "marks have a contrast of 3 : 1 on white or more" {
    marks '
        function light(x) {
            x /= 255
            return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ^ 2.4
        }
        column("colour") != "" {
            c = column("colour")
            y = 0.2126 * light(int(c / 65536)) + 0.7152 * light(int(c / 256) % 256) \
                + 0.0722 * light(c % 256)
            if (1.05 / (y + 0.05) < 3) wrong("too pale")
        }'
}

@test "no two series of a figure have the same mark" {
    marks '("point" in at) && seen[FILENAME, mark()]++ { wrong("the mark of another") }'
}

@test "a strategy has one mark in all figures of a run" {
    marks '
        "point" in at {
            split(FILENAME, path, "/"); key = path[2] SUBSEP column("label")
            if (key in has && has[key] != mark()) wrong(mark() ", elsewhere " has[key])
            has[key] = mark()
        }'
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

@test "points have a text under the mouse, which names the series and has a number" {
    local svg
    for svg in results/*/*/figures/*.svg; do
        cut -f 1 "${svg%/figures/*}/tables/$(basename "$svg" .svg).series.tsv" | tail -n +2 |
            sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g' >names
        sed -n 's|.*<g class="hover"><title>\(.*\)</title>.*|\1|p' "$svg" >hover
        [ -s hover ] || { echo "$svg: none" && return 1; }
        if grep -vFf names hover; then echo "$svg: names none" && return 1; fi
        if grep -vE '[0-9]' hover; then echo "$svg: says nothing" && return 1; fi
    done
}

@test "names and numbers are ink, grey, or white on dark; never in the colour of a mark" {
    local svg
    for svg in results/*/*/figures/*.svg; do
        if grep -B 1 '<text' "$svg" | grep -oE ' fill="[^"]*" font' | sort -u |
            grep -vE '"(rgb\((34,34,34|89,89,89|0,0,0|255,255,255)\)|black|white)"'; then
            echo "$svg"
            return 1
        fi
    done
}
