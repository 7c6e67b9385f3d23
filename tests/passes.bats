#!/usr/bin/env bats
# passes.bats - the instrumented runs, which measure nothing beside: --timeline and --latency.

load common

@test "a timeline ends with all elements, and its highest level is the record's peak" {
    local name
    for name in $(programs); do
        rm -f timeline
        program "$name" --count 5003 --timeline timeline >/dev/null
        program "$name" --count 5003 --json >record
        # Columns are looked up by the names in the head.
        awk -F '\t' -v name="$name" -v live="$(field live_peak_bytes <record)" \
            -v growths="$(field growths <record)" '
            /^#/ { next }
            !fields { for (f = 1; f <= NF; f++) column[$f] = f; fields = NF; next }
            NF != fields { print name ": line " NR " has " NF " fields"; bad = 1 }
            $column["appended"] < appended { print name ": line " NR " goes back"; bad = 1 }
            { appended = $column["appended"]; event = $column["event"] }
            event == "growth" { grown++ }
            $column["peak_bytes"] < $column["rss_bytes"] {
                print name ": line " NR " above its peak"; bad = 1
            }
            event ~ /^(full|gather|release|end)$/ { phases = phases event " " }
            $column["live_bytes"] > highest { highest = $column["live_bytes"] }
            END {
                if (appended != 5003) { print name ": ends at " appended; bad = 1 }
                if (phases !~ /^full (gather )?release end $/) {
                    print name ": phases " phases; bad = 1
                }
                if (highest + 0 != live) { print name ": peak " highest ", record " live; bad = 1 }
                # Of growth for each element, not each is told.
                if (growths > 0 && !grown) { print name ": no growth of " growths; bad = 1 }
                exit bad
            }' timeline
    done
}

@test "a histogram of appends counts every append once, in rising buckets" {
    local name n
    for name in $(programs); do
        for n in 0 1 5003; do
            rm -f latency
            program "$name" --count $n --latency latency >/dev/null
            awk -F '\t' -v name="$name" -v n=$n '
                /^#/ { next }
                head++ == 0 { next }
                $1 <= below { print name ": bucket " $1 " after " below; bad = 1 }
                { below = $1; all += $2; share = $3; ran += $4 }
                END {
                    if (all + 0 != n) { print name ": " all " appends of " n; bad = 1 }
                    if (ran + 0 != n) { print name ": " ran " of " n " ran"; bad = 1 }
                    if (share + 0 != 0) { print name ": some took longer than all"; bad = 1 }
                    exit bad
                }' latency
            grep -q '^# one clock read costs [0-9]* ns' latency
            same "$name: the longest of $n" $((n < 32 ? n : 32)) \
                "$(grep -c \
                    "^# longest: [0-9]* ns at element [0-9]* of $n, waited [0-9]* ns of it$" \
                    latency)"
        done
    done
}

@test "a pass measures nothing beside, and when it fails leaves no file, or the old one" {
    local name pass
    for name in $(programs); do
        for pass in timeline latency; do
            fails 2 "record: " program "$name" --count 10 --$pass file --record file
            fails 2 "$pass: " program "$name" --count 10 --$pass file --output output
            fails 1 "No space left" program "$name" --count 10 --$pass /dev/full
            fails 1 "No such file" program "$name" --count 10 --$pass absent/file
            program "$name" --count 10 --$pass - | grep -q '^end\|^below_ns'
            if is "$name" discards; then continue; fi
            fails 1 "failure injected" \
                program "$name" --count 10 --$pass file --fail-allocation 1 --record record
            told refused "not ('$pass' in key or 'instrument' in key)"
            ! compgen -G '*' || { echo "$name --$pass left this behind" && return 1; }
            echo precious >file
            fails 1 "failure injected" program "$name" --count 10 --$pass file --force \
                --fail-allocation 1
            fails 1 "file exists" program "$name" --count 10 --$pass file
            same "the file" precious "$(cat file)"
            program "$name" --count 10 --$pass file --force
            grep -q '^# ' file
            rm file
        done
    done
}

@test "the record of an instrumented run says who it is, and holds the same table as the file" {
    local name pass own column
    for name in $(programs); do
        for pass in timeline latency; do
            rm -f table record
            program "$name" --count 5003 --$pass table --record record --json >printed
            cmp record printed
            case $pass in
            timeline) own="peak_error_bytes > 0 and json_array_length(timeline, '\$.event') > 3" ;;
            latency) own="clock_ns > 0 and (select sum(value)
                from json_each(latency, '\$.appends')) = 5003
                and json_array_length(longest) = 32
                    and (select min(value ->> '\$.ns' >= value ->> '\$.waited_ns'
                  and value ->> '\$.element' < 5003) from json_each(longest))" ;;
            esac
            holds "schema = 2 and ended = 'done' and instrument = '$pass' and appended = 5003
                and completed
                and (verified or verified is null) and 'commit' in key and 'flags' in key
                    and count = 5003
                and length(checksum) = 16 and $own
                and not exists (select 1 from measured
                    where name not in ('clock_ns', 'peak_error_bytes'))" <record ||
                { echo "$name $pass" && head -c 3000 record && return 1; }
            # A list of the record is a column of the table.
            for column in $(rows "select c.key from r, json_each(r.$pass) as c" <record); do
                diff <(grep -v '^#' table | awk -F '\t' -v column="$column" '
                    NR == 1 { for (f = 1; f <= NF; f++) if ($f == column) k = f; next }
                    { print $k }') \
                    <(rows "select v.value from r, json_each(r.$pass, '\$.$column') as v" \
                        <record) ||
                    { echo "$name $pass: $column" && return 1; }
            done
        done
    done
}

@test "the table of an instrumented run goes to standard output, with --json its record" {
    program doubling_vector --count 10 --timeline - --record record >table
    grep -q '^event' table
    holds "instrument = 'timeline'" <record
    program doubling_vector --count 10 --latency - --json | holds "instrument = 'latency'"
}

@test "a timeline of an input without end is thinned, and keeps its highest levels" {
    # A growth for each of 3 million chunks, of which the length is not known before.
    head -c 3000000 /dev/zero |
        program chunk_list --type byte --input - --chunk 16 --timeline - --json >record
    holds "json_array_length(timeline, '\$.event') <= 16384
        and timeline ->> '\$.event[#-1]' = 'end' and timeline ->> '\$.appended[#-1]' = 3000000
        and 'full' in (select value from json_each(timeline, '\$.event'))
        and not exists (select 1 from json_each(timeline, '\$.appended') as a, json_each(timeline,
            '\$.appended') as b
          where b.key = a.key + 1 and b.value < a.value)" <record
}

# bats test_tags=plain
@test "released chunks go back to the system: nothing of the harness's lies above them" {
    if sanitized; then skip "the sanitizers' malloc keeps what is freed"; fi
    local name
    # Boxes are too small: glibc keeps them for the next that are asked for.
    for name in $(programs "not (contiguous or discards or family = 'boxed')"); do
        program "$name" --count 10M --timeline - | awk -F '\t' -v name="$name" '
            /^#/ { next }
            !anon { for (f = 1; f <= NF; f++) if ($f == "anon_bytes") anon = f }
            END { if ($anon > 10e6) { print name " keeps " $anon; exit 1 } }'
    done
}
