# What if many arrays grow at once? Block 0: label, colour (unused), row; then the parts of the figure: name,
# middle; the columns: place, name; the cells: place, row, share of the scale, text.
include "stats"; include "text";

# The cell of these in an arrangement: so many arrays, in turn or not.
def at($c): map(select(.arrays == $c.arrays and .turns == $c.turns));

select($run.suite == "many_arrays")
| . as $records
| (map(select(.exit_code == 0)) | INDEX(.cell) | map_values(
     if .moved_bytes == null or .payload_bytes == 0 then null else (.moved_bytes + .copied_bytes) / .payload_bytes end)) as $moved
# How many arrays, and whether in turn, the command says.
| [summaries | select(.status != "not_run") | (.command | split(" ")) as $words
   | .arrays = ($words | index("--arrays") as $i | if $i then .[$i + 1] | tonumber else 1 end)
   | .turns = ($words | index("--turns") != null)
   | .ok = (.status == "measured") | .moved = $moved["\(.cell)"]]
| . as $cells
| ([.[] | {arrays, turns, each: (.count / .arrays | floor)}] | unique_by([.arrays, .turns])
   | map(. as $c | .best = ([$cells | at($c)[] | select(.ok and .family != "control").ns] | min))) as $columns
| select($columns | length > 1)
# A label is a row. $general: who is at worst the least behind the fastest that is not told n.
| ([group_by(.label)[] | . as $mine
    | {label: .[0].label, cells: ., control: (.[0].family == "control"), whole: all(.ok),
       worst: ([$columns[] | . as $c | $mine | at($c)[0] | if . and .ok then .ns / $c.best else 1000 end] | max)}]
   | sort_by(.control, .worst) | reverse | to_entries | map(.value + {row: .key})) as $rows
| ($rows | map(select(.control | not))) as $free
| ([$free[] | select(.whole)] | min_by(.worst)) as $general
| ($free[] | select(.label == $cells[0].label)) as $base
| ([$columns[] | select(.arrays >= 1000) | . as $c
    | select($general) | $records | versus($general.cells | at($c)[0]; $base.cells | at($c)[0])] | max_by(.ratio)) as $most
| ([$free[] | .label as $name | .cells[] | select(.ok) | . as $a | $base.cells | at($a)[0]
    | select(.ok) | {name: $name, ratio: ($a.ns / .ns)}] | max_by(.ratio)) as $worst
# The parts side by side: time; peaks where they are known; what moved where there are many arrays.
| ($columns | map(. as $c | select(any($cells | at($c)[]; .ok and .peak != null)))) as $peaks
| ($columns | map(select(.arrays >= 1000))) as $many
| ([{name: "ns per element", of: "ns", columns: $columns, from: 0},
    {name: "peak / data", of: "peak", columns: $peaks, from: ($columns | length + 0.4)},
    {name: "moved / data", of: "moved", columns: $many, from: ($columns + $peaks | length + 0.8)}]
   | map(select(.columns != []))) as $parts
| def value($of; $c):
    if $of == "ns" then if .ok then "\(.ns | shade($c.best; 10))\t\(.ns | ratio)"
                       elif .status == "too_slow" then "1\tslow" else "1\tfails" end
    else .[$of] as $value
      | if .ok and $value != null then "\(if $value == 0 then 0 else $value | shade(1; 3) end)\t\($value | ratio)" else "0\t-" end
    end;
  "# Answer: "
  + (if $general == null then "No strategy manages all of these."
     elif $general.label == $base.label or $most == null then "\($general.label) does best over all."
     else "\($general.label) does best over all: among 1,000 arrays and more at most \($most.ratio | ratio) x\($most.interval | within) the time of \($base.label)." end)
  + " Worst hit: \($worst.name), \($worst.ratio | ratio) x"
  + ([$free[] | select(.whole | not).label] | if . == [] then "." else "; not all manage: \(listing(9))." end),
  ($rows[] | "\(.label)\t0\t\(.row)"),
  "\n\n# parts", ($parts[] | "\(.name)\t\(.from + (.columns | length - 1) / 2)"),
  "\n\n# columns",
  ($parts[] | .from as $from | .columns | to_entries[]
   | "\($from + .key)\t\(.value | "\(.arrays | si) \(if .turns then "in turn" else "x \(.each | si)" end)")"),
  "\n\n# cells",
  ($rows[] as $row | $parts[] as $part | $part.columns | to_entries[] | .value as $c | .key as $k
   | ($row.cells | at($c)[0]) | select(. != null)
   | "\($part.from + $k)\t\($row.row)\t\(value($part.of; $c))")
