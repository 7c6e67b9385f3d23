# How do other people's arrays compare? Block 0: label, colour, row, ns, its text, peak / data, its text,
# and whether the peak is pages of a file; then the kinds: name, colour, place.
include "stats"; include "layout"; include "text";

def kinds:
  {strategy: {name: "growbench's own", colour: "#0072B2"}, peer: {name: "C, C++, Rust, Go", colour: "#D55E00"},
   numpy: {name: "Python and numpy", colour: "#009E73"}, oracle: {name: "n is known, one malloc", colour: "#000000"}};
def kind: if .oracle then "oracle" elif kinds[.family] then .family else "strategy" end;

select($run.suite == "peers")
| [largest[] | select(.ns != null and .appended > 0)]
| sort_by(-.ns) | to_entries
| map(.value + {row: .key, colour: (.value | kinds[kind].colour | number)})
| (.[] | [.label, .colour, .row, .ns,
          (if .status == "measured" then (.ns | ratio)
           else "\(.ns | si), reached \(.appended | si)" end),
          (.peak // 0.8), (if .peak then "\(.peak | ratio) x" else "not known" end),
          (if (.file // 0) > 0.5 then 1 else 0 end)] | map(tostring) | join("\t")),
  "\n\n# kinds",
  (kinds | to_entries[] | "\(.value.name)\t\(.value.colour | number)\t\(.key)")
