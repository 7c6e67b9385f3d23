# claims.jq - what articles on this subject say, judged by the records of one run (see plots/query). A
# claim is judged by the one suite that measures it; in the runs of other suites it has no verdict.
#
#   {order, claim, suite, command, verdict: "true" | "false" | "depends", evidence}
include "stats"; include "text"; include "power"; include "growth"; include "setting";

def claim($order; $suite; $claim; judged):
  {order: $order, claim: $claim, suite: $suite, command: "make bench SUITE=\($suite)"}
  + if $run.suite == $suite then ([judged | select(. != null)][0] // {}) else {} end;
def verdict(f; $evidence): {verdict: (if f then "true" else "false" end), evidence: $evidence};

# The summary of a program at its largest n that was measured, or where it was stopped.
def largest_of($strategy):
  [summaries | select(.strategy == $strategy and .ns != null)] | max_by(.appended) // empty;

def law: "n^\(.power | fixed(2)) +- \(.within | fixed(2))";
# A claim on how a program scales: what scaling_facts say of it.
def scaling_claim($said; judged): scaling_facts[$said][0] // empty | select(.time | settled) | judged;
# Of {least, mean, most} over n: true of all n, of none, or of some.
def range_verdict($least):
  if .least >= $least then "true" elif .most < $least then "false" else "depends" end;
def range_text: if . == null then "" else "\(.least | ratio) to \(.most | ratio) x" end;

. as $records
| claim(1; "scaling"; "np.append in a loop is quadratic";
    scaling_claim("np.append is quadratic"; verdict(.quadratic;
      "time grows as \(.time | law); 1e8 elements would take \(.time | at_interval(1e8) | from_to) (\(.label))"))),
  claim(2; "size"; "np.append holds everything twice while it copies";
    largest_of("copy_per_element")
    | verdict(.live > 1.9; "\(.live | ratio) x the data for a moment of every append (the same loop in C, counted)")),
  claim(3; "scaling"; "a growing array takes geometrically growing time";
    scaling_claim("time grows geometrically"; verdict(.linear | not;
      "total time grows as \(.time | law) (\(.label))" + if .linear then "; only the capacity grows geometrically" else "" end))),
  claim(4; "peers"; "a list and one conversion at the end saves time";
    [summaries] as $all
    | ($all | map(select(.strategy == "numpy_append" and .ns != null)) | min_by(.count)) as $append
    | ($all | map(select(.strategy == "numpy_list" and .count == $append.count and .ns != null))[0]) as $list
    | select($append and $list)
    | if $append.status == "measured" then
        versus($append; $list) | select(.interval)
        | verdict(.ratio > 1 and (.tied | not);
            "np.append in a loop takes \(.ratio | ratio) x\(.interval | within) as long, at \($list.count | si)")
      else verdict(true; "np.append in a loop is \($append.note), a list takes \($list.ns * $list.count | duration)") end),
  claim(5; "peers"; "a list and one conversion at the end saves memory";
    largest_of("numpy_list") | select(.peak)
    | verdict(.peak < 2; "its peak is \(.peak | ratio) x the data"
        + if .peak < 2 then "" else ": a pointer and an object for each element, and the array" end)),
  claim(6; "element_type"; "float32 halves the memory";
    [summaries | select(.status == "measured" and .family != "control" and .peak != null)] as $all
    | [$all[] | select(.type == "float32") | . as $x | $all[] | select(.type == "float64" and .label == $x.label)
       | . as $y | {peak: ($x.peak * $x.data_bytes / ($y.peak * $y.data_bytes)), time: ($records | versus($x; $y).ratio)}]
    | select(length > 0)
    | verdict(all(.peak < 0.6); "\(map(.peak) | "\(min | ratio) to \(max | ratio)") x the peak of float64, and \(map(.time) | "\(min | ratio) to \(max | ratio)") x its time")),
  claim(7; "memory_limit"; "a memory-mapped file saves RAM";
    [summaries | select(.strategy == "mmap_file")] as $file
    | [summaries | select(.strategy == "preallocated")] as $heap
    | def limit: (.command // "") | limit_bytes;
      ($file | map(select(.status == "measured" and .note == null and limit)) | min_by(limit)) as $survived
    | ($heap | map(select(limit == ($survived | limit)))[0]) as $other
    | ($file | map(select(.status == "measured" and limit == null))[0]) as $free
    | select($survived and ($other.status | IN("failed", "measured")))
    | {verdict: (if $other.status == "failed" then "depends" else "false" end),
       evidence: ("under \($survived | limit / 1048576 | short) MiB its \($survived.payload_bytes | bytes) survive"
         + (if $other.status == "failed" then ", where one malloc fails" else ", as one malloc does" end)
         + (if $free.peak then "; with RAM to spare \($free.peak | ratio) x the data is resident" else "" end))}),
  claim(8; "size"; "of a memory-mapped file only what is touched is loaded";
    largest_of("mmap_file") | . as $file
    | [$records | counted[] | select(.cell == $file.cell)] | (map(.peek_peak_rss_bytes // empty) | median) as $loaded
    | select($loaded != null and $file.data_bytes > 10 * .[0].rss_peak_error_bytes)
    | verdict($loaded < $file.data_bytes / 10;
        "reopened, ten elements read: \($loaded | bytes) of \($file.data_bytes | bytes) resident")),
  claim(9; "scaling"; "realloc for each element is quadratic in C";
    scaling_claim("realloc per element is quadratic in C"; verdict(.quadratic;
      "time grows as \(.time | law)" + if .quadratic then ""
        else ": \($machine.libc // "the libc") grows the block in place or moves its pages" end))),
  claim(10; "growth_factor"; "doubling wastes half";
    growth_facts["doubling wastes half"] | select(.)
    | {verdict: (.unused | range_verdict(0.45)),
       evidence: ("unused \(.unused.least * 100 | fixed(0)) to \(.unused.most * 100 | fixed(0)) % of the block, \(.unused.mean * 100 | fixed(0)) % to be expected"
         + (if .resident then "; resident at most \(.resident.most | ratio) x the data: what was never touched is not RAM" else "" end))}),
  claim(11; "growth_factor"; "doubling triples the peak";
    growth_facts["doubling triples the peak"] | select(.)
    | {verdict: (.reserved | range_verdict(2.8)),
       evidence: ("copying, old and new block are \(.reserved | range_text) the data of address space"
         + (if .resident then ", \(.resident | range_text) of RAM" else "" end))}),
  claim(12; "growth_factor"; "a growth factor of 1.5 beats 2";
    growth_facts["1.5 beats 2"] | select(.copying.time.interval)
    | {verdict: (if .copying.time.tied then "depends" elif .copying.time.ratio > 1 then "false" else "true" end),
       evidence: ("copying, 1.5 takes \(.copying.time.ratio | ratio) x\(.copying.time.interval | within) the time of 2"
         + (if .realloc then ", by realloc " + (if .realloc.time.tied then "they are tied" else "\(.realloc.time.ratio | ratio) x\(.realloc.time.interval | within)" end) else "" end)
         + "; it leaves \(.copying.unused[0].mean * 100 | fixed(0)) % unused instead of \(.copying.unused[1].mean * 100 | fixed(0)) %")}),
  claim(13; "growth_factor"; "the growth factor matters with realloc too";
    growth_facts["growth factors matter with realloc"] | select(. and .interval)
    | verdict((.tied | not) and .ratio >= 1.1; # a tenth is what one may call to matter
        "slowest (\(.slowest)) to fastest (\(.fastest)): \(.ratio | ratio) x\(.interval | within)\(if .tied then ", a tie" else "" end)")),
  claim(14; "random_access"; "a chunk list is slow to index";
    [summaries | select(.random_ns and .status == "measured" and (.chained | not))]
    | (map(select(.strategy == "chunk_list")) | max_by(.count)) as $list
    | map(select(.count == $list.count)) as $same
    | ($same | map(select(.strategy == "doubling_vector"))[0]) as $vector
    | ($same | map(select(.strategy == "block_directory"))[0]) as $directory
    | select($list and $vector)
    | verdict($list.random_ns > 2 * $vector.random_ns;
        "a read at random takes \($list.random_ns | ratio) ns, of a vector \($vector.random_ns | ratio) ns, at \($list.data_bytes | bytes)"
        + (if $directory then "; blocks with a directory: \($directory.random_ns | ratio) ns" else "" end)))
