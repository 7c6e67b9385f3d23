# How much memory, at its peak, as a multiple of the data? Block 0: label, colour, row; then the parts
# of each bar: row, from, to for anonymous, gather, file; last, row, reserved, the text at the end.
include "stats"; include "layout"; include "text";

colours as $colours
| [largest[] | select(.peak != null and .append_peak != null and (.discards | not))]
| sort_by(.peak, .reserved) | reverse | to_entries
| map(.value + {row: .key}
      | .reclaimable = ([.file // 0, .peak] | min)
      | .anon = ([.append_peak - .reclaimable, 0] | max))
| select(length > 0 and length <= 24)
# Address space for the future can be thousands of times the data: its outline is cut, the text is not.
| ((map(.peak) | max) * 1.6) as $edge
| (map(select(.family != "control")) | select(length > 0)
   | "# Answer: From \(min_by(.peak) | "\(.peak | ratio) x the data (\(.label))") to \(max_by(.peak) | "\(.peak | ratio) x (\(.label))")."),
  (.[] | "\(.label)\t\(colour_of($colours; .label) | number)\t\(.row)"),
  "\n\n# anonymous", (.[] | "\(.row)\t0\t\(.anon)"),
  "\n\n# file", (.[] | "\(.row)\t\(.anon)\t\(.anon + .reclaimable)"),
  "\n\n# gather", (.[] | "\(.row)\t\(.append_peak)\t\([.peak, .append_peak] | max)"),
  "\n\n# reserved",
  (.[] | ([.reserved // .peak, $edge] | min) as $shown
   | "\(.row)\t\($shown)\t\([.peak, $shown] | max)\t\(.peak | ratio) x"
     + if .reserved > .peak * 1.02
       then "  (reserved \(.reserved | ratio) x\(if .reserved > $edge then " >>" else "" end))" else "" end)
