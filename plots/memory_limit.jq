# What happens when memory runs out? Labels are "ROW / COLUMN". Block 0: label, colour (unused), row
# from below; then columns: place, name; cells: place, row, colour, colour of the text, text; last what
# enforces the limits, how large the data are, and before which column they begin to fit.
include "stats"; include "text"; include "setting"; include "layout";

# The limit of a cell in bytes. Columns: limits in their order, none, and apart the one on addresses.
def place_of: if .bytes then [0, .bytes] elif .column == "no limit" then [1] else [2] end;

# How it ended. What failed in some rounds only has not survived.
def outcome($codes):
  ($codes[.cell | tostring] // []) as $codes
  | if .status == "not_run" then "not run" elif .status == "too_slow" then "too slow"
    elif .status == "measured" and .note == null then "finished"
    elif .status == "measured" and $codes == [] then "too slow" # over the budget in some rounds
    elif .exit_code == 137 or any($codes[]; . == 137) then "killed"
    elif (.note // "" | contains("Cannot allocate memory")) or any($codes[]; . == 1) then "refused"
    else "failed" end;

# A share of 0 to 1, from a light blue to a dark one; and what has no time.
def shade: . as $s | [[222, 235, 247], [33, 113, 181]] | transpose
  | map(.[0] + $s * (.[1] - .[0]) | round) | .[0] * 65536 + .[1] * 256 + .[2];
def colour:
  {killed: "#D55E00", refused: "#E69F00", "too slow": "#999999", failed: "#CC79A7", "not run": "#DDDDDD"}[.] | number;

def times: "\(.ratio | ratio) x" + (.interval | within);
def of($what): "\(times) of \($what)" + if .tied then " (a tie)" else "" end;

. as $records
| (map(select(.round > 0 and .exit_code != 0)) | group_by(.cell)
   | map({key: "\(.[0].cell)", value: map(.exit_code)}) | from_entries) as $codes
| [largest[] | (.label | split(" / ")) as $at | select($at | length == 2)
   | . + {row: $at[0], column: $at[1], bytes: (.command | limit_bytes), wall_ns: (.phases.append + (.phases.gather // 0))}
   | .place = place_of | .outcome = outcome($codes)]
| select(any(.bytes))
| . as $cells
| .[0].payload_bytes as $data
| (map({column, place, bytes}) | unique_by(.place)) as $columns
| (map(select(.outcome == "finished").wall_ns) | min) as $fastest
# The survivors on top; of them, who is fastest where it is tightest.
| (group_by(.row) | map({row: .[0].row, survived: (map(select(.bytes and .outcome == "finished")) | length),
      ns: (map(select(.outcome == "finished")) | min_by(.place).wall_ns // infinite)})
   | sort_by(-.survived, .ns) | map(.row) | reverse) as $rows

# Who survives the tightest limit, and at what price? Who does not, and what would have been enough?
| def finished($place): map(select(.place == $place and .family != "control" and .outcome == "finished"));
  (map(select(.place == $columns[0].place and .family != "control"))) as $tight
| (finished($columns[0].place) | sort_by(.wall_ns)) as $alive
# One block is compared with one block.
| ($alive | map(select(.row | endswith("(in pieces)") | not))) as $whole
| ($whole[0] // $alive[0]) as $best
| (finished([1]) | sort_by(.ns)) as $free
| ($free | map(select(.row == $best.row))[0]) as $best_free
| ($free | map(select(.row != $best.row))[0]) as $rival
| ("With \($columns[0].column) for \($data | bytes) of data, \($alive | length) of \($tight | length) survive"
  + (if $best then ": \($best.row) takes \($best.wall_ns | duration)" else "" end)
  + (if $whole[1] then ", \($records | versus(append_gather_wall; $best; $whole[1]) | of($whole[1].row))"
       + " (CPU \($records | versus($best; $whole[1]) | times))" else "" end)
  + (if $best_free and $rival
     then "; without a limit \($records | versus($best_free; $rival) | of($rival.row))" else "" end)
  + ".") as $first
| ([$tight[] | select(.outcome | IN("killed", "refused")) | .row as $row
    | {row: $row, enough: ([$cells[] | select(.row == $row and .bytes and .outcome == "finished").bytes] | min)}]
   | group_by(.enough // infinite)
   | map((.[0].enough as $e | if $e then "below \($columns[] | select(.bytes == $e).column)" else "at every limit" end)
         + ": \(map(.row) | listing(3))") | join("; ")) as $dead
| "# Answer: \($first)" + (if $dead == "" then "" else " Killed or refused \($dead)." end),

# The table.
  ($rows | to_entries[] | "\(.value)\t0\t\(.key)"),
  (def at: . as $place | ($columns | map(.place) | index([$place])) + (if . == [2] then 0.25 else 0 end);
   "\n\n# columns", ($columns[] | "\(.place | at)\t\(.column)"),
   "\n\n# cells",
   (.[] | . as $c
    | (if .outcome == "finished" then [(.wall_ns / $fastest | log10), 1] | min else null end) as $share
    | [(.place | at), ($rows | index($c.row)), (if $share then $share | shade else .outcome | colour end),
       (if $share == null or $share < 0.6 then 2236962 else 16777215 end),
       (if $share then .wall_ns | duration elif .outcome == "refused" then "ENOMEM" else .outcome end)]
    | map(tostring) | join("\t"))),
  "\n\n# about",
  "\($machine.memory_limit_mechanism // "not known")\t\($data | bytes)\t\($columns | map(select(.bytes and .bytes < $data)) | length)"
