# What does the type of an element cost? Block 0: label, colour, dash type, place of the label at the
# right; a block a label: type's number, ns, low, high, peak bytes an element; then the types: number,
# name, bytes; last, multiples of the data: place, text.
include "stats"; include "layout"; include "text";

def spans: map(.ratio) | [min, max | ratio] | unique | "\(join(" to ")) x";

select($run.suite == "element_type")
| . as $records
| colours(true) as $colours
| [summaries | select(.ns != null and (.discards | not) and .status == "measured" and .appended > 0)
   | .width = .data_bytes / .appended
   | .peak = if .peak then .peak * .width else null end] as $all
| ($all | map({type, width}) | unique_by(.type) | sort_by(.width, .type != "int32")
   | to_entries | map(.value + {at: .key})) as $types
| select($types | length > 1)
| ($types | map({key: .type, value: .at}) | from_entries) as $at
| ($all | map(.ns | log10) | (max - min) * 0.055) as $step
| ([$all | group_by(.label)[] | sort_by($at[.type])
    | {label: .[0].label, points: ., y: (.[-1].ns | log10), dash: (if .[0].family == "control" then 2 else 1 end)}]
   | spread($step)) as $lines
# One text for all that need as much of the largest type.
| ($all | map(select(.type == $types[-1].type and .peak != null)) | sort_by(.peak)
   | reduce .[] as $p ([]; if length > 0 and $p.peak < 1.04 * .[-1].peak then . else . + [$p] end)
   | map({y: (.peak | log10), text: "\(.peak / .width | ratio) x data"}) | spread(0.115)) as $multiples
# The same strategy with two types, round by round.
| def pairs($a; $b): [$lines[] | (.points | map(select(.type == $a))[0]) as $x | (.points | map(select(.type == $b))[0]) as $y
    | select($x and $y)
    | ($records | versus($x; $y)) + {peak: (if $x.peak and $y.peak then $x.peak / $y.peak else null end)}];
  pairs("float32"; "float64") as $half | pairs("float32"; "int32") as $same
| ($half | map(select(.peak) | {ratio: .peak})) as $memory
| "# Answer: "
  + (if $half == [] or $same == [] then "The types to compare, int32, float32 and float64, were not all measured."
     elif $memory == [] then
       "float32 takes \($half | spans) the time of float64 and \($same | spans) that of int32; so little data has no peak to compare."
     else "float32 needs \($memory | spans) the peak memory of float64 and \($half | spans) its time;"
       + " to int32: \($same | map(select(.peak) | {ratio: .peak}) | spans) the memory,"
       + " \($same | spans) the time (\($same | map(select(.tied)) | length) of \($same | length) tied)." end),
  ($lines[] | "\(.label)\t\(colour_of($colours; .label) | number)\t\(.dash)\t\(.at | exp10)"),
  ($lines[] | "\n\n# \(.label)",
    (.points[] | "\($at[.type])\t\(.ns)\t\(.ns_interval[0] // .ns)\t\(.ns_interval[1] // .ns)\t\(.peak // "NaN")")),
  "\n\n# types", ($types[] | "\(.at)\t\(.type)\t\(.width)"),
  "\n\n# multiples", ($multiples[] | "\(.at | exp10)\t\(.text)")
