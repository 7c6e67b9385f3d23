# growth.jq - what the suite growth_factor says of each growth factor.
#
# A factor was measured at several n of one growth step. The step's worst is the array that just grew,
# its best the full one, its mean that over n evenly spaced in log n: what one may expect who does not
# know n. Counters are exact; times are compared round by round.

include "stats";

# Elements that the block has room for when the run ends. Of a vector that copies, the peak is of two
# blocks, the last and the one before it.
def room:
  .reserved_peak_bytes / .width_bytes
  * (if .copied_bytes > 0 then .knobs.growth / (.knobs.growth + 1) else 1 end);

# Of values in the order of the step, both ends of which are the same place: the trapezoid rule.
def step_mean:
  if length < 2 then .[0] else (add - (.[0] + .[-1]) / 2) / (length - 1) end;
def range_of: {least: min, mean: step_mean, most: max};

# The records of one step in its order: most unused first.
def by_step: sort_by(.count / room);

def ns_an_element: .append_cpu_ns / .appended;

# A round's mean over the step, by rounds: {round: ns}. Rounds with a place left out say nothing.
def step_times:
  (map(.cell) | unique | length) as $places
  | group_by(.round) | map(select(length == $places)
      | {key: "\(.[0].round)", value: (by_step | map(ns_an_element) | step_mean)}) | from_entries;

# All records -> one object for each strategy and factor:
#   strategy, title, factor, copying, places   what it is, and at how many n it was measured
#   times {round: ns}, ns, ns_interval         the mean over the step: by rounds, median, 95 %
#   ns_over_n, copied, unused, reserved, resident   {least, mean, most} over the step: ns an element;
#       copied bytes / data; unused share of the block; peaks / data (resident null below 10 errors)
def growth_steps:
  counted | map(select(.pass == null and .twin_of == null and .knobs.growth != null))
  | [group_by([.strategy, .knobs.growth])[]
     | step_times as $times
     | [group_by(.cell)[] | .[0] + {ns: (map(ns_an_element) | median),
                                    resident: (map(.rss_peak_bytes) | median)}]
     | by_step
     | {strategy: .[0].strategy, title: .[0].title, factor: .[0].knobs.growth, copying: (.[0].copied_bytes > 0),
        places: length, times: $times, ns: ([$times[]] | median), ns_interval: ([$times[]] | interval),
        ns_over_n: (map(.ns) | range_of),
        copied: (map(.copied_bytes / .payload_bytes) | range_of),
        unused: (map(1 - .count / room) | range_of),
        reserved: (map(.reserved_peak_bytes / .payload_bytes) | range_of),
        resident: (if all(.[]; .payload_bytes >= 10 * .rss_peak_error_bytes)
                   then map(.resident / .payload_bytes) | range_of else null end)}];

# One of them, of $steps.
def step($steps; $copying; $factor): $steps[] | select(.copying == $copying and .factor == $factor);

# The time of one to that of another: {ratio, interval, tied}.
def times_versus($a; $b; $floor):
  [$a.times | to_entries[] | select($b.times[.key]) | .value / $b.times[.key]]
  | of_rounds($floor);

# The fastest of some steps, and the factors that are not slower for certain: its fields, tied [factor, ...].
def fastest($floor):
  . as $steps | (map(select(.ns)) | min_by(.ns))
  | . as $best | .tied = [$steps[] | select(.factor != $best.factor)
      | select(times_versus(.; $best; $floor) | .interval == null or .tied).factor];

# How far the factors lie apart: the slowest to the fastest, {slowest, fastest, ratio, interval, tied}.
# They are chosen in the odd rounds and compared in the even ones: the most extreme of many that differ
# by chance alone would seem to differ in the rounds that chose them.
def time_range($floor):
  def rounds($odd): .times |= with_entries(select((.key | tonumber) % 2 == $odd));
  [.[] | {step: ., ns: (rounds(1).times | [.[]] | median)} | select(.ns)] | sort_by(.ns)
  | .[-1].step as $slowest | .[0].step as $fastest
  | {slowest: $slowest.factor, fastest: $fastest.factor}
    + times_versus($slowest | rounds(0); $fastest | rounds(0); $floor);

# What is often said of growth factors, in numbers; null where it was not measured.
def growth_facts:
  noise_floor as $floor | growth_steps as $steps
  | def of($copying; $factor): first(step($steps; $copying; $factor)) // null;
    def against($copying):
      of($copying; 1.5) as $a | of($copying; 2) as $b
      | if $a and $b then
          {time: times_versus($a; $b; $floor), copied: [$a.copied, $b.copied], unused: [$a.unused, $b.unused],
           reserved: [$a.reserved, $b.reserved], resident: [$a.resident, $b.resident]}
        else null end;
    def all($copying): $steps | map(select(.copying == $copying));
  {
    # 1.5 to 2, copying and by realloc: time's ratio is below 1 when 1.5 is faster; the others [of 1.5, of 2].
    "1.5 beats 2": {copying: against(true), realloc: against(false)},
    # Unused share of the block, and what is resident of it: untouched capacity costs no RAM.
    "doubling wastes half": (of(false; 2) | if . then {unused, resident} else null end),
    # Both blocks, at the worst n: 1 + 2 times the data reserved, and how much of that is RAM.
    "doubling triples the peak": (of(true; 2) | if . then {reserved, resident} else null end),
    "growth factors matter with realloc":
      (all(false) | if length > 1 then time_range($floor) + {floor: $floor} else null end)
  };
