# disks.bash - disks with room for nothing, for a little, and for almost all: status 1 and one line
# with what failed and why; nothing half under a final name; what was there before is as it was.
# shellcheck shell=bash disable=SC2154 # of run

around=(unshare -m) # what is mounted is seen by the worker alone

cases() {
    local name kib
    unshare -m true 2> /dev/null || { echo 'no right to mount a small disk' && return 4; }
    for kib in 0 4 8 12 20 36 68 100 400 1000; do
        for name in $(basename -s .c experiments/grow/*.c); do echo "program $kib $name"; done
    done
    for kib in 0 4 8 20 40 80 120 160 200 260 300 400 500 700 900 1200 2000; do
        for name in lib/database/load plots/draw plots/report/page plots/show; do
            echo "page $kib $name"
        done
    done
    for kib in 0 4 12 100 3900 3950 4000 4020 4050 4100 4200 4500; do echo "driver $kib"; done
}
prepare() {
    in_tree
    a_run size a 3
    plots/show results/a > shown 2>&1 || cat shown >&2
}
one() {
    local what kib name ok=0
    read -r what kib name <<< "$1"
    mkdir disk
    mount -t tmpfs -o size=64m tmpfs disk || return
    "on_disk_$what" || ok=1
    umount -l disk
    return $ok
}

room() { # KIB: so much is left; 64 KiB were used before if it worked
    local free
    free=$(($(stat -f -c '%a * %S' disk) / 1024 - $1))
    ((free <= 0)) || fallocate -l ${free}KiB disk/filler || head -c ${free}K /dev/zero > disk/filler
}

no_room() { # WHAT: one line that names the reason
    told_one_line "$@" 1 > .why && { [ $status = 0 ] || grep -q 'No space left on device\|disk is full\|no room' .err; } ||
        { echo "room for $kib KiB: status $status: $(cat .why .err)" && return 1; }
}

on_disk_program() {
    local words before
    for words in '--record disk/record' '--output disk/out' '--timeline disk/table' \
        '--latency disk/table' '--record disk/record --output disk/out' '--phases sync,scan'; do
        rm -f disk/*
        "$BUILD/$name" --count 10 --record disk/record > /dev/null
        cp disk/record before
        room "$kib"
        # shellcheck disable=SC2086 # words
        bounded "$BUILD/$name" --count 20000 --budget 1 --directory disk $words > /dev/null
        no_room "$name" && all_json disk/record &&
            head -c "$(stat -c %s before)" disk/record | cmp - before &&
            { [ ! -e disk/out ] || [ "$name" = discard ] || whole_or_slow; } &&
            { [ ! -e disk/table ] || [ $status = 0 ]; } &&
            [ -z "$(ls -A disk | grep -vxE 'record|out|table|filler')" ] ||
            { echo "$words" && ls -lA disk && return 1; }
    done
}

whole_or_slow() {
    [ "$(stat -c %s disk/out)" = 80000 ] || { [ $status = 0 ] && [[ $name = *per_element ]]; }
}

on_disk_page() {
    own_tree
    cp -r "$work/tree/results/a" disk/a
    ln -s ../disk results/disk
    (cd disk/a && rm -rf run.db && find . -type f ! -path './records/*' ! -name '*.json*' -exec cksum {} + | sort) > before
    room "$kib"
    TMPDIR=$PWD/disk bounded "$name" results/disk/a > /dev/null
    if [ $status != 0 ]; then # "left out" is no error
        sed -i '/: left out: /d' .err
        # What another program says has its own name; the last line is ours.
        no_room '.*' || return 1
    fi
    for file in disk/a/report.html disk/a/figures/*.svg; do
        grep -q '</html>$\|</svg>$' "$file" || { echo "half: $file" && return 1; }
    done
    [ ! -e disk/a/run.db ] || build/query disk/a/run.db 'pragma integrity_check' | grep -qx ok ||
        { echo half: run.db && return 1; }
    [ -z "$(find disk -name '*.tmp' -o -name 'tmp.*' -o -name '*.log')" ] ||
        { echo left && find disk -name '*.tmp' -o -name 'tmp.*' && return 1; }
}

on_disk_driver() {
    own_tree
    mkdir disk/results
    rmdir results && ln -s disk/results results
    room "$kib"
    STRATEGIES='chunk_list mmap_file' COUNT=1k ROUNDS=2 RUN=results/a \
        bounded experiments/driver/run size
    if [ $status != 0 ]; then
        grep -q 'No space\|no room\|cannot' .err && [ $status = 1 ] ||
            { echo "status $status: $(cat .err)" && return 1; }
    fi
    for file in results/a/*.json* results/a/records/*; do
        [ ! -e "$file" ] || all_json "$file" || return 1
    done
    [ ! -e results/a/.work ] || { echo left: .work && return 1; }
}
