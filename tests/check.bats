#!/usr/bin/env bats
# check.bats - make check says of each usual mistake what it is, where, and how to see it again.

load common

# A mistake each, what check says of it (its first line that is not ok), and in which line of the
# file: "-" where no line can be told.
mistakes() {
    cat <<'END'
null_pointer contents|crashes|1: undefined behaviour: null pointer|memcpy
off_by_one contents|crashes|17: heap-buffer-overflow: write of size 4 outside of a 64-byte|memcpy
uses_old_block contents|crashes|17: heap-.*: write of size 4 .* 64-byte|memcpy
wrong_size contents|crashes|5: heap-buffer-overflow: write of size 4 outside of a 16-byte|memcpy
loops_for_ever contents|hangs|1: still running after 5 s, phase append|while
leaks_old_block release|leaks|17: 64 bytes in 1 block were not given back, all|counted_malloc
no_reason contents|fails|501: append: returned false without a reason (element 500)$|-
wrong contents|wrong|2: what is stored differs .*: element 1 is 0, was 1$|-
gathers_less contents|wrong|2: the gathered block differs .*: element 1 is 0, was 1$|-
loses_one contents|wrong|778: what is stored .*: element 777 is 776, was 777$|-
right_in_order reading|wrong|1025: the random phase read .*: element .*, read after element 1024$|-
shared_state arrays|wrong|2: .*: element 1 (0 of array 1) is .*, was 1$|-
loses_all no memory|crashes|40 --fail-allocation 2: undefined .* address that at() returned$|-
END
}

setup_file() {
    in_tree || return
    cp "$ROOT"/tests/strategies/*.c experiments/grow/
    export CHECK_SECONDS=100 # of a machine that does much else
    # What is right makes all runs, and builds what all share. Of a mistake what it is told by first
    # is enough: to name its lines takes longest.
    local status=0
    STRATEGIES=chunk_list experiments/driver/check >chunk_list.said 2>&1 || status=$?
    echo "status $status" >>chunk_list.said
    # shellcheck disable=SC2016 # of the script
    sed 's/n <= 65536; n \*= 2/n <= 65536; n *= 4/; s/\[ $hung = 0 \]/[ $failed = 0 ]/' \
        experiments/driver/check >experiments/driver/check_some
    [ "$(diff experiments/driver/check{,_some} | grep -c '^>')" = 3 ] || return
    chmod +x experiments/driver/check_some
    # shellcheck disable=SC2016 # the inner shell expands it
    mistakes | sed 's/ .*//' |
        xargs -P 2 -I NAME sh -c '[ NAME != loops_for_ever ] || CHECK_SECONDS=5
            STRATEGIES=NAME experiments/driver/check_some >NAME.said 2>&1
            echo "status $?" >>NAME.said' || return
}

setup() { in_tree; }

@test "each usual mistake is named, with the line where there is one" {
    local name expected check kind text line number
    while read -r name expected; do
        IFS='|' read -r check kind text line <<<"$expected"
        # Up to here all is ok, but what comes of the same mistake.
        grep -qE "^  $check +$kind" "$name.said" && grep -q -e "--count $text" "$name.said" || {
            echo "$name: $expected" && cat "$name.said" && return 1
        }
        [ "$line" != - ] || continue
        grep -F "  $check" "$name.said" | grep -o "($name.c:[0-9]*)" | tr -dc '0-9\n' >number
        number=$(cat number)
        sed -n "${number:-0}p" "experiments/grow/$name.c" | grep -qF "$line" || {
            echo "$name: line $number has no $line" && cat "$name.said" && return 1
        }
    done < <(mistakes)
}

@test "what is right is ok in every line, with status 0; what is not is status 3" {
    local name
    same "lines that are ok" 6 "$(grep -cE '^  [a-z ]{10} ok ' chunk_list.said)"
    same "chunk_list" 'status 0' "$(tail -n 1 chunk_list.said)"
    for name in right_in_order shared_state; do
        same "$name" 'status 3' "$(tail -n 1 $name.said)"
        grep -qE '^  contents +ok ' $name.said
        grep -qE '^  release +ok ' $name.said
    done
    grep -qE '^  no memory +- +not checked' loops_for_ever.said
}

@test "the command that it gives shows the failure again" {
    local name program
    for name in off_by_one loses_one; do
        program=$(sed -n 's,.* \([^ ]*-check/.*\),\1,p' $name.said)
        # shellcheck disable=SC2086 # words
        if $program >said 2>&1; then cat $name.said && return 1; fi
        grep -qE "heap-buffer-overflow|element 777 is 776" said
    done
    command -v gdb >/dev/null || skip "gdb is not here"
    sed -n 's/gdb -q/gdb -q -batch/p' loses_one.said >again
    if ! sh again >said 2>&1 </dev/null; then cat said; fi
    ! grep -q 'ptrace: Operation not permitted' said || skip "no process may be traced here"
    # It stops where element 777 is appended.
    grep -qE '^#0 +append .*loses_one.c' said
}

@test "what does not compile says so and is not run; the others are" {
    local status=0
    STRATEGIES='does_not_compile' experiments/driver/check >said 2>&1 || status=$?
    same status 1 $status
    grep -q 'does_not_compile.c:10:.*error: .*capcity' said
    grep -q '^does_not_compile: .* does not compile$' said
}

@test "a name that is not there: the nearest, or all; and what is new is checked without a name" {
    FAILS_AS=check STRATEGIES=chunk_lst fails 2 'mean chunk_list\?$' experiments/driver/check
    FAILS_AS=check STRATEGIES=off_by_two fails 2 'mean off_by_one\?$' experiments/driver/check
    FAILS_AS=check STRATEGIES=zzzzzzz fails 2 'there are: .*chunk_list' experiments/driver/check
    FAILS_AS=check STRATEGIES=../peers/x fails 2 'no strategy' experiments/driver/check
    FAILS_AS=check fails 2 'say which: make check STRATEGIES=mine' experiments/driver/check
    command -v git >/dev/null || skip "git is not here"
    git init -q . && git add experiments/grow &&
        git -c user.name=x -c user.email=x@x commit -qm x
    FAILS_AS=check fails 2 'none is new or changed' experiments/driver/check
    cp experiments/grow/does_not_compile.c experiments/grow/mine.c
    experiments/driver/check >said 2>&1 && return 1
    rm -r .git
    grep -q '^mine: .* does not compile$' said
    rm experiments/grow/mine.c
}

@test "in every run: what is not given back is told and recorded, and a false without a reason" {
    make -s "$BUILD"/{leaks_old_block,no_reason} >/dev/null
    local pass
    fails 3 'release: 524224 bytes in 13 blocks were not given back$' \
        program leaks_old_block --count 100k --record "$BATS_TEST_TMPDIR/record"
    told wrong "error_at = 'release' and appended = 100000 and errno is null" \
        "$BATS_TEST_TMPDIR/record"
    program leaks_old_block --count 16 >/dev/null
    fails 3 'not given back; before: malloc: .*failure injected' \
        program leaks_old_block --count 100 --fail-allocation 3
    for pass in timeline latency; do
        fails 3 'release: 64 bytes in 1 block were not given back$' \
            program leaks_old_block --count 17 --$pass -
    done
    fails 1 'append: returned false without a reason \(element 500\)$' \
        program no_reason --count 1000 --record "$BATS_TEST_TMPDIR/record"
    told failed "error_at = 'append' and appended = 500" "$BATS_TEST_TMPDIR/record"
}

@test "a size told wrong to free, and a mapping that is kept, are found" {
    sed 's/counted_free(a->data, a->capacity \* width)/counted_free(a->data, 8)/' \
        experiments/grow/off_by_one.c >experiments/grow/tells_less.c
    sed 's/counted_munmap(.*);//' experiments/grow/mremap_vector.c >experiments/grow/keeps_map.c
    make -s "$BUILD"/{tells_less,keeps_map} >/dev/null 2>&1
    fails 3 'release: what was given back differs by 56 bytes from what was asked for$' \
        program tells_less --count 10
    fails 3 'release: [0-9]* bytes in 1 block were not given back$' program keeps_map --count 100k
    rm experiments/grow/{tells_less,keeps_map}.c
}

@test "a broken strategy costs its own row of the tables, and an old program is not run" {
    cp "$BUILD/chunk_list" "$BUILD/does_not_compile"
    touch -d '1 hour ago' "$BUILD/does_not_compile"
    STRATEGIES='killed null_pointer does_not_compile wrong chunk_list' COUNT=10k \
        make -s try >said 2>err
    grep -q 'does_not_compile.c:10:.*error' err
    [ ! -e "$BUILD/does_not_compile" ]
    grep -q '^chunk_list  *[0-9]' said
    grep -qE '^null_pointer +failed +crashed \(SIGSEGV\): make check STRATEGIES=null_pointer says' \
        said
    grep -qE '^killed +failed +killed \(SIGKILL\)' said
    grep -qE '^does_not_compile +failed +not built' said
    grep -qE '^wrong +failed +wrong: verify: .* element 1 is 0, was 1' said
    FAILS_AS=try STRATEGIES=chunk_lst fails 2 'did you mean chunk_list' experiments/driver/try
    STRATEGIES='null_pointer chunk_list' COUNT=10k LIMIT=64MiB experiments/driver/try_limit >said
    grep -qE '^null_pointer +failed +crashed \(SIGSEGV\)' said
    grep -qE '^chunk_list +finished' said
    FAILS_AS=try_limit STRATEGIES=chunk_lst fails 2 'mean chunk_list' experiments/driver/try_limit
}

@test "a strategy that loops for ever is stopped in the tables" {
    printf 'x\n' >said
    same "SIGXCPU" "still running after its time: make check STRATEGIES=x says where" \
        "$(experiments/driver/why x 152 said)"
    # A second instead of twenty.
    sed 's/ulimit -S -t 20/ulimit -S -t 1/' experiments/driver/try >experiments/driver/try_short
    chmod +x experiments/driver/try_short
    make -s "$BUILD/loops_for_ever" >/dev/null
    STRATEGIES='loops_for_ever chunk_list' COUNT=10k experiments/driver/try_short >said
    grep -qE '^loops_for_ever +failed +still running' said
    grep -q '^chunk_list  *[0-9]' said
}

@test "an index that is slow is read at random for about a second, and what it read is compared" {
    local way
    for way in "" --chained; do
        # shellcheck disable=SC2086 # an option or nothing
        timeout 60 "$BUILD/chunk_list" --count 1M --chunk 3 --phases scan,random $way --json |
            holds "random_reads between 1 and 999999 and random_wall_ns > 0 and verified"
    done
}
