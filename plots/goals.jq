# goals.jq - what a suite set out to reach ("# Goal:" in its head), held against the records.
#
#     KIND A / B OP LIMIT [at N]        time std::vector / best >= 4
#
# KIND is time (CPU time of append and gather) or peak (of resident memory), a ratio within each round. A and
# B are labels, or best: the fastest of our own for unknown n; or blocks: the fastest of numpy that works
# by blocks; B may be data. At the largest n, or at N.
include "stats"; include "text"; include "setting";

def goals:
  . as $records
  | [summaries] as $all
  | ($all | map(.count) | max) as $top
  | ([$catalogue[] | select(.by_block).strategy]) as $by_block
  | ([$all[] | select(.count == $top and .status == "measured"
       and (.family | IN("control", "peer", "numpy") | not))] | min_by(.ns)) as $best
  | def named($name; $n):
      $all | map(select(.count == $n and (.appended // 0) > 0))
      | if $name == "best" then map(select(.label == $best.label))[0]
        elif $name == "blocks" then map(select(.status == "measured" and (.strategy | IN($by_block[])))) | min_by(.ns)
        else map(select(.label == $name))[0] end;
    # A round's value, by rounds. A peak is a ratio only where its error is small.
    def rounds($kind; $cell):
      $records | counted | map(select($cell != null and .cell == $cell.cell)) | INDEX(.round)
      | map_values(if $kind == "time" then append_gather
                   elif .payload_bytes >= 10 * (.rss_peak_error_bytes // 0) then .rss_peak_bytes else null end);
    def one($kind; $cell): $cell | if $kind == "time" then .ns elif .peak then .peak * .data_bytes else null end;
    def met($op; $limit): if $op == "<=" then . <= $limit elif $op == ">" then . > $limit else . >= $limit end;
    $run.goals // [] | .[]
  | capture("^(?<kind>time|peak) (?<a>.+) / (?<b>.+) (?<op><=|>=|>) (?<limit>[0-9.]+)(?: at (?<n>.+))?$") as $g
  | ($g.limit | tonumber) as $limit
  | (if $g.n then $g.n | count else $top end) as $n
  | named($g.a; $n) as $a | named($g.b; $n) as $b
  | rounds($g.kind; $a) as $x
  | (if $g.b == "data" then $x | map_values($a.data_bytes) else rounds($g.kind; $b) end) as $y
  | [$x | keys[] | select($x[.] != null and $y[.] != null and $y[.] > 0) | $x[.] / $y[.]] as $ratios
  # What was too slow to repeat has the one round that it was stopped in: at least that.
  | ($a != null and $a.status == "too_slow") as $stopped
  | (if $stopped then (one($g.kind; $a) as $p | one($g.kind; $b) as $q
       | if $p == null or $q == null then null
         elif $g.kind == "time" then $p / $q else ($p / $a.data_bytes) / ($q / $b.data_bytes) end)
     else $ratios | median end) as $ratio
  | ($ratios | interval) as $interval
  | {kind: $g.kind, a: ($a.label // $g.a), b: ($b.label // $g.b), n: $n, asked: "\($g.op) \($g.limit)",
     ratio: $ratio, interval: $interval, stopped: $stopped,
     reached: (if $ratio == null then null
               elif $interval == null then $ratio | met($g.op; $limit)
               else ($interval | map(met($g.op; $limit))) as $ends
                 | if $ends | all then true elif $ends | any then null else false end end)}
  | .said = (if .ratio == null then "not measured"
             else (if .reached then "reached" elif .reached == null then "open: the interval holds \($limit)" else "missed" end)
               + (if .stopped then " (one round, stopped at \($a.appended | si))"
                  elif .interval == null then " (too few rounds)" else "" end) end)
  | .text = "\(.kind): \(.a) / \(.b)" + (if .n == $top then "" else " at \(.n | si)" end)
  | .interval |= if . then "[\(.[0] | ratio), \(.[1] | ratio)]" else "" end;
