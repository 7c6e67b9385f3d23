# kills.bash - signals at any moment, to programs, runs, and what draws: what is there under its
# final name is whole, nobody goes on working, and the next run begins at once.
# shellcheck shell=bash disable=SC2154 # of run

cases() {
    seq -f 'program %g' 800
    seq -f 'driver %g' 140
    seq -f 'page %g' 40
    seq -f 'load %g' 20
}
prepare() {
    in_tree
    a_run size a 2
    plots/report/page results/a > /dev/null
}
one() {
    pick KILL TERM INT && signal=$REPLY
    "a_${1% *}"
}

# killed MOST COMMAND ...: in a session of its own, and the signal within MOST milliseconds. Ctrl-C
# goes to all of it, as a terminal does; the others to one process, or all. It must end then, all.
killed() {
    local most=$1 wait pid to tries
    shift
    printf -v wait '%d.%03d' $((RANDOM % most / 1000)) $((RANDOM % most % 1000))
    setsid env --default-signal "$@" > .out 2> .err < /dev/null &
    pid=$!
    pick $pid -$pid && to=$REPLY
    [ $signal != INT ] || to=-$pid
    sleep "$wait"
    kill -$signal -- "$to" 2> /dev/null
    wait $pid 2> /dev/null
    status=$?
    how="$signal to $to after $wait s, status $status: $*"
    for ((tries = 0; tries < 1000; tries++)); do
        pgrep -s $pid > .running || return 0
        sleep 0.02
    done
    echo "$how: still running: $(ps -s $pid -o pid=,args=)"
    kill -KILL -- -$pid
    return 1
}

# Only what KILL leaves may be left, and nothing under a final name is half.
nothing_but() { # NAME ...
    local left
    left=$(find "${places[@]}" -mindepth 1 \( -name '*.tmp*' -o -name '.work' -o -name 'growbench*' \
        -o -path './tmp/*' -o -name '*.log' \) -print)
    [ $signal = KILL ] || [ -z "$left" ] || { echo "$how: left: $left" && return 1; }
}

a_program() {
    local name count words=() size
    mapfile -t programs < <(cd "$work/tree/experiments/grow" && basename -s .c ./*.c)
    pick "${programs[@]}" && name=$REPLY
    pick 1000 100000 2000000 5000000 && count=$REPLY
    [[ $name != *per_element ]] || count=2000
    pick --output=out --record=record --timeline=table --latency=table && words+=("$REPLY")
    ((RANDOM % 2)) || words+=(--record=record)
    mkdir files
    # Whole lines are added to what is there.
    "$BUILD/$name" --count 10 --record record > /dev/null && cp record before
    [ "${words[0]}" != --latency=table ] || count=100000
    killed 60 "$BUILD/$name" --count $count --directory files "${words[@]}" || return 1
    {
        [ -z "$(ls -A files)" ] && all_json record &&
            head -c "$(stat -c %s before)" record | cmp - before &&
            { [ ! -e out ] || [ $name = discard ] || [ "$(stat -c %s out)" = $((count * 4)) ]; } &&
            { [ ! -e table ] || [ -z "$(tail -c 1 table)" ]; }
    } > .why 2>&1 || { echo "$how" && cat .why && return 1; }
    [ -z "$(find . -type f ! -name '.*' ! -name out ! -name record ! -name before ! -name table)" ] ||
        { echo "$how: left" && ls && return 1; }
}

a_driver() {
    own_tree
    places=(results tmp)
    STRATEGIES='chunk_list mmap_file' COUNT=1k ROUNDS=2 RUN=results/a \
        killed 2500 experiments/driver/run size || return 1
    nothing_but || return 1
    if [ -e results/a/records ]; then
        for file in results/a/*.json* results/a/records/*; do
            [[ $file == *.tmp || ! -e $file ]] || all_json "$file" || return 1
        done
    fi
    if [ -e results/a ]; then # it loads; or nothing was measured, which is said
        bounded lib/database/load results/a
        told_one_line 'load|query|results/a' 1-2 &&
            { [ "$status" = 0 ] || [ ! -e results/a/records/01.jsonl ]; } ||
            { echo "$how: does not load: $(cat .err)" && return 1; }
    fi
    [ ! -e results/.lock ] || flock -n results/.lock true || { echo "$how: locked" && return 1; }
    ((RANDOM % 4 == 0)) || return 0
    STRATEGIES=chunk_list COUNT=10 ROUNDS=1 RUN=results/b bounded experiments/driver/run size
    [ $status = 0 ] || { echo "$how: the next run: $(cat .err)" && return 1; }
}

a_page() {
    own_tree
    places=(results tmp)
    cp -r "$work/tree/results/a" results/a
    pick plots/show plots/report/page plots/draw && killed 1500 "$REPLY" results/a || return 1
    nothing_but && whole
}
a_load() {
    own_tree
    places=(results tmp)
    cp -r "$work/tree/results/a" results/a
    killed 40 lib/database/load results/a && nothing_but && whole
}
whole() {
    grep -q '</html>$' results/a/report.html && lib/database/load results/a &&
        build/query results/a/run.db 'pragma integrity_check' | grep -qx ok &&
        for file in results/a/figures/*.svg; do
            [ ! -e "$file" ] || grep -q '</svg>' "$file" || return 1
        done || { echo "$how: not whole" && return 1; }
}
