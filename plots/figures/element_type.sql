-- What does the type of an element cost?
-- As many of each type. Peak resident memory; CPU time of append and gather, 95 % intervals.
--
-- Read: A step of the grid is a doubling. At the left lines end with their multiple of the data,
-- Read: whatever the type: half the width is half the memory, and int32 and float32 are one width.
-- Read: At the right a line that is less steep pays more for the append itself than for memory. A
-- Read: file is not counted as synced.
-- Needs: two types; for the memory also ten times the error of a peak (8 MB of data on two CPUs)
-- Suite: element_type
-- Place: 7

-- peak: bytes for an element.
create temp table point as
select cell, label, family, type, width_bytes as width, ns, ns_low, ns_high,
  peak * width_bytes as peak
from summary where ended = 'done' and ns is not null and not discards;

create temp view types as
select row_number() over (order by width, type <> 'int32', type) - 1 as place, type, width
from point group by type;

-- Names stand beside the last point of a line.
create temp table line as
with last as (
  select label, family, ns, max(place) from point join types using (type) group by label),
step as (select log10(max(ns) / min(ns)) * 0.055 as step from point)
select row_number() over (order by ns) as series, label, family = 'control' as control,
  pow(10, spread(log10(ns), step) over (order by ns
      rows between unbounded preceding and unbounded following)) as name
from last, step;

create temp view series as
select label, colour, iif(control, 2, 1) as dash, name
from line join colour using (label) order by series;

create temp view points as
select series, place, label, type, peak, ns,
  coalesce(ns_low, ns) as low, coalesce(ns_high, ns) as high
from line join point using (label) join types using (type) order by series, place;

-- How many times the data of the largest type; one text for all that need as much.
create temp view multiples as
with recursive last as (
  select peak, width from point join types using (type, width)
  where place = (select max(place) from types)),
apart(peak) as (
  select min(peak) from last
  union all
  select (select min(peak) from last where last.peak >= 1.04 * apart.peak) from apart
  where apart.peak is not null)
select pow(10, spread(log10(peak), 0.115) over (order by peak
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
    || ' its time; to int32: ' || same.peak || ' the memory, ' || same.time || ' the time ('
    || coalesce(same.ties, 0) || ' of ' || same.count || ' tied, or below the noise).' end as answer
from (select count(*) as types from types)
left join told as half on half.than = 'float64' left join told as same on same.than = 'int32'
where types > 1;
