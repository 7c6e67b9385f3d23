-- Which is fast and small at once?
-- CPU time and peak memory at the largest n. Bars are 95 % intervals of the time.
--
-- Read: Each mark is a strategy: further left is faster, further down needs less memory; nothing
-- Read: that holds all elements can be below 1 x, the data. The grey line joins the best choices:
-- Read: for each mark to the right of it and above it, one on the line is faster and needs less
-- Read: memory.
-- Needs: ten times the error of a peak (8 MB of data on two CPUs), and 32 marks at most
-- After: plots/answers/verdict.sql
-- Suite: size strategies input advise
-- Place: 3

-- What was too slow has no time at this n: it stands at the right edge, at the height of the memory
-- that it held when it was stopped.
create temp table point as
select cell, label, baseline, control, ns, ns_low, ns_high, ratio, low, high, peak, error,
  label || ', n = ' || si(count) || ': ' || hover as hover, text,
  row_number() over (order by ns is null, ns, cell) as series
from (
  select cell, label, baseline, control, count, ratio, low, high, ns_low, ns_high, label as text,
    ns, peak, peak_error_bytes * 1.0 / data_bytes as error,
    ratio(ns) || ' ns per element' || within(ns_low, ns_high) || ', ' || ratio(peak)
      || ' x the data' as hover
  from ranked where ended = 'done' and peak is not null and not discards
  union all
  select cell, label, baseline, control, count, null, null, null, null, null,
    label || ', stopped at ' || si(appended), null, coalesce(live, 2), null, note
  from ranked where ended = 'too_slow');

-- Strategies differ by factors: both axes are logarithmic. There is room below 1 for names. In the
-- unit of names the plane is so many letters wide and lines high.
create temp table plane as
select *, 1.0 * letters / log10(right / left) as letter, 1.0 * lines / log10(top / bottom) as line
from (select min(coalesce(ns_low, ns)) / 1.5 as left, max(coalesce(ns_high, ns)) * 1.7 as right,
        0.62 as bottom, max(peak) * 1.6 as top,
        iif(count(*) > 12, 0.85, 1) as size, iif(count(*) > 12, 104, 89) as letters,
        iif(count(*) > 12, 24, 20) as lines
      from point);
create temp view axes as select left, right, bottom, top, size from plane;

create temp table placed as
with named as (
  select series, log10(coalesce(ns_low, ns, right) / left) * letter as low,
    log10(coalesce(ns, right) / left) * letter as x,
    log10(coalesce(ns_high, ns, right) / left) * letter as high,
    log10(peak / bottom) * line as y, text from point, plane
  union all
  select 0, 0, 0, 0, 0, '↙ fast and small: best')
select series, text, left * pow(10, (place ->> 0) / letter) as x,
  bottom * pow(10, (place ->> 1) / line) as y, left * pow(10, (place ->> 2) / letter) as to_x,
  bottom * pow(10, (place ->> 3) / line) as to_y
from (select series, text, beside(low, x, high, y, text, letters, lines) over (
        order by series rows between unbounded preceding and unbounded following) as place
      from named, plane), plane;

create temp view series as
select label, colour, point, dash, series, coalesce(ns, right) as ns, peak, placed.text, x, y,
  to_x, to_y
from point join placed using (series) join colour using (label), plane order by series;
create temp view corner as select text, x, y from placed where series = 0;

create temp view points as
select series, ns, coalesce(ns_low, ns) as low, coalesce(ns_high, ns) as high, peak, hover
from point where ns is not null order by series;

create temp view stopped as
select series, peak, hover from point where ns is null order by series;

-- The Pareto front: from the fastest on, each that needs less than the one before, by more than the
-- error of a peak.
create temp table free as
select row_number() over (order by ns, peak) as number, *
from point where ns is not null and not control;
create temp table best as
with recursive next(number) as (
  values (1)
  union all
  select (select min(b.number) from free as a join free as b on b.peak < a.peak - a.error
          where a.number = next.number and b.number > a.number)
  from next where number is not null)
select free.* from next join free using (number);

-- The others beside each of the front that is faster, round by round, of so many intervals
-- (Bonferroni, where there are rounds enough): tied with it, or slower; and larger by more than the
-- error of a peak, or not. Beaten: slower than one that is not larger.
create temp table beside as
with pair as (
  select f.cell, f.number, f.label, g.label as other, g.number as place,
    f.peak > g.peak - g.error as as_large, f.peak > g.peak + g.error as larger,
    f.cell as a, g.cell as b
  from free as f join best as g on g.number < f.number
  where f.cell not in (select cell from best)),
told as (
  select pair.*, median(ratio, round) as ratio,
    coalesce(low(ratio, round, n), low(ratio, round)) as low,
    coalesce(high(ratio, round, n), high(ratio, round)) as high
  from (select a, b, x.round, x.build_ns * 1.0 / y.build_ns as ratio,
          (select count(*) from pair) as n
        from pair join rounds as x on x.cell = a join rounds as y on y.cell = b
          and y.round = x.round) join pair using (a, b)
  group by a, b),
judged as (
  select *, ratio > 1 and not coalesce(tied(ratio, low, high, floor), 0) as slower
  from told, noise)
select cell, number, label, max(as_large and slower) as beaten,
  max(iif(not slower and as_large and not larger, place, null)) as tied_with,
  max(not slower and larger) as tied_but_larger
from judged group by cell;

create temp view front as
select ns, (select top from plane) as peak from best where number = 1
union all
select * from (select ns, peak from best order by number)
union all
select (select right from plane), min(peak) from best;

-- To who knows n: the verdict's first as there, judged in the rounds that did not choose; what is
-- tied as one of many with the interval that says so.
create temp table held as
select b.cell, coalesce(l.ratio, b.ratio) as ratio, coalesce(l.tie, r.tie) as tie,
  coalesce(l.low, iif(r.tie is null, null, r.low_of_all), b.low) as low,
  coalesce(l.high, iif(r.tie is null, null, r.high_of_all), b.high) as high
from best as b join ranked as r using (cell)
left join lead as l on l.what = 'baseline' and b.cell = (select cell from choice where number = 1);

create temp view answer as
select iif(count(*) = 1, 'The best choice: ', 'The best choices, fastest first: ')
  || group_concat(b.label || coalesce((
      select ', tied with ' || listing(label, 9)
      from (select label from beside where tied_with = b.number and not beaten order by number)
      having count(*) > 0), '')
    || coalesce(': ' || ratio(h.ratio, h.low, h.high) || ' x' || within(h.low, h.high)
      || ' the time of ' || (select label from point where baseline)
      || case when tie glob 'tied*' then ' (a tie)' when tie is not null then ' (below the noise)'
           else '' end
      || coalesce((select ' (on larger pages than that)' from larger_pages as p
                   where p.cell = b.cell), ''), ': ' || ratio(b.ns) || ' ns per element')
    || ', ' || ratio(b.peak) || ' x the data', '; ') || '.'
  || coalesce((select ' As fast as one of these (a tie), but larger: ' || listing(label, 9) || '.'
               from (select * from beside where tied_but_larger and not beaten and tied_with is null
                     order by number) having count(*) > 0), '')
  || coalesce((select iif(count(*) = 1, ' One other is', ' The other ' || count(*) || ' are')
                 || ' slower than one that needs no more memory'
                 || coalesce((select '; the first of these, ' || b.label || ', takes ' || l.said
                                || ' the time of ' || (select label from choice where number = 1)
                              from choice as d join beside as b using (cell)
                              join lead as l on l.what = d.number
                              where d.number = 2 and b.beaten), '') || '.'
               from beside where beaten having count(*) > 0), '') as answer
from (select * from best order by number) as b join held as h using (cell)
having count(*) > 0 and (select count(*) from point) <= 32;
