-- a list is the most efficient way to grow in Python
--
-- Place: 23
-- Suite: peers
-- Time: CPU
-- Rule: True: no other way in Python is faster beyond a tie, the fastest of those that take
-- Rule: elements and of those that take blocks, and its peak is at most 1.1 x the smallest. False:
-- Rule: neither. Depends: one of the two.

-- Beside it the others of Python that are not told n, where the list was built: the fastest of
-- those that take one element at a time, the fastest of those that take blocks, the smallest.
with list as (
  select * from summary where strategy = 'numpy_list' and pages = 'system' and ended = 'done'
    and peak is not null
  order by count desc limit 1),
other as (
  select s.cell, s.title, s.ns, s.peak, p.by_block,
    row_number() over (partition by p.by_block order by s.ns) as fastest,
    row_number() over (order by s.peak) as smallest
  from summary as s join program as p using (strategy), list
  where s.count = list.count and s.pages = list.pages and s.family = 'numpy'
    and s.strategy <> 'numpy_list'
    and s.ended = 'done' and s.peak is not null and not p.knows_count),
timed as (
  select by_block, title, median(ratio, round) as ratio, low(ratio, round) as low,
    high(ratio, round) as high
  from (select o.by_block, o.title, x.round, x.build_ns * 1.0 / y.build_ns as ratio
        from other as o, list join rounds as x on x.cell = list.cell
        join rounds as y on y.cell = o.cell and y.round = x.round where fastest = 1)
  group by by_block),
judged as (
  select min(ratio < 1 or tied(ratio, low, high, floor)) as fast,
    group_concat(ratio(ratio) || ' x' || within(low, high) || ' the time of ' || title
      || iif(by_block, ' (by blocks)', ''), ', ') as said
  from timed, noise)
select case fast + (list.peak <= 1.1 * o.peak) when 2 then 1 when 0 then 0 end as holds,
  'It takes ' || said || ', and ' || ratio(list.peak / o.peak) || ' x the memory of ' || o.title
  || ', at ' || si(list.count) || ' elements.' as evidence
from judged, list, other as o where smallest = 1 and fast is not null;
