# allocations.bash - every allocation of every strategy and way to read fails in its turn, with
# several counts; and memory ends at any limit: one line and status 1, or all is done and verified.
# shellcheck shell=bash disable=SC2034,SC2154 # of run

cases() {
    local name words
    for name in $(basename -s .c experiments/grow/*.c); do
        for words in '--count 1' '--count 3 --type byte' '--count 1025 --type record64' \
            '--count 1300' '--count 100 --arrays 7' '--count 200 --arrays 3 --turns' \
            '--count 70000 --phases append' '--count 60 --output out'; do
            echo "$name calls $words"
        done
        echo "$name --as --count 300000" && echo "$name --data --count 300000"
        echo "$name --data --count 200000 --arrays 5 --turns"
    done
    for name in $(ways_to_read); do
        for words in 'calls --count 1' 'calls --count 1300 --type record64' '--as --count 300000' \
            '--data --count 300000'; do echo "$name $words"; done
    done
}

prepare() { :; }

one() {
    local name way words
    read -r name way words <<< "$1"
    read -ra words <<< "$words"
    if [ "$way" = calls ]; then each_call; else each_limit; fi
}

# Each K; where one process for each would be too many, ever larger steps.
each_call() {
    local k
    for ((k = 1, status = 1; status == 1; k += 1 + k / 100)); do
        rm -f out
        did="$name ${words[*]} --fail-allocation $k"
        bounded "$BUILD/$name" "${words[@]}" --budget 0.1 --fail-allocation $k > .out
        ended_well 'failure injected\)$'
    done
}

# From the least with which it starts at all, in steps of an eighth, until it is enough.
each_limit() {
    local kib=512
    until prlimit "$way=$((kib * 1024))" "$BUILD/$name" --version > /dev/null 2>&1; do
        ((kib += 1 + kib / 16, kib < 1 << 30)) || return 0
    done
    for ((status = 1; status == 1 && kib < 1 << 27; kib += 1 + kib / 8)); do
        did="prlimit $way=$((kib * 1024)) $name ${words[*]}"
        bounded prlimit "$way=$((kib * 1024))" "$BUILD/$name" "${words[@]}" --budget 0.05 \
            --record record > .out
        ended_well 'Cannot allocate memory'
    done
    all_json record
    tail -n 1 record | holds "ended = 'done' and verified is not 0" || fail 'not verified'
}

ended_well() { # WHY it may fail
    told_by "$name" 1
    [ "$status" = 0 ] || { grep -qE "$1" .err && [ ! -s .out ] && [ ! -e out ]; } ||
        fail "$(cat .err), and there is: $(ls)"
}
