#!/usr/bin/env bats
# windows.bats - the array in a mapped file, as a program for Windows: it builds with mingw-w64
# without a warning; under wine elements come back byte for byte, and what goes wrong is one line.

# shellcheck disable=SC2016 # the inner shell expands what is in single quotes

load common

setup_file() {
    export EXE=$BATS_FILE_TMPDIR/windows/mmap_file.exe
    ! command -v x86_64-w64-mingw32-gcc >/dev/null ||
        make -s -C "$ROOT" BUILD="$BATS_FILE_TMPDIR" "$EXE"
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    command -v x86_64-w64-mingw32-gcc >/dev/null ||
        skip 'x86_64-w64-mingw32-gcc is missing (Debian: apt-get install gcc-mingw-w64-x86-64)'
}
needs_wine() {
    command -v wine64 >/dev/null || command -v wine >/dev/null || [ -e /usr/lib/wine/wine64 ] ||
        skip 'wine is missing (Debian: apt-get install wine64)'
}
# Lines end there with CR LF.
mmap_file() {
    local status=0
    "$ROOT/experiments/windows/under_wine" "$EXE" "$@" 2>.lines || status=$?
    tr -d '\r' <.lines >&2
    return $status
}

# few COMMAND ...: on a path where only some commands are found.
few() {
    local name
    mkdir few
    for name in sh make mkdir dirname mktemp rm cat unshare mount; do
        ln -s "$(command -v $name)" few
    done
    PATH=$PWD/few "$@" 2>said
}

@test "a compiler that is missing is told, with the package that has it" {
    few make -s -C "$ROOT" windows BUILD="$BATS_TEST_TMPDIR" && return 1
    grep -q '^windows: .*mingw.* is missing (Debian: apt-get install gcc-mingw-w64-x86-64)$' said
}

@test "wine that is missing is told, and is no failure" {
    # Debian's is on no path: hidden.
    local hidden=()
    if [ -e /usr/lib/wine ]; then
        hidden=(unshare -m sh -c 'mount -t tmpfs tmpfs /usr/lib/wine && exec "$@"' sh)
        "${hidden[@]}" true 2>/dev/null || skip 'wine cannot be hidden here'
    fi
    few "${hidden[@]}" "$ROOT/experiments/windows/round_trip" "$EXE"
    same said 'windows: wine is missing (Debian: apt-get install wine64)' "$(cat said)"
}

@test "files of odd length, empty, of 64 KiB and one byte more come back" {
    needs_wine
    "$ROOT/experiments/windows/round_trip" "$EXE" >table || { cat table && return 1; }
    same 'files that came back' 10 "$(grep -c 'came back$' table)"
}

@test "whole elements come back, half an element is told, nothing half is left" {
    needs_wine
    head -c 400000 /dev/urandom >in
    mmap_file --input in --output out --type int32 >said
    cmp in out
    grep -q '^100000 elements of 4 bytes in out, mapped from the file, grown 4 times' said
    head -c 399999 in >odd
    FAILS_AS=mmap_file fails 1 'input: odd ends inside an element: 3 of 4 bytes' \
        mmap_file --input odd --output other --type int32
    same 'left' 'in odd out said' "$(echo *)"
}

@test "an existing file is replaced only with --force" {
    needs_wine
    echo old >out
    echo new >in
    FAILS_AS=mmap_file fails 1 'output: .*out: --force replaces it' \
        mmap_file --input in --output out
    grep -q old out
    mmap_file --input in --output out --force >/dev/null
    cmp in out
}

@test "what is wrong on the command line or absent is one line" {
    needs_wine
    FAILS_AS=mmap_file fails 2 'usage: --input FILE' mmap_file
    FAILS_AS=mmap_file fails 2 'type: "int9" is not one of' mmap_file --type int9
    FAILS_AS=mmap_file fails 2 '"--inptu" is no option' mmap_file --inptu x
    FAILS_AS=mmap_file fails 1 'CreateFile: .*absent' mmap_file --input absent --output out
    echo 1 >in
    FAILS_AS=mmap_file fails 1 'CreateFile: .*absent' mmap_file --input in --output absent/out
}

@test "a full disk is told, and nothing is left" {
    needs_wine
    [ "$(id -u)" = 0 ] || skip 'needs root, to mount a small file system'
    head -c 1000003 /dev/urandom >in
    mkdir small
    mount -t tmpfs -o size=300k tmpfs small
    local ok=0 how
    for how in '' --page-file; do
        # shellcheck disable=SC2086 # no word or one
        FAILS_AS=mmap_file fails 1 '' mmap_file --input in --output small/out $how || ok=1
        [ -z "$(ls small)" ] || ok=2
    done
    umount small
    same ok 0 $ok
}

# Nobody can cut a mapped file short on Windows; below wine somebody can.
@test "a page that is lost is told, and nothing is left" {
    needs_wine
    local status=0 tries
    mkfifo feed
    mmap_file --input feed --output out >said 2>err &
    local program=$!
    exec 8>feed
    head -c 100000 /dev/zero >&8
    for ((tries = 0; tries < 500; tries++)); do
        [ "$(stat -c %s out.*.part 2>/dev/null || echo 0)" -lt 131072 ] || break
        sleep 0.02
    done
    : >"$(echo out.*.part)"
    head -c 20000 /dev/zero >&8 || true # it may have ended
    exec 8>&-
    wait $program || status=$?
    same status 1 $status
    same said 'mmap_file: mapped file: byte' "$(cut -d ' ' -f -4 err)"
    same 'left' 'err feed said' "$(echo *)"
}
