# join.jq - how each program of a round ended (input), its record, and its cell -> the round's records.
#
# A program that was killed or failed left no record: then the cell says what it was, exit_code how it
# ended. process_wall_ns is hyperfine's: the outer ruler.
INDEX($records[]; .cell) as $record
| INDEX($cells[]; .cell) as $cell
| inputs as $ended
| ($ended.cell | tostring) as $key
| $cell[$key] as $c
| $record[$key].record as $r
# What the cell knows; a record says it again for itself, what a pass printed does not.
| {schema: 1, strategy: $c.strategy, title: $c.title, family: $c.family, core: $c.core,
   oracle: $c.oracle, count: $c.count, type: $c.type,
   completed: ($c.pass != null and $ended.exit_code == 0 and $r.appended == $c.count)}
  + $r
  + {suite: $suite, round: $round, cell: $c.cell, label: $c.label, oracle: $c.oracle}
  + (if $c.pass then {pass: $c.pass} else {} end)
  + (if $c.twin_of != null then {twin_of: $c.twin_of} else {} end)
  + ($ended | del(.cell))
