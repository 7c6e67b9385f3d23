-- What does one append cost, as the array grows?
-- CPU time of one element: append, and its share of gather (one block). Bands: 95 % intervals.
--
-- Read: A level line: an append costs the same however large the array is (amortised O(1)). Where
-- Read: a line rises tenfold while n grows tenfold, all appends together take quadratic time; an
-- Read: arrow marks where a run was stopped as too slow. Small arrays take longer for an element,
-- Read: because a start has a fixed cost. Bands are 95 % intervals.
-- Needs: two sizes of n or more, and 12 lines at most
-- After: plots/answers/verdict.sql
-- Suite: size input
-- Place: 1

create temp table point as
select *, row_number() over (partition by label order by appended desc, cell desc) as back,
  max(count) over () as top,
  (log10(6 * max(coalesce(ns_high, ns)) over ()) - log10(min(coalesce(ns_low, ns)) over ()))
    * 0.045 as step
from summary where ns is not null and appended > 0
  and (select count(distinct count) > 1 and count(distinct label) <= 12
       from summary where ns is not null and appended > 0);

-- Lines that reach the largest n have their names beside one another; a line that was stopped as
-- too slow has its name there.
create temp table line as
select row_number() over (order by appended = top desc, ns) as series, label, appended as n,
  iif(appended = top, ns, null) as end, iif(appended <> top, null, pow(10, spread(log10(ns), step)
    over (partition by appended = top order by ns
      rows between unbounded preceding and unbounded following))) as place
from point where back = 1;

create temp view series as
select label, colour, point, dash, series, n, end, place from line join colour using (label)
order by series;

create temp view points as
select series, label, appended as n, ns, coalesce(ns_low, ns) as low, coalesce(ns_high, ns) as high,
  label || ', n = ' || si(appended) || ': ' || ratio(ns) || ' ns' || within(ns_low, ns_high)
  as hover
from line join point using (label) order by series, appended;

create temp view stopped as
select series, appended as n, ns, label, note
from summary join line using (label)
where ended = 'too_slow' and (label, count) in (
  select label, min(count) from summary where ended = 'too_slow' group by label);

create temp view answer as
select line as answer from verdict where number = 1 and exists (select 1 from line);
