#!/usr/bin/env bats
# alike.bats - like is held against like: the same pages, memory, allocator and source of elements;
# and what differs is named.

load common

# made ROW ...: a run in run.db, of six counted rounds at a million elements of 40 bytes. A ROW is
# '(cell, title, family, ns, pages, idle_seconds, allocator, tunables, build, faults)' of an element
# that takes ns, and a tenth of it more in each later round. "known" is the baseline; what stores
# nothing is called "discard ..."; "by blocks" and "n known" in a title say what it is.
made() {
    local rows name="replace(replace(title, ',', ''), ' ', '_')"
    rows=$(printf '%s,' "$@")
    "$BUILD/query" "$PWD/run.db" --set goals "${goals:-[]}" \
        --file "$ROOT/lib/database/schema.sql" "
      insert into run(run, path, suite, question, place, compares, seed, rounds, rounds_done, state,
          budget_seconds, chosen, goals, started, command)
        values (1, '.', '${suite:-x}', 'X?', 1, 0, 1, 6, 6, 'complete', 1, 0, :goals, '', '');
      insert into repetition(run, repetition, path, rounds_done) values (1, 1, '.', 6);
      insert into machine(run, name, cpus, kernel, page_bytes, huge_page_bytes, free_page_reporting)
        values (1, '', 1, '', 4096, 2097152, '1');
      create table made(cell, title, family, ns, pages, idle, allocator, tunables, build, faults);
      insert into made values ${rows%,};
      insert into program(run, strategy, title, about, family, core, baseline, discards, by_block,
          peer, knows_count)
        select distinct 1, $name, title, '', family, 0, title = 'known', title glob 'discard*',
          title glob '*by blocks*', family <> 'vector' and title glob '*Python*'
            or family in ('peer', 'numpy'), title = 'known' or title glob '*n known*' from made;
      insert into cell(run, cell, label, strategy, title, family, core, baseline, discards, count,
          type, width_bytes, payload_bytes, need_bytes, pages, idle_seconds, allocator, tunables,
          build)
        select 1, cell, title || iif(pages = 'system', '', ', ' || pages)
            || iif(idle, ', idle', '') || coalesce(' / ' || allocator, ''), $name, title, family,
          0, title = 'known' and pages = 'system' and not idle
            and coalesce(tunables, build) is null,
          title glob 'discard*', 1e6, 'int32', 40, 4e7, 4e7, pages, idle, allocator, tunables, build
        from made;
      insert into record(run, round, cell, schema, ended, strategy, count, type, arrays, turns,
          appended, width_bytes, payload_bytes, append_cpu_ns, append_wall_ns, append_minor_faults,
          append_major_faults, rss_peak_bytes, rss_peak_error_bytes, exit_code, completed,
          idle_seconds)
        select 1, value, cell, 2, 'done', $name, 1e6, 'int32', 1, 0, 1e6, 40, 4e7,
          ns * 1e6 * (1 + value / 10.0), ns * 1e6 * (1 + value / 10.0), faults, 0, 4e7, 1000, 0, 1,
          idle
        from json_each('[0, 1, 2, 3, 4, 5, 6]'), made" \
        --file "$ROOT/lib/database/derived.sql"
}

# asked SQL: of that run, after the figure or the answer in FILE.
asked() { # FILE SQL
    "$BUILD/query" run.db --number run 1 --file "$ROOT/plots/figures/common.sql" \
        --file "$ROOT/plots/answers/goals.sql" --file "$ROOT/plots/$1" "$2"
}

SMALL="'system', 0, null, null, null, 10000"
HUGE="'always', 0, null, null, null, 20"

@test "the verdict says of which allocator it is, and the table who has no baseline" {
    made "(0, 'known', 'control', 2, $SMALL)" "(1, 'a', 'vector', 4, $SMALL)" \
        "(2, 'b', 'vector', 6, $SMALL)" "(3, 'a', 'vector', 1, 'system', 0, 'other', null, null, 1)"
    said() { asked answers/verdict.sql 'select line from verdict'; }
    said | grep -q '^Of the 2 measured with the allocator and pages of the baseline, fastest .*: a,'
    said | grep -q '^Of the 2 measured with the allocator .*, smallest peak memory: a and b '
    "$BUILD/query" run.db --number run 1 --file "$ROOT/plots/figures/common.sql" \
        --file "$ROOT/plots/answers/verdict.sql" --table \
        --file "$ROOT/plots/report/strategies.sql" | grep -qE '^a / other .* no baseline '
    rm run.db && made "(0, 'known', 'control', 2, $SMALL)" "(1, 'a', 'vector', 4, $SMALL)"
    said | grep -q '^Of the 1 measured, fastest to build '
}

@test "a ratio is to the baseline on the same pages, on as idle memory, by the same allocator" {
    made "(0, 'known', 'control', 2, $SMALL)" "(1, 'a', 'vector', 4, $SMALL)" \
        "(2, 'known', 'control', 1, $HUGE)" "(3, 'a', 'vector', 3, $HUGE)" \
        "(4, 'known', 'control', 10, 'always', 9, null, null, null, 20)" \
        "(5, 'a', 'vector', 50, 'always', 9, null, null, null, 20)" \
        "(6, 'a', 'vector', 4, 'system', 0, 'x', null, 'build-x', 10000)"
    same ratios '2,3,5,?' "$("$BUILD/query" run.db "select short(ratio)
        from summary where title = 'a' order by cell" | paste -sd ,)"
}

@test "the best of a goal is the fastest on the pages that it names" {
    goals='["time theirs / best >= 1", "time theirs, always / best, always >= 1"]' made \
        "(0, 'known', 'control', 2, $SMALL)" "(1, 'a', 'vector', 4, $SMALL)" \
        "(2, 'theirs', 'peer', 8, $SMALL)" "(3, 'a', 'vector', 1, $HUGE)" \
        "(4, 'b', 'vector', 0.5, $HUGE)" "(5, 'theirs', 'peer', 2, $HUGE)"
    same goals 'time: theirs / a 2
time: theirs, always / b, always 4' "$(asked answers/verdict.sql "select text || ' ' || short(ratio)
        from goals")"
}

@test "the fastest of a run is chosen among those on the pages and memory of the baseline" {
    made "(0, 'known', 'control', 2, $SMALL)" "(1, 'a', 'vector', 4, $SMALL)" \
        "(2, 'b', 'vector', 1, $HUGE)" \
        "(3, 'c', 'vector', 1, 'system', 0, 'x', null, 'build-x', 10000)"
    [[ $(asked answers/verdict.sql 'select line from verdict limit 1') == \
        *"; memory that was just used) at "*": a, "* ]]
}

@test "peers: a source has its price beside it; who stays on small pages has no ratio there" {
    made "(0, 'known', 'control', 2, $SMALL)" "(1, 'known', 'control', 1, $HUGE)" \
        "(2, 'discard', 'control', 1, $SMALL)" \
        "(3, 'discard by blocks, Python', 'control', 5, $SMALL)" \
        "(4, 'a', 'vector', 4, $SMALL)" "(5, 'a', 'vector', 3, $HUGE)" \
        "(6, 'theirs', 'peer', 8, $SMALL)" \
        "(7, 'theirs', 'peer', 7, 'always', 0, null, null, null, 10000)" \
        "(8, 'by blocks, n known', 'numpy', 8, 'system', 0, null, null, null, 20)"
    same rows 'known, n known|1|1|1
a|2.00 [2.00, 2.00]|3.00 [3.00, 3.00]|3.00 [3.00, 3.00]
theirs|4.00 [4.00, 4.00]|7.00 [7.00, 7.00]|small pages
by blocks, n known|4.00 [4.00, 4.00] *|3.00 [3.00, 3.00]|-' \
        "$(asked figures/peers.sql "select program || '|' || \"time / n known\" || '|'
            || \"less its source\" || '|' || \"on huge pages\" from numbers")"
    same heads 'elements from C, the source alone: 1.35 ns
numpy, by blocks, the source alone: 6.75 ns' \
        "$(asked figures/peers.sql "select text || ', ' || alone from heads")"
    same columns '○ time,● time,peak' \
        "$(asked figures/peers.sql 'select head from columns' | paste -sd ,)"
    [[ $(asked figures/peers.sql 'select answer from answer') == *"Go take 4.00 x [4.00, 4.00] the \
time of the program that knows n. numpy by blocks takes 4.00 x [4.00, 4.00], less its source from \
3.00 x [3.00, 3.00]." ]]
    # The marks that are there have a word each, and no others.
    same legend '○ on the,● on huge,* asks for,+ less its,··· the source' \
        "$(asked figures/peers.sql 'select text from legend' | cut -d ' ' -f -3 | paste -sd ,)"
}

@test "peers: a column that nobody would fill is left out, and who was stopped has its row" {
    made "(0, 'known', 'control', 2, $SMALL)" "(1, 'known', 'control', 1, $HUGE)" \
        "(2, 'theirs', 'peer', 8, $SMALL)" "(3, 'never ends', 'peer', 8, $SMALL)"
    stopped() {
        "$BUILD/query" run.db --number run 1 --file "$ROOT/plots/figures/common.sql" \
            "update temp.summary set ended = 'too_slow', appended = 1000, ratio = null
            where title = 'never ends'" --file "$ROOT/plots/answers/goals.sql" \
            --file "$ROOT/plots/figures/peers.sql" "$1"
    }
    same columns '○ time,peak' "$(stopped 'select head from columns' | paste -sd ,)"
    same legend '○ on the pages that the system gives' "$(stopped 'select text from legend')"
    same row 'never ends: too slow: reached 1k of 1M' "$(stopped "select label || ': ' || stopped
        from series where stopped is not null")"
}

@test "allocators: another libc and a setting are not ranked" {
    made "(0, 'a', 'vector', 4, 'system', 0, 'glibc', null, null, 9)" \
        "(1, 'a', 'vector', 1, 'system', 0, 'glibc, huge pages', 'x=1', null, 9)" \
        "(2, 'a', 'vector', 9, 'system', 0, 'musl', null, 'build-musl', 9)" \
        "(3, 'a', 'vector', 8, 'system', 0, 'other', null, null, 9)"
    same answer "a depends most on the allocator: under other it takes 2.00 x [2.00, 2.00] the time\
 under glibc. Not ranked: glibc, huge pages (a setting) and musl (another libc)." \
        "$(asked figures/allocators.sql 'select answer from answer')"
    same columns 'glibc 0,other 0,glibc, huge pages 1,musl 2,' \
        "$(asked figures/allocators.sql "select name || ' ' || kind from allocator" | tr '\n' ,)"
}

@test "memory: what a wait costs, by page size, and what huge pages gain on either" {
    made "(0, 'known', 'control', 2, 'never', 0, null, null, null, 10000)" \
        "(1, 'known', 'control', 2, 'never', 9, null, null, null, 10000)" \
        "(2, 'known', 'control', 1, $HUGE)" \
        "(3, 'known', 'control', 8, 'always', 9, null, null, null, 20)"
    same answer "known, on memory that was idle for 9 s against memory that was just used: time\
 1.00 x [1.00, 1.00] (a tie) on 4 KiB pages, 8.00 x [8.00, 8.00] on 2 MiB pages. Huge pages against\
 small ones: time 0.50 x [0.50, 0.50] on memory that was just used, 4.00 x [4.00, 4.00] on idle\
 memory. This machine reports free memory to its host, which takes it back." \
        "$(asked figures/fresh_memory.sql 'select answer from answer')"
}

@test "the verdict on the fastest: on each size of pages, of warm memory, and what a wait changes" {
    suite=fresh_memory made "(0, 'known', 'control', 2, 'never', 0, null, null, null, 10000)" \
        "(1, 'a', 'vector', 6, 'never', 0, null, null, null, 10000)" \
        "(2, 'known', 'control', 2, 'never', 9, null, null, null, 10000)" \
        "(3, 'known', 'control', 1, $HUGE)" "(4, 'a', 'vector', 4, $HUGE)" \
        "(5, 'b', 'vector', 2, $HUGE)" \
        "(6, 'known', 'control', 8, 'always', 9, null, null, null, 20)" \
        "(7, 'a', 'vector', 0.1, 'always', 9, null, null, null, 20)"
    same verdict ".b|experiments/grow/b.c.: 2.00 x [2.00, 2.00] the time of .known., which knows n,\
 on huge pages; on small ones .a|experiments/grow/a.c.: 3.000 x [3.00, 3.00] (1M int32, CPU time,\
 memory just used) Huge pages take .known. 0.50 x [0.50, 0.50] the time of small ones,\
 4.00 x [4.00, 4.00] on memory that nobody used for 9 s. Huge pages have 2 MiB, small ones 4 KiB.\
 One run of 6 rounds: .experiments/grow/b.c., .experiments/grow/a.c." \
        "$("$BUILD/query" run.db --number run 1 --number ours 1 \
        --file "$ROOT/plots/figures/common.sql" --file "$ROOT/plots/answers/verdict.sql" \
        --file "$ROOT/plots/answers/needs/fastest.sql" | tr '`\t' '. ')"
}

@test "a suite says how long memory is idle: the driver waits so long, and the record says it" {
    in_tree
    mv build/touch build/touch.real
    printf '%s\n' '#!/bin/sh' "echo \"\$*\" >> '$PWD/touched'" \
        "exec '$PWD/build/touch.real' \"\$1\"" >build/touch
    chmod +x build/touch
    printf '%s\n' '-- Is it?' '--' '-- Place: 999' '-- Count: 1000' \
        'select strategy, top as count, value as idle_seconds from program, setting,' \
        "json_each('[0, 3]') where strategy = 'preallocated';" >experiments/suites/idle.sql
    ROUNDS=1 measure idle idle
    rm experiments/suites/idle.sql
    mv build/touch.real build/touch
    # The first is of the run; then its cells, and the first once more, in any order.
    same touched '8001,8001,8001 3' "$(sed 1d touched | sort | paste -sd ,)"
    same said '0,3,0' "$(rows 'select idle_seconds from r order by cell' \
        <results/idle/records/01.jsonl | paste -sd ,)"
    edited results/idle/records/01.jsonl "'\$.idle_seconds', 0" 'cell = 1'
    lib/database/load results/idle 2>&1 | grep -q 'of another cell'
}
