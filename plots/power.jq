# power.jq - with which power of n something grows: a straight line through (log n, log y).
include "stats"; include "text";

# The 97.5 % point of Student's t.
def student($freedom):
  [12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23][$freedom - 1] // 2.2;

# [{n, y}] -> {power, within, log_factor, middle, points}: y = exp(log_factor) n^power by least squares, the power
# +- within with 95 % certainty. How far the points lie from the line says so: their noise, and any bend.
# null for fewer than three.
def power_law:
  map({x: (.n | log), y: (.y | log)}) as $p | ($p | length) as $m
  | if $m < 3 then null else
      ($p | map(.x) | add / $m) as $x | ($p | map(.y) | add / $m) as $y
      | ($p | map(.x - $x | . * .) | add) as $spread
      | (($p | map((.x - $x) * (.y - $y)) | add) / $spread) as $power
      | ($p | map(.y - $y - $power * (.x - $x) | . * .) | add) as $rest
      | {power: $power, within: (student($m - 2) * ($rest / ($m - 2) / $spread | sqrt)),
         log_factor: ($y - $power * $x), middle: $x, points: $m}
    end;
def at($n): .log_factor + .power * ($n | log) | exp;
# How uncertain that is far away, where the error of the power weighs most: [low, high].
def at_interval($n): at($n) as $y | (.within * ($n | log) - .within * .middle | exp) as $factor
  | [$y / $factor, $y * $factor];

# Which sizes are fitted, of objects with bytes, ns (in all) and whole (no run failed or was over the
# budget, which would leave the faster ones), smallest first. From 200 kB of data on: glibc's change from
# the heap to mappings lies below. And from twenty times the time of the smallest on: that is at least the
# fixed cost of a start, which so is under 5 %.
def mark_fitted:
  .[0].ns as $start | map(.fitted = (.whole and .bytes >= 200e3 and .ns >= 20 * $start));

# All records -> one object a label: label, title, strategy, family, type, quadratic (as the catalogue has it),
# points [{n, bytes, whole, ns (in all), copied (bytes in all, or null), fitted}], time and copied as power laws
# (or null).
def scalings:
  [summaries | select(.status == "measured" and .ns != null and .appended > 0)]
  | [group_by(.label)[] | sort_by(.count) | .[0] as $one
     | (map({n: .count, bytes: .data_bytes, whole: (.note == null), ns: (.ns * .count),
             copied: (if .copied == null then null else .copied * .data_bytes end)}) | mark_fitted) as $points
     | ($points | map(select(.fitted))) as $fitted
     | ($one | {label: .label, title, strategy, family, type})
       + {quadratic: any($catalogue[]; .strategy == $one.strategy and .quadratic), points: $points,
          time: ($fitted | map({n, y: .ns}) | power_law),
          copied: (if all($fitted[]; (.copied // 0) > 0) then $fitted | map({n, y: .copied}) | power_law
                   else null end)}];

# ns as people say long times, and from one to another.
def span: # of ns
  if . < 60e9 then duration elif . < 3600e9 then "\(. / 60e9 | short) minutes"
  elif . < 86400e9 then "\(. / 3600e9 | short) hours" elif . < 3.156e16 then "\(. / 86400e9 | short) days"
  else "\(. / 3.156e16 | short) years" end;
# 3 days and 5 days -> "3 to 5 days"
def from_to: map(span / " ") | if .[0][1] == .[1][1] then "\(.[0][0]) to \(.[1] | join(" "))"
  else map(join(" ")) | join(" to ") end;

# Whether a power law may be $power: its interval holds it, or it is off by no more than a tenth, as caches
# and page sizes bend it. null without a law, or one so uncertain that it says nothing.
def settled: . != null and .within < 0.3;
def may_be($power):
  if settled | not then null else (.power - $power | fabs) <= ([.within, 0.1] | max) end;

# What is often said, in numbers: [{label, n (the largest measured), time, copied, linear, quadratic}].
def scaling_facts:
  def facts(f): map(select(f) | {label: .label, n: .points[-1].n, time, copied,
                                 linear: (.time | may_be(1)), quadratic: (.time | may_be(2))});
  scalings
  | {"np.append is quadratic": facts(.family == "numpy" and .quadratic),
     "realloc per element is quadratic in C": facts(.family == "exact" and (.quadratic | not)),
     "time grows geometrically": facts(.family == "vector")};
