# layout.jq - colours, and places for labels. Needs $cells and $run; see plots/query.

# label -> colour, as "#rrggbb". The family gives the colour, members of a family a shade each; the
# oracle is black, other controls are grey, and what is not of the core is, too, unless $all shall have a
# colour: where a person chose the strategies, or a suite did. The palette is Okabe and Ito's, safe for
# the colour-blind.
def colours($all):
  {exact: ["#D55E00", "#E69F00"], vector: ["#0072B2", "#56B4E9"], chunks: ["#009E73", "#7FCDB2"],
   file: ["#AA3377", "#DD99BB"], "virtual memory": ["#332288", "#8877CC"], sqrt: ["#999933", "#CCCC77"],
   boxed: ["#882255"], peer: ["#665544", "#AA9988"], numpy: ["#44AA99", "#99D5CC"]} as $shades
  | ["#117733", "#CC6677", "#6699CC", "#DDCC77"] as $spare
  # The core first, whether it was measured or not: so that a run of a few has the same colours.
  | ($catalogue | map(select(.core) | {label: .title, family, oracle, core}) | sort_by(.label)) as $core
  | ($cells | map(select(.twin_of == null) | {label: .label, family, oracle, core}) | unique_by(.label)
     | map(select(.label as $l | any($core[]; .label == $l) | not))) as $others
  | reduce ($core + (if $all then $others else [] end))[] as $c ({used: {}, colour: {}, spare: 0};
      (.used[$c.family] // 0) as $k
      | if $c.oracle then .colour[$c.label] = "#000000"
        elif $c.family == "control" then .colour[$c.label] = "#888888"
        elif $shades[$c.family][$k] then
          .colour[$c.label] = $shades[$c.family][$k] | .used[$c.family] = $k + 1
        else .colour[$c.label] = $spare[.spare % 4] | .spare += 1 end)
  | .colour;
def colours: colours($run.chosen);
def colour_of($colours; $name): $colours[$name] // "#AAAAAA";

# A colour as the number that gnuplot reads from a column.
def number: ltrimstr("#") | ascii_downcase | explode
  | reduce .[] as $c (0; . * 16 + if $c > 96 then $c - 87 else $c - 48 end);

# Places for labels at the end of lines, so that none overlaps: objects with .y get .at, at least $step
# apart. Labels that are too close become a cluster around their mean ("pool adjacent violators").
def spread($step):
  sort_by(.y)
  | reduce .[] as $l ([];
      . + [{labels: [$l], sum: $l.y, at: $l.y}]
      | until(length < 2 or .[-1].at - .[-2].at >= $step * ((.[-1].labels + .[-2].labels) | length) / 2;
          (.[-2].labels + .[-1].labels) as $labels | (.[-2].sum + .[-1].sum) as $sum
          | .[:-2] + [{labels: $labels, sum: $sum, at: ($sum / ($labels | length))}]))
  | map(.at as $at | .labels | to_entries | (length - 1) as $last
        | .[] | .value + {at: ($at + (.key - $last / 2) * $step)});

# Places for labels beside points, on a plane from 0 to $right and $top: objects with .x, .y and .label
# get .lx and .ly. A label that would lie on one placed before goes up, line by line.
def beside($right; $top; $taken):
  ($right * 0.0115) as $letter | ($top * 0.052) as $line
  | def hits($box): .x0 < $box.x1 and $box.x0 < .x1 and (.y - $box.y | fabs) < $line;
    sort_by(-.x)
  | reduce .[] as $p ({placed: [], taken: $taken};
      .taken as $before
      | ({x0: ($p.x + $letter), x1: ($p.x + $letter * (2 + ($p.label | length))), y: ($p.y + $line * 0.6)}
         | until(. as $box | any($before[]; hits($box)) | not; .y += $line / 4)) as $box
      | .taken += [$box] | .placed += [$p + {lx: $box.x0, ly: $box.y}])
  | .placed;
