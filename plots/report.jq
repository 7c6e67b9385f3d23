# The report: one self-contained page. $figures: [{question, read, svg}]; $catalogue: the programs.
include "stats"; include "text"; include "verdict";

def tag($name; $text): "<\($name)>\($text)</\($name)>";
def cells($kind): map(tag($kind; .)) | add;
def table_of($head; $rows):
  "<div class=wide><table><thead><tr>\($head | map(@html) | cells("th"))</tr></thead><tbody>"
  + ($rows | map("<tr>\(map(tostring | @html) | cells("td"))</tr>") | join("\n")) + "</tbody></table></div>";

def machine_rows:
  [["CPU", "\($machine.cpu // "unknown"), \($machine.cpus) CPUs" + (if $machine.virtual then ", virtual (\($machine.virtual))" else "" end)],
   ["Caches", ($machine.cache_bytes // {} | to_entries | map("\(.key) \(.value | bytes)") | join(", "))],
   ["Memory", "\($machine.memory_bytes | bytes), \($machine.memory_available_bytes | bytes) available, swap \($machine.swap_bytes | bytes)"],
   ["Limit of the control group", (if $machine.cgroup_limit_bytes then "\($machine.cgroup_limit_bytes | bytes) (version \($machine.cgroup_version))" else "none" end)],
   ["System", "\($machine.system // "unknown"), \($machine.kernel), \($machine.libc // "unknown libc")"],
   ["Compiler", "\($machine.compiler // "unknown"): \($machine.compiler_command // "")"],
   ["Pages", "\($machine.page_bytes) bytes; transparent huge pages: \($machine.transparent_huge_pages // "not available here"); overcommit: \($machine.overcommit_memory // "unknown")"],
   ["Directory of files", ($machine.file_system // "unknown")],
   ["CPU governor", ($machine.cpu_governor // "not available here")],
   ["Noise of others", (if $machine.noise then "\($machine.noise.stolen_percent | short) % of the time stolen; something waited for a CPU \($machine.noise.cpu_pressure_percent | short) % of the time" else "not known: the run did not end" end)],
   ["Tools", ($machine.tools | to_entries | map(.value // "\(.key): none") | join(", "))],
   ["Run", "suite \($run.suite), \($run.rounds_done) of \($run.rounds) counted rounds, seed \($run.seed), \($run.started)"]];

def result_rows:
  ranked | map(if .status != "measured" then [.label, "-", "-", "-", "-", "-", "-", "-", .note] else
    [.label, (.ns | ratio), (.append_ns | ratio),
     (if .oracle then "1" elif .tied then "tied (\(.ratio | ratio))" else "\(.ratio | ratio) \(.ratio_interval | within)" end),
     (.peak | if . then ratio else "-" end), (.reserved | ratio), (.faults | si), (.copied | ratio), (.note // "")] end);

# ns an element: a row for each label, a column for each n.
def size_rows:
  [summaries] as $all | ($all | map(.count) | unique) as $sizes
  | {head: (["ns per element"] + ($sizes | map("n = \(si)"))),
     rows: ($all | group_by(.label) | map(. as $row | [$row[0].label]
       + ($sizes | map(. as $n | $row | map(select(.count == $n))[0]
           | if . == null then "" elif .status == "measured" then (.ns | ratio)
             elif .status == "too_slow" then "too slow" elif .status == "not_run" then "not run" else "failed" end))))};

"<!doctype html>
<html lang=en><head><meta charset=utf-8><meta name=viewport content='width=device-width, initial-scale=1'>
<title>growbench: \($run.suite | @html)</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; color: #222; max-width: 58rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6rem } h2 { font-size: 1.25rem; margin-top: 2.5rem }
figure { margin: 0; overflow-x: auto } svg { width: 100%; height: auto; min-width: 38rem }
.wide { overflow-x: auto } table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums }
th, td { text-align: right; padding: .2rem .6rem; border-bottom: 1px solid #ddd } th:first-child, td:first-child { text-align: left }
.facts td { text-align: left } pre { background: #f4f4f4; padding: .6rem; overflow-x: auto } .partial { background: #fff3cd; padding: .5rem }
@media print { svg { min-width: 0 } h2, figure { break-inside: avoid } body { max-width: none } }
</style></head><body>
<h1>How should an array grow?</h1>
<p>\(machine_line | @html). \(data_line | @html).</p>",
(if $run.state == "complete" then empty else "<p class=partial>This run is partial: \($run.rounds_done) of \($run.rounds) rounds.</p>" end),
"<h2>What the records say</h2><ul>", (verdict | "<li>\(@html)</li>"), "</ul>",
"<p>Ratios are of CPU time of append and gather, taken round by round to the program that knows n; in brackets
the 95 % interval of the median (sign test). An interval that holds 1 is a tie.</p>",
($figures[] | "<h2>\(.question | @html)</h2><p>\(.read | @html)</p><figure>\(.svg)</figure>"),
"<h2>The numbers</h2>",
([.[].rss_peak_error_bytes // empty][0] as $error_bytes | largest[0] | "<p>\(.count | si) \(.type), \(.payload_bytes | bytes) of data. Peaks of resident memory are good to \($error_bytes | bytes).</p>"),
table_of(["strategy", "append + gather, ns", "append, ns", "ratio to \([$cells[] | select(.oracle).label][0])", "peak / data", "reserved / data", "page faults", "copied / data", "note"]; result_rows),
(size_rows | select((.head | length) > 2) | "<h2>Every size</h2>" + table_of(.head; .rows)),
"<h2>What was measured</h2>",
table_of(["program", "what it does"];
  ([$cells[].strategy] | unique) as $here
  | $catalogue | map(select(.strategy | IN($here[]))) | map([.strategy, .about])),
"<h2>The machine</h2><table class=facts><tbody>", (machine_rows[] | "<tr>\(map(@html) | cells("td"))</tr>"), "</tbody></table>",
"<h2>Again</h2><pre>\($run.command | @html)</pre><p>The records, one JSON line a run, are beside this page in <code>records/</code>;
the figures are drawn from them alone: <code>make plots RUN=DIRECTORY</code>.</p></body></html>"
