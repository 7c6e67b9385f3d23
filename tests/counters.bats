#!/usr/bin/env bats
# counters.bats - what the records count is what arithmetic says, exactly.
#
# The formulas stand here on their own, in whole numbers, and not in terms of the code they check.

load common

readonly COUNTS="0 1 15 16 17 1000 65536 100003"

# The bytes of `type` in this file's tests: int32.
readonly WIDTH=4

# counted NAME [OPTION ...] FIELD=VALUE ...: the append phase alone counts exactly these; a VALUE of
# the
# form LOW..HIGH is a range, for what depends on the allocator.
counted() {
    local name=$1 options=() expected=() word record value
    shift
    for word in "$@"; do
        case $word in
        [a-z]*=*) expected+=("$word") ;;
        *) options+=("$word") ;;
        esac
    done
    record=$(program "$name" --phases append --json "${options[@]}")
    for word in "${expected[@]}"; do
        value=$(field "${word%%=*}" <<<"$record")
        case $word in
        *..*)
            word=${word#*=}
            if [ "$value" -lt "${word%..*}" ] || [ "$value" -gt "${word#*..}" ]; then
                echo "$name ${options[*]}: $value is not in $word" && return 1
            fi
            ;;
        *) same "$name ${options[*]}: ${word%%=*}" "${word#*=}" "$value" ;;
        esac
    done
}

# grown COUNT NUMERATOR DENOMINATOR: capacities from 16 on, each the one before times the factor and
# rounded down, but one more at least. Sets STEPS, COPIED (elements moved to a new block), CAPACITY
# and BEFORE (the last two capacities).
grown() {
    STEPS=0 COPIED=0 CAPACITY=0 BEFORE=0
    local next
    while [ "$CAPACITY" -lt "$1" ]; do
        next=$((CAPACITY * $2 / $3))
        if [ "$next" -le "$CAPACITY" ]; then next=$((CAPACITY + 1)); fi
        if [ "$next" -lt 16 ]; then next=16; fi
        COPIED=$((COPIED + CAPACITY)) STEPS=$((STEPS + 1)) BEFORE=$CAPACITY CAPACITY=$next
    done
}

@test "preallocated: one allocation, of the data's size" {
    local n
    for n in $COUNTS; do
        counted preallocated --count "$n" allocations=$((n > 0)) growths=0 copied_bytes=0 moves=0 \
            live_peak_bytes=$((n * WIDTH)) reserved_peak_bytes=$((n * WIDTH))
    done
}

@test "copy_per_element: n blocks, and n (n - 1) / 2 elements copied" {
    local n
    for n in $COUNTS; do # of one byte: the largest copies 5 GB
        counted copy_per_element --count "$n" --type byte allocations="$n" growths="$n" \
            copied_bytes=$((n * (n - 1) / 2)) live_peak_bytes=$((n > 0 ? 2 * n - 1 : 0))
    done
    for n in 1 17 1000; do
        counted copy_per_element --count "$n" --type record64 \
            copied_bytes=$((64 * n * (n - 1) / 2)) live_peak_bytes=$((64 * (2 * n - 1)))
    done
}

@test "realloc_per_element: n reallocations, and none of the copies is ours" {
    local n
    for n in $COUNTS; do
        # Where realloc copies, the old block is there too.
        counted realloc_per_element --count "$n" allocations="$n" growths="$n" copied_bytes=0 \
            live_peak_bytes=$((n * WIDTH))..$((n > 0 ? (2 * n - 1) * WIDTH : 0))
    done
}

@test "copying_vector: blocks and copies follow the growth factor" {
    local n factor numerator denominator
    while read -r factor numerator denominator; do
        for n in $COUNTS; do
            grown "$n" "$numerator" "$denominator"
            counted copying_vector --count "$n" --growth "$factor" allocations="$STEPS" \
                growths="$STEPS" copied_bytes=$((COPIED * WIDTH)) \
                live_peak_bytes=$(((BEFORE + CAPACITY) * WIDTH))
        done
    done <<'FACTORS'
2 2 1
1.5 3 2
1.125 9 8
FACTORS
    # Growth 2, as a formula in closed form: 16 (2^k - 1) elements after k copies.
    counted copying_vector --count 65537 copied_bytes=$((16 * (8192 - 1) * WIDTH))
}

@test "doubling_vector: the same steps; realloc copies what the copying vector copies, or less" {
    local n factor numerator denominator
    while read -r factor numerator denominator; do
        for n in $COUNTS; do
            grown "$n" "$numerator" "$denominator"
            counted doubling_vector --count "$n" --growth "$factor" allocations="$STEPS" \
                growths="$STEPS" copied_bytes=0 realloc_copied_bytes=0..$((COPIED * WIDTH)) \
                live_peak_bytes=$((CAPACITY * WIDTH))..$(((BEFORE + CAPACITY) * WIDTH))
        done
    done <<'FACTORS'
2 2 1
1.5 3 2
1.125 9 8
FACTORS
}

@test "glibc moves a large block by mremap, which copies nothing" {
    without_sanitizers "a sanitizer's realloc copies"
    program doubling_vector --count 1M --phases append --json >record
    holds "allocator like 'glibc%'" <record || skip "malloc is not glibc's here"
    # Below 128 KiB blocks are on the heap: there, a growth copies at most 64 KiB and what was
    # before.
    holds "realloc_copied_bytes <= 2 * 131072 and moved_bytes > realloc_copied_bytes" <record
    # So say the system calls: those that had to move, among all that realloc made.
    strace -o trace -e trace=mremap "$BUILD/doubling_vector" --count 1M --phases append >/dev/null
    [ "$(grep -c MREMAP_MAYMOVE trace)" -ge \
        "$(rows 'select moved_bytes > realloc_copied_bytes from r' <record)" ]
}

@test "other allocators copy: what they move is copied, and both blocks count while they do" {
    without_sanitizers "a sanitizer's allocator cannot be replaced"
    local library some=''
    for library in libjemalloc.so.2 libmimalloc.so.2 libtcmalloc_minimal.so.4; do
        LD_PRELOAD=$library program doubling_vector --count 1M --json >record 2>error
        [ ! -s error ] || continue # the dynamic linker says that there is none
        some=$library
        holds "allocator like '${library%%.*}%' and moves > 0 and verified
            and realloc_copied_bytes = moved_bytes" <record || { cat record && return 1; }
    done
    [ -n "$some" ] || skip \
        "neither jemalloc nor mimalloc nor tcmalloc is here (Debian: libjemalloc2)"
    # mimalloc never extends a block: so its realloc does what copying_vector does by hand.
    LD_PRELOAD=libmimalloc.so.2 program doubling_vector --count 65537 --json >record 2>error
    [ -s error ] || holds "realloc_copied_bytes = 4 * 16 * 8191 and
        live_peak_bytes = 4 * 16 * (4096 + 8192)" <record
}

@test "chunk_list: as many chunks as it takes, nothing copied before gather, and all once in it" {
    local n chunk each chunks
    for n in $COUNTS; do
        for chunk in 1 100 4096 65536 1000000; do
            each=$((chunk < WIDTH ? 1 : chunk / WIDTH))
            chunks=$(((n + each - 1) / each))
            counted chunk_list --count "$n" --chunk "$chunk" allocations=$chunks growths=$chunks \
                copied_bytes=0
            counted chunk_list --count "$n" --chunk "$chunk" --phases gather \
                allocations=$((chunks + (n > 0))) growths=$chunks copied_bytes=$((n * WIDTH))
        done
    done
}

@test "mmap_file: the file doubles in whole pages, and only the page table moves" {
    local page n capacity mappings bytes
    page=$(getconf PAGESIZE)
    for n in $COUNTS; do
        capacity=0 mappings=0 bytes=0
        while [ "$capacity" -lt "$n" ]; do
            capacity=$((capacity < 16 ? 16 : 2 * capacity)) mappings=$((mappings + 1))
            bytes=$(((capacity * WIDTH + page - 1) / page * page))
            capacity=$((bytes / WIDTH))
        done
        counted mmap_file --count "$n" allocations=$mappings growths=$mappings copied_bytes=0 \
            reserved_peak_bytes=$bytes
    done
}

@test "boxed_list: a box for each element, and pointers as CPython 3.9 over-allocates them" {
    local n capacity steps before
    for n in $COUNTS; do
        capacity=0 steps=0 before=0
        while [ "$capacity" -lt "$n" ]; do
            before=$capacity
            capacity=$((((capacity + 1) + (capacity + 1) / 8 + 6) / 4 * 4)) steps=$((steps + 1))
        done
        counted boxed_list --count "$n" allocations=$((n + steps)) copied_bytes=0 \
            live_peak_bytes=$((n * (16 + WIDTH) + 8 * \
                capacity))..$((n * (16 + WIDTH) + 8 * (capacity + before)))
    done
}

@test "write_file: two buffers, however many elements" {
    local n
    for n in $COUNTS; do
        counted write_file --count "$n" allocations=2 growths=0 copied_bytes=0 \
            live_peak_bytes=$((2 * 65536 + 16))
    done
}

@test "arrays: seven of a seventh cost what seven programs cost" {
    local factor=7 n=1000
    grown $n 2 1
    counted copying_vector --count $((factor * n)) --arrays $factor \
        allocations=$((factor * STEPS)) copied_bytes=$((factor * COPIED * WIDTH))
    counted copying_vector --count $((factor * n)) --arrays $factor --turns \
        allocations=$((factor * STEPS)) copied_bytes=$((factor * COPIED * WIDTH))
    counted preallocated --count $((factor * n)) --arrays $factor allocations=$factor growths=0
}

# In doublings of n: copies grow by 1 a doubling when appending is amortised O(1), by 2 when all is
# copied each time. Steps of growth blur it by at most a growth factor over the five doublings.
@test "every strategy copies in the order that it declares" {
    local name few many quadratic
    for name in $(programs); do
        few=$(program "$name" --count 1000 --type byte --json | field copied_bytes)
        many=$(program "$name" --count 32000 --type byte --json | field copied_bytes)
        quadratic=$(program "$name" --describe | field quadratic)
        [ "$("$BUILD/query" :memory: "with s as (select iif($few > 0, log2($many * 1.0 / $few) /
            5, null) as slope)
            select case when $quadratic then slope is null or slope between 1.9 and 2.1
              when slope is null then $many <= 10 * 32000 else slope < 1.2 end from s")" = 1 ] ||
            { echo "$name: $few bytes copied for 1000, $many for 32000" && return 1; }
    done
}

@test "the counters of a run repeat exactly" {
    local name first counters='select allocations, growths, copied_bytes, live_peak_bytes,
        reserved_peak_bytes, checksum, payload_bytes, appended, random_reads from r'
    for name in $(programs); do
        first=$(program "$name" --count 5003 --json | rows "$counters")
        [ -n "$first" ]
        same "$name" "$first" "$(program "$name" --count 5003 --json | rows "$counters")"
    done
}
