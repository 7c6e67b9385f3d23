-- What does the type of an element cost?
-- As many elements of each type. Marks beside a line: another type, as wide. Bars: 95 % intervals.
--
-- Read: A step of the grid is a doubling, in both directions: a line that rises as the grey ones
-- Read: costs in proportion to the bytes of an element, a level line the same whatever the width.
-- Read: Of a file its bytes in the page cache are counted, too.
-- Needs: two types; for the memory also ten times the error of a peak (8 MB of data on two CPUs)
-- Suite: element_type
-- Place: 7

-- peak: bytes for an element.
create temp table point as
select cell, label, family, type, width_bytes as width, count, ns, ns_low, ns_high,
  peak * width_bytes as peak, iif(peak is null, null, low(bytes, round)) as peak_low,
  iif(peak is null, null, high(bytes, round)) as peak_high
from summary as s
join (select cell, round, peak_bytes * 1.0 / appended as bytes from rounds) using (cell)
where ended = 'done' and ns is not null and not discards group by cell;

-- Types of one width stand side by side; a line goes through the first of each width.
create temp table types as
select type, width, row_number() over same = 1 as joined, width * pow(2, 0.3 * (
    row_number() over same - (1 + count(*) over (partition by width)) / 2.0)) as place
from (select distinct type, width from point)
window same as (partition by width order by type <> 'int32', type);

-- A name stands at the end of its line.
create temp table line as
with last as (select label, ns, max(place) from point join types using (type) group by label),
step as (
  select log10(2 * max(coalesce(ns_high, ns)) / min(coalesce(ns_low, ns))) * 0.05 as step
  from point)
select row_number() over by_ns as series, label, ns as end,
  pow(10, spread(log10(ns), step) over (by_ns
      rows between unbounded preceding and unbounded following)) as place
from last, step window by_ns as (order by ns, label);

create temp view series as
select label, colour, point, dash, end, place
from line join colour using (label) order by series;

create temp view points as
select series, t.place as width, joined, peak, coalesce(peak_low, peak) as peak_low,
  coalesce(peak_high, peak) as peak_high, ns, coalesce(ns_low, ns) as low,
  coalesce(ns_high, ns) as high, label || ', ' || type || ', n = ' || si(count) || ': '
    || coalesce(ratio(peak) || ' bytes' || within(peak_low, peak_high), 'peak not known')
      as peak_hover,
  label || ', ' || type || ', n = ' || si(count) || ': ' || ratio(ns) || ' ns'
    || within(ns_low, ns_high) as hover
from line join point using (label) join types as t using (type, width)
order by series, joined desc, t.place; -- what a line goes through, then what stands beside it

create temp view widths as
select width, short(width) || ' ' || group_concat(type, ' ') as text
from (select * from types order by place) group by width order by width;

-- How many times the data of the widest type; one text for all that need as much.
create temp view multiples as
with recursive last as (
  select peak, width from point where width = (select max(width) from types)),
apart(peak) as (
  select min(peak) from last
  union all
  select (select min(peak) from last where last.peak >= 1.04 * apart.peak) from apart
  where apart.peak is not null)
select pow(10, spread(log10(peak), 0.13) over (order by peak
  rows between unbounded preceding and unbounded following)) as place,
  ratio(peak / (select max(width) from last)) || ' x data' as text
from apart where peak is not null;

-- The same strategy with two types, round by round; in C, where all elements come from the same
-- source.
create temp table pair as
with compared as (
  select b.type as than, a.peak / b.peak as peak,
    median(x.build_ns * 1.0 / y.build_ns, x.round) as time,
    low(x.build_ns * 1.0 / y.build_ns, x.round) as low,
    high(x.build_ns * 1.0 / y.build_ns, x.round) as high
  from point as a join point as b on a.label = b.label and a.type = 'float32'
    and b.type in ('float64', 'int32') and a.family <> 'numpy'
  join rounds as x on x.cell = a.cell join rounds as y on y.cell = b.cell and y.round = x.round
  group by a.cell, b.cell)
select *, tied(time, low, high, floor) as tied from compared, noise;

create temp view answer as
with told as (
  select than, count(*) as count, sum(tied) as ties,
    ratio(min(time)) || iif(ratio(min(time)) = ratio(max(time)), '', ' to ' || ratio(max(time)))
      || ' x' as time,
    ratio(min(peak)) || iif(ratio(min(peak)) = ratio(max(peak)), '', ' to ' || ratio(max(peak)))
      || ' x' as peak, count(peak) > 0 as known
  from pair group by than)
select case
  when half.than is null or same.than is null then
    'The types to compare, int32, float32 and float64, were not all measured.'
  when not half.known then 'float32 takes ' || half.time || ' the time of float64 and ' || same.time
    || ' that of int32; so little data has no peak to compare.'
  else 'float32 needs ' || half.peak || ' the peak memory of float64 and ' || half.time
    || ' its time, by strategy. int32 is as wide: float32 needs ' || same.peak || ' its memory and '
    || same.time || ' its time (' || coalesce(iif(same.ties = same.count, 'all',
      same.ties || ' of ' || same.count) || ' tied, or below the noise', 'too few rounds')
      || ').' end as answer
from (select count(*) as types from types)
left join told as half on half.than = 'float64' left join told as same on same.than = 'int32'
where types > 1;
