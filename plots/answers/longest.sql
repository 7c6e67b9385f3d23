-- longest.sql - how long the longest append of each cell is: the temporary table longest. After
-- figures/common.sql.
--
-- ns is the longest that was seen in all rounds: a maximum, of which more rounds can only find a
-- larger one. Where the same element is among the longest in more than half of the rounds, it is
-- the strategy's own: element, seen in so many rounds, and own, its median. Where that is less than
-- 0.8 of usual, the median of each round's longest, the machine makes longer ones: there is no own.
-- Time in which another program had the CPU is not part of it.

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
each as (
  select cell, element, seen, median(coalesce(ns, 0), round) as ns
  from again join of_cell using (cell) left join pause using (cell, round, element)
  group by cell, element),
most as (select cell, element, seen, max(ns) as own from each group by cell),
of_round as (select cell, round, rounds, max(ns) as ns from pause group by cell, round),
found as (
  select cell, rounds, max(ns) as ns, median(ns, round) as usual from of_round group by cell)
select cell, rounds, ns, usual, iif(own >= 0.8 * usual, own, null) as own,
  iif(own >= 0.8 * usual, element, null) as element, iif(own >= 0.8 * usual, seen, null) as seen
from found left join most using (cell);
