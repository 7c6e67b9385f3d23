# compare.jq - two runs' cells (measured.jq; $base, $new) -> how each strategy changed at the largest n
# that both runs measured it at: a line of JSON each.
#
# The ratio new / base is the median of all ratios of a new round to a base round; rounds of different
# runs are no pairs. Its 95 % interval is cut from the same list by the ranks of the Mann-Whitney test
# (Hodges and Lehmann 1963), in the normal approximation. Better and worse are only said when the
# interval does not hold 1 and the ratio is farther from it than either run's noise floor in that suite.
include "stats";

def ratios($new; $base): [$new[] as $x | $base[] | select(. > 0) | $x / .] | sort;
def rank_interval($m; $n):
  (($m * $n / 2 - 1.96 * ($m * $n * ($m + $n + 1) / 12 | sqrt)) | floor) as $k
  | if $k < 1 or $m < 4 or $n < 4 then null else [.[$k - 1], .[length - $k]] end;
def judged($ratio; $floor):
  if . == null then "too few rounds" elif tied($ratio; $floor) then "tied"
  elif $ratio < 1 then "better" else "worse" end;

($base | INDEX(.key)) as $before
| ($base[0].machine != $new[0].machine) as $elsewhere
| [$new[] | select($before[.key])] | group_by([.suite, .label, (.key | sub("--count [0-9]+"; ""))])[]
| (map(select(.status == "measured" and $before[.key].status == "measured")) | max_by(.count)) // max_by(.count)
| . as $now | $before[.key] as $was
| ([$now.floor, $was.floor] | map(. // 0) | max) as $floor
| {suite, options, label: .label, strategy, oracle, count, type, floor: $floor}
  + if .status != "measured" or $was.status != "measured" then
      {time: (if .status == "not_run" or $was.status == "not_run" then "not run"
              elif .status == $was.status then "\(.status | sub("_"; " ")) in both" elif .status == "measured" then "better" else "worse" end),
       note: "\($was.note // "measured") -> \(.note // "measured")"}
    elif $elsewhere and (.relative and $was.relative | not) then {time: "another machine"}
    else
      ratios(.times; $was.times)
      | median as $ratio
      | rank_interval($now.times | length; $was.times | length) as $interval
      | {ratio: $ratio, interval: $interval, time: ($interval | judged($ratio; $floor))}
    end
  # A peak differs when it does so by more than both errors and one percent.
  + if $now.peak_bytes == null or $was.peak_bytes == null or $was.peak_bytes == 0 then {}
    else
      ($now.peak_bytes - $was.peak_bytes) as $change
      | {peak_ratio: ($now.peak_bytes / $was.peak_bytes),
         peak: (if ($change | fabs) <= ([$now.peak_error_bytes + $was.peak_error_bytes, $was.peak_bytes / 100] | max)
                then "tied" elif $change < 0 then "better" else "worse" end)}
    end
