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
    PATH=$PATH:/usr/sbin command -v sshd >/dev/null || skip 'sshd is missing (Debian: openssh-server)'
    [ "$(id -u)" != 0 ] || mkdir -p /run/sshd
    ssh-keygen -q -t ed25519 -N '' -f "$at/host"
    ssh-keygen -q -t ed25519 -N '' -f "$at/key"
    mkdir "$at/bare"
    ln -s /usr/bin/* "$at/bare"
    rm "$at/bare/hyperfine"
    cat >"$at/login" <<END
#!/bin/sh
export HOME='$HOME'
once() { case \$SSH_ORIGINAL_COMMAND in *fleet_job*) mkdir "$at/\$1" 2> /dev/null ;; *) false ;; esac; }
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
    for line in 'bare: missing there: hyperfine ' 'cut: the connection broke' 'dies: it was killed ' \
        'gone: unreachable: ssh: '; do
        grep -qF "fleet: $line" told || { echo "not told: $line" && cat told && return 1; }
    done
    same lines 5 "$(grep -c ^fleet: told)"
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
