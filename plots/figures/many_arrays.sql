-- What if many arrays grow at once?
-- One array or many, filled one after the other or in turn (an element each). Darker is worse.
--
-- Read: Compare down a column: the same arrays, another strategy; slow is over the time budget,
-- Read: fails: it reserves more addresses than there are. In turn, realloc finds no free room
-- Read: behind a block, and must move it; a mapping for each array costs a page and page tables.
-- Needs: two arrangements or more
-- Suite: many_arrays
-- Place: 11

create temp table measured as
select *, ended = 'done' as ok, family = 'control' as control from summary
where ended not in ('not_run', 'missing');

-- So many arrays, one after the other or an element each in turn; the best of those not told n.
create temp table arrangement as
select arrays, turns, count / arrays as each, min(iif(ok and not control, ns, null)) as best,
  max(iif(ok, peak, null)) is not null as peak_known
from measured group by arrays, turns;

-- A row for each label, the best over all on top: who is at worst the least behind the best.
-- Controls are at the bottom.
create temp table line as
with everywhere as (
  select l.label, l.control, a.best, m.ok, m.ns
  from (select distinct label, control from measured) as l join arrangement as a
  left join measured as m using (label, arrays, turns)),
behind as (
  select label, control, min(coalesce(ok, 1)) as whole, max(iif(ok, ns / best, 1000)) as worst
  from everywhere group by label)
select row_number() over (order by control, worst, label) as series, * from behind;

create temp view series as select label, colour, point, dash, series
from line left join colour using (label) order by series;

-- Side by side time, and peaks where they are known.
create temp table place as
with part(part, name) as (
  values (1, 'time / ' || (select title from summary where baseline limit 1)
    || ', by number of arrays'), (2, 'peak / data'))
select part, name, a.*, row_number() over (order by part, arrays, turns) + 0.4 * (part - 1) as place
from part join arrangement as a on part = 1 or peak_known;

create temp view parts as select name, avg(place) as middle from place group by part;

create temp view heads as
select place, 2 as line, si(arrays) as text from place
union all select place, 1, 'in turn' from place where turns;

create temp view cells as
with value as (
  select l.series, l.label, p.*, m.baseline, m.ended, m.note, m.appended, m.ns, m.low, m.high,
    coalesce(not ok, 0) as bad, iif(ok, iif(part = 1, ratio, peak), null) as x
  from line as l join place as p left join measured as m using (label, arrays, turns))
select place, series, shade(x, 1, 10) as share, bad and part = 1 as ended,
  case when x is not null then iif(part = 1 and baseline, ratio(ns) || ' ns', ratio(x))
    when not bad or part = 2 then null
    when ended = 'too_slow' then 'slow' else 'fails' end as text,
  label || ', ' || si(arrays) || iif(arrays > 1, ' arrays', ' array') || iif(turns, ' in turn', '')
  || coalesce(', n = ' || si(appended) || ': ' || case when x is null then note
       when part = 1 then iif(baseline, '', ratio(x) || ' x' || within(low, high) || ', ')
         || ratio(ns) || ' ns'
       else 'peak ' || ratio(x) || ' x the data' end, ': not measured') as hover
from value order by series, place;

create temp view scale as select share, text from tenfold;

-- Where there are many: what the picture has no room for.
create temp view numbers as
select label as strategy, si(arrays) || iif(turns, ' in turn', '') as arrays,
  case when not ok then replace(ended, '_', ' ') when ratio is null then '-' when baseline then '1'
    else ratio(ratio) || within(low, high) end as "time / n known", iif(ok, ratio(ns), '-') as ns,
  iif(ok and peak is not null, ratio(peak), '-') as "peak / data",
  iif(ok, ratio(moved), '-') as "moved / data"
from line join measured as m using (label) where m.arrays >= 1000
order by series, m.arrays, turns;

-- Among many arrays: the worst of each, to who knows n. The least behind, and those within a
-- quarter of that, are good.
create temp table many as
select m.* from measured as m, (select min(1000, max(arrays)) as least from measured)
where m.arrays >= least and ratio is not null and not control and not baseline;
create temp table good as
with whole as (
  select label, max(ratio) as ratio, low, high from many
  where label in (select label from line where whole and not control) group by label)
select * from whole where ratio <= 1.25 * (select min(ratio) from whole);

create temp view answer as
select coalesce((
    select 'With ' || format('%,d', (select min(arrays) from many)) || ' arrays or more '
      || listing(label, 9) || iif(count(*) = 1, ' takes', ' take') || ' at most '
      || ratio(max(ratio), low, high) || ' x' || within(low, high) || ' the time of '
      || (select title from measured where baseline limit 1) || ', which knows n.'
    from (select * from good order by ratio) having count(*) > 0),
    'No strategy manages all of these.')
  || coalesce((
    select ' Of these ' || label || ' needs most memory: ' || ratio(max(peak))
      || ' x the data with ' || format('%,d', arrays) || iif(arrays = 1, ' array.', ' arrays.')
    from measured join good using (label) where peak > 1.25
    having count(*) > 0), '')
  || coalesce((
    select ' Hit hardest is ' || label || ': ' || ratio(max(ratio), low, high) || ' x'
      || within(low, high) || ' with ' || format('%,d', arrays)
      || iif(arrays = 1, ' array', ' arrays') || iif(turns, ' in turn.', '.')
    from many having count(*) > 0), '')
  || coalesce((select ' Not all can be done with ' || listing(label, 9) || '.'
               from (select label from line where not whole and not control order by series)
               having count(*) > 0), '') as answer
from (select 1) where (select count(*) from arrangement) > 1;
