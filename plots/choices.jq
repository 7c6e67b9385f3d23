# choices.jq - facts of all strategies (facts.jq, slurped) -> the rows of the decision table.
include "text";

def yes: if . then "yes" else "no" end;
def survives:
  if .limits == null then "-"
  else (.limits | map(select(.survived)) | min_by(.limit_bytes)) as $least
    | if $least then "\($least.data_bytes | bytes) under \($least.limit_bytes / 1048576 | short) MiB" else "none of the limits" end
  end;

map(select(.ns != null or .status != null) | select(.family != "control"))
| sort_by(.status != "measured", .ns)[]
| {strategy: .title,
   "ns per element": (if .status == "measured" then .ns | ratio else .note end),
   "to knowing n": (if .status != "measured" then "" elif .tied then "tied" else "\(.ratio | ratio) x" end),
   "peak / data": (if .peak then (.peak | ratio) + (if (.file_share // 0) > 0.5 then " (file)" else "" end) else "-" end),
   "smallest limit survived": survives,
   "longest append": (if .longest_ns then .longest_ns | duration else "-" end),
   "addresses stay": (.stable // false | yes), "one block": (.contiguous // false | yes)}
