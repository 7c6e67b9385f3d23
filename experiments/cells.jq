# cells.jq - a suite's command lines -> cells: what each measures, and whether this machine may.
#
# A line is COMMAND or LABEL<tab>COMMAND; without a label it is the strategy's title. For a
# cell twice its data is allowed for: old and new block together, or chunks and the block gathered from
# them; more where each element is an object of its own. Under a limit it can take no more than that.
#
# One more cell is the twin of the oracle's (else of any) at the largest count, of several the last: the
# same command.
include "text"; include "setting";

($machine[0].memory_free_bytes / 2) as $allowed
# Two programs of one title would be one line in every figure: then the name says which.
| ($catalogue | group_by(.title) | map(select(length > 1)[].strategy)) as $namesakes
| [[inputs | select(. != "")] | to_entries[]
| (.value | split("\t")) as $parts
| ($parts | last | split(" ")) as $words
# The program is the first word that names one: env and its settings may come before.
| first($words[] | split("/") | last | select(IN($catalogue[].strategy))) as $strategy
| ($catalogue[] | select(.strategy == $strategy)) as $known
| ($words | index("--count") as $i | .[$i + 1] | tonumber) as $count
| ($words | index("--type") as $i | if $i then .[$i + 1] else "int32" end) as $type
| ($count * ($type | width)) as $payload
| ($words | index("experiments/limit") as $i | if $i then .[$i + 1] | size else infinite end) as $limit
| (if $known.discards then 0
   else [2 * $payload + $count * ($known.element_bytes // 0), $limit] | min end) as $need
| {
    cell: .key, label: (if $parts[1] then $parts[0]
           elif any($namesakes[]; . == $strategy) then "\($known.title) (\($strategy))"
           else $known.title end),
    command: ($parts | last), count: $count, type: $type, payload_bytes: $payload,
    need_bytes: $need,
    pass: (if $words | index("--timeline") then "timeline"
           elif $words | index("--latency") then "latency" else null end)
  }
  + ($known | {strategy, title, family, core, oracle, discards})
  # Ratios are to the oracle on the pages that the system gives, and without a limit.
  + (if $words | any(IN("--huge-pages", "experiments/limit", "prlimit")) then {oracle: false} else {} end)
  + if $need > $allowed
    then {status: "not_run", note: "not run: needs \($need | bytes) of \($allowed | bytes)"}
    else {status: "measured", note: null} end]
| (map(select(.status == "measured")) | sort_by(.oracle, .count) | last) as $other
| length as $next
| .[], ($other // empty | . + {cell: $next, twin_of: .cell, label: "\(.label), again"})
