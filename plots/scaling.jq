# With which power of n does the time grow? Block 0: label, colour, where the line ends (n, ns), where its
# label is (ns), the power of time and of copied bytes in words; a block a label: n, ns of all n, 1 if
# fitted; the next: extrapolated lines: n, ns, n, ns, colour, note.
include "stats"; include "power"; include "layout"; include "text";

def span: # of ns
  if . < 60e9 then duration elif . < 3600e9 then "\(. / 60e9 | short) minutes"
  elif . < 86400e9 then "\(. / 3600e9 | short) hours" elif . < 3.156e16 then "\(. / 86400e9 | short) days"
  else "\(. / 3.156e16 | short) years" end;
def words: if . == null then "?" else "\(.power | fixed(2)) ± \(.within | fixed(2))" end;
def copied_words:
  if .copied then .copied | words
  elif all(.points[]; .copied == 0) then "none" else "not seen" end;

select($run.suite == "scaling")
| colours as $colours | ["#117733", "#44AA99", "#CC6677", "#6699CC", "#DDCC77"] as $spare
| scalings | select(any(.[]; .time) and length <= 12)
| ($cells | map(.count) | max) as $top
| [.[] | select($colours[.title] == null).title] as $others
| map(. as $s | .points[-1] as $last
      | .colour = ($colours[.title] // $spare[($others | index([$s.title])) % 5] | number)
      | .beyond = ((.time | settled) and $last.n < $top)
      | .n = (if .beyond then $top else $last.n end)
      | .ns = (if .beyond then .time | at($top) else $last.ns end)
      | .y = (.ns | log10))
| ([.[] | .y, (.points[0].ns | log10)] | max - min) as $decades
| spread($decades * 0.056)
| map(select(.time | settled)) as $fitted
| ($fitted | map(select(.time.power < 1.5))) as $flat | ($fitted | map(select(.time.power >= 1.5))) as $steep
| "# Answer: " + ([
    ($flat | select(length > 0) | map(.time.power) | "Time grows as n^\(min | fixed(2)) to n^\(max | fixed(2))"
      + " with \(if $steep == [] then "all" else "\($flat | length) strategies" end)"),
    ($steep[] | "n^\(.time | words) with \(.title)"
      + if .beyond then " (\($top | si) would take \(.ns | span))" else "" end)] | join(", ")) + ".",
  (.[] | [.label, .colour, .n, .ns, (.at | exp10), (.time | words), copied_words] | map(tostring) | join("\t")),
  (.[] | "\n\n# \(.label)", (.points[] | "\(.n)\t\(.ns)\t\(if .fitted then 1 else 0 end)")),
  "\n\n# extrapolated",
  (.[] | select(.beyond) | .points[-1] as $last
   | "\($last.n)\t\($last.ns)\t\(.n)\t\(.ns)\t\(.colour)\t\(.label): \(.n | si) would take \(.ns | span)")
