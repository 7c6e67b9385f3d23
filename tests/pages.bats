#!/usr/bin/env bats
# pages.bats - --huge-pages: what it says is so, for this process alone.

load common

# What the system has; the tests do not change it.
readonly SETTING=/sys/kernel/mm/transparent_hugepage/enabled
gives() { grep -q -e '\[madvise\]' -e '\[always\]' "$SETTING" 2>/dev/null; }

# faults NAME OPTION ...: page faults of appending 80 MB.
faults() { program "$@" --count 20000003 --phases append --json | field append_minor_faults; }

@test "never takes huge pages from a program that asks for them" {
    sanitized && skip 'a sanitizer changes memory'
    [ "$(faults huge_page_vector --huge-pages never)" -gt 19000 ]
    ! gives || [ "$(faults huge_page_vector --huge-pages madvise)" -lt 1000 ]
}

@test "madvise leaves a program that does not ask on small pages; always does not" {
    sanitized && skip 'a sanitizer changes memory'
    gives || skip 'this machine gives no huge pages'
    [ "$(faults preallocated --huge-pages madvise)" -gt 19000 ]
    [ "$(faults preallocated --huge-pages always)" -lt 1000 ]
    [ "$(faults mremap_vector --huge-pages always)" -lt 1000 ]
}

@test "the record says what was asked for, and on other pages nobody is the baseline" {
    local where
    for where in never madvise always; do
        [ $where = never ] || gives || continue
        program preallocated --count 1000 --huge-pages $where --json |
            holds "pages = '$where' and (not baseline) and verified"
    done
    program preallocated --count 1000 --json | holds "pages = 'system' and baseline"
}

@test "it is this process's setting: what it starts with is kept, and the system's is as it was" {
    gives || skip 'this machine gives no huge pages'
    local before
    before=$(cat "$SETTING")
    GLIBC_TUNABLES=glibc.malloc.arena_max=1 program doubling_vector --huge-pages always \
        --count 1000 --output back >/dev/null
    [ "$(stat -c %s back)" = 4000 ]
    same setting "$before" "$(cat "$SETTING")"
}

@test "another word is a usage error" {
    fails 2 'huge-pages: "sometimes" is not one of never madvise always' \
        program preallocated --huge-pages sometimes
}

# as_if SETTING COMMAND ...: with another text where the system says what it has.
as_if() {
    # shellcheck disable=SC2016  # the inner shell expands it
    unshare -rm sh -c 'cd /sys/kernel/mm && mount -t tmpfs tmpfs . && cd "$PWD" &&
        mkdir transparent_hugepage && echo "$1" > transparent_hugepage/enabled &&
            shift && exec "$@"' sh "$@"
}

@test "a machine without huge pages is told" {
    as_if x true 2>/dev/null || skip 'needs user namespaces or root'
    local where
    for where in madvise always; do
        FAILS_AS=preallocated fails 4 'huge-pages: this machine gives none .*\[never\]' \
            as_if 'always madvise [never]' "$BUILD/preallocated" --huge-pages $where
    done
    as_if 'always madvise [never]' "$BUILD/preallocated" --huge-pages never --json | holds verified
}

@test "a machine with huge pages of another size: strategies follow it, and the record says it" {
    as_if x true 2>/dev/null || skip 'needs user namespaces or root'
    local name size
    # As an arm64 with pages of 16 KiB has them, and one that is too small to be one.
    for size in 33554432 1048576; do
        # shellcheck disable=SC2016  # the inner shell expands it
        for name in $(programs "parameters ->> '\$.reserve' is not null"); do
            as_if '[madvise]' sh -c 'echo "$0" >/sys/kernel/mm/transparent_hugepage/hpage_pmd_size
                exec "$@"' "$size" "$BUILD/$name" --count 9000001 --json |
                holds "huge_page_bytes = $size and verified and completed" ||
                { echo "$name $size" && return 1; }
        done
    done
    as_if '[madvise]' "$BUILD/huge_page_vector" --json |
        holds "huge_page_bytes is null and length(huge_page_bytes_reason) > 0 and verified
            and pages_system = 'madvise'"
}

@test "where the system gives them always, always asks for nothing and madvise takes some away" {
    as_if x true 2>/dev/null || skip 'needs user namespaces or root'
    as_if '[always] madvise never' "$BUILD/preallocated" --huge-pages always --json | holds verified
    # Linux 6.18; before, it is told.
    local status=0
    as_if '[always] madvise never' "$BUILD/preallocated" --huge-pages madvise >out 2>err ||
        status=$?
    [ $status = 0 ] || { [ $status = 4 ] && grep -q '^preallocated: prctl: ' err; }
}
