# compare_table.jq - how each cell changed (compare.jq, slurped), for a terminal. The oracle first: its
# ratio is of ns, all others are of the ratio to it.
include "text";

def row: ["\(.label), \(.count | si) \(.type)\(.more)", .time, (.ratio | if . then "\(ratio) x" else "" end), (if .interval then .interval | within | ltrimstr(" ") else "" end),
          (.peak // ""), (.peak_ratio | if . then "\(ratio) x" else "" end), (.note // "")];

# What one label leaves open, the options tell.
(group_by([.suite, .label]) | map(if length > 1 then map(.more = .options) else map(.more = "") end) | add) as $changes
| ([["", "time", "new / base", "95 %", "peak", "new / base", ""],
    ($changes | sort_by(.suite, (.oracle | not), .label, .count)[] | row)] | aligned([2, 5])), "",
  "time: \(map(select(.time == "worse")) | length) worse, \(map(select(.time == "better")) | length) better, \(map(select(.time == "tied")) | length) tied (noise floor \(map(.floor * 100) | [min, max] | map(short) | unique | join(" to ")) %); peak: \(map(select(.peak == "worse")) | length) worse, \(map(select(.peak == "better")) | length) better"
