#!/usr/bin/env bats
# damaged.bats - the files of a run with damage of many kinds (mutate): nothing wrong is believed,
# no damage ends a script other than in one line, nothing but the run's own folder is written to.

load common

seeds=50

setup_file() {
    in_tree && without_python || return
    cp "$ROOT/tests/mutate" .
    STRATEGIES='doubling_vector chunk_list mmap_file' COUNT=20k ROUNDS=3 BUDGET=0.2 measure size run
    lib/database/load results/run
    # The line's number is no part of what a record says.
    sqlite3 results/run/run.db 'update record set line = null'
    mkdir outside
}

setup() { in_tree; }

# loaded RUN: load ends well, or with one line and status 1; its status.
loaded() {
    local status=0
    timeout 60 lib/database/load "$1" 2>said || status=$?
    if [ $status -gt 1 ] || { [ $status = 1 ] && [ "$(wc -l <said)" != 1 ]; }; then
        echo "status $status" && cat said
        return 2
    fi
    return $status
}


@test "whatever is damaged: one line or a sound database, and no record that is not true" {
    local seed what status
    for ((seed = 1; seed <= seeds; seed++)); do
        rm -rf outside/copy
        cp -r results/run outside/copy
        rm outside/copy/run.db
        what=$(./mutate $seed outside/copy)
        status=0
        loaded outside/copy || status=$?
        [ $status -lt 2 ] || { echo "$seed: $what" && return 1; }
        if [ $status = 1 ]; then
            [ ! -e outside/copy/run.db ] || { echo "$seed: $what: run.db" && return 1; }
            continue
        fi
        cp outside/copy/run.db believed.db
        sqlite3 believed.db "update record set line = null; attach 'results/run/run.db' as whole;
            select round, cell from (select * from main.record except select * from whole.record);
            select 'fewer' where (select count(*) from main.record)
                <> (select count(*) from whole.record)" >told
        # What is not there is told: the first that lacks something is this.
        if grep -qx fewer told && [ ! -s said ]; then
            echo "$seed: $what: nothing is told" && return 1
        fi
        same "$seed: $what" '' "$(grep -vx fewer told)"
    done
    same 'outside' copy "$(ls outside)"
    if find . -name 'pwned*' | grep .; then return 1; fi
}

@test "table and report of damaged runs say what is left out, and break nothing" {
    local seed what
    for seed in 2 9 16 23; do
        rm -rf outside/copy
        cp -r results/run outside/copy
        what=$(./mutate $seed outside/copy)
        loaded outside/copy || continue
        plots/report/terminal outside/copy >table 2>/dev/null || { echo "$what" && return 1; }
        plots/report/page outside/copy >/dev/null 2>&1 || { echo "$what" && return 1; }
        if [ -s said ]; then
            grep -q '^DAMAGED: size: ' table || { echo "$what" && return 1; }
            grep -q '<p class=partial>size: ' outside/copy/report.html
        fi
        only_our_script outside/copy/report.html || { echo "$what" && return 1; }
    done
}
