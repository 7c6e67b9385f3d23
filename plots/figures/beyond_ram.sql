-- What if a file is larger than memory?
-- Wall time under a limit (shorter is better), with 95 % intervals; page faults; disk reads.
--
-- Read: A page that is read takes the place of another. So a mapping can be larger than memory,
-- Read: and needs no more of it than a buffer does. major: faults that wait for the disk.
-- Read: refaults: pages that had been there and were dropped; each costs the disk once more. from
-- Read: disk: bytes read from it, in multiples of the file; at random for each read. What is read
-- Read: ahead may be dropped before it is used. At random a fault reads all that the kernel reads
-- Read: ahead, unless madvise says random.
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

create temp view bars as
with longest as (select panel, max(coalesce(high, ns)) as most from shown group by panel),
said as (
  select *, iif(ns > 0, duration(ns), replace(worst, '_', ' ')) as text,
    iif(low > 0, ' [' || duration(low) || ', ' || duration(high) || ']', '') as spread
  from shown join longest using (panel))
select series, panel, label, ns, coalesce(ns * 1.0 / most, 0) as share,
  coalesce(low, ns) * 1.0 / most as low, coalesce(high, ns) * 1.0 / most as high, text, spread,
  label || iif(panel = 1, ', in order', ', at random') || ', n = ' || si(count) || ': ' || text
    || spread as hover
from said order by panel, series;

create temp view heads as
select distinct panel, iif(panel = 1, bytes(bytes) || ' in order, with ' || binary(limit_bytes)
  || ' of memory', 'at random, a read') as text
from shown order by panel;

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

-- Who has no row, and why, in lines that are not too long.
create temp table dead as
select label, max(worst) as worst from point
where label not in (select label from line) group by label;
create temp view rest as
select line, group_concat(text, '; ') as text
from (select iif(lag(worst) over each is worst, '', replace(worst, '_', ' ') || ': ') || label
          as text, 1 + sum(length(label) + 2) over each / 95 as line
      from dead window each as (order by worst, label))
group by line order by line;

create temp view answer as
with base as (select * from point where baseline and phases = 'scan' and wall_ns > 0),
mapped as (
  select * from point where family = 'mmap' and phases = 'scan' and wall_ns > 0
  order by wall_ns limit 1),
said(part, text) as (
  select 1, 'A file of ' || bytes(bytes) || ' with ' || binary(limit_bytes) || ' of memory, in '
    || 'order: ' || coalesce((
       select m.label || ' takes ' || ratio(ratio) || ' x' || within(low, high) || ' the time of '
         || base.label || coalesce(' (' || tie(ratio, low, high, floor) || ')', '') || ', '
         || duration(m.wall_ns) || ' against ' || duration(base.wall_ns) || ', with '
         || si(round(m.major)) || ' major faults'
         || coalesce(' and ' || si(round(m.refaults)) || ' refaults', '')
       from mapped as m join against using (cell), noise where ratio > 0),
      label || ' takes ' || duration(wall_ns)) || '.'
  from base
  union all
  select 2, 'A read at random takes ' || duration(a.read_ns) || ' (' || a.label || ') to '
    || duration(b.read_ns) || ' (' || b.label || coalesce(', which reads '
      || bytes(round(b.read_bytes / b.reads)) || ' from the disk for each', '') || ').'
  from (select * from point where read_ns > 0 order by read_ns limit 1) as a,
    (select * from point where read_ns > 0 order by read_ns desc limit 1) as b
  where a.cell <> b.cell
  union all
  select 3, 'Killed or refused: ' || group_concat(label, '; ') || '.'
  from (select label from dead group by label) having count(*) > 0
  union all
  select 4, 'The disk: ' || device || coalesce(', read ' || binary(read_ahead_bytes)
    || ' ahead at most', '') || coalesce('; the machine is virtual (' || virtual
    || '), so its host may hold the disk in memory', '') || '.' from machine where device <> '')
select group_concat(text, ' ') as answer from (select text from said order by part)
having (select count(*) from base) > 0;
