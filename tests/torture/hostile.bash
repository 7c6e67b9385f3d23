# hostile.bash - fields, folder names and links of a results folder that somebody else made: nothing
# of them is done, is markup, moves the terminal's cursor, or leads a file that we write elsewhere.
# shellcheck shell=bash disable=SC2016,SC2154 # $(...) is hostile text; of run

long=$(printf 'long%.0s' {1..3000})
values=('$(touch pwned)' '`touch pwned`' '|touch pwned' '; touch pwned' '1e touch pwned'
    $'s/x/\n1e touch pwned\n/' '&& touch pwned #' "'; drop table cell; --" "' || refuse('x') || '"
    '<script>pwned</script><pwned>' "'\"><pwned onload=x>" ']]></style></title><pwned>' '&lt;pwned>'
    '{/:Bold @x ^2 _3}' '%s%n' '\"' "\\" $'tab\tbell\a' $'\e[2Jpwned' $'\r\npwned' "$long"
    '../../pwned' /etc/passwd -1 1e999 '' '[[[[' '{"a":1}' 'a b' '*' '~' '-x' 'ü€😀' '"'"'" '`"$(')
names=(-x 'a b' '$(touch pwned)' '`touch pwned`' ';touch pwned' '|touch pwned' "a'b" 'a"b'
    '<pwned>' $'a\nb' $'a\tb' $'\e[2J' '*' '?' '[a]' '\' '%s' '{/:Bold x}' 'é' '&' 'a=b' '~' ':' '@x')
readonly values names

cases() {
    local n
    seq -f 'field %g' 300
    for ((n = 0; n < ${#names[@]}; n++)); do echo "name $n" && echo "set $n"; done
    for n in run.db report.html summary.csv tables figures $(cd plots/figures && basename -s .sql ./*.sql); do
        case $n in
            *.*) printf 'link %s\n' $n{,.tmp,-journal} ;;
            tables | figures) echo "link $n" ;;
            *) printf 'link %s\n' {tables/$n.{answer,series}.tsv,figures/$n.{svg,svg.tmp,svg.log}} ;;
        esac
    done
    printf 'driver %s\n' results/b results/.lock results/.lock.pid results/latest results/b/records \
        results/b/.work results/b/run.json.tmp data/growbench data/write_file.data
}

prepare() {
    in_tree
    a_run size a 2
    a_run append_latency l 1
    plots/show results/a > shown 2>&1 || cat shown >&2
    plots/show results/l > shown 2>&1 || cat shown >&2
}

one() {
    own_tree
    cp -r "$work"/tree/results/{a,l} results
    mkdir victims && echo precious > victims/file && cksum victims/* > .victims
    "the_${1%% *}" "${1#* }" && untouched
}

# By all that reads a run: what draws is slow, and of the rest one is chosen.
shown() { # RUN
    local ask=plots/answers tools=('plots/report/terminal' 'plots/report/page') words
    rm -f "$1"/{report.html,summary.csv,run.db}
    ((RANDOM % 3)) || tools+=('plots/draw' 'plots/report/page')
    pick "$ask/compare $work/tree/results/a" "$ask/claims_table" "$ask/advise"
    for words in "${tools[@]}" "$REPLY"; do
        # shellcheck disable=SC2086 # words
        FORMAT=svg COUNT=1e6 RUN=$1 bounded $words "$1" > .out
        [ $status = 0 ] || sed -i '/: left out: /d' .err
        [[ $words = */compare* && $status = 1 ]] || # something is worse, or it failed
            told_one_line '.*' > .why || { echo "$did: $words: $(cat .why)" && return 1; }
        if grep -q $'\e' .out .err; then echo "$did: $words: an escape character" && return 1; fi
    done
}

untouched() {
    cksum victims/* | diff - .victims || { echo "$did: a victim" && return 1; }
    [ -z "$(find . "$work/tree" -name '*pwned' ! -path './results/*pwned*' 2> /dev/null)" ] &&
        [ ! -e results/pwned ] || { echo "$did: pwned" && return 1; }
    if grep -rlE '<pwned|<script>pwned' results --include='*.html' --include='*.svg'; then
        echo "$did: markup" && return 1
    fi
    [ -z "$(ls -A tmp)" ] || { echo "$did: left: $(ls tmp)" && return 1; }
}

the_field() {
    local run file files key keys value where lines
    pick a a l && run=results/$REPLY
    pick run.json machine.json programs.jsonl cells.jsonl cells.jsonl records/00.jsonl \
        records/01.jsonl && file=$run/$REPLY
    mapfile -t keys < <(build/query :memory: --import r "$file" "select name from pragma_table_info('r')")
    pick "${keys[@]}" && key=$REPLY
    pick "${values[@]}" && value=$REPLY
    # In one line, in all of a file, or wherever the field is: then more of them fit together.
    lines=$(wc -l < "$file")
    pick "number = $((RANDOM % lines + 1))" 1 all && where=$REPLY files=("$file")
    [ "$where" != all ] || where="text ->> ('\$.' || :key) is not null" files=("$run"/*.json* "$run"/records/*)
    did="$key in ${files[*]} where $where: ${value:0:80}"
    for file in "${files[@]}"; do
        build/query :memory: --lines line "$file" --set key "$key" --set value "$value" "
            select iif($where, json_set(text, '\$.' || :key, :value), text) from line" > .edited &&
            mv .edited "$file"
    done
    shown "$run"
}

the_name() {
    did="results/${names[$1]}"
    mv results/a "$did" && shown "$did"
}
the_set() {
    did="results/set/${names[$1]}"
    mkdir results/set && mv results/a "$did" && mv results/l results/set && shown results/set
}

the_link() {
    local to=victims/file path=results/a/$1
    case $1 in tables | figures) to=victims ;; esac
    did="link $1"
    rm -rf "$path" && mkdir -p "${path%/*}" && ln -s "$PWD/$to" "$path"
    FORMAT=svg bounded plots/show results/a > .out
    [ $status = 0 ] || sed -i '/: left out: /d' .err
    told_one_line '.*' 1-2 > .why || { echo "$did: $(cat .why)" && return 1; }
    [ "$(ls victims)" = file ] || { echo "$did: written: $(ls victims)" && return 1; }
}

the_driver() {
    local to=victims/file
    case $1 in *b | *records | *.work | *latest) to=victims ;; esac
    did="link $1"
    mkdir -p data "$(dirname "$1")" && ln -s "$PWD/$to" "$1"
    STRATEGIES=write_file COUNT=1k ROUNDS=1 RUN=results/b DIRECTORY=data \
        bounded experiments/driver/run size > .out
    told_one_line 'run' > .why || { echo "$did: $(cat .why)" && return 1; }
    [ "$(ls victims)" = file ] || { echo "$did: written: $(ls victims)" && return 1; }
}
