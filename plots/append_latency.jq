# How long can a single append take? Block 0: label, colour, p99.99 and the longest append in ns, both as
# text, where it was; block 1: n, the cost of the clock in ns, how p99.99 ranks; block 2, of the oracle, by
# wall time: ns, share of appends that took longer; then the same for each label, without the time in which
# another program had the CPU. All rounds together.
include "stats"; include "latency"; include "layout"; include "text";

# All rounds' histograms as one: [ns, share that took longer], from the fastest.
def pooled(f):
  [.[].table | [.below_ns, f] | transpose[]]
  | group_by(.[0]) | map([.[0][0], (map(.[1]) | add)])
  | map(select(.[1] > 0)) | (map(.[1]) | add) as $all
  | [foreach .[] as $b ($all; . - $b[1]; [$b[0], . / $all])];

colours(true) as $colours
| [passes("latency") | map(select(.completed)) | group_by(.cell)[]
   | {label: .[0].label, oracle: .[0].oracle, n: .[0].count, rounds: length, longest: longest, curve: pooled(.ran), wall: pooled(.appends),
      clock: (map(.notes[0] | capture("costs (?<ns>[0-9]+) ns").ns | tonumber) | median)}
   | select(.n * .rounds >= 1e5)
   | .p = ([.curve[] | select(.[1] <= 1e-4)][0][0])]
| select(length > 0 and length <= 12)
| sort_by(-.longest.ns)
| (map(.n) | max) as $n | (map(.rounds) | max) as $rounds
| map(select(.oracle | not)) as $ranked
| ($ranked | map(select(.longest.element))[0]) as $worst | ($ranked | map(select(.longest.element | not))) as $calm
# Pairs that differ in both by more than a tenth (a bucket is a sixteenth wide), and which turn about. A
# longest that is not the strategy's own only shows the machine.
| [range(0; $ranked | length) as $i | range($i + 1; $ranked | length) as $j
   | {a: $ranked[$i], b: $ranked[$j]}
   | select(.a.longest.element)
   | select(.a.longest.ns > 1.1 * .b.longest.ns and (.a.p > 1.1 * .b.p or .b.p > 1.1 * .a.p))] as $pairs
| ($pairs | map(select(.a.p < .b.p)) | sort_by(.a.longest.ns / .b.longest.ns)) as $turned
| (if $pairs == [] then "p99.99 tells none of them apart"
   elif $turned == [] then "p99.99 ranks them as the longest does"
   else "p99.99 ranks \($turned | length) of \($pairs | length) pairs the wrong way round" end) as $ranks
| def points: "\(.[0][0] // 1)\t1", (.[] | "\(.[0])\t\([.[1], 0.1 / ($n * $rounds)] | max)");
"# Answer: " + ([
    (if $worst then "Longest pause of its own: \($worst.label), \($worst.longest.ns | duration) (element \($worst.longest.element), in \($worst.longest.rounds) of \($worst.rounds) rounds)" else empty end),
    (if $calm == [] then empty else
       "No pause of its own: \($calm | map(.label) | listing(3)) (at most \($calm[0].longest.ns | duration), anywhere)" end),
    $ranks + (if $turned == [] then "" else
       ": \($turned[-1].a.label) \($turned[-1].a.p | duration), \($turned[-1].b.label) \($turned[-1].b.p | duration)" end)]
  | map("\(.).") | join(" ")),
  (.[] | [.label, (colour_of($colours; .label) | number), .p, .longest.ns, (.p | duration), (.longest.ns | duration),
      (.longest.element // "anywhere")] | map(tostring) | join("\t")),
  "\n\n# n", "\($n)\t\(map(.clock) | median)\t\($ranks)",
  "\n\n# wall time", (map(select(.oracle))[0].wall // [] | points),
  (.[] | "\n\n# \(.label)", (.curve | points))
