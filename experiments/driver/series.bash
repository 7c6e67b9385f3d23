# series.bash - several runs of the same suites, for bench and reference: what differs from run to
# run, and what stays. Uses their $into, the folder of the series, and $runs.
#
# A run is its own sample of what moves results from day to day: of the order of the cells (SEED),
# of where code lies in memory (our programs are linked anew, in another order), and of the
# machine's state. (The size of the environment is another for every process: see round in
# rounds.bash.) Other people's code is not linked anew: to build all of it takes minutes.
#
# shellcheck shell=bash disable=SC2154 # of bench and reference

query() { "${BUILD:-build}/query" :memory: --as run "$@"; }

fail() { # STATUS MESSAGE
  printf '%s: %s\n' "${0##*/}" "${2//[[:cntrl:]]/?}" >&2
  exit "$1"
}

# What was said of the series, before anything is begun; sets first_seed.
check_series() {
  [[ $runs =~ ^[1-9][0-9]?$ ]] || fail 2 "RUNS: \"$runs\" is not a number from 1 to 99"
  [[ ${SEED:-0} =~ ^[0-9]{1,9}$ ]] || fail 2 "SEED: \"$SEED\" is not a number of 1 to 9 digits"
  [ "$runs" = 1 ] || [ "${INPUT-}" != - ] ||
    fail 2 "INPUT: standard input comes only once: keep it in a file, to measure it $runs times"
  first_seed=${SEED:-$(((RANDOM * 32768 + RANDOM) % 1000000000))}
}

# The run of that number begins: its seed, and its link order. A make that called this keeps its own
# jobs for itself.
begin_run() { # NUMBER
  local flags
  export SEED=$(((10#$first_seed + $1 - 1) % 1000000000))
  flags=$(sed 's/ *-j[0-9]*//; s/ *--jobserver-[a-z]*=[^ ]*//' <<< "${MAKEFLAGS-}")
  MAKEFLAGS=$flags attended make -s -j "$(nproc)" LINK_ORDER="$SEED" programs > /dev/null ||
    fail 1 "the programs could not be linked again"
}

# What the first run of the suite found out (how much, how many rounds, which budget) the others
# keep, or they would be runs of something else: sets `said`, if there is a first.
as_first() { # FOLDER of the first
  said=()
  [ -e "$1/run.json" ] || return 0
  said=(TIME='' ROUNDS="$(query --import r "$1/run.json" 'select rounds from r')"
    BUDGET="$(query --import r "$1/run.json" 'select budget_seconds from r')")
  [ -z "${INPUT-}" ] ||
    said+=(COUNT="$(query --import c "$1/cells.jsonl" 'select max(count) from c')")
}

# What the head of a suite has for a run of several ("-- MARK: SETTING=VALUE ..."), before what
# `said` has; what a person said comes first.
head_settings() { # MARK SUITE
  local setting settings
  settings=$(sed -n "s/^-- $1: *//p" "experiments/suites/$2.sql")
  for setting in $settings; do
    [ -n "$(printenv "${setting%%=*}")" ] || said=("$setting" "${said[@]}")
  done
}

# Runs a command to its end; it is told when this is stopped.
running=''
attended() { # COMMAND ...
  local status=0
  set -m # what is started without job control would not hear an interrupt
  "$@" &
  running=$!
  set +m
  wait "$running" || status=$?
  running=''
  return $status
}
measure() { # SUITE FOLDER [SETTING ...]
  attended env RUN="$2" "${@:3}" experiments/driver/run "$1"
}
stop() { # SIGNAL STATUS
  trap '' INT TERM
  [ -z "$running" ] || { kill "-$1" "$running" && wait "$running"; } || true
  told "$2"
}
trap 'stop INT 130' INT
trap 'stop TERM 143' TERM
