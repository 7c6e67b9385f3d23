# How do other people's arrays compare? Block 0: label, colour, row, ns, its text, peak / data, its text,
# and whether the peak is pages of a file; then the kinds: name, colour, place.
include "stats"; include "layout"; include "text"; include "goals";

def kinds:
  {strategy: {name: "growbench's own", colour: "#0072B2"}, peer: {name: "C, C++, Rust, Go", colour: "#D55E00"},
   numpy: {name: "Python and numpy", colour: "#009E73"}, control: {name: "n is known, one malloc", colour: "#000000"}};
def kind: if kinds[.family] then .family else "strategy" end;

select($run.suite == "peers")
| [goals] as $goals
| [largest[] | select(.ns != null and .appended > 0)]
| sort_by(-.ns) | to_entries
| map(.value + {row: .key, colour: (.value | kinds[kind].colour | number)})
| . as $rows
| ($rows | map(select(.status == "measured"))) as $done
| def of($name): $done | map(select(kind == $name).ns);
  ([$catalogue[] | select(.by_block).strategy]) as $by_block
| ([$done[] | select(kind == "numpy" and (.strategy | IN($by_block[]))).ns]) as $blocks
| ([$catalogue[] | select(.by_block or .quadratic).strategy]) as $others
| ([$rows[] | select(kind == "numpy" and (.strategy | IN($others[]) | not)).ns]) as $elements
| ([$done[] | select(kind == "strategy")] | min_by(.ns)) as $best
| def times: if . == [] then empty else "\(min / $best.ns | ratio) to \(max / $best.ns | ratio) x" end;
  select($best)
| "# Answer: \($best.label) builds it fastest, \($best.ns | ratio) ns per element. "
  + ([(of("peer") | times | "C and C++ take \(.)"), ($blocks | times | "numpy by blocks \(.)"),
      ($elements | times | "one element at a time in Python \(.)")] | join(", ") | if . == "" then "" else "\(.) as long. " end)
  + (if $goals == [] then "" else "Goals reached: \($goals | map(select(.reached)) | length) of \($goals | length)"
       + ($goals | map(select(.ratio != null and .reached == null)) | length | if . > 0 then ", open: \(.)." else "." end) end),
  ($rows[] | [.label, .colour, .row, .ns,
     (if .status == "measured" then (.ns | ratio) else "\(.ns | si), reached \(.appended | si)" end),
     (.peak // 0.8), (if .peak then "\(.peak | ratio) x" else "-" end),
     (if (.file // 0) > 0.5 then 1 else 0 end)] | map(tostring) | join("\t")),
  "\n\n# kinds",
  (kinds | to_entries[] | "\(.value.name)\t\(.value.colour | number)\t\(.key)")
