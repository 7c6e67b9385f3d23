#!/usr/bin/env bats
# records.bats - a record can be read alone, years later: what ran, built from what, how called, on which
# system, when; and its times add up to the process.

load common

@test "a record says what ran, and where" {
    GLIBC_TUNABLES=glibc.malloc.arena_max=1 MALLOC_ARENA_MAX='1 2' OTHER=x \
        program doubling_vector --count 1000 --budget 0.5 --json >record
    local thp=/sys/kernel/mm/transparent_hugepage
    jq -e --arg kernel "$(uname -sr)" --argjson page "$(getconf PAGESIZE)" \
        --arg thp "$(sed 's/.*\[\(.*\)\].*/\1/' $thp/enabled 2>/dev/null)" \
        --argjson huge "$(cat $thp/hpage_pmd_size 2>/dev/null || echo null)" \
        --arg flags "$(sed 's/ *$//' "$BUILD/flags")" '
        .schema == 2 and .ended == "done" and .kernel == $kernel and .page_bytes == $page
        and .pages == "system" and .pages_system == (if $thp == "" then null else $thp end)
        and .huge_page_bytes == $huge and .flags == $flags and (.compiler | test("^(gcc|clang) [0-9]"))
        and (.commit == null and (.commit_reason | length > 0)
            or (.commit | test("^[0-9a-f]{40}([+]changes)?$")))
        and (.libc | test("^(glibc [0-9.]+|musl)$")) and (.cpu_number | . >= 0 and . < 4096)
        and .budget_seconds == 0.5 and (.file_system | length > 0)
        and (.tunables | test("GLIBC_TUNABLES=glibc.malloc.arena_max=1")
            and test("MALLOC_ARENA_MAX=.1 2.") and (test("OTHER") | not))' record >/dev/null || { cat record && return 1; }
    sanitized || holds '.allocator == .libc' <record
    ! sanitized || holds '.allocator == "addresssanitizer"' <record
    # In UTC, and now.
    [ "$(date -d "$(jq -r .time record)" +%s)" -ge $((EPOCHSECONDS - 60)) ]
    [ "$(date -d "$(jq -r .time record)" +%s)" -le "$EPOCHSECONDS" ]
    program doubling_vector --count 10 --json |
        holds '.budget_seconds == null and (.budget_seconds_reason | length > 0)'
}

@test "the command can be given to a shell again, whatever its words are" {
    local odd=$'it\'s a "test" $HOME \\ \xc3\xa9 *'
    mkdir "$odd"
    program doubling_vector --count 10 --record "$odd/a record" >/dev/null
    eval "$(jq -r .command "$odd/a record")" >/dev/null
    same "records" 2 "$(wc -l <"$odd/a record")"
    same "commands" 1 "$(jq -r .command "$odd/a record" | sort -u | wc -l)"
    # Bytes that are no text at all are still one line of JSON.
    program doubling_vector --count 10 --record $'\xff\n' >/dev/null
    holds '.command | contains("\ufffd\n")' <$'\xff\n'
}

# As after a clone: a tree of its own, under git.
@test "a record names the commit, and a change of the sources; another commit only links" {
    command -v git >/dev/null || skip "git is missing"
    export GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x
    mkdir -p tree/experiments
    cd tree
    cp -r "$ROOT/lib" "$ROOT/Makefile" .
    cp -r "$ROOT/experiments/grow" "$ROOT/experiments/driver" experiments/
    echo build >.gitignore
    built() { make -s BUILD=build build/preallocated >log 2>&1 || { cat log && return 1; }; }
    commit() { build/preallocated --count 10 --json | jq -r '.commit'; }

    built
    build/preallocated --count 10 --json | holds '.commit == null and (.commit_reason | length > 0)'

    git init -q . && git add -A && git commit -qm one
    built
    same commit "$(git rev-parse HEAD)" "$(commit)"
    same "what is built anew" "CC build/lib/version.o LD build/preallocated" "$(xargs <log)"
    built
    same "what is built anew" "" "$(cat log)"

    echo '/* */' >>experiments/grow/preallocated.c
    built
    same commit "$(git rev-parse HEAD)+changes" "$(commit)"
    git commit -qam two
    built
    same commit "$(git rev-parse HEAD)" "$(commit)"
    # What no program is made of does not count.
    echo x >notes && built
    same commit "$(git rev-parse HEAD)" "$(commit)"

    # Inside of another's repository, it is not that one's commit.
    rm -rf .git build && git init -q .. && git -C .. commit -q --allow-empty -m other
    built
    build/preallocated --count 10 --json | holds '.commit == null'
}

# parts FILE: what a record says of its times, added up, in ns.
parts() {
    jq '[to_entries[] | select(.key | endswith("_wall_ns")) | .value] | add' "$1"
}

@test "start, phases and verify are parts of the process, and of each other none" {
    local name before after
    for name in $(programs); do
        before=${EPOCHREALTIME/./}
        program "$name" --count 5003 --json >record
        after=${EPOCHREALTIME/./}
        [ "$(parts record)" -le $((1000 * (after - before))) ] ||
            { echo "$name: $(parts record) of $((after - before)) us" && return 1; }
        holds '.start_wall_ns > 0 and .append_wall_ns > 0' <record
        if is "$name" '.discards'; then
            holds 'has("verify_wall_ns") | not' <record
        else
            holds '.verify_wall_ns > 0 and .verify_cpu_ns > 0 and has("verify_minor_faults")
                and has("verify_major_faults") and .verify_peak_rss_bytes >= 0' <record
        fi
    done
}

# What takes long before the first phase and while reading back is in start and verify, and so is no
# longer unexplained: a pipe that gives nothing for a while, and one that takes nothing.
@test "waiting for the first element is start; reading back, and writing the output, is verify" {
    mkfifo slow_in slow_out
    { sleep 0.3; head -c 1000000 /dev/zero; } >slow_in &
    { sleep 0.6; cat >/dev/null; } <slow_out &
    program chunk_list --type byte --input slow_in --output slow_out --record record >/dev/null
    wait
    holds '.start_wall_ns > 2e8 and .verify_wall_ns > 1e8 and .verify_cpu_ns < .verify_wall_ns
        and .append_wall_ns < .start_wall_ns' <record
}

@test "what is gathered is read back in verify, too" {
    # Twice the elements are compared: so it takes more CPU time than comparing them once, in the best
    # of five runs each.
    local phases
    for phases in append gather; do
        for _ in 1 2 3 4 5; do
            program chunk_list --count 2M --phases $phases --json | field verify_cpu_ns
        done | sort -n | head -n 1 >>best
    done
    [ "$(sed -n 2p best)" -gt "$(sed -n 1p best)" ]
}
