-- Read a file, or map it?
-- Wall time by the size of the file, with opening and closing it. Bars are 95 % intervals.
--
-- Read: At the left the file is read in order; the black dashed line is read() into one buffer that
-- Read: is used again, and what is below it is faster. A copy in large pieces into such a buffer
-- Read: costs about what the page faults of a mapping cost. One block as large as the file pays for
-- Read: both, as its memory is new. At the right single elements are read at random: of a mapping
-- Read: that is a read of memory, of all else a call. Marks without a line are Python's ways, in
-- Read: which numpy adds up. In the table, of the largest file: copied are the bytes that calls put
-- Read: into the program's memory, in multiples of the file; of Python calls are not counted. Of a
-- Read: file that is not in the page cache a read at random has its share of the opening.
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
  low((random_wall_ns + iif(c.cold, reopen_wall_ns, 0)) * 1.0 / random_reads, round) as low,
  high((random_wall_ns + iif(c.cold, reopen_wall_ns, 0)) * 1.0 / random_reads, round) as high,
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

-- In order: to the baseline, in the same round.
create temp table against as
select p.*, p.cell = base.cell as itself,
  median(x.build_ns * 1.0 / y.build_ns, x.round) as ratio,
  low(x.build_ns * 1.0 / y.build_ns, x.round) as ratio_low,
  high(x.build_ns * 1.0 / y.build_ns, x.round) as ratio_high
from point as base join point as p on p.count = base.count and p.phases = 'scan'
join rounds as x on x.cell = p.cell join rounds as y on y.cell = base.cell and y.round = x.round
where base.baseline and base.phases = 'scan' group by p.cell;

-- All that were measured with the largest file, the fastest first.
create temp table line as
with step as (
  select log10(1.44 * max(coalesce(ratio_high, ratio)) / min(coalesce(ratio_low, ratio))) * 0.045
    as step from against)
select row_number() over by_ratio as series, label, peer, ratio as end,
  pow(10, spread(log10(ratio), step) over (by_ratio
    rows between unbounded preceding and unbounded following)) as place
from against, step where count = (select max(count) from point)
window by_ratio as (order by ratio, label);

create temp view series as
select label, colour, point, dash, peer, end, place
from line join colour using (label) order by series;

create temp view points as
select series, phases = 'random' as random, bytes, y, coalesce(y_low, y) as low,
  coalesce(y_high, y) as high, label || ', ' || bytes(bytes) || ', n = ' || si(count) || ': '
    || case when phases = 'random' then duration(ns) || within(y_low, y_high) || ' for a read'
         else iif(itself, '', ratio(ratio) || ' x' || within(y_low, y_high) || ', ') || ratio(ns)
           || ' ns per element' end as hover
from (
  select label, phases, bytes, count, itself, ratio, ns, ratio as y, ratio_low as y_low,
    ratio_high as y_high
  from against
  union all
  select label, phases, bytes, count, 0, null, ns, ns, low, high from point
  where phases = 'random')
join line using (label) order by series, random, bytes;

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

create temp view answer as
with largest as (select * from against where count = (select max(count) from point)),
base as (select * from largest where itself),
mapped as (select * from largest where received = 0 and not peer order by ratio limit 1),
-- A block as large as the file is fresh memory: what that costs.
fresh as (
  select a.* from largest as a, base as b
  where a.received > 0 and not a.peer and a.faults > 2 * b.faults
  order by a.faults desc limit 1),
-- The same mapping at every size, and where it takes longer than the baseline.
sizes as (select a.* from against as a join mapped using (label)),
slower as (
  select sizes.* from sizes, noise where ratio > 1 and not tied(ratio, ratio_low, ratio_high, floor)
),
last as (
  select * from point
  where phases = 'random' and not peer and count = (select max(count) from point)),
times as (
  select label, received, peer, ratio, ratio(ratio) || ' x' || within(ratio_low, ratio_high)
    || coalesce(' (' || tie(ratio, ratio_low, ratio_high, floor) || ')', '') as times
  from largest, noise),
said(part, text) as (
  select 1, 'In order, ' || bytes(b.bytes) || iif((select max(cold) from cell), ' not', '')
    || ' in the page cache: '
    || iif(m.ratio_low is null, m.label, 'the fastest mapping (' || m.label || ')') || ' takes '
    || times || ' the time of ' || b.label || '. It copies no byte instead of all, with '
    || si(round(m.calls)) || ' calls instead of ' || si(round(b.calls)) || ' and '
    || si(round(m.faults)) || ' page faults instead of ' || si(round(b.faults)) || '.'
  from mapped as m join times using (label), base as b
  union all
  select 2, f.label || ' takes ' || times || ': its memory is new, '
    || si(round(f.faults)) || ' page faults.'
  from fresh as f join times using (label)
  union all
  select 3, 'At random a read'
    || iif((select max(cold) from cell), ', with its share of the opening,', '') || ' takes '
    || ratio(c.ns / m.ns) || ' x as long by a call each (' || c.label || ', ' || duration(c.ns)
    || ') as from a mapping (' || m.label || ', ' || duration(m.ns) || ').'
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
  select 6, 'In Python: from ' || group_concat(label || ' ' || times, ' to ') || ' the time of '
    || (select label from base) || '.'
  from (select label, times, row_number() over (order by ratio) as place,
          row_number() over (order by ratio desc) as back from times where peer order by ratio)
  where place = 1 or back = 1 having count(*) > 0)
select group_concat(text, ' ') as answer from (select text from said order by part)
having (select count(distinct count) from point) > 1 and (select count(*) from base) > 0
  and count(*) > 0;
