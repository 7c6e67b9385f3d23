# What does one append cost, as the array grows? Block 0: label, colour, x and y of the label, dash
# type; a block a label: n, ns, low, high; last, where a cell was too slow: n, ns, colour, note.
include "stats"; include "layout"; include "verdict";

colours as $colours
| . as $records
| [summaries | select(.ns != null and .appended > 0)] as $all
| select(($all | map(.count) | unique | length > 1) and ($all | map(.label) | unique | length <= 12))
| ($all | map(.count) | max) as $top
| ($all | map(.ns | log10) | (max + 1 - min) * 0.042) as $step
| [$all | group_by(.label)[] | sort_by(.appended) | .[-1] as $last
   | {label: $last.label, points: ., x: $last.appended, y: ($last.ns | log10),
      dash: (if $last.family == "control" then 2 else 1 end)}] as $lines
| ($lines | (map(select(.x == $top)) | spread($step)) + (map(select(.x != $top)) | map(.at = .y))) as $lines
| "# Answer: \(first($records | verdict))",
  ($lines[] | "\(.label)\t\(colour_of($colours; .label) | number)\t\(.x)\t\(.at | exp10)\t\(.dash)"),
  ($lines[] | "\n\n# \(.label)",
    (.points[] | "\(.appended)\t\(.ns)\t\(.ns_interval[0] // .ns)\t\(.ns_interval[1] // .ns)")),
  "\n\n# too slow",
  ([$all[] | select(.status == "too_slow")] | group_by(.label)[] | min_by(.count)
    | "\(.appended)\t\(.ns)\t\(colour_of($colours; .label) | number)\t\(.note)")
