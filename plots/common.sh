# common.sh - for the scripts here: a run's database, and the figures of a suite.
# shellcheck shell=sh disable=SC1091,SC2154
. lib/database/scratch.sh
query=${BUILD:-build}/query

# head_of KEY FILE: what the head of a figure or a claim says.
head_of() { sed -n "s/^-- $1: //p" "$2"; }

# figures_of SUITE: the files of its figures, in the order of their places. A suite's name has no
# letters that grep takes for others: schema.sql sees to it.
figures_of() {
  for figure_file in plots/figures/*.sql; do
    ! grep -qE "^-- Suite:.* $1( |$)" "$figure_file" ||
      printf '%s\t%s\n' "$(head_of Place "$figure_file")" "$figure_file"
  done | sort -n | cut -f 2
}

# has_numbers FILE: whether the figure has a table for people, the view numbers.
has_numbers() { grep -q '^create temp view numbers as$' "$1"; }

# ask_figure RUN FILE WORD ...: what query says after a figure's SQL for the run number RUN, and
# after the steps that its head names.
ask_figure() {
  asked_run=$1 asked_file=$2
  shift 2
  for step in "$asked_file" $(head_of After "$asked_file"); do
    set -- --file "$step" "$@"
  done
  "$query" "$folder/run.db" --number run "$asked_run" --file plots/figures/common.sql "$@"
}
