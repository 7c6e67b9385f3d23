# claims.jq - what articles on this subject say, judged by the records of one run (see plots/query). A
# claim is judged by the one suite that measures it; in the runs of other suites it has no verdict.
#
#   {order, claim, suite, command, verdict: "true" | "false" | "depends", evidence}
include "stats"; include "text";

def claim($order; $suite; $claim; judged):
  {order: $order, claim: $claim, suite: $suite, command: "make bench SUITE=\($suite)"}
  + if $run.suite == $suite then ([judged | select(. != null)][0] // {}) else {} end;
def verdict(f; $evidence): {verdict: (if f then "true" else "false" end), evidence: $evidence};

# The summary of a program at its largest n that was measured, or where it was stopped.
def largest_of($strategy):
  [summaries | select(.strategy == $strategy and .ns != null)] | max_by(.appended) // empty;
def within: if . == null then "" else " [\(.[0] | ratio), \(.[1] | ratio)]" end;

. as $records
| claim(2; "size"; "np.append holds everything twice while it copies";
    largest_of("copy_per_element")
    | verdict(.live > 1.9; "\(.live | ratio) x the data for a moment of every append (the same loop in C, counted)")),
  claim(8; "size"; "of a memory-mapped file only what is touched is loaded";
    largest_of("mmap_file") | . as $file
    | [$records[] | select(.cell == $file.cell and .round > 0)] | (map(.peek_peak_rss_bytes // empty) | median) as $loaded
    | select($loaded != null and $file.data_bytes > 10 * .[0].rss_peak_error_bytes)
    | verdict($loaded < $file.data_bytes / 10;
        "reopened, ten elements read: \($loaded | bytes) of \($file.data_bytes | bytes) resident")),
  claim(4; "peers"; "a list and one conversion at the end saves time";
    [summaries] as $all
    | ($all | map(select(.strategy == "numpy_append" and .ns != null)) | min_by(.count)) as $append
    | ($all | map(select(.strategy == "numpy_list" and .count == $append.count and .ns != null))[0]) as $list
    | select($append and $list)
    | if $append.status == "measured" then
        versus($append; $list)
        | verdict(.ratio > 1 and (.tied | not);
            "np.append in a loop takes \(.ratio | ratio) x\(.interval | within) as long, at \($list.count | si)")
      else verdict(true; "np.append in a loop is \($append.note), a list takes \($list.ns * $list.count | duration)") end),
  claim(5; "peers"; "a list and one conversion at the end saves memory";
    largest_of("numpy_list") | select(.peak) 
    | verdict(.peak < 2; "its peak is \(.peak | ratio) x the data: a pointer and an object for each element, and the array"))
