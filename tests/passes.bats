#!/usr/bin/env bats
# passes.bats - the passes that time nothing: --timeline and --latency.

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
            $column["peak_bytes"] < $column["rss_bytes"] { print name ": line " NR " above its peak"; bad = 1 }
            event ~ /^(full|gather|release|end)$/ { phases = phases event " " }
            $column["live_bytes"] > highest { highest = $column["live_bytes"] }
            END {
                if (appended != 5003) { print name ": ends at " appended; bad = 1 }
                if (phases !~ /^full (gather )?release end $/) { print name ": phases " phases; bad = 1 }
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
                "$(grep -c "^# longest: [0-9]* ns at element [0-9]* of $n, waited [0-9]* ns of it$" latency)"
        done
    done
}

@test "a pass measures nothing beside, and when it fails leaves no file, or the old one" {
    local name pass
    for name in $(programs); do
        for pass in timeline latency; do
            fails 2 "$pass: " program "$name" --count 10 --$pass file --json
            fails 2 "$pass: " program "$name" --count 10 --$pass file --record record
            fails 2 "$pass: " program "$name" --count 10 --$pass file --output output
            fails 1 "No space left" program "$name" --count 10 --$pass /dev/full
            fails 1 "No such file" program "$name" --count 10 --$pass absent/file
            program "$name" --count 10 --$pass - | grep -q '^end\|^below_ns'
            if is "$name" .discards; then continue; fi
            fails 1 "failure injected" program "$name" --count 10 --$pass file --fail-allocation 1
            ! compgen -G '*' || { echo "$name --$pass left this behind" && return 1; }
            echo precious >file
            fails 1 "failure injected" program "$name" --count 10 --$pass file --force --fail-allocation 1
            fails 1 "file exists" program "$name" --count 10 --$pass file
            same "the file" precious "$(cat file)"
            program "$name" --count 10 --$pass file --force
            grep -q '^# ' file
            rm file
        done
    done
}

@test "released chunks go back to the system: nothing of the harness's lies above them" {
    if sanitized; then skip "the sanitizers' malloc keeps what is freed"; fi
    local name
    # Boxes are too small: glibc keeps them for the next that are asked for.
    for name in $(programs '.contiguous or .discards or .family == "boxed" | not'); do
        program "$name" --count 10M --timeline - | awk -F '\t' -v name="$name" '
            /^#/ { next }
            !anon { for (f = 1; f <= NF; f++) if ($f == "anon_bytes") anon = f }
            END { if ($anon > 10e6) { print name " keeps " $anon; exit 1 } }'
    done
}
