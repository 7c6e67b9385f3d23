#!/usr/bin/env bats
# settings.bats - what is typed behind `make VERB` reaches the scripts as it was typed, or is
# refused in one line.
# shellcheck disable=SC2016,SC1003 # $(...) in single quotes is what is tested

load common

setup_file() { in_tree && without_python && make -s -j2 >/dev/null && make help >helped; }
setup() { in_tree; }

# The settings, as make help lists them for each verb.
settings() { sed -n 's/^  make [a-z]*: //p' helped | tr ' ' '\n' | sort -u; }

# said PATTERN ARGUMENT ...: make ends with status 2, and says only this.
said() {
    local status=0 pattern=$1
    shift
    make -s "$@" >out 2>err </dev/null || status=$?
    sed -i '/^make: \*\*\* \[/d' err # which target it was
    if [ $status != 2 ] || [ "$(cat out err | wc -l)" != 1 ] || ! grep -qE "$pattern" err; then
        echo "make $*: status $status" && cat out err && return 1
    fi
}

@test "every setting is in make help, with a verb that takes it" {
    local name
    [ "$(settings | wc -l)" -gt 20 ]
    for name in $(settings); do
        grep -q " $name=" <(sed '/^Which takes which/q' helped) ||
            { echo "$name" && return 1; }
    done
    # And what the scripts ask of the environment is there.
    for name in SUITE INPUT COLUMN HEADER SEPARATOR LIMIT MEMORY NEED SQL BASE NEW ONLY CPU SEED; do
        settings | grep -qx $name || { echo "$name" && return 1; }
    done
}

@test "a value stays as it was typed, also with dollars, quotes and ends of line" {
    local names name value how given=()
    names=$(settings)
    # The first script that make bench calls prints what reached it.
    cp plots/picture picture.kept
    printf '#!/bin/sh\nfor n in %s; do printf "%%s=<%%s>\\n" $n "$(printenv $n)"; done\nexit 1\n' \
        "$(paste -sd ' ' <<<"$names")" >plots/picture
    for value in 'a$(shell touch pwned)b' 'cost$US.txt' 'a$$b' 'a`touch pwned`' $'a\nb' 'a  b' \
        'it'\''s "q"' 'a;touch pwned' 'a#b\' '$(MAKE)' '${HOME}' '$' '$(touch pwned)' 'a:=b,c)'; do
        given=()
        for name in $names; do given+=("$name=$value"); done
        for name in $names; do printf '%s=<%s>\n' "$name" "$value"; done >want
        for how in environment line; do
            if [ $how = line ]; then
                make -s -o all bench "${given[@]}" >got 2>err || true
            else
                env "${given[@]}" make -s -o all bench >got 2>err || true
            fi
            cmp want got || { echo "$how: $value" && head -n 2 got err && return 1; }
            [ ! -e pwned ] || { echo "$how: $value was done" && return 1; }
        done
    done
    mv picture.kept plots/picture
}

@test "a folder of the build or a compiler that a shell would take apart is refused" {
    # Each name in each way, with some of these values.
    local name value names=(BUILD CC CXX) k=0
    for value in 'a$(shell touch pwned)' 'a`touch pwned`' 'a;touch pwned' 'a|touch pwned' \
        $'a\ntouch pwned' 'a$b' 'a>pwned'; do
        name=${names[k++ % 3]}
        said "\*\*\* $name has a letter that a shell would read, one of" "$name=$value" programs
        name=${names[k % 3]}
        env "$name=$value" make -s programs >out 2>err && return 1
        grep -q "$name has a letter" err
        [ ! -e pwned ]
    done
    said 'BUILD is one folder, without blanks' 'BUILD=a b' programs
}

@test "a name that is no setting is refused, with the nearest that is" {
    said 'MEM is not a setting of bench; did you mean MEMORY\? .make help lists them' bench MEM=2G
    said 'count is not a setting of bench; did you mean COUNT\?' bench count=1e6
    said 'STRATEGIE is not a setting of bench; did you mean STRATEG' bench STRATEGIE=mine
    said 'COUTN is not a setting of try; did you mean COUNT\?' COUTN=1 try
    said 'CFLAG is not a setting of all; did you mean CFLAGS\?' CFLAG=-O3
    said 'xyzzyx is not a setting of limit .make help' limit xyzzyx=1
    said 'takes.try is not a setting of try' try takes.try=COUNT
    said "it's is not a setting of try" try "it's=\$(touch pwned)"
    said 'COUNT has no value' try COUNT=
    # In the environment anything may stand.
    MEM=2G count=x make -s help >out 2>err
    [ ! -s err ]
}

@test "a setting that a verb does not use is told, and it goes on" {
    make -s help MEMORY=2G >out 2>err
    same lines 1 "$(wc -l <err)"
    grep -q 'help does not use MEMORY' err
    grep -q '^  make bench ' out
    # Those of another goal are used, and so are those of make and of the build.
    make -s -n bench query SQL=x COUNT=1 CC="$CC" CFLAGS='-O2 -g' LDFLAGS= V=1 WERROR=1 \
        BUILD="$BUILD" >out 2>err
    if grep 'does not use' err; then return 1; fi
    make -s -n limit SQL=x >out 2>err
    grep -q 'limit does not use SQL' err
}

@test "sizes and counts are read alike by all verbs, and 0 is refused in one line" {
    local bad
    export STRATEGIES=doubling_vector ROUNDS=1
    local verbs=(try limit 'bench SUITE=size' try limit 'bench SUITE=size')
    for bad in 0 1e400 -1 1.5 NaN 64KiB; do # each verb calls quantity
        # shellcheck disable=SC2086 # words
        said "^quantity: COUNT: \"$bad\" is not a whole number from 1" ${verbs[0]} COUNT=$bad
        verbs=("${verbs[@]:1}")
    done
    same left '' "$(find results -mindepth 1 -maxdepth 1 -name '*_size')"
    local size bytes
    while read -r size bytes; do
        same "$size" "$bytes" "$("$BUILD/quantity" bytes "$size")"
        experiments/driver/limit "$size" true
    done <<'TABLE'
2G 2000000000
2GB 2000000000
2GiB 2147483648
64MiB 67108864
1e9 1000000000
100M 100000000
TABLE
    for size in 64M 64MB 64MiB; do
        make -s limit LIMIT=$size COUNT=1k DIRECTORY=. >out 2>err || { cat err && return 1; }
        grep -q '^doubling_vector  *finished' out || { cat out && return 1; }
    done
}

@test "bench without a suite refuses nonsense once, and leaves nothing" {
    rm -rf results
    make -s bench COUNT=0 >out 2>err && return 1
    same messages 1 "$(grep -c 'COUNT: "0" is not' err)"
    same left '' "$(ls results 2>/dev/null)"
}

@test "names with blanks are passed whole" {
    export FORMAT=svg
    mkdir -p 'a b' 'my files'
    STRATEGIES=doubling_vector COUNT=1k ROUNDS=1 DIRECTORY='my files' measure size 'blanks'
    mv results/blanks 'a b/c d'
    make -s query RUN='a b/c d' SQL='select count(*) > 0 as n from record' >out
    grep -q '^1 *$' out
    make -s report table RUN='a b/c d' >out 2>&1 || { cat out && return 1; }
    [ -s 'a b/c d/report.html' ]
    make -s compare BASE='a b/c d' NEW='a b/c d' >out 2>&1 || { cat out && return 1; }
    grep -q '0 worse' out
    seq 100 >'a b/numbers'
    STRATEGIES=doubling_vector ROUNDS=1 make -s bench INPUT='a b/numbers' TEXT=1 \
        DIRECTORY='my files' >out 2>&1 || { cat out && return 1; }
    grep -q '^100 float64' out
}
