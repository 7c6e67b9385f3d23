# kills.bash - signals at any moment, to programs, runs, and what draws: what is there under its
# final name is whole, nobody goes on working, and the next run begins at once.
# shellcheck shell=bash disable=SC2034,SC2086,SC2154 # of run

cases() {
    seq -f 'program %g' 800
    seq -f 'kept %g' 200
    seq -f 'driver %g' 140
    seq -f 'page %g' 40
    seq -f 'load %g' 20
}

prepare() {
    in_tree
    a_run size a 2
    plots/report/page results/a > /dev/null
    build/doubling_vector --count 4M --output ../kept > /dev/null
}

one() {
    pick KILL TERM INT && signal=$REPLY
    "a_${1% *}"
}

# killed MOST COMMAND ...: in a session of its own, and the signal within MOST milliseconds. Ctrl-C
# goes to all of it, as a terminal does; the others to one process, or all. It must end then, all.
killed() {
    local wait pid to tries moment=$((RANDOM % $1))
    shift
    printf -v wait '%d.%03d' $((moment / 1000)) $((moment % 1000))
    setsid env --default-signal "$@" > .out 2> .err < /dev/null &
    pid=$!
    pick $pid -$pid && to=$REPLY
    [ "$signal" != INT ] || to=-$pid
    sleep "$wait"
    kill "-$signal" -- "$to" 2> /dev/null
    wait $pid 2> /dev/null
    did="$signal after $wait s to $([ "$to" = $pid ] && echo one || echo all): $*"
    for ((tries = 0; tries < 1000; tries++)); do
        pgrep -s $pid > .running || return 0
        sleep 0.02
    done
    tries=$(ps -s $pid -o args=)
    kill -KILL -- -$pid
    fail "still running: $tries"
}

a_program() {
    local name count words=() file
    # shellcheck disable=SC2046 # words
    pick $(basename -s .c "$work"/tree/experiments/grow/*.c) && name=$REPLY
    pick 1000 100000 2000000 5000000 && count=$REPLY
    pick --output=out --record=record --timeline=table --latency=table && words=("$REPLY")
    [ "$REPLY" = --record=record ] || ((RANDOM % 2)) || words+=(--record=record)
    if [[ $name = *per_element || $REPLY = --latency* ]]; then count=2000; fi
    "$BUILD/$name" --count 10 --record record > /dev/null && cp record before && mkdir files
    killed 60 "$BUILD/$name" --count $count --directory files "${words[@]}"
    # Lines are added to what is there, whole ones.
    all_json record
    head -c "$(stat -c %s before)" record | cmp before - || fail 'the record of before'
    [ ! -e out ] || [ "$name" = discard ] || [ "$(stat -c %s out)" = $((count * 4)) ] || fail 'half'
    [ ! -e table ] || [ -z "$(tail -c 1 table)" ] || fail 'half a table'
    for file in files/* ./*; do
        [[ $file =~ ^(files/\*|\./(files|out|record|before|table))$ ]] || fail "left: $file"
    done
}

# A file that is kept, by two lives or more: what was told to be durable is there, in order.
a_kept() {
    local name every lives durable=0 told
    pick mmap_file write_file preallocated_file && name=$REPLY
    pick 100 1000 5000 30000 && every=$REPLY
    for ((lives = RANDOM % 3; lives >= 0; lives--)); do
        signal=KILL
        killed 60 "$BUILD/$name" --resume --count 1M --sync-every "$every"
        told=$(sed -n 's/^durable //p' .out | tail -n 1)
        [ "${told:-$durable}" -ge "$durable" ] || fail "$told durable after $durable"
        durable=${told:-$durable}
    done
    bounded "$BUILD/$name" --resume --count 0 --output out > .out
    [ $status = 0 ] || fail "$(cat .err)"
    [ "$(stat -c %s out)" -ge $((4 * durable)) ] || fail "$durable durable, fewer found"
    cmp -n "$(stat -c %s out)" out "$work/kept" || fail 'other elements'
    rm out "$name.data"
    [ -z "$(ls)" ] || fail "left: $(ls)"
}

a_driver() {
    local file
    own_tree
    STRATEGIES='chunk_list mmap_file' COUNT=1k ROUNDS=2 RUN=results/a \
        killed 2500 experiments/driver/run size
    nothing_left
    for file in results/a/*.json results/a/*.jsonl results/a/records/*.jsonl; do
        [ ! -e "$file" ] || all_json "$file"
    done
    if [ -e results/a ]; then # it loads; or nothing was measured, which is said
        bounded lib/database/load results/a
        told_by '.*' 1-2
        [ $status = 0 ] || [ ! -s results/a/records/01.jsonl ] || fail "no load: $(cat .err)"
    fi
    [ ! -e results/.lock ] || flock -n results/.lock true || fail 'locked'
    ((RANDOM % 4 == 0)) || return 0
    STRATEGIES=chunk_list COUNT=10 ROUNDS=1 RUN=results/b bounded experiments/driver/run size
    [ $status = 0 ] || fail "the next run: $(cat .err)"
}

a_page() {
    own_tree
    cp -r "$work/tree/results/a" results
    pick plots/show plots/report/page plots/draw
    killed 1500 "$REPLY" results/a
    nothing_left && whole
}

a_load() {
    own_tree
    cp -r "$work/tree/results/a" results
    killed 40 lib/database/load results/a
    nothing_left && whole
}

# What has no final name: only KILL may leave it.
nothing_left() {
    local left
    left=$(find results tmp \( -name '*.tmp*' -o -name .work -o -name '*.log' -o -path 'tmp/*' \))
    [ "$signal" = KILL ] || [ -z "$left" ] || fail "left: $left"
}

whole() {
    local file
    for file in results/a/report.html results/a/figures/*.svg; do
        [ ! -e "$file" ] || grep -qE '</(html|svg)>$' "$file" || fail "half: $file"
    done
    lib/database/load results/a || fail 'no load'
}
