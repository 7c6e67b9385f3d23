#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2034 # texts that no shell may expand; FAILS_AS is for fails
# grade_all.bats - the lecturer's side of the labs: a course's hand-ins are graded once each,
# whatever they are called and whatever they do; what Gradescope takes; and what students get.

load common

LAB="$ROOT/labs/lab"
REFERENCE=$ROOT/labs/01-append/reference

# COLUMN of the hand-ins that an SQL condition names.
graded() { "$BUILD/query" all.graded/grades.db "select $1 from grade where $2 order by hand_in"; }

# A hand-in all/NAME of lab 1: the reference, or with a mutant's file.
hand_in() { # NAME [MUTANT]
    mkdir -p all
    if [ $# = 1 ]; then cp -R "$REFERENCE" "all/$1"; else
        "$ROOT/labs/lecturer/mutant" 01-append "$2" "all/$1" >ceiling
    fi
}

@test "a hand-in that attacks costs its own points alone, also by its name" {
    local name
    hand_in ada
    hand_in exits exits
    hand_in hangs hangs
    hand_in crash && echo 'void __attribute__((constructor)) static f(void) { __builtin_trap(); }' \
        >>all/crash/my_append.c
    if [ "$(uname -m)" = x86_64 ]; then
        # It forks without end, fills the disk, removes files, sleeps: straight to the kernel.
        echo precious >victim
        hand_in raw && cat >>all/raw/my_append.c <<END
static long raw(long call, long a, long b) {
    long r;
    __asm__ volatile("syscall" : "=a"(r) : "0"(call), "D"(a), "S"(b) : "rcx", "r11", "memory");
    return r;
}
static void __attribute__((constructor)) attack(void) {
    long file = raw(85, (long)"$PWD/full", 0666), sleep[2] = {1000, 0}; /* creat */
    raw(285, file, 0);                                                  /* fallocate */
    raw(87, (long)"$PWD/victim", 0);                                    /* unlink */
    raw(62, -1, 9);                                                     /* kill */
    while (raw(57, 0, 0) >= 0) {}                                       /* fork */
    raw(35, (long)sleep, 0);                                            /* nanosleep */
}
END
    fi
    # Names: a formula, markup, commands, an end of line, what is no UTF-8, a word of query.
    name='=x,"q" <script>$(touch pwned)`touch pwned`;touch pwned'$'\n'"'\\ "$'\xff'
    hand_in "$name"
    hand_in '--file'
    # Links, to where a hand-in would like to read.
    mkdir all/link && ln -s "$REFERENCE/my_append.c" all/link/
    ln -s "$REFERENCE" all/linked
    # An archive whose paths lead out of it, with a link, and with very much in a small file.
    mkdir -p out/in && echo evil >out/evil && (cd out/in && tar -czPf ../../all/out.tar.gz ../evil)
    ln -s "$REFERENCE/my_append.c" my_append.c && tar -czf all/tarlink.tar.gz my_append.c
    rm my_append.c && ln -s .. start && tar -cf all/tarup.tar start && rm start
    mkfifo my_append.c && tar -cf all/fifo.tar my_append.c
    rm my_append.c && truncate -s 300M my_append.c && tar -czf all/bomb.tar.gz my_append.c
    rm -r my_append.c out
    # A compiler that reads without end; whose words are no UTF-8.
    hand_in zero && echo '#include "/dev/zero"' >all/zero/my_append.c
    hand_in words && printf '#error \xff "\\\n' >all/words/my_append.c

    "$LAB" grade-all all 1 >said
    same right 100 "$(graded points "hand_in = 'ada'")"
    same named '100 100' "$(graded 'points' "hand_in in ('--file') or hand_in like '=%'" | xargs)"
    same "at most" 1 "$(graded 'max(points) <= 20' "hand_in not in ('ada', '--file', 'raw')
        and hand_in not like '=%'")"
    same graded "$(find all -mindepth 1 -maxdepth 1 -printf x | wc -c)" \
        "$(graded 'count(*)' "state = 'graded'")"
    [ ! -e pwned ] && [ ! -e all/pwned ] && [ ! -e evil ] && [ ! -e full ]
    [ ! -e all/raw ] || same victim precious "$(cat victim)"
    ! grep -q '<script' all.graded/grades.html || return 1
    grep -qF '&lt;script&gt;$(touch pwned)' all.graded/grades.html
    # In CSV it is one field of text, not a formula.
    grep -qF "01-append,\"'=x,\"\"q\"\" <script>" all.graded/grades.csv
    iconv -f utf-8 -t utf-8 all.graded/grades.html >html
    iconv -f utf-8 -t utf-8 all.graded/graded/* >json
    grep -q '01-append: 1[56] hand-ins, median .* points, most failed: ' said
}

@test "what is graded is not graded again unless it, the lab or the key changed, or --again" {
    hand_in a
    hand_in b
    (cd all/b && tar -czf ../b.tar.gz ./*) && rm -r all/b
    open() { "$LAB" grade-all "$@" 2>&1 >said | sed -n 's/.*, \([0-9]*\) of them to grade/\1/p'; }
    same first 2 "$(open all)"
    cp all.graded/grades.csv before
    same second 0 "$(open all)"
    cmp before all.graded/grades.csv
    echo '/* changed */' >>all/a/my_append.c
    same changed 1 "$(open all)"
    same key 2 "$(LAB_KEY=other open all -- --dry-run)"
    same again 2 "$(open --again all 01-append -- --dry-run)"
    # What was not graded is no 0 points, and is told.
    ! "$LAB" grade-all all -- --dry-run >said 2>error || return 1
    grep -q '^grade-all: 2 hand-ins are not graded' error
    same states '2 0' "$(graded "count(*), count(points)" "state = 'not graded'" | tr '\t' ' ')"
}

@test "what a hand-in's folder holds is taken as the lab's start has it, and plain files alone" {
    mkdir -p lab/start/inputs mine/inputs/deep
    touch lab/{contract,start/{answers,inputs/one}}
    echo secret >secret && echo 1 >mine/answers && echo 2 >mine/notes && echo 3 >'mine/inputs/a b'
    ln -s ../../secret mine/inputs/link && ln -s ../secret mine/measured && mkfifo mine/inputs/pipe
    tar -cf mine.tar -C mine . && tar -czf around.tar.gz -C mine .
    mkdir around && mv around.tar.gz around/
    for from in mine mine.tar around; do
        "$ROOT/labs/lecturer/take" "$from" got lab
        same "$from" './answers ./inputs/a b ' "$(cd got && find . -type f | sort | tr '\n' ' ')"
        same links '' "$(find got ! -type f ! -type d)"
    done
}

@test "words behind -- are GNU parallel's: --sshlogin grades on other machines" {
    hand_in a
    hand_in b
    # A machine is one that runs a text as a shell: here, this one, and its SHELL is not set.
    printf '#!/bin/sh\necho >>"%s/hosts"\nwhile [ "$1" = -- ] || [ "$1" = there ]; do shift; done
exec env -u SHELL sh -c "$*"\n' "$PWD" >ssh
    chmod +x ssh
    "$LAB" grade-all all 1 -- --sshlogin "2/$PWD/ssh there" >said
    same points '100 100' "$(graded points 1 | xargs)"
    [ "$(wc -l <hosts)" -ge 2 ]
}

@test "grade-all says what is wrong with what it is told" {
    FAILS_AS=grade-all
    fails 2 'which folder of hand-ins' "$LAB" grade-all
    fails 2 'which folder of hand-ins' "$LAB" grade-all nowhere 1
    mkdir all
    fails 2 'there is no lab 99' "$LAB" grade-all all 99
    fails 2 'holds no hand-in of lab 1' "$LAB" grade-all all 1
    fails 2 'no option is named --bogus' "$LAB" grade-all all --bogus
}

@test "the compiler of a hand-in, which can include /proc/self/environ, has no LAB_KEY" {
    printf '#!/bin/sh\necho "$# ${LAB_KEY-unknown}" >>"%s/seen"\nexec cc "$@"\n' "$PWD" >mycc
    chmod +x mycc
    hand_in mine
    LAB_KEY=secret CC=$PWD/mycc "$LAB" grade 1 all/mine >said
    grep -q ' unknown' seen
    ! grep -q secret seen || return 1
}

@test "grade --json is what Gradescope reads" {
    hand_in mine copies_one_less
    "$LAB" grade 1 all/mine --json >json
    rows "select output_format, visibility, typeof(execution_time), score < 100,
            score = (select sum(value ->> 'score') from json_each(tests)),
            (select sum(value ->> 'max_score') from json_each(tests)),
            (select count(*) from json_each(tests) where value ->> 'name' is null
                or value ->> 'output' is null or value ->> 'visibility' <> 'visible')
        from r" <json >got
    same json $'text\tvisible\treal\t1\t1\t100\t0' "$(cat got)"
}

@test "the autograder's archive grades, and holds no reference and no mutant" {
    LAB_KEY="it's \$(touch pwned)" "$LAB" autograder 1 one.zip >said
    mkdir -p at/source at/submission && unzip -q one.zip -d at/source
    [ -x at/source/setup.sh ] && [ -x at/source/run_autograder ]
    same references '' "$(find at -path '*reference*' -o -path '*mutants*' -o -name INSTRUCTOR.md)"
    hand_in mine
    "$LAB" submit 1 all/mine >said && mv all/mine.tar.gz at/submission/
    cp at/source/run_autograder at/
    (cd at && unset BUILD && AUTOGRADER=$PWD ./run_autograder)
    same score 100 "$(rows 'select score from r' <at/results/results.json)"
    [ ! -e pwned ] && [ ! -e at/source/pwned ]
}

@test "the package for students has no solutions, and works without git" {
    local pack
    in_tree
    cp "$ROOT"/{CONTRIBUTING.md,CHANGELOG.md,LICENSE,CITATION.cff,.gitignore} .
    echo x >experiments/grow/my_append.c
    mkdir -p labs/work/01-append && echo x >labs/work/01-append/my_append.c
    pack=$PWD/build/growbench-labs.tar.gz
    make -s student-pack >said
    cd "$BATS_TEST_TMPDIR"
    mkdir got && tar -xzf "$pack" -C got && cd got/growbench && unset BUILD
    # (experiments/driver/reference is about records.)
    same solutions '' "$(find . -path ./experiments/driver/reference -o \( -path '*reference*' \
        -o -path '*mutants*' -o -path '*lecturer*' -o -name INSTRUCTOR.md \
        -o -name 'my_*' -not -path '*/start/*' \) -print)"
    # As where nothing is but a compiler: git fails.
    mkdir bin && printf '#!/bin/sh\nexit 128\n' >bin/git && chmod +x bin/git
    PATH=$PWD/bin:$PATH
    labs/lab doctor >said
    labs/lab start 1 >said
    ! labs/lab check 1 >said || return 1
    labs/lab grade 1 >said
    grep -q 'total  *0 of 100' said
    FAILS_AS=lab fails 4 'for lecturers' labs/lab grade-all .
}
