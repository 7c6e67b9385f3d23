-- How much memory does each need at its peak?
-- Resident memory at the largest n, in multiples of the data. Shorter is better.
--
-- Read: 1 x is the data and nothing more; at 2 x all of it is there twice for a moment; pages of
-- Read: a file the kernel can take away. What grows in steps needs more just after a step than
-- Read: just before it: the dot is this n.
-- Needs: ten times the error of a peak (8 MB of data on two CPUs), and 32 bars at most
-- After: plots/answers/verdict.sql
-- Suite: size strategies input
-- Place: 2

-- The peak while n doubles, with the block that is gathered. Measured, where this machine has
-- an instrumented run of the same type that looked at its memory step by step (suite
-- memory_timeline): at each n the most until then. Else derived for a vector that copies: it held
-- the old block twice when it last grew, and that was full with 1 / g to all of the elements.
create temp table span as
with look as (
  select k.run, k.cell, k.round, c.strategy, c.type, c.count, e.key as line, contiguous,
    min(e.key) filter (where e.value = 'full') over (partition by k.run, k.cell, k.round) as full,
    timeline ->> ('$.appended[' || e.key || ']') as n,
    (timeline ->> ('$.appended[' || e.key || ']')) * 1.0 * c.width_bytes as data,
    timeline ->> ('$.rss_bytes[' || e.key || ']') as rss,
    timeline ->> ('$.peak_bytes[' || e.key || ']') as peak, coalesce(peak_error_bytes, 0) as error
  from main.counted as k join main.cell as c using (run, cell) join main.machine as m using (run)
  join program using (strategy), json_each(timeline, '$.event') as e
  where k.instrument = 'timeline' and k.aa_of is null and c.pages = 'system'
    and c.parameters = '{}' and c.payload_bytes >= 20 * coalesce(peak_error_bytes, 0)
    and (m.name, m.cpu) is (select name, cpu from machine)),
so_far as (
  select *, rss + iif(contiguous, 0, data) as gathered,
    max(iif(peak > rss + error, peak, rss)) over (partition by run, cell, round order by line)
      as most from look where line <= full),
measured as (
  select strategy, type, min(n) as from_n, max(n) as to_n, min(max(most, gathered) / data) as least,
    max(max(most, gathered) / data) as most
  from so_far where n >= count / 2 group by strategy, type),
plain as (
  select r.*, p.contiguous, coalesce(r.parameters ->> 'growth', p.parameters ->> 'growth') as g
  from ranked as r join program as p using (strategy))
select cell, 'measured from ' || si(from_n) || ' to ' || si(to_n) as how, m.least, m.most
from plain join measured as m using (strategy, type)
where pages = 'system' and parameters = '{}' and allocator is null
union all
select cell, 'derived from its growth factor', max(1, 2.0 / g), 2.0
from plain where contiguous and copied > 0.5 and g > 1
  and strategy not in (select strategy from measured where measured.type = plain.type);

-- A row for each, the smallest first; at the end what was stopped: its note. A bar's parts lie one
-- behind the other: what is anonymous, then pages of the file, then what gather adds. A peak's
-- interval has the error of the kernel's counter in it.
create temp table bar as
with held as (
  select cell, (low(peak_bytes, round) - max(rss_peak_error_bytes)) / payload_bytes as peak_low,
    (high(peak_bytes, round) + max(rss_peak_error_bytes)) / payload_bytes as peak_high
  from rounds group by cell)
select row_number() over (order by peak is null, peak, reserved, cell) as series, label, control,
  count, max(append_peak - min(coalesce(file, 0), peak), 0) as anonymous,
  max(append_peak, min(coalesce(file, 0), peak)) as resident, append_peak,
  max(peak, append_peak) as peak, peak_low, peak_high, gather_ns is not null as gathers, copied,
  iif(reserved > peak * 1.02, reserved, null) as reserved, note, how,
  coalesce(least, peak) as least, coalesce(most, peak) as most,
  coalesce(most > least + 0.05, 0) as varies
from ranked left join held using (cell) left join span using (cell)
where not discards and (peak is not null and append_peak is not null
  or ended not in ('done', 'missing'));

-- What would squeeze all others, four times as long as most, is cut at this edge; what is reserved
-- beyond it has an arrow there.
create temp view edge as
with top as (select *, max(peak, most) as top from bar)
select 1.3 * max(top) filter (where top <= 4 * (select median(top) from top)) as x,
  count(peak) as measured, si(count) as n
from top;

-- What the marks mean, of those that are there.
create temp view legend as
with said(sign, text, shown) as (
  select 1, 'held', (select count(*) from bar where anonymous > 0.05)
  union all select 2, 'the block that is gathered',
    (select count(*) from bar where peak > append_peak + 0.05)
  union all select 3, 'pages of a file',
    (select count(*) from bar where resident > anonymous + 0.05)
  union all select 4, 'other n', (select sum(varies) from bar)
  union all select 5, 'only addresses', (select count(reserved) from bar))
select sign, text from said where shown > 0 order by sign;

create temp view series as
select label, colour, point, dash, series from bar join colour using (label) order by series;

create temp view bars as
select series, anonymous, resident, append_peak, peak, least, most,
  coalesce(min(reserved, x), peak) as reserved, peak > x as cut,
  coalesce(reserved, 0) > x as leaves, varies,
  label || ', n = ' || si(count) || ': ' || ratio(peak) || ' x the data'
    || within(peak_low, peak_high) || iif(varies, ', ' || ratio(least) || ' to ' || ratio(most)
      || ' x as n doubles, ' || how, '')
    || iif(reserved is null, '', ', reserved ' || ratio(reserved) || ' x') as hover
from bar, edge where peak is not null order by series;

create temp view texts as
select series, 1 as place, iif(peak is null, '', ratio(peak) || ' x') as text from bar
union all
select series, 2, ratio(least) || ' to ' || ratio(most) || ' x' from bar where varies
union all
select series, 3, ratio(reserved) || ' x' from bar where reserved is not null
order by series, place;

create temp view notes as select series, note as text from bar where peak is null;

create temp view answer as
with shown as (select * from bar where peak is not null and not control)
select coalesce((select 'The best need the data and nothing more, ' || ratio(max(peak)) || ' x: '
                   || listing(label, 4) || '.'
                 from (select * from shown where peak <= 1.01 order by series)
                 having count(*) > 0),
    'The best needs ' || (select ratio(min(peak)) || ' x: ' || label from shown) || '.')
  || ' The most: ' || label || ', ' || ratio(peak) || ' x'
  || case when gathers then ', of which ' || ratio(peak - append_peak)
            || ' x is the one block that is gathered from it'
          when copied > 0.5 then ', old and new block together' else '' end || '.'
  || coalesce((select ' As n doubles, ' || listing(label || ' needs ' || ratio(least)
                 || ' to ' || ratio(most) || ' x', 4) || '.'
               from (select * from shown where varies order by series) having count(*) > 0), '')
  as answer
from (select * from shown order by series desc limit 1)
where (select count(*) from bar) <= 32;
