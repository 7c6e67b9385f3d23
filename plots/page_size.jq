# How much of growth is page faults? Labels are "STRATEGY / PAGES". Block 0: label, colour (unused), row,
# what huge pages everywhere gain, the least and the most ns of all; a block for each kind of pages: row, ns,
# faults per MB, peak / data.
include "stats"; include "text";

def kinds: ["never", "madvise", "always"];

select($run.suite == "page_size")
| . as $records
| [largest[] | select(.status == "measured" and .faults != null and .peak != null)
   | (.label | split(" / ")) as [$name, $pages] | . + {name: $name, pages: $pages}
   | .per_mb = .faults / (.data_bytes / 1e6)]
# A strategy is a row. gain: never against the most that is here, round by round.
| [group_by(.name)[] | INDEX(.pages)
   | select(.never) | {name: .never.name, all: .}
   | if .all.always then .gain = (.all as $a | $records | versus($a.never; $a.always)) else . end]
| select(length > 0 and length <= 20)
| sort_by(-(.all.always // .all.never).ns) | to_entries | map(.value + {row: .key})
| def gains: .gain.interval != null and (.gain.tied | not) and .gain.ratio > 1;
  def fewer: .all.never.per_mb / .all.always.per_mb | short;
  (map(select(.gain)) | sort_by(-.gain.ratio)) as $known
| "# Answer: " + (if $known == [] then "This machine gives no huge pages: nothing to compare."
   else ($known | map(select(gains))) as $gain | ($known | map(select(gains | not))) as $none
     | (first(($gain[] | select(.all.always.family == "control")), $gain[]) // null) as $one
     | (if $one then "On 2 MiB pages \($one.name) has \($one | fewer) x fewer faults and is \($one.gain.ratio | ratio) x\($one.gain.interval | within) faster; "
        else "2 MiB pages: " end)
       + "\($gain | length) of \($known | length) gain"
       + (if $none == [] then "." else ", not \($none | map(.name) | listing(9))." end) end),
  ([.[].all[].ns] | "\(min)\t\(max)") as $range
| (.[] | "\(.name)\t0\t\(.row)\t"
     + (if .gain == null then "-" elif gains and .gain.interval != null then "\(.gain.ratio | ratio) x faster"
       elif .gain.interval == null then "\(.gain.ratio | ratio) x"
       elif .gain.tied then "tied" else "\(1 / .gain.ratio | ratio) x slower" end)
     + "\t\($range)"),
  (kinds[] as $k | "\n\n# \($k)", (.[] | .row as $row | .all[$k] // empty
     | "\($row)\t\(.ns)\t\([.per_mb, 0.01] | max)\t\(.peak)"))
