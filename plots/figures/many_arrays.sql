-- What if many arrays grow at once?
-- The same elements in one array or in many, after one another or in turn. Darker is worse.
--
-- Read: A row is one strategy. A strategy that is cheap with one array can be expensive with many:
-- Read: in turn realloc finds no room behind a block and moves it; a mapping of its own costs each
-- Read: array a page, page tables, and the way through them at each turn. slow: over the budget;
-- Read: fails: so many reservations are more than the address space.
-- Needs: two arrangements or more
-- Suite: many_arrays
-- Place: 11

create temp table measured as
select *, ended = 'done' as ok, family = 'control' as control from summary where ended <> 'not_run';

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
select row_number() over (order by control desc, worst desc, label desc) - 1 as row, * from behind;

create temp view series as select label, 0 as colour, row from line order by row;

-- Three parts side by side: time; peaks where they are known; what moved where there are many
-- arrays.
create temp table place as
with part(part, name) as (values (1, 'ns per element'), (2, 'peak / data'), (3, 'moved / data'))
select part, name, a.*,
  row_number() over (order by part, arrays, turns) - 1 + 0.4 * (part - 1) as place
from part join arrangement as a
on part = 1 or part = 2 and peak_known or part = 3 and arrays >= 1000;

create temp view parts as select name, avg(place) as middle from place group by part;

create temp view columns as
select place, si(arrays) || iif(turns, ' in turn', ' x ' || si(each)) as name from place;

create temp view cells as
with value as (
  select place, row, part, ended, best,
    case when ok then case part when 1 then ns when 2 then peak else moved end end as x
  from line join measured using (label) join place using (arrays, turns))
select place, row,
  case when x is null then part = 1 when x = 0 then 0
       when part = 1 then shade(x, best, 10) else shade(x, 1, 3) end as share,
  case when x is not null then ratio(x) when part > 1 then '-'
       when ended = 'too_slow' then 'slow' else 'fails' end as text
from value order by row, place;

-- The best over all, among many arrays, to the first that was measured, round by round.
create temp table general as
select label, min(worst) from line where whole and not control having count(*) > 0;
create temp table first as select label from measured where not control order by cell limit 1;

create temp table most as
with ratios as (
  select a.arrays, a.turns, median(x.build_ns * 1.0 / y.build_ns, x.round) as ratio,
    low(x.build_ns * 1.0 / y.build_ns, x.round) as low,
    high(x.build_ns * 1.0 / y.build_ns, x.round) as high
  from measured as a join general using (label)
  join measured as b on b.label = (select label from first)
    and b.arrays = a.arrays and b.turns = a.turns
  join rounds as x on x.cell = a.cell join rounds as y on y.cell = b.cell and y.round = x.round
  where a.arrays >= 1000 group by a.cell)
select *, max(ratio) from ratios having count(*) > 0;

create temp view answer as
with each as (
  select a.label, a.arrays, a.turns, median(x.build_ns * 1.0 / y.build_ns, x.round) as ratio,
    low(x.build_ns * 1.0 / y.build_ns, x.round) as low,
    high(x.build_ns * 1.0 / y.build_ns, x.round) as high
  from measured as a join measured as b using (arrays, turns)
  join rounds as x on x.cell = a.cell join rounds as y on y.cell = b.cell and y.round = x.round
  where b.label = (select label from first) and not a.control group by a.cell),
hit as (select *, max(ratio) from each having count(*) > 0)
select case
    when g.label is null then 'No strategy manages all of these.'
    when g.label = f.label or m.ratio is null then g.label || ' does best over all.'
    else g.label || ' does best over all: among 1,000 arrays and more at most ' || ratio(m.ratio)
      || ' x' || within(m.low, m.high) || ' the time of ' || f.label || '.' end
  || ' Worst hit: ' || hit.label || ', ' || ratio(hit.ratio) || ' x' || within(hit.low, hit.high)
  || ' the time of ' || f.label || ' with ' || si(hit.arrays) || ' arrays'
  || iif(hit.turns, ' in turn', '')
  || coalesce('; not all manage: ' || (select listing(label, 9) from (select label from line
      where not whole and not control order by row) having count(*) > 0), '') || '.' as answer
from first as f, hit left join general as g left join most as m
where (select count(*) from arrangement) > 1 and hit.label is not null;
