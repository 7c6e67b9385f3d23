# hostile.bash - fields, folder names and links of a results folder that somebody else made: nothing
# of them is done, is markup, moves the terminal's cursor, or leads a file that we write elsewhere.
# shellcheck shell=bash disable=SC1003,SC2015,SC2016,SC2034,SC2086,SC2154 # of run

values=('$(touch pwned)' '`touch pwned`' '|touch pwned' '; touch pwned' '1e touch pwned'
    $'s/x/\n1e touch pwned\n/' '&& touch pwned #' "'; drop table cell; --" "' || refuse('x') || '"
    '<script>pwned</script><pwned>' "'\"><pwned onload=x>" ']]></style></title><pwned>' '&lt;pwned>'
    '{/:Bold @x ^2 _3}' '%s%n' '\"' "\\" $'tab\tbell\a' $'\e[2Jpwned' $'\r\npwned' '../../pwned'
    "$(printf 'long%.0s' {1..3000})" /etc/passwd -1 1e999 '' '[[[[' '{"a":1}' 'a b' '*' '~' '-x'
    'ü€😀' '"'"'" '`"$(')
names=(-x 'a b' '$(touch pwned)' '`touch pwned`' ';touch pwned' '|touch pwned' "a'b" 'a"b' '<pwned>'
    $'a\nb' $'a\tb' $'\e[2J' '*' '?' '[a]' '\' '%s' '{/:Bold x}' é '&' a=b '~' : @x)

cases() {
    local n
    seq -f 'field %g' 300
    for ((n = 0; n < ${#names[@]}; n++)); do printf '%s\n' "name $n" "set $n"; done
    printf 'link %s\n' {run.db,report.html,summary.csv}{,.tmp} run.db.tmp-journal tables figures
    for n in $(cd plots/figures && basename -s .sql ./*.sql); do
        printf 'link %s\n' tables/"$n".{answer,series}.tsv figures/"$n".{svg,svg.tmp,log,svg.log}
    done
    printf 'driver %s\n' results/{b,.lock,.lock.pid} data/{growbench,write_file.data} \
        results/b/{records,.work,run.json.tmp}
}

prepare() {
    in_tree
    a_run size a 2
    a_run append_latency l 1
}

one() {
    own_tree
    cp -r "$work"/tree/results/{a,l} results
    cp -r results/a results/reference
    mkdir victims && echo precious > victims/file
    "the_${1%% *}" "${1#* }"
    [ "$(ls victims)" = file ] && [ "$(cat victims/file)" = precious ] ||
        fail "a victim: $(ls victims) $(head -c 100 victims/file)"
    [ ! -e results/pwned ] && [ -z "$(find . "$work/tree" -name pwned)" ] || fail pwned
    if grep -rlE '<pwned|<script>pwned' results --include='*.html' --include='*.svg'; then
        fail markup
    fi
    [ -z "$(ls -A tmp)" ] || fail "left: $(ls tmp)"
}

# By all that reads a run: what draws is slow, and of the rest one is chosen.
shown() { # RUN
    local tools=(plots/report/terminal plots/report/page) words said=$did ask=plots/answers
    rm -f "$1"/{report.html,summary.csv,run.db}
    ((RANDOM % 3)) || tools+=(plots/draw plots/report/page)
    pick "$ask/compare results/reference" $ask/claims_table $ask/advise
    for words in "${tools[@]}" "$REPLY"; do
        did="$said: $words"
        FORMAT=svg COUNT=1e6 RUN=$1 bounded $words "$1" > .out
        without_notes
        [[ $words = */compare* && $status = 1 && ! -s .err ]] || told_by '.*' # something is worse
        if grep -q $'\e' .out .err; then fail 'an escape character'; fi
    done
    did=$said
}

the_field() {
    local run file files keys key value where
    pick a a l && run=results/$REPLY
    pick run.json machine.json programs.jsonl cells.jsonl cells.jsonl records/0{0,1}.jsonl
    file=$run/$REPLY
    mapfile -t keys < <(build/query :memory: --import r "$file" \
        "select name from pragma_table_info('r')")
    pick "${keys[@]}" && key=$REPLY
    pick "${values[@]}" && value=$REPLY
    # In one line, in all of a file, or wherever the field is: then more of them fit together.
    pick "number = $((RANDOM % $(wc -l < "$file") + 1))" 1 "text ->> ('\$.' || :key) is not null"
    where=$REPLY files=("$file")
    [[ $where != text* ]] || files=("$run"/*.json "$run"/*.jsonl "$run"/records/*)
    did="$key in ${files[*]} where $where: ${value:0:80}"
    for file in "${files[@]}"; do
        build/query :memory: --lines line "$file" --set key "$key" --set value "$value" "
            select iif($where, json_set(text, '\$.' || :key, :value), text) from line" > .edited
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

# link NAME: there is a link to a victim, a folder where a folder will be.
link() {
    local to=victims/file
    case ${1##*/} in tables | figures | b | records | .work) to=victims ;; esac
    rm -rf "$1" && mkdir -p "${1%/*}" && ln -s "$PWD/$to" "$1"
}

the_link() {
    link "results/a/$1"
    FORMAT=svg bounded plots/show results/a > .out
    without_notes
    told_by '.*' 1-2
}

the_driver() {
    mkdir -p data && link "$1"
    STRATEGIES=write_file COUNT=1k ROUNDS=1 RUN=results/b DIRECTORY=data \
        bounded experiments/driver/run size > .out
    told_by run
}
