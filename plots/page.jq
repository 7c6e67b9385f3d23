# page.jq - the report: one self-contained page, offline. Input: what is known of each run, in order:
# {run, machine, programs}; $sections: the HTML of each. $claims, $choices: the tables that open it.
include "text"; include "html";

def machine_rows:
  [["CPU", "\(.cpu // "unknown"), \(.cpus) CPUs" + (if .virtual then ", virtual (\(.virtual))" else "" end)],
   ["Caches", (.cache_bytes // {} | to_entries | map("\(.key) \(.value | bytes)") | join(", "))],
   ["Memory", "\(.memory_bytes | bytes), \(.memory_available_bytes | bytes) available, swap \(.swap_bytes | bytes)"],
   ["Limit of the control group", (if .cgroup_limit_bytes then "\(.cgroup_limit_bytes | bytes) (version \(.cgroup_version))" else "none" end)],
   ["System", "\(.system // "unknown"), \(.kernel), \(.libc // "unknown libc")"],
   ["Compiler", "\(.compiler // "unknown"): \(.compiler_command // "")"],
   ["Pages", "\(.page_bytes) bytes; transparent huge pages: \(.transparent_huge_pages // "not available here"); overcommit: \(.overcommit_memory // "unknown")"],
   ["Directory of files", (.file_system // "unknown")],
   ["CPU governor", (.cpu_governor // "not available here")],
   ["Tools", (.tools | to_entries | map(.value // "\(.key): none") | join(", "))]];

def machine_name: "\(.name): \(.cpu // .architecture), \(.cpus) CPUs, \(.kernel), \(.libc // "libc unknown")";
def left_table_of($head; $rows): table_of($head; $rows) | sub("<div class=wide"; "<div class=\"wide left\"");
def claims_table: left_table_of(["people say", "here", "measured", "show it"]; $claims | map([.claim, .verdict, .evidence, .command]));
def choices_table: left_table_of($choices[0] | keys_unsorted; $choices | map(to_entries | map(.value)));
def noise: if .machine.noise then "\(.machine.noise.stolen_percent | short) % of the time stolen; something waited for a CPU \(.machine.noise.cpu_pressure_percent | short) % of the time" else "not known: the run did not end" end;

[inputs] as $runs
| $runs[0].machine as $machine
| "<!doctype html>
<html lang=en><head><meta charset=utf-8><meta name=viewport content=\"width=device-width, initial-scale=1\">
<title>growbench: \($runs | map(.run.suite) | join(", ") | @html)</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; color: #222; max-width: 58rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6rem } h2 { font-size: 1.25rem; margin-top: 2.5rem }
figure { margin: 0; overflow-x: auto } svg { width: 100%; height: auto; min-width: 38rem }
.wide { overflow-x: auto } table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums }
th, td { text-align: right; padding: .2rem .6rem; border-bottom: 1px solid #ddd } th:first-child, td:first-child { text-align: left }
.facts td { text-align: left } pre { background: #f4f4f4; padding: .6rem; overflow-x: auto } .partial { background: #fff3cd; padding: .5rem }
.answer { font-size: 1.1rem; font-weight: 600 } .data { color: #666; font-size: .85rem } .left td, .left th { text-align: left; vertical-align: top }
section { border-top: 3px solid #ddd; margin-top: 3rem; padding-top: .5rem }
@media print { svg { min-width: 0 } h2, figure { break-inside: avoid } body { max-width: none } }
</style></head><body>
<h1>How should an array grow?</h1>
<p>Measured on \($machine | machine_name | @html).</p>",
(if $claims == [] then empty else "<h2>What people say, and what was measured</h2>", claims_table end),
(if $choices == [] then empty else "<h2>Which to choose</h2>", choices_table,
  "<p>- was not measured. For a question of your own: <code>make advise COUNT=1e9 TYPE=float64 MEMORY=2G NEED=contiguous</code></p>" end),
(if $runs | length < 2 then empty else "<p>Suites: \($runs | map(.run.suite | "<a href=\"#\(.)\">\(.)</a>") | join(", "))</p>" end),
"<p>Ratios with an interval are taken round by round: of CPU time of append and gather, where a section does not say
wall time, and to the program that knows n, where it does not name another; in brackets
the 95 % interval of the median (sign test). A ratio whose interval holds 1, or that is no farther from 1 than
the noise floor (A/A: how far the same program, run twice in a round, differs from itself in half of the
rounds, or at most where there are few), is a tie.</p>",
$sections,
"<h2>What was measured</h2>",
table_of(["program", "what it does"]; $runs | map(.programs) | add | unique_by(.strategy) | map([.strategy, .about])),
"<h2>The machine</h2><table class=facts><tbody>",
([($machine | machine_rows[]), ($runs[] | ["Noise in \(.run.suite)", noise])][] | "<tr>\(map(@html) | cells("td"))</tr>"),
"</tbody></table>",
"<p>The records, one JSON line a run, are beside this page in <code>records/</code>, of several suites each in its own
directory; the figures are drawn
from them alone: <code>make plots RUN=DIRECTORY</code>.</p></body></html>"
