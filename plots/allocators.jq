# How much of growth is the allocator's doing? Labels are "STRATEGY / ALLOCATOR". Block 0: label, colour
# (unused), row; then allocator names: column; cells of time: column, row, share of the scale, text; of
# memory alike.
include "stats"; include "text";

select($run.suite == "allocators")
| [largest[] | select(.family != "control" and .status != "not_run")
   | (.label | split(" / ")) as $at | . + {strategy: $at[0], allocator: $at[1]}]
| . as $cells
| (reduce .[].allocator as $a ([]; if index([$a]) then . else . + [$a] end)) as $allocators
| (reduce .[].strategy as $s ([]; if index([$s]) then . else . + [$s] end) | reverse) as $strategies
| def place: "\(.allocator as $a | $allocators | index([$a]))\t\(.strategy as $s | $strategies | index([$s]))";
  # Dark is bad: 0 at the best of all, 1 at ten times that (time) or four times (memory), and beyond.
  ([$cells[] | select(.status == "measured").ns] | min) as $fastest
| ([$cells[] | select(.peak).peak] | min) as $smallest
| ([$cells[] | select(.status == "measured")] | group_by(.strategy)
   | map(sort_by(.ns) | {first: .[0], last: .[-1], times: (.[-1].ns / .[0].ns)}) | sort_by(.times)
   | "# Answer: The allocator matters most to \(.[-1].first.strategy): \(.[-1].times | ratio) x slower under \(.[-1].last.allocator) than under \(.[-1].first.allocator); least to \(.[0].first.strategy), \(.[0].times | ratio) x."),
  ($strategies | to_entries[] | "\(.value)\t0\t\(.key)"),
  "\n\n# allocators", ($allocators | to_entries[] | "\(.key)\t\(.value)"),
  "\n\n# ns per element",
  ($cells[] | place + "\t" + if .status == "measured"
     then "\(.ns | shade($fastest; 10))\t\(.ns | ratio)" else "1\ttoo slow" end),
  "\n\n# peak / data",
  ($cells[] | place + "\t" + if .peak and .status == "measured"
     then "\(.peak | shade($smallest; 4))\t\(.peak | ratio)" else "0\t-" end)
