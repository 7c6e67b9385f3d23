# rounds.bash - the rounds of a run: order, the first round, the counted ones, and what they leave.
# For run, whose functions and variables these use: fail, keep, query, run, work, data, build, seed,
# budget, suite, cells, schema, here. Of it the lock, progress and samples serve make rulers, too.
#
# shellcheck shell=bash disable=SC2034,SC2154 # of run

progress_begins() { began=$SECONDS; }
progress_begins
progress() { # DONE OF WHAT: a line that is written over on a terminal
  local left=''
  (($1 > 0)) && left=", about $(((SECONDS - began) * ($2 - $1) / $1 + 1)) s left"
  if [ -t 2 ]; then
    printf '\r\033[K%s %d of %d%s' "$3" "$1" "$2" "$left" >&2
  elif (($1 % 5 == 0 || $1 == $2)); then
    printf '%s %d of %d%s\n' "$3" "$1" "$2" "$left" >&2
  fi
}

# Who measures is alone. The lock, descriptor 9, holds the number of the process that has it.
# Nothing is written through a link.
lock_results() {
  local lock=results/.lock
  mkdir -p results 2> /dev/null || fail 1 "results: cannot make this directory"
  [[ ! -L $lock && (! -e $lock || -f $lock) ]] || fail 1 "$lock is not a plain file: remove it"
  { exec 9<> $lock; } 2> /dev/null || fail 1 "results: cannot write there"
  flock -n 9 || fail 1 "another run is going on (process $(tr -cd 0-9 < $lock)); wait for it"
  printf '%-10s\n' $$ >&9
}

# ---- samples -------------------------------------------------------------------------------------

# The CPU that all samples run on: CPU, else the last one allowed; what is said of it is `pinned`.
choose_cpu() {
  local allowed said
  allowed=$(sed -n 's/^Cpus_allowed_list:[[:space:]]*//p' /proc/self/status 2> /dev/null || true)
  cpu=${CPU:-${allowed##*[,-]}} pin=()
  if [[ $cpu =~ ^[0-9]{1,5}$ ]] && said=$(taskset -c "$cpu" true 2>&1); then
    pin=(taskset -c "$cpu") pinned="on CPU $cpu"
  elif ! command -v taskset > /dev/null; then
    [ -z "${CPU-}" ] || fail 4 "CPU: taskset is missing: install the package util-linux"
    pinned='not pinned: taskset is missing (package util-linux)'
  else
    [ -z "${CPU-}" ] || fail 2 "CPU: \"$CPU\" is not one of those allowed here: $allowed"
    pinned="not pinned: ${said:-/proc does not tell which CPUs are allowed}"
  fi
}

# Where it can be said: who is killed takes what he started along.
guard=()
if setpriv --pdeathsig TERM true 2> /dev/null; then guard=(setpriv --pdeathsig TERM); fi

# Runs a sample, or hyperfine and its samples: on one CPU, and the first to go when memory runs out.
sample() {
  { echo 1000 > /proc/self/oom_score_adj; } 2> /dev/null || true
  exec "${pin[@]}" "${guard[@]}" "$@"
}

# Runs a command to its end, in a process group of its own; bash hears a signal only while it waits
# for one in the background. What the command itself left running is ended. It does not hold the
# lock on results (9): the run may be killed while it goes on.
job=''
attended() { # COMMAND ...
  local status=0
  set -m
  "$@" < /dev/null 8>&- 9>&- &
  job=$!
  set +m
  { wait "$job" || status=$?; } 2> /dev/null
  kill -TERM -- "-$job" 2> /dev/null || true
  job=''
  return $status
}

# Ends the command that is attended, and all of its group: `limit` needs a moment to clean up.
end_job() {
  local tries
  [ -n "$job" ] || return 0
  kill -TERM -- "-$job" 2> /dev/null || true
  for ((tries = 0; tries < 100; tries++)); do
    kill -0 -- "-$job" 2> /dev/null || return 0
    sleep 0.05
  done
  kill -KILL -- "-$job" 2> /dev/null || true
}

# The file that cells share (`shared` in wanted.sql): descriptor 6, without a name, so that nothing
# stays behind, whatever ends the run. Random bytes: no file system makes them smaller.
share_file() {
  local bytes beyond room kind file
  IFS=$'\t' read -r bytes beyond < <(query --import c "$run/cells.jsonl" "
    select max(payload_bytes), max(cold or limit_bytes is not null) from c
    where input glob '/dev/fd/*' and not not_run") || true
  [ -n "$bytes" ] || return 0
  kind=$(stat -f -c %T "$data")
  [[ $beyond != 1 || $kind != tmpfs && $kind != ramfs ]] ||
    fail 4 "DIRECTORY: $data is memory ($kind): a file there is always in it; say one on a disk"
  room=$(df -B1 --output=avail "$data" | tail -n 1)
  ((bytes <= room / 2)) || fail 4 "$(query --number b "$bytes" --number r "$room" "select
    'no room for a file of ' || bytes(:b) || ': half of what is free there (' || bytes(:r)
    || ') is the most; say a smaller COUNT, or another DIRECTORY'")"
  query --set s "$suite" --number b "$bytes" --set d "$data" \
    "select :s || ': a file of ' || bytes(:b) || ' is made for all cells, in ' || :d" >&2
  file=$(mktemp "$data/growbench-XXXXXXXX.tmp") || fail 1 "DIRECTORY: cannot write to $data"
  exec 6<> "$file"
  rm "$file"
  attended "${guard[@]}" head -c "$bytes" /dev/urandom >&6 ||
    fail 1 "no room for the file that all cells read"
  # On the disk, and out of the page cache: what is there is in no cell's limit.
  attended "${guard[@]}" dd if=/dev/null of=/dev/fd/6 oflag=nocache conv=notrunc,fdatasync count=0 \
    status=none
}

# ---- rounds --------------------------------------------------------------------------------------

# What is to run in round $1, in the file order: see commands.sql. After the first round, only what
# it found whole, and nothing that had to be stopped.
order() {
  local first=()
  (($1 == 0)) || first=(--import record "$run/records/00.jsonl" --import stopped "$work/stopped")
  query --file "$schema" 'create table stopped(cell)' --import cell "$run/cells.jsonl" \
    "${first[@]}" --number round "$1" \
    --number seed "$seed" --set build "$build" --set touch "$build/touch" \
    --set budget "$budget" --set directory "$data" \
    --set work "$work" --set guard "${guard[*]}" --json --file "$here/commands.sql" \
    > "$work/order"
}
ordered() { # SQL ...: of the table ran, what the file order says
  query 'create table ran(cell, before, stop_seconds, line)' --import ran "$work/order" "$@"
}

# The records of round $1: see records.sql. Beside them stand how each ended, in the file ended.
keep_round() {
  local told=() file number
  printf -v number %02d "$1"
  for file in "$work"/cells/*; do [ ! -e "$file" ] || told+=(--lines told "$file"); done
  keep "$run/records/$number.jsonl" ordered --file "$schema" \
    --import cell "$run/cells.jsonl" \
    'create table told(name, number, text);
     create table ended(cell integer, exit_code, process_wall_ns, message)' \
    "${told[@]}" --import ended "$work/ended" --set suite "$suite" --number round "$1" \
    --file "$here/records.sql"
  grep -F '"ended":"timed_out"' "$run/records/$number.jsonl" >> "$work/stopped" || true
  rm -f "$work"/cells/*
}

# Keeps the first line of what comes, if it is short, and lets the rest go: for so many seconds.
first_line() { # SECONDS
  # shellcheck disable=SC2016 # for that shell
  timeout "$1" sh -c 'head -n 1 | head -c 500 | tr -d "\000-\037\177"; exec cat > /dev/null'
}

# Round 0 runs the programs straight from here, so that what a failing one says is caught.
first_round() {
  local number=0 cell seconds line status words from reader
  order 0
  ordered 'select cell, stop_seconds, line from ran' > "$work/lines"
  : > "$work/ended"
  : > "$work/stopped"
  [ -p "$work/errors" ] || mkfifo "$work/errors"
  while IFS=$'\t' read -r -u 7 cell seconds line; do
    # xargs splits the line into words, by the same quotes as hyperfine; no shell looks at it.
    xargs printf '%s\0' <<< "$line" > "$work/words"
    mapfile -d '' -t words < "$work/words"
    status=0 from=${EPOCHREALTIME/./}
    first_line $((seconds + 10)) < "$work/errors" > "$work/said" 9>&- &
    reader=$!
    attended sample "${words[@]}" > /dev/null 2> "$work/errors" || status=$?
    wait $reader || true
    query --number cell "$cell" --number exit_code $status \
      --number process_wall_ns $(((${EPOCHREALTIME/./} - from) * 1000)) \
      --set message "$(cat "$work/said")" --json 'select :cell as cell,
        :exit_code as exit_code, :process_wall_ns as process_wall_ns, :message as message' \
      >> "$work/ended"
    progress $((++number)) "$cells" 'first round (not counted): cell'
  done 7< "$work/lines"
  keep_round 0
}

# A counted round: one call of hyperfine, one run of each cell. Before each, as much memory as it
# needs is touched and given back: a host takes back what a guest has not used for a second, and the
# cell that comes after a small one would pay for that. hyperfine gives each process an environment
# of another size, which moves its stack (HYPERFINE_RANDOMIZED_ENVIRONMENT_OFFSET).
round() {
  local words status=0 said
  order "$1"
  if [ ! -s "$work/order" ]; then # hyperfine would want a command
    : > "$work/ended"
    keep_round "$1"
    return
  fi
  ordered "
    select case k.value when 0 then '--prepare' when 1 then before else line end
    from ran, json_each('[0, 1, 2]') as k order by ran.rowid, k.value" > "$work/words"
  mapfile -t words < "$work/words"
  attended sample hyperfine --shell=none --ignore-failure --runs 1 \
    --export-json "$work/hyperfine.json" "${words[@]}" > /dev/null 2> "$work/log" || status=$?
  if [ $status != 0 ]; then
    said=$(tail -n 1 "$work/log" | head -c 500)
    head -c 4096 /dev/zero > "$work/log" 2> /dev/null ||
      said="no space left for its results in $run"
    fail 1 "hyperfine: ${said:-it says nothing} (exit status $status)"
  fi
  ordered --lines line "$work/hyperfine.json" --json "
    select cell, value ->> '\$.exit_codes[0]' as exit_code,
      cast(round((value ->> '\$.times[0]') * 1e9) as integer) as process_wall_ns
    from ran join json_each((select group_concat(text, ' ') from line), '\$.results')
      on key = ran.rowid - 1" > "$work/ended" || fail 1 "hyperfine: its results cannot be read"
  # A full disk leaves an empty file.
  local ran ended
  mapfile -t ran < "$work/order"
  mapfile -t ended < "$work/ended"
  ((${#ran[@]} == ${#ended[@]})) ||
    fail 1 "hyperfine kept no results"
  keep_round "$1"
}

# Time so far that others took: all ticks, stolen ticks, and microseconds in which something waited
# for a CPU (empty where the kernel does not tell).
noise() {
  awk '/^cpu / {for (i = 2; i < 10; i++) all += $i; printf "%.0f %.0f ", all, $9}' /proc/stat
  sed -n 's/^some.*total=//p' /proc/pressure/cpu 2> /dev/null || true
}
