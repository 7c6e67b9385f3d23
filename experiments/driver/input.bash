# input.bash - a person's own data: INPUT, and how it is read (TYPE, TEXT, COLUMN ...).
# For run, whose functions and variables these use: fail, query, attended, suite, run, work, build.
#
# shellcheck shell=bash disable=SC2034,SC2154 # of run

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
  elif [ "$INPUT" = - ]; then # standard input
    [ ! -t 0 ] || fail 2 "INPUT: nothing comes in: zcat FILE.gz | make bench INPUT=-"
  else
    [[ $INPUT != -* ]] || INPUT=./$INPUT
    [ -e "$INPUT" ] || fail 2 "INPUT: there is no file $INPUT (looked for from $PWD)"
    [ ! -d "$INPUT" ] ||
      fail 2 "INPUT: $INPUT is a directory: name a file, or cat $INPUT/* | make bench INPUT=-"
    [ -f "$INPUT" ] ||
      fail 2 "INPUT: $INPUT is not a plain file: make bench INPUT=- < $INPUT"
    [ -r "$INPUT" ] || fail 2 "INPUT: $INPUT is not yours to read: ls -l says whose it is"
    [ -s "$INPUT" ] || fail 2 "INPUT: $INPUT is empty: nothing to measure"
  fi
}

# How many elements FILE holds, which is as INPUT: sets input_count.
count_elements() { # FILE
  local bytes
  bytes=$(stat -Lc %s "$1")
  rm -f "$work/input"
  attended "$build/$counts" --input "$1" --type "${TYPE:-$number}" "${reading[@]}" \
    --budget $((60 + bytes / 1000000)) --record "$work/input" > /dev/null || exit 2
  input_count=$(query --import r "$work/input" 'select appended from r where completed')
  [ -n "$input_count" ] || fail 1 "INPUT: $1 does not end, or delivers too slowly"
  [ "$input_count" != 0 ] || fail 2 "INPUT: there is no element in it"
}

# Counts the elements, as strategies that know n must be told: sets input_count, and `available`. Of
# a large file, of which perhaps only the first elements will fit into TIME, it is estimated from
# the first 4 MB; then `estimated` is 1. Standard input comes only once: it is kept, and INPUT is
# then that file.
take_input() {
  local bytes top sample=$work/sample
  input_count='' available='' estimated=0 number=byte
  reading=(${TEXT:+--text} ${COLUMN:+--column "$COLUMN"} ${HEADER:+--header}
    ${SEPARATOR:+--separator "$SEPARATOR"})
  [ ${#reading[@]} = 0 ] || number=float64
  [ -n "${INPUT-}" ] || return 0
  if [ "$INPUT" = - ]; then
    INPUT=$work/standard_input
    cat > "$INPUT" 2> /dev/null || fail 1 "INPUT: no room to keep standard input in $work"
    [ -s "$INPUT" ] || fail 2 "INPUT: standard input is empty: nothing to measure"
    query --number n "$(stat -c %s "$INPUT")" --set to "$INPUT" \
      "select 'INPUT: standard input, ' || bytes(:n) || ', is kept until the end in ' || :to" >&2
  elif [[ ${#reading[@]} = 0 && -z ${TYPE-} && $INPUT == *.[ct]sv ]]; then
    echo "INPUT: read as raw bytes; of a table, COLUMN=1 is its first column" >&2
  fi
  counts=$(query --import p "$run/programs.jsonl" \
    'select strategy from p where discards and not peer limit 1')
  bytes=$(stat -Lc %s "$INPUT")
  if [ -n "$seconds" ] && ((bytes > 64000000)); then
    head -c 4000000 "$INPUT" > "$sample"
    [ ${#reading[@]} = 0 ] || sed -i '$d' "$sample" # its last line is cut off
    estimated=$(($(stat -c %s "$sample") > 1000))
  fi
  if ((estimated)); then
    count_elements "$sample"
    available=$((input_count * (bytes / 1000) / ($(stat -c %s "$sample") / 1000)))
    input_count=$((64000000 / (bytes / available + 1)))
  else
    count_elements "$INPUT"
    available=$input_count
  fi
  if [ -n "${COUNT-}" ]; then # no more than that
    top=$("$build/quantity" count "$COUNT")
    ((top >= available)) || estimated=0 available=$top
    ((input_count <= available)) || input_count=$available
  fi
}
