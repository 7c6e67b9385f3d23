# disks.bash - disks with room for nothing, for a little, and for almost all: status 1 and one line
# with what failed and why; nothing half under a final name; what was there before is as it was.
# shellcheck shell=bash disable=SC2034,SC2086,SC2154 # of run

around=(unshare -m) # what is mounted is there for one worker alone

cases() {
    local name kib
    unshare -m true 2> /dev/null || { echo 'no right to mount a small disk' && return 4; }
    for kib in 0 4 8 12 20 36 68 100 400 1000; do
        for name in $(basename -s .c experiments/grow/*.c) $(ways_to_read); do
            echo "program $kib $name"
        done
    done
    for kib in 0 4 8 20 40 80 120 160 200 260 300 400 500 700 900 1200 2000; do
        for name in lib/database/load plots/{draw,show,report/page}; do echo "page $kib $name"; done
    done
    printf 'driver %d\n' 0 4 12 100 3900 3950 4000 4020 4050 4100 4200 4500
}

prepare() {
    in_tree
    a_run size a 3
    FORMAT=svg plots/show results/a > shown 2>&1 || cat shown >&2
}

one() {
    local what kib name
    read -r what kib name <<< "$1"
    mkdir disk
    mount -t tmpfs -o size=64m tmpfs disk || fail mount
    # shellcheck disable=SC2064 # now
    trap "umount -l '$PWD/disk'" EXIT
    "on_disk_$what"
}

room() { # so many KiB are left
    local free=$(($(stat -f -c '%a * %S' disk) / 1024 - kib))
    ((free <= 0)) || fallocate -l ${free}KiB disk/filler
}

told_room() { # NAME
    told_by "$1" 1
    [ $status = 0 ] || grep -qE 'No space left on device|disk is full|no room' .err ||
        fail "it does not say that the disk is full: $(cat .err)"
}

on_disk_program() {
    local words file all=('--record disk/record' '--phases scan')
    [ ! -e "$ROOT/experiments/grow/$name.c" ] ||
        all+=('--output disk/out' '--timeline disk/table' '--latency disk/table'
            '--record disk/record --output disk/out' '--phases sync,scan')
    for words in "${all[@]}"; do
        did="room for $kib KiB: $name $words"
        rm -f disk/*
        "$BUILD/$name" --count 10 --record disk/record > /dev/null && cp disk/record before
        room
        bounded "$BUILD/$name" --count 20000 --directory disk $words > .out
        told_room "$name"
        all_json disk/record
        head -c "$(stat -c %s before)" disk/record | cmp before - || fail 'the record of before'
        [ ! -e disk/out ] || [ "$name" = discard ] || [ "$(stat -c %s disk/out)" = 80000 ] ||
            fail 'half an output'
        [ ! -e disk/table ] || [ $status = 0 ] || fail 'half a table'
        for file in disk/*; do
            [[ $file =~ ^disk/(record|out|table|filler)$ ]] || fail "left: $file"
        done
    done
}

on_disk_page() {
    local file
    own_tree
    cp -r "$work/tree/results/a" disk
    ln -s ../disk results/disk
    room
    TMPDIR=$PWD/disk bounded "$name" results/disk/a > .out
    without_notes
    told_room '.*'
    for file in disk/a/report.html disk/a/figures/*.svg; do
        grep -qE '</(html|svg)>$' "$file" || fail "half: $file"
    done
    build/query disk/a/run.db 'pragma integrity_check' | grep -qx ok || fail 'half: run.db'
    file=$(find disk -name '*.tmp' -o -name 'tmp.*' -o -name '*.log')
    [ -z "$file" ] || fail "left: $file"
}

on_disk_driver() {
    local file
    own_tree
    mkdir disk/results && rmdir results && ln -s disk/results results
    room
    STRATEGIES='chunk_list mmap_file' COUNT=1k ROUNDS=2 RUN=results/a \
        bounded experiments/driver/run size
    [ $status = 0 ] || { [ $status = 1 ] && grep -qE 'No space|no room|cannot|full' .err; } ||
        fail "status $status: $(cat .err)"
    for file in results/a/*.json* results/a/records/*; do
        [ ! -e "$file" ] || all_json "$file"
    done
    [ ! -e results/a/.work ] || fail 'left: .work'
}
