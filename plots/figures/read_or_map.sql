-- Read a file, or map it?
-- Wall time by the size of the file, with opening and closing it.
--
-- Read: Below the black dashed line, read() into one buffer that is used again, is faster in
-- Read: order; one block as large as the file ("read, whole") is new memory, and pays for its
-- Read: page faults. At random a mapping is read as memory, all else by a call.
-- Needs: two ways to read, one of them the baseline, at two sizes
-- Suite: read_warm read_cold
-- Place: 1

-- Wall time of an element in order, and of a read at random: of a file that is not in the page
-- cache with its share of the opening, for that may be what reads the disk. Python's calls are not
-- counted.
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
    || case when phases = 'random' then duration(ns) || within || ' for a read'
         else iif(itself, '', ratio(ratio) || ' x' || within || ', ') || ratio(ns)
           || ' ns per element' end as hover
from (
  select *, iif((select few from about), '', within(y_low, y_high)) as within
  from (
    select label, phases, bytes, count, itself, ratio, ns, ratio as y, ratio_low as y_low,
      ratio_high as y_high
    from against
    union all
    select label, phases, bytes, count, 0, null, ns, ns, low, high from point
    where phases = 'random'))
join line using (label) order by series, random, bytes;

-- Of one round or two there is nothing to join by lines: an example.
create temp view about as
select rounds < 3 and not told as few, case when told then 'Bars are 95 % intervals.'
    when rounds >= 3 then rounds || ' rounds: too few for intervals.'
    else iif(rounds = 1, 'One round', 'Two rounds') || ': an example, not a result.' end as rounds
from (select count(distinct round) as rounds, (select count(ratio_low) > 0 from against) as told
      from rounds);

-- Where the file is cold, the disk is what was measured.
create temp view disk as
select 'The disk: ' || device || ' (' || file_system || ')' || coalesce('; the machine is virtual ('
  || virtual || '), so its host may hold the disk in memory', '') || '.' as text
from machine where device <> '' and (select max(cold) from cell);

-- What each takes, of the largest file: copied into the program, in order in multiples of the file.
create temp view numbers as
select l.label as way, iif(a.itself, '1', ratio(a.ratio) || iif((select few from about), '',
    within(a.ratio_low, a.ratio_high))) as "x read, buffer",
  ratio(p.ns) as ns, ratio(p.cpu_ns) as cpu_ns, duration(p.open_ns) as open,
  iif(p.calls is null, '-', si(round(p.calls))) as calls,
  short(round(p.received, 2)) || ' x' as copied,
  si(round(p.faults)) as faults, iif(q.ns is null, '-', duration(q.ns)) as at_random,
  iif(q.read_calls is null, '-', short(round(q.read_calls, 2))) as calls_each,
  iif(q.ns is null, '-', bytes(round(q.read_bytes))) as copied_each
from line as l join point as p on p.label = l.label and p.phases = 'scan'
join against as a on a.cell = p.cell
left join point as q on q.label = l.label and q.phases = 'random' and q.count = p.count
where p.count = (select max(count) from point) order by l.series;

-- A read at random of the largest file, in each round.
create temp table each as
select c.strategy, c.label, round,
  (random_wall_ns + iif(c.cold, reopen_wall_ns, 0)) * 1.0 / random_reads as ns
from cell as c join rounds using (cell)
where c.phases = 'random' and c.aa_of is null and c.count = (select max(count) from point);

-- The mapping of the claims, not the fastest of several.
create temp view answer as
with sizes as (
  select against.* from against join cell using (cell) where strategy = 'mmap_scan'),
slower as (
  select sizes.* from sizes, noise where ratio > 1 and not tied(ratio, ratio_low, ratio_high, floor)
),
largest as (
  select against.*, strategy, ratio(ratio) || ' x' || iif(few, '', within(ratio_low, ratio_high))
    || coalesce(' (' || tie(ratio, ratio_low, ratio_high, floor) || ')', '') as times
  from against join cell using (cell), noise, about
  where against.count = (select max(count) from point)),
random as (
  select y.label, median(x.ns / y.ns, x.round) as ratio, low(x.ns / y.ns, x.round) as low,
    high(x.ns / y.ns, x.round) as high
  from each as x join each as y using (round)
  where x.strategy = 'pread_random' and y.strategy = 'mmap_scan'),
said(part, text) as (
  select 1, iif(few, rounds || ' ', '') || 'In order ' || m.label || ' takes ' || m.times
    || ' the time of "' || b.label || '" (' || bytes(b.bytes)
    || iif((select max(cold) from cell), ' not', '') || ' in the page cache)'
    || coalesce(', "' || w.label || '" ' || w.times, '') || '.'
  from largest as b, about left join largest as m on m.strategy = 'mmap_scan'
  left join largest as w on w.strategy = 'read_whole' where b.itself and m.label is not null
  union all
  select 2, max(label) || ' takes longer at ' || count(*) || ' of ' || (select count(*) from sizes)
    || ' sizes, ' || bytes(min(bytes)) || ' to ' || bytes(max(bytes)) || ' (' || ratio(max(ratio))
    || ' x at most).'
  from slower having count(*) > 0
  union all
  select 3, 'At random a pread takes ' || ratio(ratio) || ' x' || iif(few, '', within(low, high))
    || coalesce(' (' || tie(ratio, low, high, floor) || ')', '') || ' the time of a read from '
    || label || iif((select max(cold) from cell), ', each with its share of the opening', '') || '.'
  from random, noise, about where ratio is not null)
select group_concat(text, ' ') as answer from (select text from said order by part)
having (select count(distinct count) from point) > 1
  and (select count(*) from largest where itself) > 0 and count(*) > 0;
