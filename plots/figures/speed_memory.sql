-- Which is fast and small at once?
-- Largest n. Down and left is better. Square: the baseline.
--
-- Read: Each point is a strategy: how long an element takes, and how many bytes it needs at the
-- Read: peak. No strategy can be below the payload line. The grey line is the front: for each point
-- Read: right of it and above it there is one on the line that is faster and needs less memory.
-- Needs: ten times the error of a peak (8 MB of data on two CPUs), and 24 points at most
-- After: plots/answers/verdict.sql
-- Suite: size strategies input advise
-- Place: 3

-- What was too slow has no time: it is told at the right edge, at the height of its memory.
create temp table point as
select cell, label, baseline, control, payload_bytes * 1.0 / count as payload,
  peak_error_bytes * 1.0 / appended as error,
  case ended when 'done' then ns end as ns,
  case ended when 'done' then peak * data_bytes / appended
             else coalesce(live, 2) * payload_bytes / count end as bytes,
  label || case ended when 'done' then '' else ': ' || note end as text
from ranked
where ended = 'done' and peak is not null and not discards or ended = 'too_slow';

-- Strategies differ by factors: both axes are logarithmic, width and height are in decades.
create temp view plane as
select *, log10(right / left) as width, log10(top / bottom) as height
from (select min(ns) / 1.4 as left, max(ns) * 2 as right, min(bytes) / 1.25 as bottom,
        max(bytes) * 1.6 as top, max(payload) as payload from point);

-- A label beside each point; the texts at the edge have taken their room before.
create temp table placed as
select point.*, beside(coalesce(log10(ns / left), (0.95 - 0.0115 * length(text)) * width),
    log10(bytes / bottom), iif(ns is null, null, text), width, height)
  over (order by ns is not null, ns desc, cell
        rows between unbounded preceding and unbounded following) as place
from point, plane;

create temp view series as
select label, colour, ns, bytes, case when baseline then 4 when control then 6 else 7 end as sign,
  left * pow(10, place ->> 0) as label_ns, bottom * pow(10, place ->> 1) as label_bytes
from placed join colour using (label), plane where ns is not null order by ns desc;

create temp view stopped as
select text, colour, bytes from point join colour using (label) where ns is null;

-- The Pareto front: from the fastest on, each that needs less than the one before, by more than the
-- error of a peak.
create temp table free as
select row_number() over (order by ns, bytes) as number, *
from point where ns is not null and not control;
create temp table best as
with recursive next(number) as (
  values (1)
  union all
  select (select min(b.number) from free as a join free as b on b.bytes < a.bytes - a.error
          where a.number = next.number and b.number > a.number)
  from next where number is not null)
select free.* from next join free using (number);

-- The others beside each of the front, round by round: it is beaten where the other is faster, and
-- that is no tie, and smaller by more than the error of a peak.
create temp table beside as
with pair as (
  select f.cell, f.number, f.label, f.bytes > g.bytes + g.error as larger,
    x.round, x.build_ns * 1.0 / y.build_ns as ratio, g.cell as other
  from free as f join best as g on g.number < f.number
  join rounds as x on x.cell = f.cell join rounds as y on y.cell = g.cell and y.round = x.round
  where f.cell not in (select cell from best)),
told as (
  select cell, number, label, larger, median(ratio, round) > 1 and not coalesce(tied(
      median(ratio, round), low(ratio, round), high(ratio, round), floor), 0) as slower
  from pair, noise group by cell, other)
select number, label, max(larger and slower) as beaten, max(slower) as slower
from told group by cell;

create temp view front as
select ns, (select top from plane) as bytes from best where number = 1
union all
select * from (select ns, bytes from best order by number)
union all
select (select right from plane), min(bytes) from best;

create temp view answer as
select 'To choose from, fastest first: ' || group_concat(label, ', ') || '.'
  || coalesce((select ' As small as one of these, to the error of a peak, and slower: '
                 || listing(label, 9) || '.'
               from (select * from beside where not beaten and slower order by number)
               having count(*) > 0), '')
  || coalesce((select ' As fast as one of these, a tie: ' || listing(label, 9) || '.'
               from (select * from beside where not beaten and not slower order by number)
               having count(*) > 0), '')
  || coalesce((select iif(count(*) = 1, ' One other is', ' The other ' || count(*) || ' are')
                 || ' slower and larger than one of these.'
               from beside where beaten having count(*) > 0), '') as answer
from (select label from best order by number)
having count(*) > 0 and (select count(ns) from point) <= 24;
