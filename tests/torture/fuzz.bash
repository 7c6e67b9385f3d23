# fuzz.bash - random command lines of every program, of what asks and limits, and random settings of
# a run: the status is one of the documented, an error is one line, nothing is left behind, and what
# is written is right.
# shellcheck shell=bash disable=SC2016,SC2154 # $(...) is hostile text; of run

cases() { seq 10000; }

long=$(printf 'x%.0s' {1..5000})
nonsense() {
    pick '' -1 - -- 1e30 1e400 1e-400 nan inf 0x10 ' 1' 1.5 '$(touch pwned)' '`touch pwned`' \
        $'a\nb' $'\xff\xfe\x80' "a'b" '"' '%s%n%d' 140737488355327 140737488355328 '|touch pwned' \
        18446744073709551616 $'\e[2J' "$long" 'ü' '*' '\' ',' 'append,' "' or 1 --" 99999999999999
}

prepare() {
    in_tree && mkdir ../options
    local name
    for name in build/*; do
        [ -x "$name" ] && "$name" --describe 2> /dev/null | grep -q '^{"strategy"' || continue
        "$name" --help | sed -nE 's/^  --([a-z-]+) *([A-Z]*).*/\1 \2/p' \
            > "../options/${name##*/}"
    done
    build/query :memory: "select distinct name from pragma_function_list" > ../functions
    a_run size a 1
    cp results/a/records/01.jsonl ../records
    head -c 64000 /dev/urandom > ../raw
    seq 1500 > ../text
    printf 'not numbers \0 \377\n-' > ../binary
}

one() {
    case $((RANDOM % 100)) in
        [0-9] | [0-7][0-9]) a_program ;;
        8[0-9]) a_query ;;
        9[0-4]) a_tool ;;
        *) a_setting ;;
    esac && { [ -z "$(find . "$work/tree" -name 'pwned*' -print)" ] || { echo pwned && false; }; }
}

value_of() { # OPTION KIND: a value in REPLY
    local kind=$1
    case $((RANDOM % 12)) in
        0) case $1 in output | record | timeline | latency | directory) ;; *) nonsense && return ;; esac ;;
    esac
    case $2 in SIZE | FACTOR) kind=$2 ;; esac
    case $kind in
        count) pick 0 1 2 3 7 1e3 1023 1024 1025 2.5k 4999 $((RANDOM % 5000)) $((RANDOM % 64)) ;;
        type) pick int32 int64 float32 float64 record64 byte ;;
        input) pick raw raw text text binary /dev/null /dev/zero - absent . ;;
        output) pick out out out - there /dev/full absent/out . ;;
        record) pick record record record there /dev/full . - absent/record out ;;
        timeline | latency) pick table table - there /dev/full ;;
        arrays) pick 1 2 3 7 64 500 1e5 $((RANDOM % 100)) ;;
        phases) # some, in any order, perhaps twice
            pick append gather sync reopen peek scan random release && local some=$REPLY
            while ((RANDOM % 3)); do
                pick gather sync reopen peek scan random && some+=,$REPLY
            done
            REPLY=$some
            ;;
        budget) pick 1e-9 0.00001 0.001 0.05 1e6 ;;
        fail-allocation) pick 1 2 3 4 7 20 1000 ;;
        directory) pick . sub sub/ absent raw /proc /dev/null ;;
        huge-pages) pick never madvise always ;;
        FACTOR) pick 1.0000001 1.01 1.1 1.5 2 3 63.999 64 1 65 ;;
        SIZE) pick 1 7 64 4095 4096 4097 64KiB 1MiB 3MiB 1GiB 64GiB 1TiB 127TiB auto 0 ;;
    esac
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
    [ -n "${given[count]+1}" ] || [ -n "${given[input]+1}" ] ||
        words+=(--count=700) given[count]=700
    [ "${given[input]-}" != /dev/zero ] || words+=(--budget=0.01) given[budget]=0.01
    ((RANDOM % 40)) || { nonsense && words+=("$REPLY"); }
    cp "$work"/{raw,text,binary} . && echo precious > there && mkdir sub
    files > .before
    # Reserved address space is no memory: what is private is limited.
    bounded prlimit --data=2000000000 "$BUILD/$name" "${words[@]}" < raw > .out
    { told_one_line "$name" && files | diff .before - > .changed || only_asked_for && the_record &&
        the_bytes; } > .why || { printf '%q ' "$name" "${words[@]}" && cat .why && return 1; }
}

files() { find . -type f ! -name '.*' -exec cksum {} + | sort; }

# Nothing else is there or changed; a record is whole, whatever became of the run.
only_asked_for() {
    local file
    for file in $(sed -n 's/^[<>] [0-9]* [0-9]* //p' .changed | sort -u); do
        case ${file#./} in
            "${given[output]-}" | "${given[timeline]-}" | "${given[latency]-}") ;;
            "${given[record]-}") [ "$file" = ./there ] || all_json "$file" || return 1 ;;
            *"$name"*.data) [ "${given[keep]-}" ] || { echo "left: $file" && return 1; } ;;
            *) echo "left or changed: $file" && return 1 ;;
        esac
    done
}

the_record() {
    [ $status != 0 ] || [ -z "${given[json]-}" ] || [ "$(head -c 1 .out)" != '{' ] ||
        { [ "$(wc -l < .out)" = 1 ] && all_json .out; }
}

# Elements that were written are all that came in, as another program writes them: also where the
# record failed after them.
the_bytes() {
    local same=() option reference=doubling_vector output=${given[output]-}
    [[ -f $output && $name != *discard* ]] && [ -z "${given[budget]-}" ] &&
        [ -z "${given[version]-}${given[help]-}${given[describe]-}" ] || return 0
    [ "$name" != $reference ] || reference=chunk_list
    for option in count type input arrays; do
        [ -z "${given[$option]+1}" ] || same+=("--$option=${given[$option]}")
    done
    for option in text turns; do [ -z "${given[$option]-}" ] || same+=("--$option"); done
    "$BUILD/$reference" "${same[@]}" --output .reference < raw > /dev/null 2>&1 || return 0
    cmp .reference "$output" || return 1
}

# SQL of names, functions and nonsense, over lines that random bytes fell into.
a_query() {
    local words=() functions i sql
    mapfile -t functions < "$work/functions"
    cp "$work/records" lines
    for ((i = RANDOM % 20; i > 0; i--)); do
        pick '\0' '\377' '"' '{' '[' ':' '\n' '\\' 1e999 null ',' '[[[[' 9 && printf "${REPLY/\%/%%}"  |
            dd of=lines bs=1 seek=$((RANDOM * 3 % 9000)) conv=notrunc status=none
    done
    pick lines lines lines "$work/raw" "$work/records" /dev/null absent .
    ((RANDOM % 4 == 0)) || words+=(--import r "$REPLY")
    for ((i = RANDOM % 4; i >= 0; i--)); do
        pick "${functions[@]}" && sql="select $REPLY("
        pick '' 'strategy' 'append_wall_ns' "'1e3'" 'null' '1,2' "strategy, type" "1e308*10" "x'ff00'" \
            'append_wall_ns, count, 3' "-1" "'[]'" "'\$'" "zeroblob(9)" && sql+="$REPLY) "
        pick '' 'from r' 'from r' 'from r group by round' 'from nowhere' ';;' 'over ()' '(' && sql+=$REPLY
        pick "$sql" "$sql" "$sql" --json --table --html --csv --nonsense --set --number
        case $REPLY in
            --set | --number) words+=("$REPLY" x) && nonsense ;;
        esac
        ((RANDOM % 20)) || nonsense
        words+=("$REPLY")
    done
    SECONDS_AT_MOST=30 bounded "$BUILD/query" :memory: "${words[@]}" < /dev/null > .out
    told_one_line query 1-2 > .why || { printf '%q ' query :memory: "${words[@]}" && cat .why && return 1; }
}

a_tool() {
    local words=()
    own_tree
    pick count bytes x && words=("$REPLY") && nonsense && words+=("$REPLY")
    if ((RANDOM % 8)); then
        bounded "$BUILD/quantity" "${words[@]}" > .out
        told_one_line quantity 2
    else
        pick 64MiB 1GiB 1 0 none "$REPLY"
        bounded experiments/driver/limit "$REPLY" true > .out
        told_one_line limit 2
    fi > .why || { printf '%q ' "${words[@]}" && cat .why && return 1; }
}

a_setting() {
    own_tree
    local settings=(STRATEGIES=chunk_list COUNT=100 ROUNDS=1 RUN=results/a) i name suite=size
    for ((i = RANDOM % 2; i >= 0; i--)); do
        nonsense
        pick "$REPLY" "$REPLY" "../x$REPLY" "results/../../$REPLY" "$REPLY/" && local value=$REPLY
        pick STRATEGIES COUNT TYPE INPUT TEXT LIMITS ROUNDS BUDGET SEED DIRECTORY CPU MACHINE RUN suite
        case $REPLY in
            suite) suite=$value ;;
            RUN | DIRECTORY) [[ $value == *..* ]] || settings+=("$REPLY=$value") ;;
            *) settings+=("$REPLY=$value") ;;
        esac
    done
    SECONDS_AT_MOST=40 bounded env "${settings[@]}" experiments/driver/run "$suite" > .out
    sed -i '/^run: stopped before the first round ended; nothing is kept$/d' .err
    # What a program says of a setting, it says under its own name.
    told_one_line '[a-z]+' > .why || { printf '%q ' "${settings[@]}" "$suite" && cat .why && return 1; }
    [ -z "$(find results -name .work -o -name '*.tmp')" ] || { find results && return 1; }
}
