# compare_table.jq - how each cell changed (compare.jq, slurped), for a terminal. The oracle first: its
# ratio is of ns, all others are of the ratio to it.
include "text";

def interval: if . == null then "" else "[\(.[0] | ratio), \(.[1] | ratio)]" end;
def row: ["\(.label), \(.count | si) \(.type)", .time, (.ratio | if . then "\(ratio) x" else "" end), (.interval | interval),
          (.peak // ""), (.peak_ratio | if . then "\(ratio) x" else "" end), (.note // "")];

if length == 0 then "nothing to compare: the two runs share no cell" else
  ([["", "time", "new / base", "95 %", "peak", "new / base", ""],
    (sort_by(.suite, (.oracle | not), .label, .count)[] | row)] | aligned([2, 5])), "",
    "time: \(map(select(.time == "worse")) | length) worse, \(map(select(.time == "better")) | length) better, \(map(select(.time == "tied")) | length) tied (noise floor \(.[0].floor * 100 | short) %); peak: \(map(select(.peak == "worse")) | length) worse, \(map(select(.peak == "better")) | length) better"
end
