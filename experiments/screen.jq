# screen.jq - cells after the first round: one that failed or was too slow is kept as a result, and
# not run again.
include "text";

INDEX($first[]; .cell) as $seen
| $seen[.cell | tostring] as $r
| if .status != "measured" then .
  elif $r.exit_code != 0 then
    . + {status: "failed", exit_code: $r.exit_code, note: "failed: \($r.error | split("\n")[0] // "" | gsub("\t"; " "))"}
  elif $r.completed | not then
    . + {status: "too_slow", reached: $r.appended,
         note: "too slow: reached \($r.appended | si) of \(.count | si) in \($budget) s"}
  else . end
