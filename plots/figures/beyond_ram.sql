-- What if a file is larger than memory?
-- Wall time under a limit, page faults, and what is read from the disk again and again.
--
-- Read: A page that is read takes the place of another: that is how a mapping can be larger than
-- Read: memory, and needs no more of it than a buffer does. Refaults are pages that had been there
-- Read: and were dropped: each costs the disk once more. What is read ahead may be dropped before
-- Read: it is used. At random a fault reads all that the kernel reads ahead, unless madvise says
-- Read: random. From disk: bytes read from it, in multiples of the file; at random for each read.
-- Needs: a limit below the file's size, and the baseline in order
-- Suite: beyond_ram
-- Place: 1

create temp table point as
select c.cell, c.title as label, c.family, p.baseline, c.strategy, c.phases,
  c.payload_bytes as bytes, c.limit_bytes, f.worst, median(r.build_ns, round) as wall_ns,
  median(random_wall_ns * 1.0 / nullif(random_reads, 0), round) as read_ns,
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

-- In order first: those that end, the fastest on top.
create temp table line as
select row_number() over (order by max(wall_ns) filter (where phases = 'scan') is null,
    max(wall_ns) filter (where phases = 'scan')) as series, label, max(family) as family
from point group by label;

create temp view series as
select label, coalesce(colour, 0x888888) as colour
from line left join shade on shade.family = line.family and number = 1 order by series;

create temp table shown as
select series, iif(phases = 'scan', 1, 2) as panel, p.*,
  iif(phases = 'scan', wall_ns, read_ns) as ns
from point as p join line using (label);

create temp view bars as
select series, panel, label, ns, colour,
  coalesce(ns * 1.0 / max(ns) over (partition by panel), 0) as share,
  iif(ns > 0, duration(ns), replace(worst, '_', ' ')) as text
from shown left join shade on shade.family = shown.family and number = 1 order by panel, series;

create temp view heads as
select distinct panel, iif(panel = 1, bytes(bytes) || ' in order, with ' || binary(limit_bytes)
  || ' of memory', 'at random, a read') as text
from shown order by panel;

create temp view numbers as
select label as way, iif(panel = 1, 'in order', 'at random') as read, bars.text as time,
  iif(shown.ns is null, '-', si(round(major))) as major_faults,
  iif(shown.ns is null, '-', si(round(minor))) as minor_faults,
  iif(refaults is null, '-', si(round(refaults))) as refaults,
  case when shown.ns is null or read_bytes is null then '-'
    when panel = 1 then short(round(read_bytes * 1.0 / bytes, 2)) || ' x'
    else bytes(round(read_bytes / reads)) end as from_disk
from shown join bars using (series, panel, label) order by panel, series;

create temp view texts as
select 0 as row, panel, key + 1 as place, value as text
from heads, json_each('["major", "minor", "refaults", "from disk"]')
union all
select * from (
  select series, iif(read = 'in order', 1, 2), key + 1, value from numbers join line on label = way,
    json_each(json_array(major_faults, minor_faults, refaults, from_disk))
  order by 2, 1, 3);

create temp view answer as
with base as (select * from point where baseline and phases = 'scan' and wall_ns > 0),
mapped as (
  select * from point where family = 'mmap' and phases = 'scan' and wall_ns > 0
  order by wall_ns limit 1),
of_order as (
  select median(x.build_ns * 1.0 / y.build_ns, x.round) as ratio,
    low(x.build_ns * 1.0 / y.build_ns, x.round) as low,
    high(x.build_ns * 1.0 / y.build_ns, x.round) as high
  from mapped as m join rounds as x using (cell), base as b join rounds as y on y.cell = b.cell
  where y.round = x.round),
dead as (select listing(label, 4) as names from point where phases = 'scan' and worst <> 'done'),
said(part, text) as (
  select 1, 'With ' || binary(limit_bytes) || ' of memory for a file of ' || bytes(bytes) || ', '
    || label || ' reads it in order in ' || duration(wall_ns)
    || coalesce((select '; ' || m.label || ' in ' || duration(m.wall_ns) || ', ' || ratio(ratio)
         || ' x' || within(low, high) || coalesce(' (' || tie(ratio, low, high, floor) || ')', '')
         || ', with '
         || si(round(m.major)) || ' major faults'
         || coalesce(' and ' || si(round(m.refaults)) || ' refaults', '')
       from mapped as m, of_order, noise where ratio > 0), '') || '.'
  from base
  union all
  select 2, 'A read at random takes ' || duration(a.read_ns) || ' (' || a.label || ') to '
    || duration(b.read_ns) || ' (' || b.label || coalesce(', which reads '
      || bytes(round(b.read_bytes / b.reads)) || ' from the disk for each', '') || ').'
  from (select * from point where read_ns > 0 order by read_ns limit 1) as a,
    (select * from point where read_ns > 0 order by read_ns desc limit 1) as b
  where a.cell <> b.cell
  union all
  select 3, 'Killed or refused: ' || names || '.' from dead where names <> ''
  union all
  select 4, 'The disk: ' || device || coalesce(', read ' || binary(read_ahead_bytes)
    || ' ahead at most', '') || coalesce('; the machine is virtual (' || virtual
    || '), so its host may hold the disk in memory', '') || '.' from machine where device <> '')
select group_concat(text, ' ') as answer from (select text from said order by part)
having (select count(*) from base) > 0;
