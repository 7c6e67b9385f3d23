# fuzz.bash - random command lines of every program, of what asks and limits, and random settings of
# a run, take and check: the status is one of the documented, an error is one line, nothing is left
# behind, and what is written is right.
# shellcheck shell=bash disable=SC1003,SC2016,SC2034,SC2154 # of run

cases() { seq 6000; }

long=$(printf 'x%.0s' {1..5000})
nonsense() {
    pick '' -1 - -- 1e30 1e400 1e-400 nan inf 0x10 ' 1' 1.5 '$(touch pwned)' '`touch pwned`' \
        $'a\nb' $'\xff\xfe\x80' "a'b" '"' '%s%n%d' 140737488355327 140737488355328 '|touch pwned' \
        18446744073709551616 $'\e[2J' "$long" 'ü' '*' '\' ',' 'append,' "' or 1 --" 99999999999999
}

prepare() {
    local name
    in_tree && mkdir ../options
    for name in build/*; do
        if [ ! -x "$name" ] || [ -d "$name" ]; then continue; fi
        "$name" --help < /dev/null 2> /dev/null > ../help || continue
        if ! grep -q '^Options of every program' ../help; then continue; fi
        sed -nE 's/^  --([a-z-]+) *([A-Z]*).*/\1 \2/p' ../help > ../options/"${name##*/}"
    done
    build/query :memory: 'select distinct name from pragma_function_list' > ../functions
    a_run size a 1
    cp results/a/records/01.jsonl ../records
    head -c 64000 /dev/urandom > ../raw
    seq 1500 > ../text
    printf 'not numbers \0 \377\n-' > ../binary
}

one() {
    case $((RANDOM % 50)) in
        0) a_setting ;;
        1) a_limit ;;
        2) a_quantity ;;
        7) a_take ;;
        8) a_check ;;
        [3-6]) a_query ;;
        *) a_program ;;
    esac
    [ -z "$(find . "$work/tree" -name '*pwned*')" ] || fail pwned
}

value_of() { # OPTION KIND: a value in REPLY
    local kind=$1 some
    case $2 in SIZE | FACTOR) kind=$2 ;; esac
    if [[ $2 != FILE && $2 != DIR ]] && ((RANDOM % 12 == 0)); then kind=nonsense; fi
    case $kind in
        count) pick 0 1 2 3 7 1e3 1023 1024 1025 2.5k 4999 $((RANDOM % 5000)) $((RANDOM % 64)) ;;
        type) pick int32 int64 float32 float64 record64 byte ;;
        input) pick raw raw text text table.csv table.csv binary /dev/null /dev/zero - absent . ;;
        output) pick out out out - there /dev/full absent/out . ;;
        record) pick record record record there /dev/full . - absent/record out ;;
        timeline | latency) pick table table - there /dev/full ;;
        arrays) pick 1 2 3 7 64 500 1e4 $((RANDOM % 100)) ;;
        phases) # some, in any order, perhaps twice
            pick append gather sync reopen peek scan random release && some=$REPLY
            while ((RANDOM % 3)); do
                pick gather sync reopen peek scan random && some+=,$REPLY
            done
            REPLY=$some
            ;;
        sync-every) pick 1 7 1000 ;;
        budget) pick 1e-9 0.00001 0.001 0.05 1e6 ;;
        fail-allocation) pick 1 2 3 4 7 20 1000 ;;
        directory) pick . sub sub/ absent raw /proc /dev/null ;;
        column) pick 1 1 2 2 3 17 a b 'c d' 0 1.5 ;;
        separator) pick , ';' tab '|' a 1 '"' ;;
        advice) pick sequential random willneed hugepage normal ;;
        huge-pages) pick never madvise always ;;
        FACTOR) pick 1.0000001 1.01 1.1 1.5 2 3 63.999 64 1 65 ;;
        SIZE) pick 1 7 64 4095 4096 4097 64KiB 1MiB 3MiB 1GiB 64GiB 1TiB 127TiB auto 0 ;;
        *) nonsense ;;
    esac
}

# Bytes of which tables are made, in any order; now and then a line of numbers in its place.
a_table() {
    local i table='a,"b",c d\r\n'
    for ((i = RANDOM % 60; i > 0; i--)); do
        pick , , ';' '\t' '|' '"' '""' ' ' '\n' '\n' '\r\n' '\r' 1 -2.5 3e4 1e999 nan x '\0' \
            '\377' '\n1,2,3\n' '\n"4","5;6",7\n' '\n8;9;10\n' '\357\273\277' '\\' && table+=$REPLY
    done
    ((RANDOM % 30)) || table+=$long$long
    printf '%b' "$table"
}

a_program() {
    local name words=() option kind i all
    local -A given=()
    until # numpy takes a fifth of a second to start
        pick "$work"/options/* && name=${REPLY##*/}
        [[ $name != *py* ]] || ((RANDOM % 4 == 0))
    do :; done
    mapfile -t all < "$work/options/$name"
    for ((i = RANDOM % 7; i >= 0; i--)); do
        pick "${all[@]}" && read -r option kind <<< "$REPLY"
        case $option in help | version | describe) ((RANDOM % 8 == 0)) || continue ;; esac
        if [ "$kind" ]; then
            value_of "$option" "$kind"
            words+=("--$option=$REPLY") given[$option]=$REPLY
        else
            words+=("--$option") given[$option]=yes
        fi
    done
    # A million elements are too many where each is an allocation, and an input may have no end.
    [[ -v given[count] || -v given[input] ]] || words+=(--count=700) given[count]=700
    [ "${given[input]-}" != /dev/zero ] || words+=(--budget=0.01) given[budget]=0.01
    ((RANDOM % 40)) || { nonsense && words+=("$REPLY"); }
    if [[ -v given[column] ]] && ((RANDOM % 4)); then
        words+=(--input=table.csv) given[input]=table.csv
    fi
    a_table > table.csv
    cp "$work"/{raw,text,binary} . && echo precious > there && mkdir sub
    did="$name ${words[*]@Q}"
    files > .before
    # Reserved address space is no memory: what is private is limited.
    bounded prlimit --data=2000000000 "$BUILD/$name" "${words[@]}" < raw > .out
    told_by "$name"
    only_asked_for
    [[ $status != 0 || ! -v given[json] || $(head -c 1 .out) != '{' ]] || all_json .out
    the_bytes
}

files() { find . -type f ! -name '.*' -exec cksum {} + | sort; }

# Nothing else is there or changed; a record is whole, whatever became of the run.
only_asked_for() {
    local file
    for file in $(files | diff .before - | sed -n 's/^[<>] [0-9]* [0-9]* //p' | sort -u); do
        case ${file#./} in
            "${given[output]-}" | "${given[timeline]-}" | "${given[latency]-}") ;;
            "${given[record]-}") [ "$file" = ./there ] || all_json "$file" ;;
            *"$name"*.data) [[ -v given[keep] || -v given[resume] ]] || fail "left: $file" ;;
            *) fail "left or changed: $file" ;;
        esac
    done
}

# Elements that were written are all that came in, as another program writes them: also where the
# record failed after them.
the_bytes() {
    local same=() option reference=doubling_vector output=${given[output]-}
    [[ -f $output && $output != there && $name != *discard* && ! -v given[budget] ]] || return 0
    [ "$name" != $reference ] || reference=chunk_list
    for option in count type input arrays column separator; do
        [[ ! -v given[$option] ]] || same+=("--$option=${given[$option]}")
    done
    for option in text turns header; do [[ ! -v given[$option] ]] || same+=("--$option"); done
    "$BUILD/$reference" "${same[@]}" --output .reference < raw > .out 2>&1 || return 0
    cmp .reference "$output" || fail "$output is not what $reference writes"
}

# SQL of names, functions and nonsense, over lines that random bytes fell into.
a_query() {
    local words=() functions i sql
    mapfile -t functions < "$work/functions"
    cp "$work/records" lines
    for ((i = RANDOM % 20; i > 0; i--)); do
        pick '\0' '\377' '"' '{' '[' ':' '\n' '\\' 1e999 null , '[[[[' 9
        printf '%b' "$REPLY" | dd of=lines bs=1 seek=$((RANDOM % 9000)) conv=notrunc status=none
    done
    pick lines lines lines "$work/raw" "$work/records" /dev/null absent .
    ((RANDOM % 4 == 0)) || words+=(--import r "$REPLY")
    for ((i = RANDOM % 4; i >= 0; i--)); do
        pick "${functions[@]}" && sql="select $REPLY("
        pick '' strategy append_wall_ns "'1e3'" null '1,2' 'strategy, type' '1e308*10' "x'ff00'" \
            'append_wall_ns, count, 3' -1 "'[]'" "'\$'" 'zeroblob(9)' && sql+="$REPLY) "
        pick '' 'from r' 'from r' 'from r group by pid' 'from nowhere' ';;' 'over ()' '('
        sql+=$REPLY
        pick "$sql" "$sql" "$sql" --json --table --html --csv --nonsense --set --number
        case $REPLY in --set | --number) words+=("$REPLY" x) && nonsense ;; esac
        ((RANDOM % 20)) || nonsense
        words+=("$REPLY")
    done
    did="query :memory: ${words[*]@Q}"
    SECONDS_AT_MOST=30 bounded "$BUILD/query" :memory: "${words[@]}" < /dev/null > .out
    told_by query 1-2
}

a_quantity() {
    local kind
    pick count bytes x && kind=$REPLY && nonsense
    did="quantity $kind ${REPLY@Q}"
    bounded "$BUILD/quantity" "$kind" "$REPLY" > .out
    told_by quantity 2
}

a_limit() {
    own_tree
    nonsense && pick 64MiB 1GiB 1 0 none "$REPLY"
    did="limit ${REPLY@Q} true"
    bounded experiments/driver/limit "$REPLY" true > .out
    told_by limit 2
}

a_setting() {
    local settings=(STRATEGIES=chunk_list COUNT=100 ROUNDS=1 RUN=results/a) i value suite=size
    own_tree
    for ((i = RANDOM % 2; i >= 0; i--)); do
        nonsense && pick "$REPLY" "$REPLY" "./x$REPLY" "results/../$REPLY" "$REPLY/"
        value=$REPLY
        pick STRATEGIES COUNT TYPE INPUT TEXT LIMITS ROUNDS BUDGET SEED DIRECTORY CPU RUN SUITE
        if [ "$REPLY" = SUITE ]; then suite=$value; else settings+=("$REPLY=$value"); fi
    done
    did="${settings[*]@Q} run ${suite@Q}"
    SECONDS_AT_MOST=40 bounded env "${settings[@]}" experiments/driver/run "$suite" > .out
    told_by '[a-z]+' # of a setting that a program reads, that program speaks
    [ -z "$(find results -name .work -o -name '*.tmp')" ] || fail "left: $(find results)"
}

a_take() {
    local -A said=([STRATEGY]=chunk_list [TYPE]=float [NAME]=readings [OUT]=out.h [PARAMETERS]='')
    local i name settings=()
    own_tree
    cp "$ROOT/LICENSE" . && echo precious > there
    files > .before
    for ((i = RANDOM % 2; i >= 0; i--)); do
        pick "${!said[@]}" && name=$REPLY && nonsense
        pick "$REPLY" "$REPLY" "x$REPLY" "chunk=$REPLY" there . absent/x.h int doubling_vector
        said[$name]=$REPLY
    done
    for name in "${!said[@]}"; do settings+=("$name=${said[$name]}"); done
    did="${settings[*]@Q} take"
    bounded env "${settings[@]}" experiments/driver/take > .out
    told_by take 1-2
    name=${said[OUT]:-${said[NAME]}.h}
    if files | diff .before - | sed -n 's/^[<>] [0-9]* [0-9]* //p' | grep -vxF "./$name"; then
        fail 'left or changed'
    fi
    [ "$status" != 0 ] || [[ ${said[TYPE]} != float ]] ||
        cc -std=c11 -fsyntax-only -x c "./$name" || fail 'it does not compile'
}

# Of names that are there check would build and try each: see tests/check.bats.
a_check() {
    own_tree
    nonsense && pick "$REPLY" "$REPLY" "$REPLY x" "chunk_list$REPLY" "../$REPLY" "$REPLY/"
    did="STRATEGIES=${REPLY@Q} check"
    STRATEGIES=$REPLY bounded experiments/driver/check > .out
    [ "$status" = 2 ] || fail "status $status"
    told_by check 2
}
