-- Where does the time of the whole run go?
-- Time by the clock from start to exit at the largest n, without reading at random.
--
-- Read: A row is a program, the fastest on top; its parts stand in the order in which they ran.
-- Read: Append and gather build the array, scan reads it once in order. A file is written to the
-- Read: disk by sync, and release gives its pages back. Verify compares all that is stored with
-- Read: what came in. Other is start, exit and the rest. (discard stores nothing: it only makes
-- Read: the data and sums them.) What a read at random takes stands beside it: how many there are
-- Read: is your choice.
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

-- A row for each, the fastest first; at the end what was stopped: its note in place of a bar.
create temp table bar as
with total as (
  select cell, median(whole, round) as total, low(whole, round) as low, high(whole, round) as high,
    median(random, round) as random, low(random, round) as random_low,
    high(random, round) as random_high
  from took group by cell)
select row_number() over (order by ended <> 'done', total.total, ranked.cell) as series,
  ranked.cell, label, count, discards, total.total, total.low, total.high, random, random_low,
  random_high, ended, iif(ended = 'killed', ended, note) as note
from ranked left join total using (cell)
where ended not in ('done', 'missing') or total is not null;

-- What would squeeze all others, four times as long as most, is cut at this edge.
create temp view edge as
select 1.1 * max(total) filter (where total <= 4 * (select median(total) from bar)) as ns,
  count(total) as measured
from bar;

-- Dark and light in turn: parts that lie side by side differ without colour, too.
create temp table phase(number, part, colour);
insert into phase values
  (1, 'append', 0x08306b), (2, 'gather', 0x6baed6), (3, 'sync', 0xe0651b), (4, 'reopen', 0xfff0a0),
  (5, 'peek', 0x000000), (6, 'scan', 0xbfe5cf), (7, 'release', 0x7a3e86), (8, 'verify', 0xcf8bbd),
  (9, 'other', 0xe8e8e8);

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
select label, colour, point, dash, series from bar join colour using (label) order by series;

create temp view parts as
select series, colour, min(until - part.ns, edge.ns) / 1e6 as from_ms,
  min(until, edge.ns) / 1e6 as to_ms,
  label || ', n = ' || si(count) || ', ' || part || ': ' || duration(part.ns)
  || iif(part.low is null, '', ' [' || duration(part.low) || ', ' || duration(part.high) || ']')
  || ', ' || short(100 * part.ns / total) || ' % of the whole' as hover
from part join bar using (series, total), edge order by series, number;

create temp view totals as
select series, min(total, ns) / 1e6 as ms, coalesce(low, total) / 1e6 as low,
  coalesce(high, total) / 1e6 as high, total > ns as cut
from bar, edge where ended = 'done' order by series;

create temp view texts as
select series, 1 as place, iif(ended = 'done', ratio(total / 1e6)
  || iif(low is null, '', within(low / 1e6, high / 1e6)), '') as text from bar
union all
select series, 2, ratio(random) || iif(random_low is null, '', within(random_low, random_high))
from bar where random is not null order by series, place;

create temp view notes as select series, note as text from bar where ended <> 'done';

create temp view legend as select distinct part, colour from part order by number;

-- The slowest to the fastest, round by round; what stores nothing is neither.
create temp view answer as
with done as (select * from bar where ended = 'done' and not discards),
least as (select * from done order by series limit 1),
most as (select * from done order by series desc limit 1),
ratio as (
  select median(x.whole * 1.0 / y.whole, x.round) as ratio,
    low(x.whole * 1.0 / y.whole, x.round) as low, high(x.whole * 1.0 / y.whole, x.round) as high
  from most join took as x using (cell) join least
  join took as y on y.cell = least.cell and y.round = x.round)
select 'From start to exit a run takes ' || duration(least.total) || ' (' || least.label || ') to '
  || times(ratio.ratio, ratio.low, ratio.high, null) || ' of that (' || most.label || ': '
  || (select short(100 * ns / part.total) || ' % of it is ' || part
      from part join most using (series) order by ns desc limit 1) || ').' as answer
from least, most, ratio where (select count(*) from bar) <= 32;
