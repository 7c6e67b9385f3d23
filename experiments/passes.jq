# passes.jq - what passes of their own printed (jq -nR, a file a cell) -> {cell, record} a line.
#
# A table's columns become arrays, by the names in its head; lines that begin with # are told in "notes".
# How much was appended is in the last line of a timeline, or the sum of a histogram.
def number: tonumber? // .;

[inputs | {cell: (input_filename | split("/") | last | tonumber), line: .}]
| group_by(.cell)[]
| .[0].cell as $cell
| (map(.line | select(startswith("#")) | .[2:])) as $notes
| (map(.line | select(startswith("#") | not) | split("\t"))) as $table
| ($table[1:] | transpose | map(map(number))) as $columns
| ([$table[0] | to_entries[] | {key: .value, value: ($columns[.key] // [])}] | from_entries) as $pass
| {cell: $cell,
   record: {appended: (if $pass.appends then $pass.appends | add // 0 else $pass.appended[-1] // 0 end),
            notes: $notes, table: $pass}}
