# rounds.bash - the rounds of a run: order, the first round, the counted ones, and what they leave.
# For run, whose variables these functions use: run, work, data, build, seed, budget, suite, cells,
# schema, here.
#
# shellcheck shell=bash disable=SC2154 # of run

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

# ---- rounds --------------------------------------------------------------------------------------

cpu=${CPU:-$(($(nproc) - 1))}
pin=()
if taskset -c "$cpu" true 2> /dev/null; then pin=(taskset -c "$cpu"); fi

# Runs a sample, or hyperfine and its samples: on one CPU, and the first to go when memory runs out.
# It does not hold the lock on results: the run may be killed while it goes on.
sample() {
  exec 9>&-
  echo 1000 > /proc/self/oom_score_adj 2> /dev/null || true
  exec "${pin[@]}" "$@"
}

# What is to run in round $1: see commands.sql. After the first round, only what it found whole.
order() {
  local first=()
  (($1 == 0)) || first=(--import record "$run/records/00.jsonl")
  query --file "$schema" --import cell "$run/cells.jsonl" "${first[@]}" --number round "$1" \
    --number seed "$seed" --set build "$build" --set budget "$budget" --set directory "$data" \
    --set work "$work" --file "$here/commands.sql"
}

# The records of round $1: see records.sql. Beside them stand how each ended, in the file ended.
keep_round() {
  local told=() file number
  printf -v number %02d "$1"
  for file in "$work"/cells/*; do [ ! -e "$file" ] || told+=(--lines told "$file"); done
  keep "$run/records/$number.jsonl" query --file "$schema" \
    --import cell "$run/cells.jsonl" \
    'create table told(name, number, text);
     create table ended(cell integer, exit_code, process_wall_ns, message)' \
    "${told[@]}" --import ended "$work/ended" --set suite "$suite" --number round "$1" \
    --file "$here/records.sql"
  rm -f "$work"/cells/*
}

# Round 0 runs the programs straight from here, so that what a failing one says is caught.
first_round() {
  local number=0 cell line status words
  while IFS=$'\t' read -r cell _ line; do
    # xargs splits the line into words, by the same quotes as hyperfine; no shell looks at it.
    mapfile -d '' -t words < <(xargs printf '%s\0' <<< "$line")
    status=0
    (sample "${words[@]}") > /dev/null 2> "$work/said" < /dev/null || status=$?
    query --number cell "$cell" --number exit_code $status \
      --set message "$(head -c 500 "$work/said" | head -n 1)" \
      --json 'select :cell as cell, :exit_code as exit_code, :message as message'
    progress $((++number)) "$cells" 'first round (not counted): cell'
  done < <(order 0) > "$work/ended"
  keep_round 0
}

# A counted round: one call of hyperfine, one run of each cell. Before each, as much memory as it
# needs is touched and given back: a host takes back what a guest has not used for a second, and the
# cell that comes after a small one would pay for that.
round() {
  order "$1" > "$work/order"
  if [ ! -s "$work/order" ]; then # hyperfine would want a command
    : > "$work/ended"
    keep_round "$1"
    return
  fi
  awk -F '\t' -v touch="$build/touch" '{print "--prepare\n" touch " " $2 "\n" $3}' "$work/order" |
    (sample xargs -x -d '\n' hyperfine --shell=none --ignore-failure \
    --runs 1 --export-json "$work/hyperfine.json" > /dev/null 2> "$work/log") ||
    fail 1 "hyperfine: $(tail -n 1 "$work/log")"
  query --lines ran "$work/order" --lines line "$work/hyperfine.json" --json "
    select substr(text, 1, instr(text, char(9)) - 1) as cell,
      value ->> '\$.exit_codes[0]' as exit_code,
      cast(round((value ->> '\$.times[0]') * 1e9) as integer) as process_wall_ns
    from ran join json_each((select group_concat(text, ' ') from line), '\$.results')
      on key = number - 1" > "$work/ended" || fail 1 "hyperfine: its results cannot be read"
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
