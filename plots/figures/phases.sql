-- Where does the time of the whole run go?
-- Time by the clock from start to exit at the largest n, without reading at random.
--
-- Read: Blue builds the array; grey follows, in this order: sync writes a file to the disk,
-- Read: release gives its pages back, verify compares what is stored with what came in. How many
-- Read: reads at random there are is your choice, so one stands beside the bars; discard stores
-- Read: nothing.
-- Needs: 32 rows at most
-- After: plots/answers/verdict.sql
-- Suite: size strategies input memmap
-- Place: 4

-- Round by round, so that each part and the total have their own interval.
create temp table took as
select cell, round, process_wall_ns - coalesce(random_wall_ns, 0) as whole,
  random_wall_ns * 1.0 / nullif(random_reads, 0) as random, json_object('append', append_wall_ns,
    'gather', gather_wall_ns, 'sync', sync_wall_ns, 'reopen', reopen_wall_ns,
    'peek', peek_wall_ns, 'scan', scan_wall_ns, 'release', release_wall_ns,
    'verify', verify_wall_ns) as parts
from rounds where process_wall_ns is not null;

-- A row for each, the fastest first; at the end what was stopped: its note in place of a bar. A
-- limit is called one, and elements of another type than most are named.
create temp table bar as
with total as (
  select cell, median(whole, round) as total, low(whole, round) as low, high(whole, round) as high,
    median(random, round) as random, low(random, round) as random_low,
    high(random, round) as random_high
  from took group by cell)
select row_number() over (order by ended <> 'done', total.total, ranked.cell) as series,
  ranked.cell, label, coalesce(replace(label, ', ' || binary(limit_bytes),
      ', limit ' || binary(limit_bytes)), label)
    || iif(type = (select type from ranked group by type order by count(*) desc limit 1), '',
      ' (' || type || ')') as name,
  count, discards, total.total, total.low, total.high, random, random_low, random_high,
  ended, iif(ended = 'killed', ended, note) as note
from ranked left join total using (cell)
where ended not in ('done', 'missing') or total is not null;

-- What would squeeze all others, four times as long as most, is cut at this edge; so is an interval
-- that is twice as long as the longest of these.
create temp view edge as
select min(max(1.1 * max(total), 1.02 * coalesce(max(high), 0)), 2 * max(total)) as ns,
  (select count(total) from bar) as measured
from bar where total <= 4 * (select median(total) from bar);

-- One accent for what builds the array, greys for the rest; dark and light in turn, so that parts
-- that lie side by side differ in any light. Where verify has no time of its own, it is in other.
create temp table phase(number, part, name, colour);
insert into phase values
  (1, 'append', 'append', 0x08306b), (2, 'gather', 'gather', 0x6baed6),
  (3, 'sync', 'sync', 0x4d4d4d), (4, 'reopen', 'reopen', 0xf0f0f0),
  (5, 'peek', 'read ten', 0x000000), (6, 'scan', 'read in order', 0xc8c8c8),
  (7, 'release', 'release', 0x7a7a7a), (8, 'verify', 'verify', 0xe0e0e0),
  (9, 'other', iif((select count(verify_wall_ns) from rounds) > 0, 'start and exit',
    'start, verify, exit'), 0xffffff);

-- Medians do not add up: other is what is left of the total.
create temp table part as
with medians as (
  select series, total, key as part, median(value, round) as ns, low(value, round) as low,
    high(value, round) as high
  from took join bar using (cell), json_each(parts)
  where ended = 'done' and value is not null group by series, key),
whole as (
  select * from medians
  union all
  select series, total, 'other', max(total - sum(ns), 0), null, null from medians group by series)
select *, sum(ns) over (partition by series order by number) as until
from whole join phase using (part);

create temp view series as
select name as label, colour, point, dash, series
from bar join colour using (label) order by series;

create temp view parts as
select series, colour, min(until - part.ns, edge.ns) / 1e6 as from_ms,
  min(until, edge.ns) / 1e6 as to_ms,
  bar.name || ', n = ' || si(count) || ', ' || part.name || ': ' || duration(part.ns)
  || iif(part.low is null, '', ' [' || duration(part.low) || ', ' || duration(part.high) || ']')
  || ', ' || short(100 * part.ns / total) || ' % of the whole' as hover
from part join bar using (series, total), edge order by series, number;

create temp view totals as
select series, min(total, ns) / 1e6 as ms, low / 1e6 as low, high / 1e6 as high,
  total > ns as cut
from bar, edge where ended = 'done' order by series;

create temp view texts as
select series, 1 as place, iif(ended = 'done', ratio(total / 1e6)
  || iif(low is null, '', within(low / 1e6, high / 1e6)), '') as text from bar
union all
select series, 2, ratio(random) || iif(random_low is null, '', within(random_low, random_high))
from bar where random is not null order by series, place;

create temp view notes as select series, note as text from bar where ended <> 'done';

create temp view legend as
select name as part, colour from part where ns > 0.005 * total group by number order by number;

-- The part that takes most, in those without a file and with one (which have something to sync): of
-- most of them the same, and who differs. What the benchmark itself needs is not counted.
create temp view answer as
with shared as (
  select series, bar.name as label, part.name as part, ns,
    ns * 1.0 / sum(ns) over (partition by series) as share,
    max(iif(part = 'sync', ns, 0)) over (partition by series) > 0 as file
  from part join bar using (series) where ended = 'done' and not discards
    and part not in ('verify', 'other')),
largest as (select *, max(ns) from shared group by series),
usual as (
  select file, part, count(*) as times, min(share) as least, max(share) as most
  from largest group by file, part),
chosen as (select *, max(times) from usual group by file),
percent as (
  select file, part, fixed(100 * least, 0) || iif(most > least + 0.005, ' to '
      || fixed(100 * most, 0), '') || ' %' as said
  from (select file, part, min(share) as least, max(share) as most
        from shared group by file, part)),
other as (
  select file, listing(label, 4) as said
  from (select l.* from largest as l join chosen as c using (file) where l.part <> c.part
        order by series) group by file)
select 'Start, verify and exit not counted: ' || group_concat(text, ' ') as answer
from (
  select iif(c.file, 'With a file ', 'without a file ') || c.part || ' is the largest part, '
    || p.said || ' of the time' || coalesce('; sync takes ' || s.said, '')
    || coalesce('; in ' || o.said
      || ' another part is larger', '') || '.' as text
  from chosen as c join percent as p using (file, part) left join other as o using (file)
  left join percent as s on s.file = c.file and c.file and s.part = 'sync' and c.part <> 'sync'
  order by c.file)
having count(*) > 0 and (select count(*) from bar) <= 32;
