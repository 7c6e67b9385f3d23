#!/usr/bin/env bats
# shellcheck disable=SC2016 # texts that no shell may expand
# fleet.bats - the same measured on several machines: here they are this one, under several names,
# through a real sshd. Whoever cannot measure, or is cut off, costs the others nothing.

load common

# A project with few strategies, and ssh that knows the hosts of these tests.
setup() {
    in_tree
    export HOME=$BATS_FILE_TMPDIR/home PATH=$BATS_FILE_TMPDIR/bin:$PATH
    [ -e "$HOME" ] || {
        mkdir "$HOME" "$BATS_FILE_TMPDIR/bin"
        rm -r experiments/{peers,read,copy,share}/*.*
        find experiments/grow -name '*.c' ! -name preallocated.c ! -name doubling_vector.c \
            ! -name chunk_list.c -delete
        echo 0123abc >commit
    }
}
teardown() {
    [ ! -e "$BATS_TEST_TMPDIR/sshd.pid" ] || kill "$(cat "$BATS_TEST_TMPDIR/sshd.pid")"
}

# Hosts: lab1; cut, whose connection is killed once; dies, whose work is killed once; bare, which
# has no hyperfine; gone, where nobody listens.
start_sshd() {
    local at=$BATS_TEST_TMPDIR port name number=0
    PATH=$PATH:/usr/sbin command -v sshd >/dev/null ||
        skip 'sshd is missing (Debian: openssh-server)'
    [ "$(id -u)" != 0 ] || mkdir -p /run/sshd
    ssh-keygen -q -t ed25519 -N '' -f "$at/host"
    ssh-keygen -q -t ed25519 -N '' -f "$at/key"
    mkdir "$at/bare"
    ln -s /usr/bin/* "$at/bare"
    rm "$at/bare/hyperfine"
    cat >"$at/login" <<END
#!/bin/sh
export HOME='$HOME'
once() {
  case \$SSH_ORIGINAL_COMMAND in *fleet_job*) mkdir "$at/\$1" 2> /dev/null ;; *) false ;; esac
}
case \$SSH_CONNECTION in
  *127.0.0.2\ *) once cut && sh -c "\$SSH_ORIGINAL_COMMAND" | { read -r line; kill -9 \$PPID; } ;;
  *127.0.0.3\ *)
    once dies && sh -c "\$SSH_ORIGINAL_COMMAND" | {
      read -r line
      kill -s KILL -- -\$(cat "$HOME"/.cache/growbench/*/*/jobs/*.dies/pid)
      cat
    } && exit 3 ;;
  *127.0.0.4\ *) PATH=$at/bare ;;
esac
exec sh -c "\$SSH_ORIGINAL_COMMAND"
END
    chmod +x "$at/login"
    for ((port = 20000 + RANDOM % 10000; ; port++)); do
        cat >"$at/sshd" <<END
Port $port
ListenAddress 127.0.0.1
ListenAddress 127.0.0.2
ListenAddress 127.0.0.3
ListenAddress 127.0.0.4
HostKey $at/host
AuthorizedKeysFile $at/key.pub
ForceCommand $at/login
PidFile $at/sshd.pid
StrictModes no
UsePAM no
END
        /usr/sbin/sshd -f "$at/sshd" && break # or the port is taken
        ((port < 31000)) || return
    done
    until [ -e "$at/sshd.pid" ]; do sleep 0.1; done
    for name in lab1 cut dies bare gone; do
        printf 'Host %s\n  HostName 127.0.0.%d\n' "$name" $((++number))
    done >"$at/config"
    cat >>"$at/config" <<END
Host *
  Port $port
  IdentityFile $at/key
  UserKnownHostsFile $at/known
  StrictHostKeyChecking no
  LogLevel ERROR
END
    printf '#!/bin/sh\nexec /usr/bin/ssh -F "%s" "$@"\n' "$at/config" >"$BATS_FILE_TMPDIR/bin/ssh"
    chmod +x "$BATS_FILE_TMPDIR/bin/ssh"
}

# The fleet of the last `make fleet`: SQL on all its records.
fleet() { "$BUILD/query" results/fleet/latest/fleet.db "$@"; }

@test "hosts that are gone, lack a tool, or die cost the others nothing, and are made up for" {
    start_sshd
    local directory="$PWD/it's \$(touch pwned)" status=0 line first
    mkdir "$directory"
    make -s fleet HOSTS="lab1 cut dies bare gone :" SUITE=size COUNT=1k ROUNDS=2 \
        DIRECTORY="$directory" >said 2>told || status=$?
    same status 2 $status # of make
    for line in 'bare: missing there: hyperfine ' 'cut: the connection broke' \
        'dies: it was killed ' 'gone: unreachable: ssh: '; do
        grep -qF "fleet: $line" told || { echo "not told: $line" && cat told && return 1; }
    done
    same lines 5 "$(grep -c ^fleet: told)" || { cat told && return 1; }
    same measured 'lab1 this_machine' "$(cd results/fleet/latest && echo */ | tr -d /)"
    grep -qE '^lab1 +.*AMD|Intel' said && grep -q '^gone  *unreachable' said

    # What they lacked is there now; who has measured is not asked again.
    ln -s /usr/bin/hyperfine "$BATS_TEST_TMPDIR/bare/"
    first=$(cat results/fleet/latest/*/run.json | sha256sum)
    status=0
    make -s fleet RUN="$(readlink -f results/fleet/latest)" >said 2>told || status=$?
    same status 2 $status # of make
    same told gone "$(sed -nE 's/^fleet: (\w+): unreachable.*/\1/p' told)"
    same first "$first" \
        "$(cd results/fleet/latest && cat lab1/run.json this_machine/run.json | sha256sum)"
    same machines 'bare cut dies lab1' \
        "$(fleet 'select distinct name from machine where name <> (select min(name) from
            machine join run using (run) where path like "%/this_machine") order by 1' | xargs)"
    same rounds '5 2 2' "$(fleet 'select count(*), min(rounds_done), max(rounds_done) from run' |
        xargs)"
    same commit 0123abc "$(fleet 'select distinct "commit" from record')"
    grep -qE '^doubling \(realloc\) .* too few rounds on 5 of 5$' said
    grep -q '</svg>' results/fleet/latest/report.html
    # Nothing of the jobs is left there, and nothing was taken for a command.
    same jobs '' "$(ls "$HOME"/.cache/growbench/*/*/jobs)"
    [ ! -e pwned ] && [ ! -e "$HOME/pwned" ]
}

@test "who interrupts stops the hosts" {
    local pid status=0
    HOSTS=: SUITE=size COUNT=1k ROUNDS=999 experiments/driver/fleet SUITE COUNT ROUNDS 2>told &
    pid=$!
    until grep -qs 'round 5 of 999' results/fleet/latest/this_machine.log; do
        sleep 0.2
        kill -0 $pid
    done
    kill $pid
    wait $pid || status=$?
    same status 143 $status
    flock -w 30 "$HOME"/.cache/growbench/*/lock true # nobody works there
    ! compgen -G "$HOME/.cache/growbench/*/*/jobs/*.this_machine" || return 1
    [ ! -d results/fleet/latest/this_machine ]
}

@test "what is no name of a host is refused, and so are other settings of a fleet begun" {
    export FAILS_AS=fleet
    local host
    for host in -oProxyCommand=touch%pwned ';touch' '$(touch' "a'b" a@b@c @a a@-b a/b ..; do
        fails 2 '^fleet: HOSTS: ".*(begin with|is not a name)' \
            env HOSTS=": $host" experiments/driver/fleet
    done
    fails 2 'HOSTS: say which machines' experiments/driver/fleet
    fails 2 'was not made by make fleet' env RUN=. experiments/driver/fleet
    mkdir -p results/fleet/begun && echo : >results/fleet/begun/hosts
    echo "export COUNT='1k'" >results/fleet/begun/settings
    fails 2 'leave out all but HOSTS' env RUN=results/fleet/begun COUNT=2k \
        experiments/driver/fleet COUNT
    cp -r results/fleet/begun "results/fleet/a'b"
    fails 2 "RUN: .*a'b has characters" env RUN="results/fleet/a'b" experiments/driver/fleet
    mkdir "$BATS_TEST_TMPDIR/no"
    ln -s /usr/bin/* "$BATS_TEST_TMPDIR/no" && rm "$BATS_TEST_TMPDIR/no/parallel"
    fails 4 'GNU parallel is missing: make deps fleet' \
        env PATH="$BATS_TEST_TMPDIR/no" HOSTS=: experiments/driver/fleet
}

@test "the report: the verdict holds on all machines, or on whom it differs" {
    local fleet=results/fleet/report size host label
    mkdir -p $fleet
    cp -r "$ROOT/results/reference/1/size" one && gunzip -r one && size=one
    for host in lab1 lab2 this_machine; do
        mkdir $fleet/$host
        cp -r "$size" $fleet/$host/size
    done
    edited $fleet/lab2/size/machine.json "'$.cpu', 'another'"
    printf '%s\n' lab1 lab2 : gone >$fleet/hosts
    echo 'unreachable: no route <to> it' >$fleet/gone.failed
    plots/answers/fleet $fleet >said
    grep -q 'The verdict holds on 3 of 3 machines\.$' said
    grep -q '^np.append holds .* true on 3 of 3 ' said
    ! grep -q 'ratios apart' said || return 1
    # The ratios are those of each run, and machines are told by what ssh calls them.
    lib/database/load $fleet/lab1
    "$BUILD/query" $fleet/lab1/run.db "select label || ' ' || ratio(ratio) || within(low, high)
        from summary where count = (select max(count) from summary) and not baseline
          and ended = 'done'" | sort >expected
    sed -nE 's/^([^[]*[^ ]) +([0-9.]+ \[[0-9., ]+\]) .*(slower|faster|tied) on 3 of 3$/\1 \2/p' \
        said | sort | diff expected -
    grep -qE '^lab2 +another ' said
    grep -qF 'no route &lt;to&gt; it' $fleet/report.html
    grep -q 'IEND' $fleet/size.png

    # lab2 is slow where the others are fast, and holds nothing twice.
    label=$(sed -n 's/.* told from it: \(.*\) on 3 of 3\..*/\1/p' said)
    for records in "$fleet"/lab2/size/records/*; do
        edited "$records" "'$.append_cpu_ns', append_cpu_ns * 3" \
            "title = '$label' and ended = 'done'"
        edited "$records" "'$.live_peak_bytes', payload_bytes" "strategy = 'copy_per_element'"
    done
    plots/answers/fleet $fleet >said
    grep -q "told from it: $label on lab1 and .*; .* on lab2. The verdict DIFFERS" said
    grep -qF "$label " said && grep -q "^$label .*, ratios apart$" said
    grep -q '^np.append holds .* true on 2 of 3 ' said
    grep -q '^ .* false on lab2 .* x the data' said
}
