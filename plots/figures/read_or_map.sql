-- Read a file, or map it?
-- By the bytes of the file: wall time, with opening and closing.
--
-- Read: In order: a copy in large pieces into one warm buffer costs about what the page faults of a
-- Read: mapping cost. A block as large as the file pays for both: its memory is fresh. At random a
-- Read: mapped element is a read of memory, and all else a call. In the table, of the largest file:
-- Read: copied are the bytes that calls left in the program's memory, in multiples of the file.
-- Read: Of a file that is not in the page cache a read at random has its share of the opening.
-- Read: In Python (file.read, mmap.mmap, np. ...) numpy adds up, and calls are not counted.
-- Needs: two ways to read, one of them the baseline, at two sizes
-- Suite: read_warm read_cold
-- Place: 1

-- Wall time of an element in order, and of a read at random: of a file that is not in the page
-- cache with its share of the opening, for that may be what reads the disk.
create temp table point as
select c.cell, c.label, c.baseline, coalesce(p.peer, 0) as peer, c.phases, c.count,
  c.payload_bytes as bytes,
  median(iif(c.phases = 'random',
    (random_wall_ns + iif(c.cold, reopen_wall_ns, 0)) * 1.0 / nullif(random_reads, 0),
    build_ns * 1.0 / nullif(appended, 0)), round) as ns,
  median((reopen_cpu_ns + scan_cpu_ns + release_cpu_ns) * 1.0 / nullif(appended, 0), round)
    as cpu_ns,
  median(reopen_wall_ns, round) as open_ns,
  median(reopen_calls + coalesce(scan_calls, 0) + release_calls, round) as calls,
  median(reopen_received_bytes + coalesce(scan_received_bytes, 0), round) * 1.0 / c.payload_bytes
    as received,
  median(reopen_minor_faults + reopen_major_faults + coalesce(scan_minor_faults
    + scan_major_faults, 0) + release_minor_faults, round) as faults,
  median(random_calls * 1.0 / nullif(random_reads, 0), round) as read_calls,
  median(random_received_bytes * 1.0 / nullif(random_reads, 0), round) as read_bytes
from cell as c join rounds using (cell) join program as p on p.strategy = c.strategy
where c.aa_of is null group by c.cell having ns is not null;

create temp table line as
with last as (
  select label, max(baseline) as baseline,
    max(iif(phases = 'scan' and count = top, ns, null)) as scan,
    max(iif(phases = 'random' and count = top, ns, null)) as random
  from point, (select max(count) as top from point) group by label)
select row_number() over (order by scan) as series, *
from last where scan is not null;

create temp view series as
select label, colour, iif(baseline, 2, 1) as dash
from line join colour using (label) order by series;

create temp view points as
select series, phases = 'random' as random, bytes, ns
from line join point using (label) order by series, random, bytes;

-- What each takes, of the largest file: copied into the program, in order in multiples of the file.
create temp view numbers as
select l.label as way, ratio(p.ns) as ns, ratio(p.cpu_ns) as cpu_ns, duration(p.open_ns) as open,
  iif(p.calls is null, '-', si(round(p.calls))) as calls,
  short(round(p.received, 2)) || ' x' as copied,
  si(round(p.faults)) as faults, iif(q.ns is null, '-', duration(q.ns)) as at_random,
  iif(q.read_calls is null, '-', short(round(q.read_calls, 2))) as calls_each,
  iif(q.ns is null, '-', bytes(round(q.read_bytes))) as copied_each
from line as l join point as p on p.label = l.label and p.phases = 'scan'
left join point as q on q.label = l.label and q.phases = 'random' and q.count = p.count
where p.count = (select max(count) from point) order by l.series;

-- The same for the picture, a text each: row 0 is the head.
create temp view texts as
select 0 as row, key + 1 as place, value as text from json_each('["ns", "CPU ns", "open", "calls",
  "copied", "faults", "a read", "calls", "copied"]')
union all
select * from (
  select series, key + 1, value from numbers join line on label = way, json_each(json_array(
    ns, cpu_ns, open, calls, copied, faults, at_random, calls_each, copied_each))
  order by series, key);

-- In order, of the largest file, in the same round as the baseline.
create temp table against as
with base as (select cell, count from point where baseline order by count desc limit 1)
select p.label, p.peer, p.calls, p.received, p.faults,
  median(x.build_ns * 1.0 / y.build_ns, x.round) as ratio,
  low(x.build_ns * 1.0 / y.build_ns, x.round) as low,
  high(x.build_ns * 1.0 / y.build_ns, x.round) as high
from base join point as p on p.count = base.count and p.phases = 'scan' and not p.baseline
join rounds as x on x.cell = p.cell join rounds as y on y.cell = base.cell and y.round = x.round
group by p.cell;

create temp view answer as
with base as (
  select label, bytes, calls, faults from point where baseline and phases = 'scan'
  order by count desc limit 1),
mapped as (select * from against where received = 0 and not peer order by ratio limit 1),
-- A block as large as the file is fresh memory: what that costs.
fresh as (
  select a.* from against as a, base as b
  where received > 0 and not a.peer and a.faults > 2 * b.faults
  order by a.faults desc limit 1),
-- The same mapping at every size, and where it takes longer than the baseline.
sizes as (
  select p.bytes, median(x.build_ns * 1.0 / y.build_ns, x.round) as ratio,
    low(x.build_ns * 1.0 / y.build_ns, x.round) as low,
    high(x.build_ns * 1.0 / y.build_ns, x.round) as high
  from mapped as m join point as p on p.label = m.label and p.phases = 'scan'
  join point as b on b.baseline and b.phases = 'scan' and b.count = p.count
  join rounds as x on x.cell = p.cell join rounds as y on y.cell = b.cell and y.round = x.round
  group by p.cell),
slower as (
  select sizes.* from sizes, noise where ratio > 1 and not tied(ratio, low, high, floor)),
last as (
  select * from point
  where phases = 'random' and not peer and count = (select max(count) from point)),
said(part, text) as (
  select 1, 'Of ' || bytes(b.bytes) || iif((select max(cold) from cell), ' not', '')
    || ' in the page cache, read in order, '
    || iif(m.low is null, m.label || ' ', 'the fastest mapping (' || m.label || ') ')
    || iif(tie(m.ratio, m.low, m.high, floor) like 'tied%', 'is tied with ',
         'takes ' || ratio(m.ratio) || ' x the time of ') || b.label
    || within(m.low, m.high) || coalesce(' (' || tie(m.ratio, m.low, m.high, floor) || ')', '')
    || ': no byte copied instead of all, ' || si(round(m.calls))
    || ' calls instead of ' || si(round(b.calls))
    || iif(m.faults > b.faults, ', but ', ', ') || si(round(m.faults))
    || ' faults instead of ' || si(round(b.faults)) || '.'
  from base as b, mapped as m, noise
  union all
  select 2, f.label || ' takes ' || ratio(ratio) || ' x' || within(low, high) || ', with '
    || si(round(f.faults)) || ' faults to ' || si(round(b.faults)) || '.'
  from fresh as f, base as b
  union all
  select 3, 'At random a read'
    || iif((select max(cold) from cell), ', with its share of the opening,', '') || ' takes '
    || duration(m.ns) || ' (' || m.label || '), by a call each '
    || duration(c.ns) || ' (' || c.label || ').'
  from (select * from last where read_calls = 0 order by ns limit 1) as m,
    (select * from last where read_calls > 0 order by ns limit 1) as c
  union all
  select 4, 'Where mapping loses: in order it takes longer at ' || count(*) || ' of '
    || (select count(*) from sizes) || ' sizes, ' || bytes(min(bytes)) || ' to '
    || bytes(max(bytes)) || ' (' || ratio(max(ratio)) || ' x at most).'
  from slower having count(*) > 0
  union all
  select 5, 'The disk: ' || device || ' (' || file_system || ')' || coalesce('; the machine is '
    || 'virtual (' || virtual || '), so its host may hold the disk in memory', '') || '.'
  from machine where device <> '' and (select max(cold) from cell)
   union all
   select 6, 'In Python: ' || listing(o.label || ' ' || ratio(ratio) || ' x' || within(low, high)
     || coalesce(' (' || tie(ratio, low, high, floor) || ')', ''), 9) || ' the time of '
     || b.label || '.'
   from (select * from against where peer order by ratio) as o, base as b, noise
   having count(*) > 0)
select group_concat(text, ' ') as answer from (select text from said order by part)
having (select count(distinct count) from point) > 1 and (select count(*) from base) > 0
  and count(*) > 0;
