# Where does the time of the whole process go? Block 0: label, colour (unused), row, total ms; a block a
# part: row, from, to, in ms; last: the place and text at the end of each bar.
include "stats"; include "text";

["append", "gather", "sync", "reopen", "peek", "scan", "random", "release"] as $names
| [largest[] | if .status != "measured" then .phases = {} | .process_wall_ns = 0 else . end
   | select(.process_wall_ns != null)]
| sort_by(.status == "measured", .process_wall_ns) | reverse
| map(. as $s | ($names | map({name: ., ms: (($s.phases[.] // 0) / 1e6)})) as $parts
      | {label: .label, note: (if .status == "measured" then null else .note end), total: (.process_wall_ns / 1e6),
         parts: ($parts + [{name: "other",
                            ms: ([.process_wall_ns / 1e6 - ($parts | map(.ms) | add), 0] | max)}])}
      | .parts |= reduce .[] as $p ([]; . + [$p + {from: (.[-1].to // 0), to: ((.[-1].to // 0) + $p.ms)}]))
| to_entries | map(.value + {row: .key})
| select(length > 0 and length <= 24)
# A bar far longer than the next would squeeze all others: it is cut, and says so.
| (map(.total) | sort | if length > 1 and .[-1] > 2 * .[-2] then .[-2] * 1.3 else .[-1] end) as $edge
| (map(select(.note == null)) | select(length > 0) | min_by(.total) as $least | max_by(.total) as $most
   | ($most.parts | max_by(.ms)) as $part
   | "# Answer: The whole process takes from \($least.total * 1e6 | duration) (\($least.label)) to \($most.total * 1e6 | duration) (\($most.label), of which \($part.name) \($part.ms * 1e6 | duration))."),
  (.[] | "\(.label)\t0\t\(.row)\t\(.total)\t\($edge)"),
  (range(0; 9) as $i | "\n\n# \(.[0].parts[$i].name)",
    (.[] | .row as $row | .parts[$i] | "\($row)\t\([.from, $edge] | min)\t\([.to, $edge] | min)")),
  "\n\n# totals",
  (.[] | "\(.row)\t\([.total, $edge] | min)\t\(.note // (.total * 1e6 | duration))"
    + if .total > $edge
      then " >> (" + (.parts | max_by(.ms) | "\(.name) \(.ms * 1e6 | duration)") + ")" else "" end),
  "\n\n# cut", (.[] | select(.total > $edge) | "\(.row)\t//")
