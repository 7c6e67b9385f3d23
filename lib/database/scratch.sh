# scratch.sh - for scripts that make something of the folder of a run, which may be anybody's: what
# is made is complete or not there, and nothing is written through a link.
# shellcheck shell=sh disable=SC2034 # who reads it uses $folder and $work

fail() { # STATUS MESSAGE: one line, whatever a person typed
  printf '%s: %s\n' "${0##*/}" "$(printf '%s' "$2" | tr '[:cntrl:]' '?')" >&2
  exit "$1"
}

# run_folder FOLDER: $folder, as words of commands can have it.
run_folder() {
  case $1 in
    *[[:cntrl:]]*) fail 2 "RUN: a folder's name with a control character, such as a tab" ;;
    -*) folder=./$1 ;;
    *) folder=$1 ;;
  esac
}

# real_folder FOLDER: none that stands for another, which would be read or written instead.
real_folder() {
  case $1 in
    *[[:cntrl:]]*) fail 1 "a folder's name with a control character, such as a tab: rename it" ;;
  esac
  [ "$1" != "$folder" ] || return 0 # results/latest is a link of ours
  if [ -h "$1" ] || { [ -e "$1" ] && [ ! -d "$1" ]; }; then
    fail 1 "$1 is no folder of its own: remove it"
  fi
}

# scratch [FOLDER]: $work, a new folder in FOLDER (so that what is made there can be renamed), which
# is gone at the end, whatever ends the script.
scratch() {
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  trap 'rm -rf "${work-}"' EXIT
  work=$(mktemp -d "${1:-${TMPDIR:-/tmp}}/.growbench.XXXXXX" 2> /dev/null) ||
    fail 1 "cannot write in ${1:-${TMPDIR:-/tmp}}: make room, or take a copy of the run"
}

# place FILE AT: renames it, in one step; a link at AT is replaced and not followed.
place() {
  if [ -d "$2" ] && [ ! -h "$2" ]; then fail 1 "$2 is a folder: remove it"; fi
  [ ! -h "$2" ] || rm -f "$2"
  mv -f "$1" "$2"
}
