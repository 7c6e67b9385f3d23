# What does an index into chunks cost? Block 0: label, colour, dash type, place of the label; a block a
# label: bytes of data, then where reads overlap ns a read, and that to the vector's; the same where each
# waits for the one before; last, the caches: bytes, name.
include "stats"; include "layout"; include "text";

def cell_of($chained; $count): map(select(.chained == $chained and .count == $count))[0];

select($run.suite == "random_access")
| . as $records
| colours(true) as $colours
| INDEX($catalogue[]; .strategy) as $facts
| [summaries | select(.status == "measured" and .random_ns)
   | .contiguous = $facts[.strategy].contiguous] as $all
| (first($all[] | select(.contiguous and ($facts[.strategy].file | not)).strategy) // null) as $vector
| ($all | map(select(.strategy == $vector)) | INDEX("\(.chained) \(.count)")) as $base
# Ratios to the vector, read by read of the same round.
| ($records | counted | map(select(.twin_of == null)) | INDEX("\(.round) \(.cell)") | map_values(random_read)) as $read
| [$all[] | . as $c | $base["\(.chained) \(.count)"] as $v | select($v)
   | .times = ([range(1; $run.rounds_done + 1) | $read["\(.) \($c.cell)"] as $x | $read["\(.) \($v.cell)"] as $y
                | select($x and $y) | $x / $y] | median)] as $all
| ($all | map(.count) | unique) as $counts
| select(($counts | length > 1) and ($all | map(.strategy) | unique | length > 1))
# One that is walked is another order of magnitude; it is told apart, and not drawn among the ratios.
| ($all | group_by(.label)
   | map((map(select(.chained | not)) | max_by(.count) // empty) as $last
         | {label: .[0].label, points: ., $last, walks: ($last.times > 5), y: ([$last.times, 4.2] | min),
            contiguous: .[0].contiguous, dash: (if .[0].contiguous then 2 else 1 end)})
   | spread(0.29)) as $lines
| ($lines | map(select(.contiguous or .walks | not))) as $indexed
| ($all | map(.data_bytes) | [min, max]) as [$small, $large]
| def range_of($chained; $count):
    [$indexed[].points | cell_of($chained; $count).times | values] | "\(min | ratio) to \(max | ratio) x";
  "# Answer: "
  + (if $indexed == [] then "" else
     (if any($lines[]; .walks) then "Blocks found by arithmetic" else "Chunks and blocks" end)
     + " cost \(range_of(false; $counts[0])) a vector's read in \($small | bytes),"
     + " \(range_of(false; $counts[-1])) in \($large | bytes), where reads overlap;"
     + " where each waits for the one before, \(range_of(true; $counts[0])) and \(range_of(true; $counts[-1]))." end)
  + ([$lines[] | select(.walks)] | if . == [] then "" else
     " A \(.[0].label) is walked: \(.[0].last.random_ns | duration), \(.[0].last.times | ratio) x." end),
  ($lines[] | "\(.label)\t\(colour_of($colours; .label) | number)\t\(.dash)\t\(.at)"),
  ($lines[] | "\n\n# \(.label)",
    (. as $line | $counts[] as $n | ($line.points | cell_of(false; $n)) as $a | ($line.points | cell_of(true; $n)) as $b
     | select($a or $b)
     | [($a // $b).data_bytes, $a.random_ns, $a.times, $b.random_ns, $b.times] | map(. // "NaN" | tostring) | join("\t"))),
  "\n\n# caches", ($machine.cache_bytes // {} | to_entries[] | select(.value > $small and .value < $large)
    | "\(.value)\t\(.key | rtrimstr("d"))")
