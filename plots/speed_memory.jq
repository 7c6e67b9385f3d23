# Which is fast and small at once? Block 0: label, colour, ns, bytes, point type, x and y of the label;
# then the Pareto front: ns, bytes; edges and payload; at the edge, what was too slow: text, colour, y.
include "stats"; include "layout";

colours as $colours
| largest as $all
| [$all[] | select(.status == "measured" and .peak != null and (.discards | not))
   | {label: .label, x: .ns, y: (.peak * .data_bytes / .appended), oracle, family,
      point: (if .oracle then 4 elif .family == "control" then 6 else 7 end)}] as $points
| ($points | map(select(.family != "control")) | sort_by(.x, .y)
   | reduce .[] as $p ([]; if length == 0 or $p.y < .[-1].y * 0.99 then . + [$p] else . end)) as $front
| select($front != [] and ($points | length) <= 24)
| [$all[] | select(.status == "too_slow") | {label: .label, text: "\(.label): \(.note)",
    y: ((.live // 2) * .payload_bytes / .count)}] as $slow
# On a logarithmic plane: strategies differ by factors. Labels are placed in its decades, from the corner.
| ($points | map(.x) | min / 1.4) as $left | ($points + $slow | map(.y) | min / 1.25) as $bottom
| ($points | (map(.x) | max) * 2) as $right
| (($points + $slow) | (map(.y) | max) * 1.6) as $top
| def across: . / $left | log10; def up: . / $bottom | log10;
  ($slow | map(($right | across) as $edge
     | {x0: ($edge * (0.95 - 0.0115 * (.text | length))), x1: $edge, y: (.y | up)})) as $taken
| "# Answer: To choose from, fastest first: \($front | map(.label) | join(", ")); all others are beaten in both.",
  ($points | map(.x |= across | .y |= up) | beside($right | across; $top | up; $taken)[]
   | [.x, .lx | $left * exp10] as [$x, $lx] | [.y, .ly | $bottom * exp10] as [$y, $ly]
   | "\(.label)\t\(colour_of($colours; .label) | number)\t\($x)\t\($y)\t\(.point)\t\($lx)\t\($ly)"),
  "\n\n# the Pareto front, from edge to edge", "\($front[0].x)\t\($top)", ($front[] | "\(.x)\t\(.y)"), "\($right)\t\($front[-1].y)",
  "\n\n# left, right, bottom, top, payload", "\($left)\t\($right)\t\($bottom)\t\($top)\t\($all[0].payload_bytes / $all[0].count)",
  "\n\n# too slow", ($slow[] | "\(.text)\t\(colour_of($colours; .label) | number)\t\(.y)")
