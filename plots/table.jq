# The table at the end of a run, for a terminal: the largest n, best first, controls apart.
include "stats"; include "text"; include "verdict"; include "goals";

def note:
  [.note // empty,
   if .gather_ns then "gather \(.gather_ns | ratio)" else empty end,
   if .sync_wall_ns then "sync +\(.sync_wall_ns | ratio)" else empty end,
   if .waits != null and .waits > 1.2 then "waits: wall \(.waits | ratio) x CPU" else empty end]
  | join(", ");

# The cells of a row. What is too slow has numbers at the place it reached, which compare with nothing.
def row:
  if .status == "measured" then
    [.label, (.ns | ratio), (.append_ns | ratio), (.ratio | ratio),
     (if .oracle then "" elif .ratio_interval == null then "few rounds" elif .tied then "tied"
      else "\(.ratio_interval[0] | ratio)-\(.ratio_interval[1] | ratio)" end),
     (if .peak == null then "-" else (.peak | ratio) end),
     (if .peak == null or .file == null then "-"
      else "\([.peak - .file, 0] | max | ratio) + \([.file, .peak] | min | ratio)" end),
     (.faults | si), note]
  else [.label, "-", "-", "-", "", "-", "-", "-", note] end;

ranked as $all
| ($all | map(select(.family != "control"))) as $free
| ["", "append+gather", "append", "ratio to", "interval", "peak /", "anonymous", "page", ""] as $head1
| ["strategy", "ns/element", "ns", "prealloc.", "95 %", "data", "+ file", "faults", "note (ns per element)"] as $head2
| [[$head1, $head2, ($free[], ($all - $free)[] | row)] | aligned([range(1; 8)])] as $lines
| (2 + ($free | length)) as $controls
| "",
  "\($all[0].count | si) \($all[0].type), \($all[0].payload_bytes | bytes) of data; CPU time, medians of \($run.rounds_done) rounds"
    + (if $run.state == "complete" then "" else " (PARTIAL: \($run.rounds) were planned)" end),
  machine_line,
  (noise_floor | if . then "noise floor: the same program, run twice in a round, differs by \(. * 100 | short) % in half of the rounds; less is a tie" else empty end),
  (if noisy
   then "noisy: \($machine.noise.stolen_percent | short) % of the time stolen, something waited for a CPU \($machine.noise.cpu_pressure_percent | short) % of the time; repeat on an idle machine"
   else empty end),
  "",
  $lines[:$controls][], "controls", $lines[$controls:][],
  (if any($all[]; .status == "measured" and .peak == null)
   then "", "peak: - where the data is less than ten times the error of a peak (\([.[].rss_peak_error_bytes // empty][0] | bytes))"
   else empty end),
  "",
  verdict,
  ([goals] | select(length > 0)
   | [["goal", "asked", "measured", "95 %", ""], (.[] | [.text, .asked, (.ratio | ratio), .interval, .said])] as $goals
   | ([range(0; 4) as $c | $goals | map(.[$c] | length) | max]) as $widths
   | "", ($goals[] | "\(.[0] | left($widths[0]))  \(.[1] | right($widths[1]))  \(.[2] | right($widths[2]))  \(.[3] | left($widths[3]))  \(.[4])"))
