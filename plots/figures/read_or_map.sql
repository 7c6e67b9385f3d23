-- Read a file, or map it?
-- By the bytes of the file: wall time, with opening and closing.
--
-- Read: In order: a copy in large pieces into one warm buffer costs about what the page faults of a
-- Read: mapping cost. A block as large as the file pays for both: its memory is fresh. At random a
-- Read: mapped element is a read of memory, and all else a call. In the table, of the largest file:
-- Read: received are the bytes that calls left in the program's memory, in multiples of the file.
-- Read: In Python (file.read, mmap.mmap, np. ...) numpy adds up, and calls are not counted.
-- Needs: two ways to read, one of them the baseline, at two sizes
-- Suite: read_warm read_cold
-- Place: 1

-- Wall time of an element in order, and of a read at random.
create temp table point as
select c.cell, c.label, c.baseline, coalesce(p.peer, 0) as peer, c.phases, c.count,
  c.payload_bytes as bytes,
  median(iif(c.phases = 'random', random_wall_ns * 1.0 / nullif(random_reads, 0),
    build_ns * 1.0 / nullif(appended, 0))) as ns,
  median((reopen_cpu_ns + scan_cpu_ns + release_cpu_ns) * 1.0 / nullif(appended, 0)) as cpu_ns,
  median(reopen_wall_ns) as open_ns,
  median(reopen_calls + coalesce(scan_calls, 0) + release_calls) as calls,
  median(reopen_received_bytes + coalesce(scan_received_bytes, 0)) * 1.0 / c.payload_bytes
    as received,
  median(reopen_minor_faults + reopen_major_faults + coalesce(scan_minor_faults
    + scan_major_faults, 0) + release_minor_faults) as faults,
  median(random_calls * 1.0 / nullif(random_reads, 0)) as read_calls,
  median(random_received_bytes * 1.0 / nullif(random_reads, 0)) as read_bytes
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
select label, colour.always as colour, iif(baseline, 2, 1) as dash
from line join colour using (label) order by series;

create temp view points as
select series, phases = 'random' as random, bytes, ns
from line join point using (label) order by series, random, bytes;

-- The table, a text each: row 0 is the head.
create temp view texts as
with told as (
  select l.series, l.label, p.ns, p.cpu_ns, p.open_ns, p.calls, p.received, p.faults,
    q.ns as read_ns, q.read_calls, q.read_bytes
  from line as l join point as p on p.label = l.label and p.phases = 'scan'
  left join point as q on q.label = l.label and q.phases = 'random' and q.count = p.count
  where p.count = (select max(count) from point)),
cells(row, place, text) as (
  values (0, 1, 'ns'), (0, 2, 'CPU ns'), (0, 3, 'open'), (0, 4, 'calls'), (0, 5, 'received'),
    (0, 6, 'faults'), (0, 7, 'a read'), (0, 8, 'calls'), (0, 9, 'received')
  union all select series, 1, ratio(ns) from told
  union all select series, 2, ratio(cpu_ns) from told
  union all select series, 3, duration(open_ns) from told
  union all select series, 4, si(round(calls)) from told where calls is not null
  union all select series, 5, short(round(received, 2)) || ' x' from told
  union all select series, 6, si(round(faults)) from told
  union all select series, 7, coalesce(duration(read_ns), '-') from told where read_ns > 0
  union all select series, 8, short(round(read_calls, 2)) from told where read_calls is not null
  union all select series, 9, bytes(round(read_bytes)) from told where read_ns > 0)
select row, place, text from cells order by row, place;

-- In order, of the largest file, in the same round as the baseline.
create temp table against as
with base as (select cell, count from point where baseline order by count desc limit 1)
select p.label, p.peer, p.calls, p.received, p.faults,
  median(x.build_ns * 1.0 / y.build_ns) as ratio,
  low(x.build_ns * 1.0 / y.build_ns) as low, high(x.build_ns * 1.0 / y.build_ns) as high
from base join point as p on p.count = base.count and p.phases = 'scan' and not p.baseline
join rounds as x on x.cell = p.cell join rounds as y on y.cell = base.cell and y.round = x.round
group by p.cell;

create temp view answer as
with base as (
  select label, bytes, faults from point where baseline and phases = 'scan'
  order by count desc limit 1),
mapped as (select * from against where received = 0 and not peer order by ratio limit 1),
-- A block as large as the file is fresh memory: what that costs.
fresh as (select * from against where received > 0 and not peer order by faults desc limit 1),
last as (
  select * from point
  where phases = 'random' and not peer and count = (select max(count) from point)),
said(part, text) as (
  select 1, 'Of ' || bytes(b.bytes) || iif((select max(cold) from cell), ' not', '')
    || ' in the page cache, read in order, the fastest mapping ('
    || m.label || ') ' || iif(tied(m.ratio, m.low, m.high, floor), 'is tied with ',
         'takes ' || ratio(m.ratio) || ' x the time of ') || b.label
    || within(m.low, m.high) || ': no byte copied, ' || si(round(m.faults)) || ' faults.'
  from base as b, mapped as m, noise
  union all
  select 2, f.label || ' takes ' || ratio(ratio) || ' x' || within(low, high) || ', with '
    || si(round(f.faults)) || ' faults to ' || si(round(b.faults)) || '.'
  from fresh as f, base as b
  union all
  select 3, 'At random a read takes ' || duration(m.ns) || ' (' || m.label || '), by a call each '
    || duration(c.ns) || ' (' || c.label || ').'
  from (select * from last where read_calls = 0 order by ns limit 1) as m,
    (select * from last where read_calls > 0 order by ns limit 1) as c
  union all
  select 4, 'In Python: ' || listing(o.label || ' ' || ratio(ratio) || ' x', 9) || ' the time of '
    || b.label || '.'
  from (select * from against where peer order by ratio) as o, base as b having count(*) > 0)
select group_concat(text, ' ') as answer from (select text from said order by part)
having (select count(distinct count) from point) > 1 and (select count(*) from base) > 0
  and count(*) > 0;
