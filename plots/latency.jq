# latency.jq - how long the longest append of a pass is, judged from several rounds.
#
# Where the same element is among the longest in more than half of the rounds, it is the strategy's own;
# its median over the rounds counts. Else it is the median of each round's longest.
include "stats";

def pauses: [.notes[] | capture("^longest: (?<ns>[0-9]+) ns at element (?<element>[0-9]+) of [0-9]+, waited (?<waited>[0-9]+) ns")
             | map_values(tonumber) | {element, own: (.ns - .waited)}];

def longest:
  length as $rounds
  | (map(pauses[0].own) | median) as $any
  | [[.[] | pauses[]] | group_by(.element)[] | select(length > 1 and length * 2 > $rounds)
     | {element: .[0].element, rounds: length,
        # A round that does not name it had it shorter than all that it does name.
        ns: (map(.own) + [range(length; $rounds) | 0] | median)}] as $again
  | ($again | max_by(.ns)) as $own
  | if $own.ns >= 0.8 * $any then $own else {ns: $any} end;
