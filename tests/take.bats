#!/usr/bin/env bats
#
# `make take`: a strategy as one header, as an engineer uses it.
#
# shellcheck disable=SC2016,SC2034,SC2086,SC2164 # flags are words; set -e ends what cannot cd

load common

readonly STRICT="-O1 -Wall -Wextra -Wconversion -Wshadow -Werror -pedantic"

# take STRATEGY TYPE NAME [PARAMETERS]: into the working directory.
take() { (
    export OUT=$PWD/$3.h STRATEGY=$1 TYPE=$2 NAME=$3 PARAMETERS=${4-} VERSION=0.1
    cd "${TREE:-$ROOT}" && experiments/driver/take
); }

taken() { programs "not discards ${1-}"; }
of_each="and strategy in (select min(strategy) from r where not discards group by family)"

# build STRATEGY OUT COMPILER ...: taken.c with its two headers, in a directory of its name.
build() { (
    local out=$2 begin flags=()
    cd "$1" && shift 2
    for name in first second; do
        begin=$(sed -n "s/.*(!${name}_init(&a\(.*\))) return.*/\1/p" $name.h)
        flags+=("-D${name^^}(a)=${name}_init(a$begin)")
    done
    for name in block sync reopen; do
        ! grep -q " \**first_$name(struct first" first.h || flags+=("-DHAS_${name^^}")
    done
    "$@" "${flags[@]}" -I. -o "$out" "$ROOT/tests/taken.c" -x none
); }

# each FUNCTION: of every strategy that can be taken; two at a time.
each() {
    export -f "${1?}" build take
    export STRICT
    taken "${2-}" | xargs -P 2 -I NAME bash -ec "$1 NAME"
}

# The headers of all, once for this file.
setup_file() {
    load common
    cd "$BATS_FILE_TMPDIR" || return
    cat "$BUILD/query" "$BUILD/doubling_vector" | head -c 3000000 >data
    head -c 100000 data >less # for what copies all at each append: sanitizers make realloc do so
    for name in $(taken); do
        mkdir "$name"
        (cd "$name" && take "$name" float first && take "$name" 'struct point' second)
        ln -s ../data "$name/data"
        ! is "$name" "family = 'exact'" || ln -sf ../less "$name/data"
    done
}
setup() { cd "$BATS_FILE_TMPDIR" || return; }

in_c() {
    build "$1" plain gcc -std=c11 $STRICT -x c
    build "$1" plain_clang clang -std=c11 $STRICT -x c
    cd "$1"
    ./plain data back
    cat data data data | cmp - back
    ./plain
}
in_cpp() {
    build "$1" plus g++ -std=c++11 $STRICT -x c++
    build "$1" plus_clang clang++ -std=c++11 $STRICT -x c++
    cd "$1"
    ./plus_clang data back_plus
    cat data data data | cmp - back_plus
}
sanitized_() {
    build "$1" asan gcc -std=c11 $STRICT -DSANITIZED -fsanitize=address,undefined \
        -fno-sanitize-recover=all -x c
    cd "$1"
    ./asan data back_asan
    cat data data data | cmp - back_asan
}

@test "every strategy, in C: what goes in comes back; refused memory is false and errno" {
    each in_c
}

@test "one of each family, in C++: what goes in comes back" {
    each in_cpp "$of_each"
}

@test "one of each family, under sanitizers: nothing leaks, nothing is undefined" {
    each sanitized_ "$of_each"
}

@test "a header has no harness, no counting, nothing that prints, no name but its own" {
    local name
    for name in $(taken); do
        # Code alone: comments may speak of it.
        gcc -fpreprocessed -dD -E -P "$name/first.h" 2>/dev/null >code || true
        [ -s code ]
        ! grep -nwE -e 'counted_[a-z_]+|memory_counts|struct (strategy|array)|parameter|failure' \
            -e 'exit|f?printf|perror|width' code || { echo "in $name" && return 1; }
        printf '#include "%s/first.h"\nint main(void) { struct first a; (void)a; return 0; }\n' \
            "$name" >own.c
        gcc -std=c11 -O0 -o own own.c
        # What it gives to the linker, and to the preprocessor.
        ! nm -P own | awk '$2 ~ /[BDTVWR]/ {print $1}' |
            grep -vE '^(first_|_|main$|data_start$)' ||
            { echo "of $name" && return 1; }
        ! grep -E '^#define' "$name/first.h" | grep -vE '#define (first_|_GNU_SOURCE)' ||
            { echo "of $name" && return 1; }
    done
}

@test "the headers of all strategies go into one program" {
    local name compiler
    for name in $(taken); do
        take "$name" int64_t "all_$name"
        echo "#include \"all_$name.h\""
    done >all.c
    echo 'int main(void) { return 0; }' >>all.c
    # shellcheck disable=SC2086  # words
    for compiler in 'gcc -std=c11' 'clang++ -x c++ -std=c++11'; do
        $compiler $STRICT -o all all.c
    done
}

@test "two files of one program share an array" {
    local name begin
    for name in spill_vector doubling_vector; do
        take $name int part
        begin=$(sed -n 's/.*(!\(part_init(.*)\)) return.*/\1/p' part.h)
        printf '#include "part.h"\nvoid give(struct part *a);\nint main(void) { struct part a;
            if (!%s) return 1;
            for (int i = 0; i < 100000; i++) if (!part_append(&a, i)) return 1;
            give(&a); return 0; }\n' "$begin" >one.c
        printf '#include "part.h"\nvoid give(struct part *a);\nvoid give(struct part *a) {
            for (int i = 0; i < 100000; i++) if (!part_append(a, i)) exit(2);
            if (*part_at(a, 150000) != 50000) exit(3);
            part_free(a); }\n' >two.c
        gcc -std=c11 -Wall -Wextra -Werror -fsanitize=address -o two one.c two.c
        ./two
    done
}

@test "parameters are set when it is taken, and checked" {
    take doubling_vector float grown 'growth=1.5'
    grep -q 'growth = 1.5;' grown.h
    take chunk_list float chunks 'chunk=1MiB'
    grep -q '(size_t)1048576' chunks.h
    FAILS_AS=take
    fails 2 'has no "nothing"' take doubling_vector float f 'nothing=1'
    local value
    for value in 1 65 nan '' '$(>made)' '2;x' "2'"; do
        fails 2 'is no value of growth' take doubling_vector float f "growth=$value"
    done
    fails 2 'is no value of chunk' take chunk_list float f 'chunk=0'
    [ ! -e f.h ] && [ ! -e made ]
}

@test "a kept file holds the elements, under the header's name" {
    take mmap_file double kept keep=1
    mkdir -p here
    printf '#include "kept.h"\nint main(void) { struct kept a;
        if (!kept_init(&a, "here")) return errno;
        for (int i = 0; i < 1000; i++) if (!kept_append(&a, i)) return 1;
        kept_free(&a); return 0; }\n' >keep.c
    gcc -std=c11 -Wall -Werror -o keep keep.c
    ./keep
    [ "$(stat -c %s here/kept.data)" = 12096 ]
    run ./keep
    [ "$status" = 17 ] # EEXIST: it is never replaced
    # Taken to be resumed: it goes on behind those that were confirmed; not with what is damaged.
    local name
    for name in mmap_file write_file; do
        take $name double kept resume=1
        gcc -std=c11 -Wall -Werror -o keep keep.c
        ./keep
        ./keep
    done
    [ "$(stat -c %s here/kept.data)" = $((4096 + 5000 * 8)) ]
    [ "$(od -An -j 44088 -t f8 here/kept.data | xargs)" = 999 ]
    printf x | dd of=here/kept.data bs=1 seek=9999 conv=notrunc status=none
    run ./keep
    [ "$status" = 74 ] # EBADMSG
}

@test "what makes no sense is refused in one line, and nothing is written" {
    local name
    FAILS_AS=take
    for name in $(programs discards); do
        fails 2 'stores nothing' take "$name" float f
    done
    fails 2 'no experiments/grow/nosuch.c' take nosuch float f
    for name in '' '../grow/chunk_list' 'a b' 'x;y'; do fails 2 STRATEGY: take "$name" float f; done
    for name in '' 'float;' '$(id)' 'float x[2]' '"' $'a\nb' '1x'; do
        fails 2 TYPE: take chunk_list "$name" f
    done
    for name in '' 1a 'a b' a-b ../a 'a;b' '$(id)' $'a\nb' _a float class bool; do
        OUT='' fails 2 NAME: named "$name"
    done
    ! compgen -G 'f.h*' && ! compgen -G 'out*'
}
named() { (cd "$ROOT" && OUT=$BATS_FILE_TMPDIR/out.h STRATEGY=chunk_list TYPE=int NAME=$1 \
    experiments/driver/take); }

@test "a file is replaced only if it was made so" {
    FAILS_AS=take
    echo mine >foreign.h
    fails 1 'foreign.h exists' take chunk_list int foreign
    [ "$(cat foreign.h)" = mine ]
    take chunk_list int own
    take doubling_vector int own
    grep -q doubling_vector own.h
    mkdir -p folder.h
    fails 1 'folder.h' take chunk_list int folder
    [ -z "$(ls folder.h)" ]
    own() { (cd own_tree && OUT=$1 STRATEGY=chunk_list TYPE=int NAME=own experiments/driver/take); }
    mkdir own_tree
    ln -s "$ROOT"/{lib,LICENSE,experiments} own_tree
    fails 1 'OUT: cannot write absent/own.h: is its folder there, and yours.$' own absent/own.h
    own -1
    [ -s own_tree/-1 ]
}

@test "a new strategy can be taken by its file alone" {
    mkdir -p fresh_tree/experiments/grow
    cp -r "$ROOT"/{lib,LICENSE} fresh_tree
    cp -r "$ROOT/experiments/driver" fresh_tree/experiments
    cp "$ROOT/tests/strategies/newcomer.c" fresh_tree/experiments/grow
    TREE=$PWD/fresh_tree take newcomer float fresh
    printf '#include "fresh.h"\nint main(void) { struct fresh a; if (!fresh_init(&a)) return 1;
        for (int i = 0; i < 1000; i++) if (!fresh_append(&a, (float)i)) return 2;
        return *fresh_at(&a, 999) != 999 || fresh_count(&a) != 1000; }\n' >fresh.c
    gcc -std=c11 -Wall -Werror -o fresh fresh.c
    ./fresh
}

# The section of the strategies' page, as it is printed: its program, its commands.
@test "the example of the strategies' page works as it is printed" {
    in_tree
    cp "$ROOT/LICENSE" .
    section() { sed -n '/^## Take one with you/,/^## When/p' experiments/grow/README.md |
        sed -n "/^\`\`\`$1/,/^\`\`\`/p" | sed '/^```/d'; }
    section c >mean.c
    section sh >commands
    grep -q . mean.c && grep -q limit commands
    bash -e commands >said
    grep -qx "$(sed -n 's/^# //p' commands)" said || { cat said && return 1; }
}
