# By which factor should an array grow? Block 0: label, colour, place of the label on the time axis; a
# block for copying and one for realloc: factor; then least, mean, most over a growth step of ns an
# element (mean: of the rounds' means), copied / data, unused share, reserved / data, resident / data;
# last, where n is known: ns.
include "stats"; include "growth"; include "layout"; include "text";

def cells_of: [.least, .mean, .most] | map(. // "");
# What the records say of $all factors of one way to grow, in words.
def words($all; $floor):
  ($all | fastest($floor)) as $best
  | "\($best.ns | ratio) ns per element" as $ns
  | if $best.ns_interval == null then "too few rounds to tell them apart (\($ns))"
    elif ($best.tied | length) == ($all | length) - 1 then "all factors are tied (\($ns))"
    else "factor \($best.factor) "
      + (if $best.tied == [] then "is fastest (\($ns))" else "(\($ns)) is tied with \($best.tied | map(tostring) | listing(9))" end)
      + " and reserves up to \($best.reserved.most | ratio) x the data" end;

colours as $colours | noise_floor as $floor
| ([summaries | select(.oracle and .ns)][0].ns) as $known
| growth_steps
| [map(select(.copying)), map(select(.copying | not))]
| select(all(.[]; length > 3) and $run.suite == "growth_factor")
| "# Answer: By copying \(words(.[0]; $floor)). By realloc \(words(.[1]; $floor)).",
  (.[] | .[0] | "\(if .copying then "malloc, copy, free" else "realloc" end)\t\(colour_of($colours; .title) | number)"),
  (.[] | "\n\n# \(.[0].title)",
    (.[] | [.factor] + (.ns_over_n + {mean: .ns} | cells_of) + (.copied | cells_of) + (.unused | cells_of)
           + (.reserved | cells_of) + (.resident // {} | cells_of) | map(tostring) | join("\t"))),
  "\n\n# n is known\n\($known // "")"
