-- What if a file is larger than memory?
-- Wall time under a limit (shorter is better), with 95 % intervals; page faults; disk reads.
--
-- Read: A page that is read takes the place of another, so a mapping can be larger than memory.
-- Read: Major faults wait for the disk, refaults are pages that were dropped before; from disk
-- Read: are bytes in multiples of the file, at random for each read.
-- Needs: a limit below the file's size, and the baseline in order
-- Suite: beyond_ram
-- Place: 1

create temp table point as
select c.cell, c.title as label, c.family, p.baseline, c.strategy, c.phases, c.count,
  c.payload_bytes as bytes, c.limit_bytes, f.worst, median(r.build_ns, round) as wall_ns,
  low(r.build_ns, round) as wall_low, high(r.build_ns, round) as wall_high,
  median(random_wall_ns * 1.0 / nullif(random_reads, 0), round) as read_ns,
  low(random_wall_ns * 1.0 / nullif(random_reads, 0), round) as read_low,
  high(random_wall_ns * 1.0 / nullif(random_reads, 0), round) as read_high,
  median(reopen_major_faults + coalesce(scan_major_faults, random_major_faults), round) as major,
  median(reopen_minor_faults + coalesce(scan_minor_faults, random_minor_faults), round) as minor,
  median(refaults, round) as refaults, max(refaults_of) as refaults_of,
  median(read_bytes, round) as read_bytes, median(random_reads, round) as reads
from cell as c join main.fate as f on f.run = :run and f.cell = c.cell
join (select strategy, baseline from program) as p using (strategy)
left join rounds as r on r.cell = c.cell and f.worst = 'done'
where c.aa_of is null and c.limit_bytes = (select min(limit_bytes) from cell)
  and c.limit_bytes < c.payload_bytes
group by c.cell;

-- To the baseline in order, round by round.
create temp table against as
select p.cell, b.label as base, median(x.build_ns * 1.0 / y.build_ns, x.round) as ratio,
  low(x.build_ns * 1.0 / y.build_ns, x.round) as low,
  high(x.build_ns * 1.0 / y.build_ns, x.round) as high
from point as p join point as b on b.baseline and b.phases = 'scan' and p.phases = 'scan'
  and p.cell <> b.cell
join rounds as x on x.cell = p.cell join rounds as y on y.cell = b.cell and y.round = x.round
where p.wall_ns > 0 group by p.cell;

-- In order first: those that end, the fastest on top. Who ends nowhere has no row.
create temp table line as
select row_number() over (order by max(wall_ns) filter (where phases = 'scan') is null,
    max(wall_ns) filter (where phases = 'scan')) as series, label, max(strategy) as strategy
from point group by label having max(wall_ns) > 0;

create temp view series as
select label, colour, point, dash from line join mark using (strategy) order by series;

create temp table shown as
select series, 1 as panel, p.*, wall_ns as ns, wall_low as low, wall_high as high
from point as p join line using (label) where phases = 'scan'
union all
select series, 2, p.*, read_ns, read_low, read_high
from point as p join line using (label) where phases <> 'scan';
-- A way that has only one of the two says so.
insert into shown(series, panel, label, worst)
select series, panel, label, iif(panel = 1, 'at random only', 'in order only')
from line, (select distinct panel from shown) as p
where not exists (select 1 from shown as s where s.series = line.series and s.panel = p.panel);

create temp view bars as
with longest as (select panel, max(coalesce(high, ns)) as most from shown group by panel),
said as (
  select *, iif(ns > 0, duration(ns), replace(worst, '_', ' ')) as text,
    iif(low > 0, ' [' || duration(low) || ', ' || duration(high) || ']', '') as spread
  from shown join longest using (panel))
select series, panel, label, ns, coalesce(ns * 1.0 / most, 0) as share,
  coalesce(low, ns) * 1.0 / most as low, coalesce(high, ns) * 1.0 / most as high, text, spread,
  label || iif(panel = 1, ', in order', ', at random') || coalesce(', n = ' || si(count), '')
    || ': ' || text || spread as hover
from said order by panel, series;

create temp view heads as
select distinct panel, iif(panel = 1, bytes(bytes) || ' in order, with ' || binary(limit_bytes)
  || ' of memory', 'at random, a read') as text
from shown where bytes > 0 order by panel;

create temp view numbers as
select s.label as way, iif(panel = 1, 'in order', 'at random') as read, text || spread as time,
  iif(ratio is null, '-', ratio(ratio) || within(a.low, a.high)) as "time / baseline",
  iif(s.ns is null, '-', si(round(major))) as major_faults,
  iif(s.ns is null, '-', si(round(minor))) as minor_faults,
  iif(refaults is null, '-', si(round(refaults))) as refaults,
  case when s.ns is null or read_bytes is null then '-'
    when panel = 1 then short(round(read_bytes * 1.0 / bytes, 2)) || ' x'
    else bytes(round(read_bytes / reads)) end as from_disk
from shown as s join bars using (series, panel) left join against as a using (cell)
order by panel, series;

create temp view texts as
select 0 as row, panel, key + 1 as place, value as text
from heads, json_each('["major", "refaults", "from disk"]')
union all
select * from (
  select series, iif(read = 'in order', 1, 2), key + 1, value from numbers join line on label = way,
    json_each(json_array(major_faults, refaults, from_disk))
  order by 2, 1, 3);

-- Who has no row, and why, in lines that are not too long; then what the disk is.
create temp table dead as
select label, max(worst) as worst from point
where label not in (select label from line) group by label;
create temp view rest as
with said as (
  select iif(lag(worst) over each is worst, '', replace(worst, '_', ' ') || ': ') || label as text,
    1 + sum(length(label) + 2) over each / 95 as line
  from dead window each as (order by worst, label))
select line, group_concat(text, '; ') as text from said group by line
union all
select 1 + coalesce((select max(line) from said), 0), 'the disk: ' || device
  || coalesce(', read ' || binary(read_ahead_bytes) || ' ahead at most', '')
  || coalesce('; virtual (' || virtual || '): its host may hold the disk in memory', '')
from machine where device <> '' order by line;

create temp view answer as
with base as (select * from point where baseline and phases = 'scan' and wall_ns > 0),
mapped as (
  select * from point where family = 'mmap' and phases = 'scan' and wall_ns > 0
  order by wall_ns limit 1),
-- The slowest at random to the fastest, round by round.
least as (select * from point where read_ns > 0 order by read_ns limit 1),
most as (select * from point where read_ns > 0 order by read_ns desc limit 1),
random as (
  select label, other, median(times, round) as ratio, low(times, round) as low,
    high(times, round) as high
  from (select m.label, l.label as other, x.round,
          x.random_wall_ns * 1.0 * y.random_reads / x.random_reads / y.random_wall_ns as times
        from most as m join least as l on m.cell <> l.cell join rounds as x on x.cell = m.cell
        join rounds as y on y.cell = l.cell and y.round = x.round)
  having count(*) > 0),
said(part, text) as (
  select 1, 'With ' || binary(limit_bytes) || ' of memory for a file of ' || bytes(bytes) || ', in '
    || 'order, ' || coalesce((
       select 'a mapping (' || m.label || ') takes ' || ratio(ratio) || ' x' || within(low, high)
         || ' the time of a buffer (' || base.label || ')'
         || coalesce(' (' || tie(ratio, low, high, floor) || ')', '')
       from mapped as m join against using (cell), noise where ratio > 0),
      label || ' takes ' || duration(wall_ns)) || '.'
  from base
  union all
  select 2, 'At random the slowest (' || label || ') takes ' || ratio(ratio) || ' x'
    || within(low, high) || ' the time of the fastest (' || other
    || coalesce('; ' || tie(ratio, low, high, floor), '') || ').'
  from random, noise where ratio > 0
  union all
  select 3, 'Killed or refused: ' || iif(count(*) > 1, count(*) || ' other ways', max(label)) || '.'
  from dead having count(*) > 0)
select group_concat(text, ' ') as answer from (select text from said order by part)
having (select count(*) from base) > 0;
