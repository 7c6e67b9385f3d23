# facts.jq - what one run says of each strategy; what it cannot say is not there.
#
#   strategy title family contiguous stable reads_twice   from the program itself
#   ns, ns_interval, ratio, ratio_interval, tied, peak,   of the largest n, where every strategy builds
#   file_share, count, type, data_bytes, status, note,    the same array; peak and file_share are
#   floor (of the noise), machine                         multiples of the data
#   longest_ns, longest_of                                the longest single append (latency.jq) of so many
#   limits: [{limit_bytes, data_bytes, wall_ns, survived}]    runs under a memory limit, until there is one
#                                                         block; wall_ns an element: they wait for the disk
include "stats"; include "latency"; include "setting";

def known: {strategy, title, contiguous, stable, reads_twice, family};
. as $records
| ($catalogue | INDEX(.strategy)) as $programs
| [summaries] as $all
| (if $run.suite == "memory_limit" then
     [$all[] | .limit_bytes = (.command | limit_bytes)
      | select(.limit_bytes and (.label | contains("(in pieces)") | not))] | group_by(.strategy)[]
     | {strategy: .[0].strategy,
        limits: map({limit_bytes, data_bytes: .payload_bytes,
                     wall_ns: (if .phases.append then (.phases.append + (.phases.gather // 0)) / .appended else null end),
                     survived: (.status == "measured" and .note == null)})}
   elif any($records[]; .pass == "latency") then
     $records | passes("latency") | group_by(.strategy)[]
     | {strategy: .[0].strategy, longest_ns: longest.ns, longest_of: .[0].count}
   elif $run.suite | IN("size", "strategies", "input") then
     $records | largest[]
     | {strategy, ns, ns_interval, ratio, ratio_interval, tied, peak, file_share: .file, count, type, data_bytes,
        status, note, floor: ($records | noise_floor), machine: $machine.name}
   else empty end)
| ($programs[.strategy] | known) + .
