# plan.bash - what fits into TIME: how much of INPUT, how many rounds. For run, whose functions and
# variables these use.
#
# shellcheck shell=bash disable=SC2034,SC2154 # of run

# What fits into the rest of TIME, see plan.sql. Sets rounds and round_seconds; or the words of
# `next`, count and budget of another first round.
plan() {
  local again count next_budget
  query --file "$schema" --import cell "$run/cells.jsonl" --import record "$run/records/00.jsonl" \
    --import machine "$run/machine.json" --number left $((seconds - SECONDS)) \
    --number rounds "$rounds" --number rounds_said "$([ -z "${ROUNDS-}" ] || echo 1)" \
    --number budget "$budget" --number budget_said "$([ -z "${BUDGET-}" ] || echo 1)" \
    --number available "$available" --number measured "$input_count" \
    --file "$here/plan.sql" > "$work/plan"
  IFS=$'\t' read -r again count next_budget rounds round_seconds all_seconds by_memory \
    < "$work/plan"
  next=()
  [ "$again" = 0 ] || next=("$count" "$next_budget")
}

# What will be measured, and how long it takes, before it begins.
announce() {
  query --set suite "$suite" --number count "$input_count" --number available "$available" \
    --number all "$all_seconds" --number by_memory "$by_memory" --set time "$TIME" \
    --number rounds "$rounds" --number round "$round_seconds" --number budget "$budget" "
    select :suite || ': the first ' || si(:count) || ' of ' || si(:available) || ' elements: '
      || iif(:by_memory, 'half of the free memory holds no more',
        'what fits into TIME=' || :time || '; all of them: TIME='
        || cast(ceil(:all / 54) as integer) || 'min') where :count < :available;
    select :suite || ': ' || :rounds || iif(:rounds = 1, ' round', ' rounds') || ', budget '
      || short(:budget) || ' s, about '
      || span(:rounds * :round * 1e9)" >&2
}

# Whether one more round, as long as those until now, would end after TIME; said ROUNDS stay.
late() {
  [ -n "$seconds" ] && [ -z "${ROUNDS-}" ] && ((number < rounds)) || return 1
  ((number * (seconds - SECONDS) < SECONDS - began)) || return 1
  echo "$suite: slower than the first round: $number rounds instead of $rounds" >&2
}
