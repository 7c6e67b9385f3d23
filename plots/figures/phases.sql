-- Where does the time of the whole run go?
-- Wall time at the largest n; the parts add up to the process. Other: start, exit and the rest.
--
-- Read: Compare append plus gather for building the array, scan and random for using it. File
-- Read: strategies pay sync for data that survives a crash, and release for giving the pages back.
-- Needs: 24 bars at most
-- After: plots/answers/verdict.sql
-- Suite: size strategies input memmap
-- Place: 4

-- A row for each, the longest first; at the end what was not measured: its note in place of a bar.
create temp table bar as
select row_number() over (order by ended = 'done' desc, process_wall_ns desc, cell desc) as series,
  iif(ended = 'done', process_wall_ns, 0) as total, *
from ranked where ended <> 'done' or process_wall_ns is not null;

create temp table part as
with phase(number, part, colour) as (values
  (1, 'append', 0x0072B2), (2, 'gather', 0x56B4E9), (3, 'sync', 0xD55E00), (4, 'reopen', 0xF0E442),
  (5, 'peek', 0x000000), (6, 'scan', 0x009E73), (7, 'random', 0xE69F00), (8, 'release', 0xCC79A7),
  (9, 'verify', 0x332288), (10, 'other', 0xD0D0D0)),
measured as (
  select series, total, key as part, value as ns
  from bar, json_each(json_object('append', append_wall_ns, 'gather', gather_wall_ns,
    'sync', sync_wall_ns, 'reopen', reopen_wall_ns, 'peek', peek_wall_ns, 'scan', scan_wall_ns,
    'random', random_wall_ns, 'release', release_wall_ns, 'verify', verify_wall_ns))
  where ended = 'done' and value is not null),
whole as (
  select series, part, ns from measured
  union all
  select series, 'other', max(total - sum(ns), 0) from measured group by series)
select *, sum(ns) over (partition by series order by number) as until
from whole join phase using (part);

create temp table longest as select series, part, max(ns) as ns from part group by series;

-- A bar far longer than the next would squeeze all others: it is cut at this edge, and says so.
create temp view edge as
select iif(max(total) > 2 * next, next * 1.3, max(total)) as ns
from bar, (select (select total from bar order by total desc limit 1 offset 1) as next);

create temp view series as
select label, 0 as colour, series, total as ns,
  case ended when 'done' then duration(total) when 'killed' then ended else note end
  || iif(total > edge.ns, ' >> (' || part || ' ' || duration(longest.ns) || ')', '') as text
from bar left join longest using (series), edge order by series;

create temp view parts as
select series, part, until - ns as from_ns, until as to_ns from part order by number, series;

create temp view legend as select distinct part, colour from part order by number;

create temp view answer as
with done as (select series, label, total from bar where ended = 'done')
select 'The whole process takes from ' || duration(least.total) || ' (' || least.label || ') to '
  || duration(most.total) || ' (' || most.label || ', of which ' || part || ' ' || duration(ns)
  || ').' as answer
from (select * from done order by total, series limit 1) as least,
  (select * from done order by total desc, series desc limit 1) as most
join longest on longest.series = most.series
where (select count(*) from bar) <= 24;
