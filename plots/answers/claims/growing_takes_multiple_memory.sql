-- an array that grows needs two or more times the memory of its data
--
-- Place: 22
-- Suite: peers
-- Rule: Double is a peak of 1.8 x the data or more, at the largest n, of those that are not told n.
-- Rule: True: all need that. False: none. Depends: some.

with held as (
  select label, peak from summary join program using (strategy)
  where ended = 'done' and pages = 'system' and peak is not null
    and not coalesce(knows_count or reads_twice, 0)
    and not summary.discards and count = (select max(count) from summary where peak is not null)),
least as (select * from held order by peak limit 1),
most as (select * from held order by peak desc limit 1)
select case when least.peak >= 1.8 then 1 when most.peak < 1.8 then 0 end as holds,
  'At its peak it needs ' || ratio(least.peak) || ' x the data (' || least.label || ') to '
  || ratio(most.peak) || ' x (' || most.label || ').' as evidence
from least, most;
