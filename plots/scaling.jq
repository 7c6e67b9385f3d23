# With which power of n does the time grow? Block 0: label, colour, where the line ends (n, ns), where its
# label is (ns), the power of time and of copied bytes in words; a block a label: n, ns of all n, 1 if
# fitted; the next: extrapolated lines: n, ns, n, ns, colour, note.
include "stats"; include "power"; include "layout"; include "text";

def words: if . == null then "?" else "\(.power | fixed(2)) ± \(.within | fixed(2))" end;
def copied_words:
  if .copied then .copied | words
  elif all(.points[]; .copied == 0) then "none" elif any(.points[]; .copied == null) then "not seen" else "?" end;

select($run.suite == "scaling")
| colours as $colours | ["#117733", "#44AA99", "#CC6677", "#6699CC", "#DDCC77"] as $spare
| scalings | select(any(.[]; .time) and length <= 12)
| ($cells | map(.count) | max) as $top
| [.[] | select($colours[.title] == null).title] as $others
| map(. as $s | .points[-1] as $last
      | .colour = ($colours[.title] // $spare[($others | index([$s.title])) % 5] | number)
      | .beyond = ((.time | settled) and $last.n < $top)
      | .n = (if .beyond then $top else $last.n end)
      | .takes = (if .beyond then .time | at_interval($top) | from_to else null end)
      | .ns = (if .beyond then .time | at($top) else $last.ns end)
      | .y = (.ns | log10))
| ([.[] | .y, (.points[0].ns | log10)] | max - min) as $decades
| spread($decades * 0.056)
| map(select(.time | settled)) as $fitted
| select($fitted != [])
| ($fitted | map(select(.time.power < 1.5))) as $flat | ($fitted | map(select(.time.power >= 1.5))) as $steep
| "# Answer: Time grows as " + ([
    ($flat | select(length > 0) | length as $many
      | "n^" + ([$flat[].time.power] | [min, max] | map(fixed(2)) | unique | join(" to n^")) + " with "
        + if $steep == [] then "all" elif $many == 1 then .[0].title else "\($many) strategies" end),
    ($steep[] | "n^\(.time | words) with \(.label)"
      + if .beyond then " (\($top | si) would take \(.takes))" else "" end)] | join(", ")) + ".",
  (.[] | [.label, .colour, .n, .ns, (.at | exp10), (.time | words), copied_words] | map(tostring) | join("\t")),
  (.[] | "\n\n# \(.label)", (.points[] | "\(.n)\t\(.ns)\t\(if .fitted then 1 else 0 end)")),
  "\n\n# extrapolated",
  (.[] | select(.beyond) | .points[-1] as $last
   | "\($last.n)\t\($last.ns)\t\(.n)\t\(.ns)\t\(.colour)\t\(.n | si) by \(.label) would take \(.takes)")
