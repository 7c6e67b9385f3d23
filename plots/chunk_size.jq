# How large should a chunk be? Block 0: label, colour, dash type; a block a label: bytes of a chunk, then
# ns an element to append, to append and gather, to read in order, at random; the vector, which has no
# chunks, has two points, at the smallest and at the largest.
include "stats"; include "layout"; include "text";

select($run.suite == "chunk_size")
| . as $records
| colours(true) as $colours
| [summaries | select(.status == "measured" and .ns != null and (.oracle | not))
   | .chunk = (.knobs | .chunk // .block) | .dash = (if .chunk then 1 else 2 end)] as $all
| ($all | map(.chunk | values) | unique) as $sizes
| select(($sizes | length > 1) and any($all[]; .chunk == null))
# The slowest at random is the one that has to walk.
| ([$all | group_by(.title)[] | sort_by(.chunk)] | sort_by(-(map(.random_ns // 0) | max))) as $lines
| ($lines | map(select(.[0].chunk))) as $chunked
| ($lines | map(select(.[0].chunk == null)[0])[0]) as $vector
# The smallest from which on none is more than a tenth above the best.
| $chunked[0] as $list | ($list | map(.ns) | min) as $best
| ($list | (map(.ns > 1.1 * $best) | rindex(true)) as $last | .[(if $last == null then -1 else $last end) + 1]) as $settled
| ($settled // ($list | min_by(.ns))) as $enough
| ($records | versus(.append_cpu_ns; $enough; $vector)) as $append
| ($records | versus($enough; $vector)) as $built
| def said: if .tied then "tied with" else "\(.ratio | ratio) x" end;
  "# Answer: " + (if $settled then "From \($enough.chunk | binary) on, a \($enough.title) is within 10 % of its best:"
    else "A \($enough.title) is at its best with \($enough.chunk | binary):" end)
  + " append \($append | said) the vector, with gather \($built | said);"
  + " a read at random takes \($enough.random_ns | duration) there"
  + ([$chunked[1:][][] | select(.chunk == $enough.chunk) | ", in a \(.title) \(.random_ns | duration)"] | join(""))
  + ", in the vector \($vector.random_ns | duration).",
  ($lines[] | "\(.[0].title)\t\(colour_of($colours; .[0].label) | number)\t\(.[0].dash)"),
  ($lines[] | "\n\n# \(.[0].title)",
    (.[] | . as $cell | (if .chunk then .chunk else $sizes[0], $sizes[-1] end)
     | [., ($cell | .append_ns, .ns, .scan_ns, .random_ns, .ns_interval[0] // .ns, .ns_interval[1] // .ns)]
     | map(tostring) | join("\t")))
