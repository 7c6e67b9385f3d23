# advise.jq - facts of all strategies (facts.jq, slurped) -> advice for $count elements of $type.
#
# What does not fulfil the need is left out, with the reason; the rest is ranked by time. Where the
# records do not cover the question, it is said.
include "text"; include "setting";

def memory_bytes:
  (capture("^(?<digits>[0-9]+([.][0-9]+)?)(?<unit>[kKMGT]?)(?<binary>i?)B?$")
   // ("MEMORY: \"\(.)\" is not a size such as 2G or 512MiB\n" | halt_error(2)))
  | (if .binary == "i" then 1024 else 1000 end) as $step
  | (.digits | tonumber) * pow($step; {"": 0, k: 1, K: 1, M: 2, G: 3, T: 4}[.unit]) | floor;

. as $facts
| ($count | count) as $n
| ($n * ($type | width)) as $data
| (if $memory == "" then $machine.memory_free_bytes / 2 else $memory | memory_bytes end) as $room
| ($need | [splits("[ ,]+")] - [""]) as $needs
| (($needs - ["contiguous", "stable", "no-pauses"])[0]
   | if . then "NEED: \"\(.)\" is not one of contiguous stable no-pauses\n" | halt_error(2) else . end)
| ($facts | map(select(.status != null and .family != "control"))) as $measured
| (if $measured == [] then "RUN: \($run) compares no strategies; measure first: make bench SUITE=strategies\n" | halt_error(2) else . end)
| ($measured[0] | .count as $c | {count: $c, type, machine, width: (.data_bytes / ([.count, 1] | max))}) as $base
# The part of the peak that must be RAM: pages of a file the kernel can take back.
| def must_be_ram: ((.peak // 2) - ([.file_share // 0, .peak // 2] | min)) * $data;
  # Under a limit as tight as this one, or tighter.
  def survived: [(.limits // [])[] | select(.survived and .limit_bytes <= $room and .limit_bytes / .data_bytes <= $room / $data * 1.0001)] | max_by(.limit_bytes / .data_bytes);
  def objections:
    [if .status == "too_slow" then .note
     elif .status != "measured" then .note // "not measured"
     else empty end,
     if ($needs | index("contiguous")) and (.contiguous | not) then "not one block: gathering it is a copy" else empty end,
     if ($needs | index("stable")) and (.stable | not) then "elements move" else empty end,
     if ($needs | index("no-pauses")) then
       (if (.peak // 2) * $data > $room then "its longest append was not measured under a limit"
        elif .longest_ns == null then "its longest append was not measured"
        elif .longest_ns > 1e6 then "its longest append took \(.longest_ns | duration)" else empty end)
     else empty end,
     if survived then empty
     elif must_be_ram > $room then "needs \(must_be_ram | bytes) of RAM"
     elif (.peak // 2) * $data > $room then "not measured under a limit as tight as this"
     else empty end];
  ($measured | map(. + {objections: objections, spills: ((.peak // 2) * $data > $room and survived != null)})
   | map(. + {time: (if .spills then survived.wall_ns * ($type | width) / $base.width else .ns end)})) as $judged
| ($judged | map(select(.objections == [])) | sort_by(.time)) as $good
| "\($n | si) \($type), \($data | bytes) of data, \($room | bytes) of RAM" + (if $needs == [] then "" else "; needed: \($needs | join(", "))" end),
  "Measured at \($base.count | si) \($base.type) on \($base.machine) (\($run))." + (if $base.machine != $here then " That is not this machine; make bench-full measures here." else "" end),
  (if $n < $base.count / 10 then "Not covered: as few elements as \($n | si); small arrays cost more an element. Measure: make bench SUITE=strategies COUNT=\($n)" else empty end),
  (if $n > 10 * $base.count and $data <= $room then "Not covered: \($n | si) elements; the times below are scaled up. Measure: make bench SUITE=strategies COUNT=\($n) BUDGET=\([($n * 10e-9 | ceil), 1] | max)" else empty end),
  (if ($type | width) != $base.width then "Not covered: elements of \($type | width) bytes; the times below are of \($base.width | short). Measure: make bench SUITE=strategies TYPE=\($type)" else empty end),
  (if any($good[]; .spills) then "More than fits: a limit and what it costs were measured with \([$good[] | select(.spills) | survived.data_bytes | bytes] | unique | join(", "))." else empty end),
  (if $data > $room and all($judged[]; .limits == null) then "Not covered: more data than RAM. Measure: make bench" else empty end),
  "",
  ($good[:5] | to_entries[]
   | .key as $k | .value
   | "\($k + 1). \(.title)\(if .reads_twice then ", if the input can be read twice" else "" end): about \(.time * $n | duration)"
     + (if $k > 0 and .ns_interval and $good[0].ns_interval and (.spills or $good[0].spills | not)
           and .ns_interval[0] <= $good[0].ns_interval[1] * (1 + ($good[0].floor // 0)) then " (tied with the first)" else "" end),
     "   \(.time | ratio) ns per element"
       + (if .spills then " of wall time (under \(survived.limit_bytes / 1048576 | short) MiB)" else "; to knowing n \(if .tied then "tied" else "\(.ratio | ratio) x" end)" end)
       + (if .peak then "; peak \(.peak | ratio) x the data" + (if (.file_share // 0) > 0.5 then ", pages of a file" else "" end) else "" end)
       + (if .longest_ns and (.spills | not) then "; longest append of \(.longest_of | si): \(.longest_ns | duration)" else "" end),
     "   try: " + (if .spills then "experiments/limit \($room / 1048576 | floor)MiB " else "" end)
       + "build/\(.strategy) --count \($n) --type \($type)" + (if .spills then " --phases append,gather" else "" end)),
  (if $good == [] then "Nothing that was measured fulfils this." else empty end),
  "",
  ($judged | map(select(.objections != [])) | if . == [] then empty else "Left out:", (.[] | "  \(.title): \(.objections | join("; "))") end),
  (if $good == [] then "" | halt_error(1) else empty end)
