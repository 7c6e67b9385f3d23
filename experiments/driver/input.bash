# input.bash - a person's own data: INPUT, and how it is read (TYPE, TEXT, COLUMN ...).
# For run, whose fail, query, suite, run, work and build these functions use.
#
# shellcheck shell=bash disable=SC2154 # of run

# What is wrong with the settings is told before anything is begun.
check_input() {
  local name
  for name in TEXT HEADER; do
    case ${!name-} in
      '' | 1 | yes) ;;
      0 | no) unset "$name" ;;
      *) fail 2 "$name: \"${!name}\" is not 1 or 0" ;;
    esac
  done
  [[ ${SEPARATOR-} != $'\t' ]] || SEPARATOR=tab
  for name in INPUT COLUMN SEPARATOR; do # a table of command lines has a line for each
    [[ ${!name-} != *[[:cntrl:]]* ]] ||
      fail 2 "$name: a name with a control character, such as an end of line"
  done
  if [ -z "${INPUT-}" ]; then
    for name in TEXT COLUMN HEADER SEPARATOR; do
      [ -z "${!name-}" ] || fail 2 "$name: of which file? INPUT=FILE says so"
    done
    [ "$suite" != input ] || fail 2 "INPUT: say which file: make bench INPUT=FILE"
  elif [ "$INPUT" = - ]; then
    [ ! -t 0 ] || fail 2 "INPUT: nothing comes in: zcat FILE.gz | make bench INPUT=-"
  else
    [ -e "$INPUT" ] || fail 2 "INPUT: there is no file $INPUT (looked for from $PWD)"
    [ ! -d "$INPUT" ] ||
      fail 2 "INPUT: $INPUT is a directory: name a file, or cat $INPUT/* | make bench INPUT=-"
    [ -f "$INPUT" ] ||
      fail 2 "INPUT: $INPUT is not a plain file: make bench INPUT=- < $INPUT"
    [ -r "$INPUT" ] || fail 2 "INPUT: $INPUT is not yours to read: ls -l says whose it is"
    [ -s "$INPUT" ] || fail 2 "INPUT: $INPUT is empty: nothing to measure"
  fi
}

# Counts the elements, as strategies that know n must be told: sets input_count. Standard input
# comes only once: it is kept, and INPUT is then that file.
take_input() {
  [ -n "${INPUT-}" ] || return 0
  local from=$INPUT number=byte words=() counts
  words=(${TEXT:+--text} ${COLUMN:+--column "$COLUMN"} ${HEADER:+--header}
    ${SEPARATOR:+--separator "$SEPARATOR"})
  [ ${#words[@]} = 0 ] || number=float64
  if [ "$INPUT" = - ]; then
    INPUT=$work/standard_input
    cat > "$INPUT" 2> /dev/null || fail 1 "INPUT: no room to keep standard input in $work"
    [ -s "$INPUT" ] || fail 2 "INPUT: standard input is empty: nothing to measure"
    query --number n "$(stat -c %s "$INPUT")" --set to "$INPUT" \
      "select 'INPUT: standard input, ' || bytes(:n) || ', is kept until the end in ' || :to" >&2
  elif [[ ${#words[@]} = 0 && -z ${TYPE-} && $INPUT == *.[ct]sv ]]; then
    echo "INPUT: read as raw bytes; of a table, COLUMN=1 is its first column" >&2
  fi
  counts=$(query --import p "$run/programs.jsonl" \
    'select strategy from p where discards and not peer limit 1')
  "$build/$counts" --input "$from" --type "${TYPE:-$number}" "${words[@]}" \
    --record "$work/input" < "$INPUT" > /dev/null || exit 2
  input_count=$(query --import r "$work/input" 'select appended from r')
  [ "$input_count" -gt 0 ] || fail 2 "INPUT: there is no element in it"
}
