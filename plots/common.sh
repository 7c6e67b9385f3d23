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

# run_title: what a run, or a set of runs, asks in one sentence: what growbench asks, if strategies
# are compared in it, else what its first suite asks.
run_title() {
  "$query" "$folder/run.db" "select iif((select max(compares) from run),
    'How should an array grow?', question) from run order by place limit 1"
}

# has_numbers FILE: whether the figure has a table for people, the view numbers.
has_numbers() { grep -q '^create temp view numbers as$' "$1"; }

# svg_in_page FILE PREFIX: an SVG for a page that holds several: names inside it begin with PREFIX.
svg_in_page() { sed -n '/<svg/,$p' "$1" | sed "s/\(id=['\"]\|href=['\"]#\|url(#\)/\1$2/g"; }

# boxed CLASS CAPTION: a table for a page, on standard input, with a caption and in a box that
# scrolls; of nothing nothing. The caption is one of ours, without a sign of sed's or of a page's.
boxed() {
  box="<div class=\"wide $1\" tabindex=0 role=region aria-label=\"$2\">"
  sed "1s|^<table>|$box&<caption>$2</caption>|; \$s|\$|</div>|"
}

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

# smallest_effect RUN: what make selfcheck found of the machine of the run number RUN, in words. It
# stands beside the run, or in results; of another machine it says nothing. The file may be
# anybody's.
smallest_effect() {
  for found in "$folder/selfcheck.json" results/selfcheck.json; do
    if [ ! -f "$found" ] || [ -h "$found" ]; then continue; fi
    effect_shown=$("$query" :memory: --number run "$1" --set database "$folder/run.db" \
      'attach :database as of_run' \
      'create table found(name, cpu, cpus, architecture, date, rounds, percent, largest_percent,
        failed)' \
      --import found "$found" "select 'smallest effect shown: '
          || iif(f.percent is null, 'none up to ' || short(largest_percent), short(f.percent))
          || ' % in ' || short(rounds) || ' rounds (selfcheck of '
          || iif(date glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]', date, '?')
          || iif(failed > 0, ', in which ' || short(failed) || ' checks failed', '') || ')'
        from found as f join machine as m using (name, cpus, architecture)
        where m.run = :run and f.cpu is m.cpu and coalesce(percent between 0 and 100, 1)" \
      2> /dev/null) || continue
    [ -z "$effect_shown" ] || { echo "$effect_shown" && return; }
  done
  echo 'smallest effect shown: not known: make selfcheck'
}
