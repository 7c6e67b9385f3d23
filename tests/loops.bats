#!/usr/bin/env bats
# loops.bats - the compiler made of every measured loop what was meant: append() and at() are part
# of it, nothing is cloned away, no clock is read inside. A careless form costs a factor of 2, and
# shows in no other test. Run against each compiler's build.

load common

setup_file() {
    load common
    local name
    for name in $(programs); do
        objdump -d --no-show-raw-insn "$BUILD/$name" >"$BATS_FILE_TMPDIR/$name"
        objdump -t "$BUILD/$name" | awk '$3 == "F" || $4 == "F" { print $NF }' \
            >"$BATS_FILE_TMPDIR/$name.functions"
    done
}

# The instructions of a function of a program, or of all functions that match a pattern.
code() {
    awk -v wanted="^($2)$" '
        /^[0-9a-f]+ <.*>:$/ { name = substr($2, 2, length($2) - 3); inside = name ~ wanted; next }
        inside && NF' "$BATS_FILE_TMPDIR/$1"
}

# What it calls, or jumps to outside of itself: names, or * for a call through a pointer.
calls() {
    code "$1" "$2" | awk '
        $2 ~ /^(call|j)/ { # calls and jumps of any kind
            if ($0 ~ /\*/) print "*"
            else if (match($0, /<[^>]*>/)) {
                target = substr($0, RSTART + 1, RLENGTH - 2)
                if (target !~ /\+0x|\.cold$/) print target
            }
        }' | sort -u
}

readonly WIDTHS="1 4 8 64"

@test "every program has every loop, as a function of its own" {
    local name loop width
    for name in $(programs); do
        for loop in append append_in_turn scan random random_chained; do
            for width in $WIDTHS; do
                grep -qx "${loop}_$width" "$BATS_FILE_TMPDIR/$name.functions" ||
                    { echo "$name: no function ${loop}_$width" && return 1; }
                [ "$(code "$name" "${loop}_$width" | wc -l)" -gt 3 ]
            done
        done
    done
}

# What a compiler puts aside as rarely run (NAME.cold) is part of the function it came from.
readonly LOOPS='(append|append_in_turn|scan|random|random_chained)_[0-9]+'

@test "no loop has a clone: a copy for some arguments, or with a part moved out" {
    local name
    for name in $(programs); do
        if grep -Ex "$LOOPS\\..*" "$BATS_FILE_TMPDIR/$name.functions" | grep -v '\.cold$'; then
            echo "$name has these" && return 1
        fi
    done
}

# sysconf: a strategy that grows in whole pages asks for their size; memmove: of pointers in a
# directory. The others: one that spills.
@test "a loop calls growth, failure and the stream, and nothing else" {
    local name other
    for name in $(programs); do
        other=$(calls "$name" "$LOOPS(\\.cold)?" |
            grep -Evx \
                -e 'counted_[a-z_]+|(file_map|written_file)_[a-z_]+|growing|failure|unreadable' \
                -e 'stream_(next|settle)|(sysconf|memmove)@plt' |
            grep -Evx 'memory_allowance|sync_file_range(64)?@plt' || true)
        [ -z "$other" ] || { echo "$name calls in its loops: $other" && return 1; }
    done
}

@test "appending asks the stream, reading calls nothing at all, but a file that is not mapped" {
    local name width reads
    for name in $(programs); do
        for width in $WIDTHS; do
            calls "$name" "append_$width" | grep -qx stream_next
            calls "$name" "append_in_turn_$width" | grep -qx stream_next
        done
        reads=
        if is "$name" "file and (not contiguous)"; then reads=$'unreadable\nwritten_file_read'; fi
        same "$name: calls while reading" "$reads" "$(calls "$name" \
            '(scan|random|random_chained)_[0-9]+(\.cold)?')"
    done
}

@test "no loop reads a clock" {
    local name
    for name in $(programs); do
        if code "$name" "$LOOPS(\\.cold)?" |
            grep -E 'rdtsc|syscall|clock_gettime|wall_now'; then
            echo "$name" && return 1
        fi
    done
}

@test "every element of a storing program is stored and read" {
    local name width
    for name in $(programs "not discards"); do
        for width in $WIDTHS; do
            # At least one store through a register other than the stack's.
            code "$name" "append_$width" | grep -Eq 'mov[a-z]* +%[a-z0-9]+,[^ ]*\(%r([^s]|s[^p])' ||
                { echo "$name: append_$width stores nothing" && return 1; }
        done
    done
}

# A loop that is six instructions long takes a cycle more where it lies in two lines of the cache:
# a sixth of an append, which is the compiler's doing and looks like the strategy's.
@test "the loop of an append lies in one cache line, if that is long enough" {
    local name width
    for name in $(programs); do
        for width in 1 4 8; do
            code "$name" "append_$width" | awk -v name="$name, append_$width" '
                function number(hex,    k, n) {
                    for (k = 1; k <= length(hex); k++)
                        n = 16 * n + index("0123456789abcdef", substr(hex, k, 1)) - 1
                    return n
                }
                { at = number(substr($1, 1, length($1) - 1)) }
                # The jump before this line went back, and nothing was called on the way.
                back && at - back <= 64 && int(back / 64) != int((at - 1) / 64) {
                    print name ": in two lines, before " $1; wrong = 1
                }
                { back = 0 }
                $2 ~ /^call/ { called = at }
                $2 ~ /^j/ && $3 ~ /^[0-9a-f]+$/ && number($3) < at && number($3) > called + 0 {
                    back = number($3)
                }
                END { exit wrong }' || return 1
        done
    done
}
