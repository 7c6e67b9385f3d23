# compare_figure.jq - how each strategy changed (compare.jq, slurped). Block 0: label,
# colour, row, ratio, low, high, text; then the noise floor; then left and right end of the axis.
include "layout"; include "text";

{better: "#0072B2", worse: "#D55E00", tied: "#888888", "too few rounds": "#888888"} as $colour
| map(select(.ratio != null and (.oracle | not)))
| sort_by(.ratio) | .[-40:] | to_entries | map(.value + {row: .key})
| map(. + {low: (.interval[0] // .ratio), high: (.interval[1] // .ratio)})
| select(length > 0)
| (map(.suite) | unique | length > 1) as $several
| (.[] | [.label + (if $several then " (\(.suite))" else "" end), ($colour[.time] | number), .row, .ratio, .low, .high,
          "\(.ratio | ratio) x, \(.time)"] | map(tostring) | join("\t")),
  "\n\n# noise floor", (map(.floor) | max | "\(1 / (1 + .))\t\(1 + .)"),
  "\n\n# ends", "\(map(.low) | min | [., 0.9] | min)\t\(map(.high) | max | [., 1.1] | max)"
