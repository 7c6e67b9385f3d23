-- longest.sql - how long the longest append of each cell is, judged from several rounds: the
-- temporary table longest. After figures/common.sql.
--
-- Where the same element is among the longest in more than half of the rounds, it is the strategy's
-- own; its median over the rounds counts. Else there is no element, and ns is the median of each
-- round's longest. Time in which another program had the CPU is not part of it.

create temp table longest as
with of_cell as (
  select cell, round, longest, count(*) over (partition by cell) as rounds
  from rounds where instrument = 'latency' and aa_of is null),
pause as (
  select cell, round, rounds, p.key as place, p.value ->> 'element' as element,
    p.value ->> 'ns' - p.value ->> 'waited_ns' as ns
  from of_cell, json_each(longest) as p),
again as (
  select cell, element, count(*) as seen from pause
  group by cell, element having count(*) > 1 and count(*) * 2 > rounds),
-- A round that does not name the element had it shorter than all that it does name.
own as (
  select cell, element, seen, median(coalesce(ns, 0), round) as ns
  from again join of_cell using (cell) left join pause using (cell, round, element)
  group by cell, element),
most as (select cell, element, seen, max(ns) as own from own group by cell),
any_one as (select cell, rounds, median(ns, round) as ns from pause where place = 0 group by cell)
select cell, rounds, iif(own >= 0.8 * ns, own, ns) as ns,
  iif(own >= 0.8 * ns, element, null) as element, iif(own >= 0.8 * ns, seen, null) as seen
from any_one left join most using (cell);
