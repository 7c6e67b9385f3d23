# stats.jq - records -> one summary a cell: medians, ratios to the oracle, what is tied.
#
# Called with all records of a run as input (jq --slurp) and $cells, $machine, $run; see plots/query.
# Time is CPU time (user + system), which repeats several times better than wall time on a machine that
# is shared; ratios are taken within a round, where all cells ran side by side, then their median.
include "text";

def median:
  sort | if length == 0 then null else (.[(length - 1) / 2 | floor] + .[length / 2 | floor]) / 2 end;

# The rank k for which the k-th smallest and the k-th largest of n values hold the true median between
# them with 95 % certainty (sign test): the largest with 2 P(Binomial(n, 1/2) < k) <= 5 %. 0 below n = 6.
def sign_test_rank:
  . as $n
  | reduce range(0; $n) as $i ({k: 0, term: 1, sum: 0};
      .sum += .term
      | if .sum * 2 <= 0.05 * pow(2; $n) then .k = $i + 1 else . end
      | .term = .term * ($n - $i) / ($i + 1))
  | .k;

# [low, high] around the median, or null where there are too few values for any certainty. It asks
# nothing of the distribution, and no random resampling: the same records give the same interval.
def interval:
  sort | (length | sign_test_rank) as $k
  | if $k == 0 then null else [.[$k - 1], .[length - $k]] end;

# Whether a ratio says nothing: its interval holds 1, or it is no farther from 1 than two runs of the same
# program side by side are ($floor). Without an interval (too few rounds) nothing is said, also not that.
def tied($ratio; $floor):
  . != null and ((.[0] <= 1 and .[1] >= 1) or ($ratio - 1 | fabs) <= ($floor // 0));

# The ratios of all rounds -> {ratio, interval, tied}.
def of_rounds($floor):
  {ratio: median, interval: interval} | .ratio as $ratio | .tied = (.interval | tied($ratio; $floor));

def append_gather: .append_cpu_ns + (.gather_cpu_ns // 0);
# The same by the clock on the wall, for what waits: for a disk, for memory.
def append_gather_wall: .append_wall_ns + (.gather_wall_ns // 0);
def random_read: if (.random_reads // 0) > 0 then .random_cpu_ns / .random_reads else null end;

# What is compared with what: the same data, in the same round.
def data_key: "\(.count) \(.type) \(.arrays) \(.turns)";

# Rounds that count: not the first, and not runs that failed or were stopped by the budget.
def counted: map(select(.round > 0 and .exit_code == 0 and .completed));

# The passes that count (timelines or latencies), of the rounds that do.
def passes($pass): map(select(.round > 0 and .exit_code == 0 and .pass == $pass and .twin_of == null));

# [f(cell of the twin) / f(its other)] by rounds: what one program, run twice, says of itself.
def twins(f):
  counted as $records
  | ($cells | map(select(.twin_of != null))[0]) as $twin
  | ($records | map(select(.cell == $twin.twin_of)) | INDEX(.round) | map_values(f)) as $other
  | [$records[] | select($twin != null and .cell == $twin.cell)
     | {a: f, b: $other["\(.round)"]} | select(.a != null and (.b // 0) > 0) | .a / .b];

# How far from 1 the ratio of a program to itself is in half of the rounds. Null without enough rounds.
def floor_of: if interval then map(. - 1 | fabs) | median else null end;
# Of passes, which are few: how far the farthest round was off, in the peak of memory or in p99.99.
def of_pass:
  if .pass == "timeline" then .table.rss_bytes | max
  else [.table | [.below_ns, .share_longer] | transpose[] | select(.[1] <= 1e-4)][0][0] end;
def noise_floor:
  if any($cells[]; .twin_of != null and .pass != null)
  then twins(of_pass) | map(. - 1 | fabs) | max
  else twins(append_gather) | floor_of end;

# The summaries, in the order of the cells. All times in ns for each element.
def summaries:
  noise_floor as $floor
  | map(select(.pass == null and .twin_of == null))
  | counted as $records
  | ($records | map(select(.oracle)) | INDEX("\(.round) \(data_key)")) as $oracle
  | ($records | group_by(.cell) | INDEX(.[0].cell)) as $by_cell
  | (map(select(.round > 0 and (.exit_code != 0 or (.completed | not)))) | group_by(.cell)
     | map({key: "\(.[0].cell)", value: length}) | from_entries) as $lost
  # A cell that was too slow has one record, of the first round.
  | (map(select(.round == 0 and .exit_code == 0)) | INDEX(.cell)) as $first
  | $cells[]
  | select(.pass == null and .twin_of == null)
  | . as $cell
  | ($by_cell[.cell | tostring]
     // (if .status == "too_slow" then [$first[.cell | tostring] // empty] else [] end)) as $r
  | ($lost[.cell | tostring] // 0) as $lost
  | ($r[0] // {}) as $one
  | ($one.appended // 0) as $n
  | ([$r[] | append_gather / ([.appended, 1] | max)]) as $times
  | [$r[] | . as $x | $oracle["\(.round) \(data_key)"] // empty
     | append_gather as $base | select($base > 0) | ($x | append_gather) / $base] as $ratios
  | ($ratios | interval) as $ratio_interval
  | ($n * ($one.width_bytes // 0)) as $data
  | def each(f): [$r[] | f // empty] | median;
    def per_element(f): each(f) | if . == null then null else . / ([$n, 1] | max) end;
    # No ratio where the error of a peak may be more than a tenth of the data.
    def share(f): each(f) | if . == null or $data == 0 then null else . / $data end;
    def multiple(f): if $data < 10 * ($one.rss_peak_error_bytes // 0) then null else share(f) end;
    # On tmpfs a file takes its memory when it is allocated, not when it is touched.
    def held(f): if .file_system == "tmpfs" and (.shmem_bytes // 0) > 0
                 then [f, .reserved_peak_bytes] | max else f end;
    $cell
    + (if .status == "measured" and $r == []
       then {status: "failed", note: "failed or over the budget in all counted rounds"}
       elif $lost > 0 then {note: "failed or over the budget in \($lost) of \($lost + ($r | length)) rounds"}
       else {} end)
    + {
      rounds: ($r | length), appended: $n, data_bytes: $data, knobs: ($one.knobs // {}), chained: ($one.random_chained // false),
      ns: ($times | median), ns_interval: ($times | interval),
      append_ns: per_element(.append_cpu_ns), gather_ns: per_element(.gather_cpu_ns),
      sync_wall_ns: per_element(.sync_wall_ns), scan_ns: per_element(.scan_cpu_ns),
      random_ns: each(random_read),
      waits: each(if .append_cpu_ns > 0 then .append_wall_ns / .append_cpu_ns else empty end),
      ratio: ($ratios | median), ratio_interval: $ratio_interval,
      tied: (($ratios | median) as $ratio | $ratio_interval | tied($ratio; $floor)),
      peak: multiple(held(.rss_peak_bytes)), append_peak: multiple(held(.append_peak_rss_bytes)),
      file: multiple(.file_bytes), shmem: multiple(.shmem_bytes),
      reserved: share(.reserved_peak_bytes), live: share(.live_peak_bytes),
      faults: each(.append_minor_faults + .append_major_faults
                   + (.gather_minor_faults // 0) + (.gather_major_faults // 0)),
      copied: share(.copied_bytes),
      file_system: $one.file_system,
      process_wall_ns: each(.process_wall_ns),
      phases: (["append", "gather", "sync", "reopen", "peek", "scan", "random", "release"]
               | map(. as $p | {key: $p, value: each(.["\($p)_wall_ns"])}) | from_entries)
    };

# The ratio of two summaries in what f takes from a record, round by round: {ratio, interval, tied}.
def versus(f; $a; $b):
  (twins(f) | floor_of) as $floor
  | counted as $records
  | def times($c): $records | map(select(.cell == $c)) | INDEX(.round) | map_values(f);
    times($a.cell) as $x | times($b.cell) as $y
  | [$x | keys[] | select(($y[.] // 0) > 0 and $x[.] != null) | $x[.] / $y[.]]
  | of_rounds($floor);
# In their times.
def versus($a; $b): versus(append_gather; $a; $b);

# The summaries of the largest n only: one for each label.
def largest: [summaries] | (map(.count) | max) as $n | map(select(.count == $n));

# What stands under every figure: machine, data, rounds.
def machine_line:
  "\($machine.name): \($machine.cpu // $machine.architecture), \($machine.cpus) CPUs, "
  + "\($machine.kernel | split("-")[0]), \($machine.libc // "libc unknown"), "
  + ([(map(select(.oracle)) + .)[].compiler // empty][0] // ($machine.compiler // "" | sub(" \\(.*\\)"; "")));
# Whether others had a part in the numbers: time stolen, or something that waited for a CPU.
def noisy: ($machine.noise.stolen_percent // 0) > 1 or ($machine.noise.cpu_pressure_percent // 0) > 10;
def data_line:
  ($cells | map(.type) | unique | if length > 1 then "\(length) types" else .[0] end) as $type
  | "\($type), n up to \($cells | map(.count) | max | si), \($run.rounds_done) rounds"
  + (if $run.state == "complete" then "" else " (partial: \($run.rounds) were planned)" end)
  + (noise_floor | if . then ", A/A \(. * 100 | short) %" else "" end)
  + (if noisy then ", NOISY machine" else "" end);
def caption: "\(machine_line) | \(data_line)";
