# Where does the memory go while an array grows? Block 0: label, colour, its peak as text, the moment of
# most memory for the data so far (x, y, text), what is said of reserved and of what is kept, top of the
# axis, the label with its signs escaped; then for each label two blocks: x, solid, resident, live,
# reserved; and its spikes: x, from, to. All in multiples of the data; x of elements. After the last append
# x stands still: gather goes on to 1.1, release to 1.2.
include "stats"; include "layout"; include "text";

# The x of what happens after the last append, by phases: "full" ... "gather" ... "release" ... "end".
def place($full; $gather; $release; $last):
  if . <= $full then null
  elif . <= $gather then 1 + 0.05 * (. - $full) / ($gather - $full)
  elif . <= $release then 1.1
  else 1.14 + 0.02 * (. - $release) / ($last - $release) end;

# A pass -> its lines in multiples of the data.
def lines($payload):
  .table as $t | .count as $n
  | ($t.event | index("full")) as $full | ($t.event | index("release")) as $release
  | ($t.event | index("gather") // $full) as $gather | ($t.event | length - 1) as $last
  | ([.notes[] | capture("^peak_bytes is good to (?<bytes>[0-9]+)").bytes | tonumber][0] // 0) as $error
  | [range(0; $last + 1) as $i
     | $t.rss_bytes[$i] as $rss | $t.peak_bytes[$i] as $peak | ($t.appended[$i] / $n) as $x
     # Where the error of the kernel's peak is above a tenth of the data so far it says nothing.
     | (if $peak > $rss + $error and $x * $payload > 10 * $error then $peak else $rss end) as $most
     | {x: ($i | place($full; $gather; $release; $last) // $x), growing: ($i <= $full),
        solid: (($t.anon_bytes[$i] + $t.shmem_bytes[$i]) / $payload), rss: ($rss / $payload),
        most: ($most / $payload), live: ($t.live_bytes[$i] / $payload),
        reserved: ($t.reserved_bytes[$i] / $payload)}
     | if $i == $release then ., (.x = 1.14) else . end]
  | . + [last | .x = 1.2];

# What is only there for a moment: at one x more than before it and after it.
def spikes:
  [group_by(.x)[] | {x: .[0].x, growing: .[0].growing, top: (map(.most) | max), rest: .[-1].rss}] as $at
  | [range(1; $at | length) as $i | $at[$i] | select(.growing)
     | .from = ([$at[$i - 1].rest, .rest] | max) | select(.top > .from + 0.01)];


colours as $colours
| [passes("timeline") | group_by(.cell)[]
   | .[0].cell as $cell | ($cells[] | select(.cell == $cell).payload_bytes) as $payload
   | select($payload >= 8e6 and .[0].completed)
   | map(lines($payload)) as $rounds | $rounds[0] as $lines
   | ($rounds | map(map(.most) | max)) as $peaks
   # Below 4 MB what the program itself needs would be seen.
   | ([$lines[] | select(.growing and .x * $payload >= 4e6)] 
      # Of moments that are alike the last, which has the most data.
      | (map(.most / .x) | max) as $max | map(select(.most / .x > 0.97 * $max)) | last) as $worst
   | {label: .[0].label, oracle: .[0].oracle, $lines, spikes: ($lines | spikes), peak: $peaks[0],
      repeats: (($peaks | max) - ($peaks | min)), x: $worst.x, y: $worst.most,
      ratio: ($worst.most / $worst.x), n: ($worst.x * .[0].count),
      gathered: ([$lines[] | select(.growing | not).most] | max),
      live: ([$lines[].live] | max), reserved: ([$lines[].reserved] | max),
      kept: $lines[-1].rss}
   | .spike = (.x as $x | any(.spikes[]; .x == $x))]
| select(length > 0 and length <= 16)
| sort_by((.oracle | not), .peak)
| ([(map(.peak, .live) | max), 1.6 * (map(.peak) | max)] | min * 1.15) as $top
| max_by(.ratio) as $worst
| map(select(.ratio < 1.1)) as $flat
| "# Answer: " + (if $worst.ratio < 1.1 then "None holds more than \($worst.ratio | ratio) x its data while it grows"
    else "\([.[] | select(.ratio > $worst.ratio * 0.98).label] | listing(4)): "
      + (if $worst.spike then "the largest spike, " else "the most while growing, " end)
      + "\($worst.ratio | ratio) x the data at that moment (\($worst.n | si) elements); "
      + "never above \($flat | map(.ratio) | max | ratio) x: \($flat | map(.label) | listing(4))" end)
  + (map(select(.gathered > 1.1 * .y and .gathered > 1.1)) | if . == [] then "." else
      ". Gathering one block: " + (map("\(.label) \(.gathered | ratio) x") | listing(4)) + "." end)
  + (map(.repeats) | max | if . > 0.02 then " Rounds differ by up to \(ratio) x." else "" end),
  (.[] | [.label, (colour_of($colours; .label) | number), "peak \(.peak | ratio) x", .x, .y,
     (if .ratio < 1.1 then "" else "\(.ratio | ratio) x the data at \(.n | si)" end),
     (if .reserved > .live * 1.01 then "reserved: \(.reserved | ratio) x" else "" end),
     (if .kept > 0.1 then "\(.kept | ratio) x kept after release" else "" end), $top,
     (.label | gsub("(?<sign>[_^@&~{}])"; "\\\\\(.sign)"))] | map(tostring) | join("\t")),
  (.[] | (.reserved > .live * 1.01) as $apart | .live as $live | "\n\n# \(.label)",
     (.lines[] | [.x, .solid, .rss, (if $live > 0 then .live else "NaN" end),
                  (if $apart then ([.reserved, $top * 0.97] | min) else "NaN" end)]
               | map(tostring) | join("\t")),
     "\n\n# spikes", "0\t0\t0", (.spikes[] | "\(.x)\t\(.from)\t\(.top)"))
