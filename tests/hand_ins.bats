#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2034 # texts that no shell may expand; FAILS_AS is for fails
# hand_ins.bats - what lies in a hand-in costs its own points alone, or is refused with words:
# inputs of lab 9 that are large, many, oddly named or no plain files; a file of C that does its
# harm before anybody calls it.

load common

LAB="$ROOT/labs/lab"

# The lab's reference in the folder mine. Copied before it is changed: nothing else is touched.
reference() { # LAB
    rm -rf mine
    cp -R "$ROOT"/labs/"$1"/reference mine
}

# "points of all" of the criteria whose names match, of what `lab grade --json` says.
of_criteria() { # LIKE JSON
    rows "select format('%g of %g', sum(value ->> 'score'), sum(value ->> 'max_score'))
          from r, json_each(tests) where value ->> 'name' like '$1'" <"$2"
}

said_of() { # LIKE JSON
    rows "select value ->> 'output' from r, json_each(tests) where value ->> 'name' like '$1'" <"$2"
}

@test "own programs of a lab let no hand-in start a process or read the key, not as it is loaded" {
    [ "$(uname -m)" = x86_64 ] || skip "the attack is written for x86-64"
    local lab file seen=0
    in_tree
    for lab in labs/*/own/; do
        lab=$(basename "${lab%/own/}") && file=$(sed -n 's/^file  *//p' "labs/$lab/contract")
        sed -i '/^\(file\|calls\|files\|own\|run\|contiguous\)\>/!d' "labs/$lab/contract"
        reference "$lab"
        cat >>"mine/$file" <<'END'
static long raw(long call, long a, long b, long c) {
    long r;
    __asm__ volatile("syscall" : "=a"(r) : "0"(call), "D"(a), "S"(b), "d"(c)
                     : "rcx", "r11", "memory");
    return r;
}
static void __attribute__((constructor)) attack(void) {
    static char is[1 << 16];
    long file = raw(2, (long)"/proc/self/environ", 0, 0), n = raw(0, file, (long)is, sizeof is - 7);
    if (raw(57, 0, 0, 0) >= 0) __builtin_trap(); /* fork, once: both end here */
    for (long i = 0; i < n; i++)
        if (__builtin_memcmp(is + i, "LAB_KEY", 7) == 0) __builtin_trap();
    raw(3, file, 0, 0);
}
END
        LAB_KEY=secret labs/lab grade "$lab" mine --json >json
        same "$lab" "$(awk '$1 == "own" { p += $2 } END { print p " of " p }' \
            "labs/$lab/contract")" "$(of_criteria % json)"
        seen=$((seen + 1))
    done
    [ "$seen" -ge 5 ]
}

# Inputs of lab 9 as nobody should hand them in: a terabyte that is no data, a pipe, links, a
# folder, names that are no names.
hostile_inputs() {
    reference 09-reading-code
    rm -r mine/inputs && mkdir -p mine/inputs/folder
    (
        cd mine/inputs || return
        truncate -s 1T sparse
        head -c 131073 /dev/zero >large
        mkfifo pipe
        ln -s /dev/zero device
        ln -s /etc/passwd link
        ln -s . around
        echo x >$'a\n100 of 100\e[2J'
        echo x >"quote'\"\`touch pwned\`;touch pwned"
        echo x >--version
        echo x >$'\xff'
    )
}

@test "inputs that are large, pipes, links or oddly named are left out, and the others count" {
    local name
    hostile_inputs
    timeout 60 "$LAB" grade 9 mine --json >json
    same found '12 of 40' "$(of_criteria 'find%' json)" # `cut` alone
    same repaired '40 of 40' "$(of_criteria 'repair%' json)"
    said_of 'find empty' json >said
    grep -qF 'none of 4 files in inputs/ shows it (7 more are not tried' said
    # Each fault is found in a file of any name, which is text, and no more than text.
    for name in $'b\n0\e[2J' '-rf' '$(touch pwned)'; do
        : >"mine/inputs/$name"
        timeout 60 "$LAB" grade 9 mine >said
        grep -qE 'find empty +8 of +8 ' said
        ! grep -q $'\e' said || return 1
        rm "mine/inputs/$name"
    done
    [ ! -e pwned ] && [ ! -e mine/inputs/pwned ]
}

@test "of very many inputs the first by name are tried, and it says so" {
    local name
    reference 09-reading-code
    rm -r mine/inputs && mkdir mine/inputs
    (cd mine/inputs && seq -f 'f%05g' 5000 | xargs touch && for k in 1 2 3; do rm f0000$k; done)
    for name in mine/inputs/x{1..1000}; do echo x >"$name"; done
    timeout 60 "$LAB" grade 9 mine --json >json
    same found '20 of 40' "$(of_criteria 'find%' json)" # empty, and `cut`
    said_of 'find zero' json >said
    grep -qF 'none of 64 files in inputs/ shows it (5933 more are not tried' said
}

@test "inputs that are no folder, and a cut that is no file, cost their points alone" {
    local make
    for make in 'mkfifo mine/inputs' 'ln -s /dev mine/inputs' 'touch mine/inputs' true; do
        reference 09-reading-code
        rm -r mine/{inputs,cut} && $make
        mkfifo mine/cut
        timeout 60 "$LAB" grade 9 mine --json >json
        same "$make" '0 of 40' "$(of_criteria 'find%' json)"
        same "$make" '40 of 40' "$(of_criteria 'repair%' json)"
    done
}

@test "take leaves hostile inputs out of a folder and of an archive, and what it cannot read" {
    hostile_inputs
    seq -f 'f%05g' 1000 | (cd mine/inputs && xargs touch)
    chmod 0 mine/inputs/f00001 mine/answers
    tar -cSf mine.tar -C mine .
    for from in mine mine.tar; do
        chmod -R go+rX . && chmod 0 mine/inputs/f00001 mine/answers
        # Not as root, who reads all.
        local as=()
        [ "$(id -u)" != 0 ] || as=(setpriv --reuid 65534 --clear-groups)
        mkdir -m 777 out
        chmod 711 "$BATS_TEST_TMPDIR" "$BATS_RUN_TMPDIR" "$BATS_FILE_TMPDIR" 2>/dev/null || true
        TMPDIR=$PWD/out timeout 60 "${as[@]}" "$ROOT/labs/lecturer/take" "$from" out/got \
            "$ROOT/labs/09-reading-code"
        same "$from: no files" '' "$(find out/got ! -type f ! -type d)"
        same "$from: too large" '' "$(find out/got -size +400)"
        [ "$(find out/got/inputs -type f | wc -l)" -le 200 ]
        [ -e out/got/inputs/--version ] && [ -e out/got/my_print.c ]
        [ "$from" != mine ] || { [ ! -e out/got/answers ] && [ ! -e out/got/inputs/f00001 ]; }
        rm -rf out
    done
}

@test "submit refuses what the grader would not take, by its name" {
    FAILS_AS=lab
    hostile_inputs
    rm mine/inputs/{pipe,device,link,around,large} && touch mine/measured
    fails 3 'inputs/sparse is no plain file of 200 kB at most' "$LAB" submit 9 mine
    rm mine/inputs/sparse && mkfifo $'mine/inputs/a\n'
    fails 3 'inputs/a is no plain file' "$LAB" submit 9 mine
    rm $'mine/inputs/a\n'
    "$LAB" submit 9 mine >said
    same packed 6 "$(tar -tzf mine.tar.gz | grep -c '^inputs/')"
}
