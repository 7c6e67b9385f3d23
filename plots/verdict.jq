# verdict.jq - what the records of a run say, in sentences with their numbers. Nothing is said that is
# within the interval: then it is a tie.
include "stats"; include "text";

def compared:
  if .tied then "tied (\(.ratio | ratio) x\(.interval | within))"
              else "\(.ratio | ratio) x\(.interval | within)" end;

# The rows of the largest n, best first, those that were not measured last.
def ranked: largest | sort_by(.status != "measured", .ns);

def verdict:
  . as $records
  | ranked as $all
  | ($all | map(select(.family != "control"))) as $free
  | ($free | map(select(.status == "measured"))) as $done
  | ($all | map(select(.oracle and .status == "measured")))[0] as $oracle
  | ($all[0] | "\(.count | si) \(.type)") as $what
  | (if $done == [] then "Nothing was measured at \($what)." else
      ($done[0] as $best
       | "Fastest to build (append and gather, no sync) at \($what), n unknown: \($best.label), \($best.ns | ratio) ns per element"
         + (if $oracle then "; to \($oracle.label): " + ($records | versus($best; $oracle) | compared) else "" end)
         + "."),
      (if ($done | length) > 1 then
         ($done[1] as $next | "Next: \($next.label); to the fastest: "
          + ($records | versus($next; $done[0]) | compared) + ".")
       else empty end),
      ($done | if any(.peak == null) then empty else
         (map(.peak) | min) as $least | map(select(.peak <= $least * 1.01))
         | "Smallest peak memory: \(map(.label) | listing(9)) \(if length < 2 then "needs" else "need" end) \($least | ratio) x the data."
       end),
      ($done | map(select(.peak != null and .peak >= 1.25)) | sort_by(-.peak)[]
       | "\(.label) needs \(.peak | ratio) x the data at its peak"
         + (if .gather_ns then ": what it holds, and the one block gathered from it"
            elif .copied > 0 then ": old and new block together" else "" end) + "."),
      ($done | map(select(.random_ns)) | select(length > 0) | (map(.random_ns) | min) as $least
       | .[] | select(.random_ns > 4 * $least)
       | "\(.label): a read at a random position takes \(.random_ns | ratio) ns, against \($least | ratio) ns for the fastest."),
      ($done[] | select(.gather_ns)
       | "\(.label): append alone takes \(.append_ns | ratio) ns per element; gathering one block adds \(.gather_ns | ratio) ns."),
      ($done[] | select(.file != null and .file > 0.5)
       | "\(.label): \(.file | ratio) x the data is resident as pages of a file, which the kernel can take back; sync to the disk adds \(.sync_wall_ns | ratio) ns per element."),
      ($done[] | select(.shmem != null and .shmem > 0.5)
       | "\(.label): its file is on tmpfs, so it is memory that cannot be reclaimed, \(.peak | ratio) x the data with what is allocated ahead.")
     end),
    # Two ratios that should not be mixed up: what Python's loop costs, and what numpy's memory costs.
    ([$catalogue[] | select(.by_block).strategy] as $by_block
     | ($done | map(select(.family == "numpy"))) as $numpy
     | ($numpy | map(select(.strategy | IN($by_block[]))) | map(.ns)) as $blocks
     | ($numpy | map(select(.strategy | IN($by_block[]) | not)) | map(.ns)) as $elements
     | select($blocks != [] and $elements != [])
     | "numpy, element by element: \($elements | min | ratio) ns or more; by blocks: \($blocks | max | ratio) ns or less. That factor of \(($elements | min) / ($blocks | max) | ratio) at the least is the interpreter's loop, not the memory.",
       (select($oracle) | "numpy by blocks against \($oracle.label): \(($blocks | min) / $oracle.ns | ratio) x to \(($blocks | max) / $oracle.ns | ratio) x. That is memory: copies, and pages touched for the first time.")),
    ($free | map(select(.status != "measured"))[] | "\(.label), \(.note).");
