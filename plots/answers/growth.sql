-- growth.sql - what the suite growth_factor says of each growth factor. After figures/common.sql.
--
-- A factor was measured at several n of one growth step. The step's worst is the array that just
-- grew, its best the full one, its mean that over n evenly spaced in log n: what one may expect who
-- does not know n. Counters are exact; times are compared round by round.

-- One row for each n of a step, in its order: most unused first. Both ends of a step are the same
-- place, so each has half the weight (the trapezoid rule). room: elements that the block has room
-- for at the end; of a vector that copies, the peak is of two blocks, the last and the one before
-- it. heap: blocks stay on glibc's heap, where a freed one can be used again.
create temp table growth_place as
with peak as (
  select r.strategy, r.title, cell, round, r.count, r.payload_bytes, rss_peak_error_bytes,
    cast(json_extract(r.parameters, '$.growth') as real) as factor, c.tunables is not null as heap,
    append_cpu_ns * 1.0 / appended as ns, rss_peak_bytes, copied_bytes, reserved_peak_bytes,
    reserved_peak_bytes * 1.0 / r.width_bytes as reserved_elements
  from rounds as r join cell as c using (cell) where c.instrument is null and c.aa_of is null),
held as (
  select strategy, title, factor, heap, cell, copied_bytes > 0 as copying, median(ns, round) as ns,
    copied_bytes * 1.0 / payload_bytes as copied,
    reserved_peak_bytes * 1.0 / payload_bytes as reserved,
    payload_bytes >= 10 * rss_peak_error_bytes as sure,
    median(rss_peak_bytes, round) / payload_bytes as peak,
    count / (reserved_elements * iif(copied_bytes > 0, factor / (factor + 1), 1)) as used
  from peak where factor is not null group by cell)
select *, 1 - used as unused, case when min(sure) over whole then peak end as resident,
  iif(row_number() over step in (1, count(*) over whole), 0.5, 1.0) as weight
from held
window step as (partition by strategy, factor, heap order by used),
  whole as (partition by strategy, factor, heap);

-- A round's mean over the step; rounds with a place left out say nothing.
create temp table growth_time as
select strategy, copying, factor, round,
  sum(weight * append_cpu_ns / appended) / sum(weight) as ns
from growth_place as g join rounds using (strategy, cell)
where not heap group by strategy, factor, round
having count(*) = (select count(*) from growth_place as p
                   where p.strategy = g.strategy and p.factor = g.factor and not heap);

-- One row for each strategy and factor: ns an element, over the rounds' means; and of the places of
-- the step: copied bytes, reserved and resident peak as multiples of the data, unused share of the
-- block.
create temp table growth as
with told as (
  select strategy, factor, median(ns, round) as ns, low(ns, round) as ns_low,
    high(ns, round) as ns_high
  from growth_time group by strategy, factor)
select p.strategy, title, max(copying) as copying, p.factor, t.ns, ns_low, ns_high,
  min(p.ns) as ns_least, max(p.ns) as ns_most,
  min(copied) as copied_least, sum(weight * copied) / sum(weight) as copied_mean,
  max(copied) as copied_most,
  min(unused) as unused_least, sum(weight * unused) / sum(weight) as unused_mean,
  max(unused) as unused_most,
  min(reserved) as reserved_least, sum(weight * reserved) / sum(weight) as reserved_mean,
  max(reserved) as reserved_most,
  min(resident) as resident_least, sum(weight * resident) / sum(weight) as resident_mean,
  max(resident) as resident_most
from growth_place as p left join told as t using (strategy, factor) where not heap
group by p.strategy, p.factor order by copying desc, p.strategy, p.factor;

-- What is resident where freed blocks can be used again: with glibc's own allocator.
create temp table growth_heap as
select factor, sum(weight * resident) / sum(weight) as resident_mean
from growth_place, machine where heap and copying and libc like 'glibc%'
  and coalesce(preload, '') = ''
group by factor;

-- The time of one factor to that of another of the same strategy, round by round.
create temp table growth_pair as
select strategy, copying, a, b, ratio, low, high, tied(ratio, low, high, floor) as tied,
  tie(ratio, low, high, floor) as tie
from (select x.strategy, x.copying, x.factor as a, y.factor as b,
        median(x.ns / y.ns, round) as ratio, low(x.ns / y.ns, round) as low,
        high(x.ns / y.ns, round) as high
      from growth_time as x join growth_time as y using (strategy, round)
      group by x.strategy, x.factor, y.factor), noise;

-- How far the factors lie apart: the slowest to the fastest. They are chosen on one half of the
-- rounds and compared on the other (chosen_in says which), where there are halves; else in the same
-- ones, of as many intervals as there are pairs.
create temp table growth_range as
with chosen as (
  select strategy, copying, factor, median(ns, round) as ns, count(*) over (
      partition by strategy) as factors
  from growth_time join half_of using (round) where chooses is not 0
  group by strategy, factor),
extreme as (
  select strategy, copying,
    iif((select of is null from halves), factors * (factors - 1) / 2, 1) as n,
    first_value(factor) over (partition by strategy order by ns desc) as slowest,
    first_value(factor) over (partition by strategy order by ns) as fastest from chosen),
compared as (
  select e.*, median(s.ns / f.ns, s.round) as ratio, low(s.ns / f.ns, s.round, n) as low,
    high(s.ns / f.ns, s.round, n) as high
  from (select distinct * from extreme) as e
  join growth_time as s on s.strategy = e.strategy and s.factor = slowest
  join half_of on half_of.round = s.round and chooses is not 1
  join growth_time as f on f.strategy = e.strategy and f.factor = fastest and f.round = s.round
  group by e.strategy)
select c.*, tied(ratio, low, high, floor) as tied, tie(ratio, low, high, floor) as tie, floor,
  case of when 'runs' then 'in the odd runs' when 'rounds' then 'in the odd rounds'
    else 'in the same rounds' end as chosen_in
from compared as c, noise, halves;
