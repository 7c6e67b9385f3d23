# measured.jq - a run's cells for comparing with another run: a line of JSON each, with the values of
# every counted round. Time is relative to the oracle of the same round, which takes out most of what
# differs from day to day; the oracle's own line has ns, and so have cells without one beside them.
include "stats";

noise_floor as $floor
| ([.[].schema] | unique) as $schemas
| ([.[].rss_peak_error_bytes // empty] | max) as $error
| map(select(.pass == null and .twin_of == null))
| counted as $records
| ($records | map(select(.oracle)) | INDEX("\(.round) \(data_key)") | map_values(append_gather)) as $oracle
| ($records | group_by(.cell) | INDEX(.[0].cell)) as $by_cell
| $cells[] | select(.pass == null and .twin_of == null)
| ($by_cell["\(.cell)"] // []) as $r
| {suite: $run.suite, label: .label, strategy, oracle, count, type, status, note,
   # The same work, whatever directory the program was built in.
   key: "\($run.suite) \(.label) \(.command | gsub("[^ ]*/(?<p>[^ /]+)(?= )"; .p))",
   options: (.command | sub("^.*?--count [^ ]+"; "") | sub(" --type [^ ]+"; "") | sub(" --phases [^ ]+"; "")),
   schemas: $schemas, floor: $floor, peak_error_bytes: $error, machine: ($machine | {name, cpu, kernel}),
   relative: (.oracle | not),
   times: [$r[] | $oracle["\(.round) \(data_key)"] as $o | select(($o // 0) > 0) | append_gather / $o],
   peak_bytes: ([$r[].rss_peak_bytes // empty] | median)}
| if .relative and .times != [] then .
  else .relative = false | .times = [$r[] | append_gather / ([.appended, 1] | max)] end
