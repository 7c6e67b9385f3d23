#!/usr/bin/env bats
# records.bats - a record can be read alone, years later: what ran, built from what, how called, on
# which
# system, when; and its times add up to the process.

load common

@test "a record says what ran, and where" {
    GLIBC_TUNABLES=glibc.malloc.arena_max=1 MALLOC_ARENA_MAX='1 2' OTHER=x \
        program doubling_vector --count 1000 --budget 0.5 --json >record
    local thp=/sys/kernel/mm/transparent_hugepage
    holds "schema = 2 and ended = 'done' and kernel = '$(uname -sr)'
        and page_bytes = $(getconf PAGESIZE)
        and pages = 'system' and coalesce(pages_system, '') = '$(sed 's/.*\[\(.*\)\].*/\1/' \
            $thp/enabled 2>/dev/null)'
        and huge_page_bytes is $(cat $thp/hpage_pmd_size 2>/dev/null || echo null)
        and flags = '$(sed "s/ *\$//; s/'/''/g" "$BUILD/flags")'
        and (compiler glob 'gcc [0-9]*' or compiler glob 'clang [0-9]*')
        and (libc glob 'glibc [0-9]*' or libc = 'musl') and cpu_number between 0 and 4095
        and budget_seconds = 0.5 and length(file_system) > 0
        and tunables like '%GLIBC_TUNABLES=glibc.malloc.arena_max=1%'
        and tunables like '%MALLOC_ARENA_MAX=_1 2_%' and tunables not like '%OTHER%'" <record ||
            { cat record && return 1; }
    [[ $(field commit <record) =~ ^([0-9a-f]{40}([+]changes)?)?$ ]]
    [ -n "$(field commit <record)" ] || holds 'length(commit_reason) > 0' <record
    sanitized || holds "allocator = libc" <record
    ! sanitized || holds "allocator = 'addresssanitizer'" <record
    # In UTC, and now.
    [ "$(date -d "$(field time <record)" +%s)" -ge $((EPOCHSECONDS - 60)) ]
    [ "$(date -d "$(field time <record)" +%s)" -le "$EPOCHSECONDS" ]
    program doubling_vector --count 10 --json |
        holds "budget_seconds is null and length(budget_seconds_reason) > 0"
}

@test "the command can be given to a shell again, whatever its words are" {
    local odd=$'it\'s a "test" $HOME \\ \xc3\xa9 *'
    mkdir "$odd"
    program doubling_vector --count 10 --record "$odd/a record" >/dev/null
    eval "$(field command <"$odd/a record" | head -n 1)" >/dev/null
    same "records" 2 "$(wc -l <"$odd/a record")"
    same "commands" 1 "$(field command <"$odd/a record" | sort -u | wc -l)"
    # Bytes that are no text at all are still one line of JSON.
    program doubling_vector --count 10 --record $'\xff\n' >/dev/null
    holds "instr(command, char(65533) || char(10)) > 0" <$'\xff\n'
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
    commit() { build/preallocated --count 10 --json | field commit; }

    built
    build/preallocated --count 10 --json | holds "\"commit\" is null and length(commit_reason) > 0"

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
    build/preallocated --count 10 --json | holds "\"commit\" is null"
}

# parts FILE: what a record says of its times, added up, in ns.
parts() {
    "$BUILD/query" :memory: --lines line "$1" "select sum(value)
        from line, json_each(line.text) where key like '%\\_wall\\_ns' escape '\\'"
}

@test "start, phases and verify are parts of the process, and of each other none" {
    local name before after
    for name in $(programs); do
        before=${EPOCHREALTIME/./}
        program "$name" --count 5003 --json >record
        after=${EPOCHREALTIME/./}
        [ "$(parts record)" -le $((1000 * (after - before))) ] ||
            { echo "$name: $(parts record) of $((after - before)) us" && return 1; }
        holds "start_wall_ns > 0 and append_wall_ns > 0" <record
        if is "$name" discards; then
            holds "'verify_wall_ns' not in key" <record
        else
            holds "verify_wall_ns > 0 and verify_cpu_ns > 0 and 'verify_minor_faults' in key
                and 'verify_major_faults' in key and verify_peak_rss_bytes >= 0" <record
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
    holds "start_wall_ns > 2e8 and verify_wall_ns > 1e8 and verify_cpu_ns < verify_wall_ns
        and append_wall_ns < start_wall_ns" <record
}

@test "what is gathered is read back in verify, too" {
    # Twice the elements are compared: so it takes more CPU time than comparing them once, in the
    # best of five runs each.
    local phases
    for phases in append gather; do
        for _ in 1 2 3 4 5; do
            program chunk_list --count 2M --phases $phases --json | field verify_cpu_ns
        done | sort -n | head -n 1 >>best
    done
    [ "$(sed -n 2p best)" -gt "$(sed -n 1p best)" ]
}
