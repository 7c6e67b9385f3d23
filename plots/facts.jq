# facts.jq - what one run says of each strategy; what it cannot say is not there.
#
#   strategy title contiguous stable reads_twice  from the program itself
#   ns, ns_interval, ratio, peak, file_share      of the largest n, where every strategy builds the same
#   count, type, data_bytes, status, note         array; peak and file_share are multiples of the data
#   longest_ns                                    the longest single append, median of the passes
#   limits: [{limit_bytes, data_bytes, wall_ns, survived}]  runs under a memory limit; they wait for the disk
include "stats";

def known: {strategy, title, contiguous, stable, reads_twice, family};
# Without the time in which another program had the CPU.
def longest_ns:
  [.notes[] | capture("longest: (?<ns>[0-9]+) ns .* waited (?<waited>[0-9]+) ns") | (.ns | tonumber) - (.waited | tonumber)] | max;
def limit_bytes:
  capture("limit (?<digits>[0-9.]+)(?<unit>[KMG]i?B?)? ")
  | (.digits | tonumber) * ({K: 1024, M: 1048576, G: 1073741824}[.unit[:1] // ""] // 1);

. as $records
| ($catalogue | INDEX(.strategy)) as $programs
| [summaries] as $all
| (if any($all[]; .command | test("limit ")) then
     $all | map(select(.command | test("limit [0-9]"))) | group_by(.strategy)[]
     | {strategy: .[0].strategy,
        limits: map({limit_bytes: (.command | limit_bytes), data_bytes: .payload_bytes, wall_ns: (if .ns then .ns * (.waits // 1) else null end),
                      survived: (.status == "measured" and .note == null)})}
   elif any($records[]; .pass == "latency") then
     $records | passes("latency") | group_by(.strategy)[]
     | {strategy: .[0].strategy, longest_ns: (map(longest_ns) | median), longest_of: .[0].count}
   elif $run.suite | IN("size", "strategies", "input") then
     $records | largest[] | select(.label | test(", again$") | not)
     | {strategy, ns, ns_interval, ratio, ratio_interval, tied, peak, file_share: .file, count, type, data_bytes, status, note,
        floor: ($records | noise_floor), machine: $machine.name}
   else empty end)
| ($programs[.strategy] | known) + .
