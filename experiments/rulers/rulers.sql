-- rulers.sql - what two rulers say of the same appends: the tables harness and google (measure)
-- become the views times, processes and memory, a row for each strategy and n.
--
-- The words: two clocks "agree" if the 95 % intervals of their medians overlap; two measures of
-- memory if they are no farther apart than the harness says that its own may be off.

create temp view sample as
select round, 'harness' as way, strategy, count, 1.0 * append_cpu_ns / count as ns,
  1.0 * append_wall_ns / count as wall_ns, append_minor_faults as faults, cgroup_peak_bytes,
  cgroup_kernel_bytes, null as cached_file_bytes
from harness where round > 0
union all
select round, way, strategy, count, median(1.0 * cpu_ns / count), median(1.0 * wall_ns / count),
  median(minor_faults), max(cgroup_peak_bytes), max(cgroup_kernel_bytes), max(cached_file_bytes)
from google where round > 0 group by round, way, strategy, count;

-- Each way beside the one that it is compared with, in the same round.
create temp view compared as
select b.way, b.strategy, b.count, median(a.ns) as other_ns, low(a.ns) as other_low,
  high(a.ns) as other_high, median(b.ns) as ns, low(b.ns) as low, high(b.ns) as high,
  median(b.ns / a.ns) as ratio, low(b.ns / a.ns) as ratio_low, high(b.ns / a.ns) as ratio_high,
  median(b.wall_ns / a.wall_ns) as wall, low(b.wall_ns / a.wall_ns) as wall_low,
  high(b.wall_ns / a.wall_ns) as wall_high,
  median(a.faults) as other_faults, median(b.faults) as faults,
  low(b.ns) <= high(a.ns) and low(a.ns) <= high(b.ns) as agree
from sample as a join sample as b using (round, strategy, count)
where a.way = iif(b.way = 'alone', 'harness', 'alone') and b.way <> 'harness'
group by b.way, b.strategy, b.count;

-- A difference that a counter shows, too: a twentieth of the faults, and more than twenty.
create temp view judged as
select *, case
    when agree is null then 'too few rounds'
    when agree then 'agree'
    when abs(faults - other_faults) <= max(20, other_faults / 20) then 'differ, no counter says why'
    when faults < other_faults
      then 'differ: memory used again, ' || si(other_faults - faults) || ' faults fewer'
    else 'differ: more memory touched, ' || si(faults - other_faults) || ' faults more'
  end as verdict
from compared;

create temp view times as
select strategy, si(count) as n, fixed(other_ns, 2) || within(other_low, other_high) as harness,
  fixed(ns, 2) || within(low, high) as google_benchmark,
  ratio(ratio) || within(ratio_low, ratio_high) as ratio,
  ratio(wall) || within(wall_low, wall_high) as ratio_by_the_clock,
  si(other_faults) || ', ' || si(faults) as faults, verdict
from judged where way = 'alone' order by count, strategy;

create temp view processes as
select t.strategy, si(t.count) as n,
  fixed(t.other_ns, 2) || within(t.other_low, t.other_high) as one_each,
  fixed(t.ns, 2) || within(t.low, t.high) as one_for_all,
  ratio(t.ratio) || within(t.ratio_low, t.ratio_high) as ratio,
  si(t.other_faults) || ', ' || si(t.faults) as faults,
  ratio(f.ratio) || within(f.ratio_low, f.ratio_high) as ratio_fixed,
  t.verdict || case when t.agree or t.agree is null then ''
    when f.agree then '; gone where fixed' else '' end as verdict
from judged as t left join judged as f
  on f.way = 'fixed' and f.strategy = t.strategy and f.count = t.count
where t.way = 'together' order by t.count, t.strategy;

-- What a group counted, less what it counted for the process that stores nothing: program, libc,
-- stacks, what the kernel holds for any process.
create temp view held as
select s.round, s.way, s.strategy, s.count, s.cgroup_peak_bytes - bare.bytes as bytes,
  s.cgroup_kernel_bytes - bare.kernel_bytes as kernel_bytes, cached_file_bytes
from sample as s join (
  select round, way, min(cgroup_peak_bytes) as bytes, min(cgroup_kernel_bytes) as kernel_bytes
  from sample where strategy = 'discard' group by round, way) as bare using (round, way);

-- A group counts more of a file than a process has resident: pages that the kernel has read ahead,
-- which are in the page cache and not mapped, and what it holds of its own to write them.
create temp view peaks as
select h.strategy, h.count, median(h.rss_peak_bytes) as own, median(one.bytes) as of_harness,
  median(two.bytes) as of_google, max(h.rss_peak_error_bytes) as error,
  iif(max(two.cached_file_bytes) > 0, median(two.cached_file_bytes) - median(h.rss_peak_bytes), 0)
    as ahead,
  coalesce(median(two.kernel_bytes), 0) as kernel
from harness as h
left join held as one on one.way = 'harness' and one.round = h.round
  and one.strategy = h.strategy and one.count = h.count
left join held as two on two.way = 'alone' and two.round = h.round
  and two.strategy = h.strategy and two.count = h.count
where h.round > 0 group by h.strategy, h.count;

create temp view memory as
select strategy, si(count) as n, bytes(own) as harness,
  coalesce(bytes(of_harness), '-') as its_group,
  coalesce(bytes(of_google), '-') as group_of_google_benchmark, '+- ' || bytes(error) as error,
  case
    when of_harness is null or of_google is null then 'not available here: no control group'
    when max(abs(of_harness - own), abs(of_google - own)) <= error then 'agree'
    when max(abs(of_harness - own - ahead - kernel), abs(of_google - own - ahead - kernel)) <= error
      then 'differ: ' || iif(ahead > error, bytes(ahead) || ' read ahead and not mapped, ', '')
        || bytes(kernel) || ' of the kernel''s own'
    else 'differ, no counter says why'
  end as verdict
from peaks order by count, strategy;
