# Which is fast and small at once? Block 0: label, colour, ns, bytes, point type, x and y of the label;
# then the Pareto front: ns, bytes; right, top and payload; at the edge, what was too slow: text, colour, y.
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
| ($points | (map(.x) | max) * 1.35) as $right
| (($points + $slow) | (map(.y) | max) * 1.3) as $top
| ($slow | map({x0: ($right * (0.95 - 0.0115 * (.text | length))), x1: $right, y})) as $taken
| "# Answer: To choose from, fastest first: \($front | map(.label) | join(", ")); all others are beaten in both.",
  ($points | beside($right; $top; $taken)[]
   | "\(.label)\t\(colour_of($colours; .label) | number)\t\(.x)\t\(.y)\t\(.point)\t\(.lx)\t\(.ly)"),
  "\n\n# the Pareto front, from edge to edge", "\($front[0].x)\t\($top)", ($front[] | "\(.x)\t\(.y)"), "\($right)\t\($front[-1].y)",
  "\n\n# right, top, payload", "\($right)\t\($top)\t\($all[0].payload_bytes / $all[0].count)",
  "\n\n# too slow", ($slow[] | "\(.text)\t\(colour_of($colours; .label) | number)\t\(.y)")
