# section.jq - the part of the report that one suite fills. $figures: [{question, read, answer, svg}];
# $strategies: whether the suite compares strategies, so that a table and a verdict make sense.
include "stats"; include "text"; include "verdict"; include "html"; include "goals";

def result_rows:
  ranked | map(if .status != "measured" then [.label, "-", "-", "-", "-", "-", "-", "-", .note] else
    [.label, (.ns | ratio), (.append_ns | ratio),
     (if .oracle then "1" elif .tied then "tied (\(.ratio | ratio))" else "\(.ratio | ratio)\(.ratio_interval | within)" end),
     (.peak | if . then ratio else "-" end), (.reserved | ratio), (.faults | si), (.copied | ratio), (.note // "")] end);

# ns an element: a row for each label, a column for each n.
def size_rows:
  [summaries] as $all | ($all | map(.count) | unique) as $sizes
  | {head: (["ns per element"] + ($sizes | map("n = \(si)"))),
     rows: ($all | group_by(.label) | map(. as $row | [$row[0].label]
       + ($sizes | map(. as $n | $row | map(select(.count == $n))[0]
           | if . == null then "" elif .status == "measured" then (.ns | ratio)
             elif .status == "too_slow" then "too slow" elif .status == "not_run" then "not run" else "failed" end))))};

"<section id=\"\($run.suite)\"><p class=data>Suite \($run.suite): \(data_line | @html).</p>",
(if $run.state == "complete" then empty else "<p class=partial>This run is partial: \($run.rounds_done) of \($run.rounds) rounds.</p>" end),
($figures[] | "<h2>\(.question | @html)</h2>",
  (if .answer == "" then empty else "<p class=answer>\(.answer | @html)</p>" end),
  "<p>\(.read | @html)</p><figure>\(.svg)</figure>"),
(if $strategies then
  "<h2>What the records say</h2><ul>", (verdict | "<li>\(@html)</li>"), "</ul>",
  "<h2>The numbers</h2>",
  ([.[].rss_peak_error_bytes // empty][0] as $error_bytes | largest[0] | "<p>\(.count | si) \(.type), \(.payload_bytes | bytes) of data. Peaks of resident memory are good to \($error_bytes | bytes).</p>"),
  table_of(["strategy", "append + gather, ns", "append, ns", "ratio to \([$cells[] | select(.oracle).label][0])", "peak / data", "reserved / data", "page faults", "copied / data", "note"]; result_rows),
  ([goals] | select(length > 0) | "<h2>The goals</h2>",
   table_of(["ratio", "asked", "measured", "95 % interval", ""]; map([.text, .asked, (.ratio | ratio), .interval, .said]))),
  (size_rows | select((.head | length) > 2) | "<h2>Every size</h2>" + table_of(.head; .rows))
 else empty end),
"<p class=data>Again: <code>\($run.command | @html)</code></p></section>"
