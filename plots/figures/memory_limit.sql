-- What happens when memory runs out?
-- Wall time until the array is there, or how it ended, under limits of memory. Darker takes longer.
--
-- Read: Compare down a column: left of the line there is less memory than data, and the kernel
-- Read: kills who keeps them on the heap or in anonymous pages; what can go to a file goes on.
-- Read: Right of it the data fit, but not twice: who copies or gathers them may still be killed;
-- Read: ulimit -v limits addresses, so malloc or mmap refuses.
-- Needs: a limit (make bench SUITE=memory_limit)
-- After: plots/answers/verdict.sql
-- Suite: memory_limit
-- Place: 4

-- Rows by name; columns by number: limits of memory, the tightest first, no limit, limits of
-- addresses. What ended badly in some of its rounds has not survived: it has no time.
create temp table tried as
with built as (
  select *, strategy in (select strategy from program where contiguous) as contiguous,
    coalesce(phases, 'gather') like '%gather%' as gathered
  from ranked)
select cell, strategy, control, contiguous or gathered as whole, count, limit_bytes, address_bytes,
  payload_bytes,
  title || case when control then ' (n known)' when contiguous then ''
      when gathered then ' (one block)' else ' (in pieces)' end as name, title,
  dense_rank() over (order by address_bytes, limit_bytes is null, limit_bytes) as number,
  case when limit_bytes then binary(limit_bytes)
    when address_bytes then 'ulimit -v ' || binary(address_bytes) else 'no limit' end as limited,
  ns, worst, note, iif(worst = 'done', build_wall_ns, null) as wall_ns
from built;

-- The survivors on top; of them, who is fastest where it is tightest.
create temp table line as
select name, strategy,
  row_number() over (order by survived desc, ns nulls last, name) as series
from (select name, strategy, count(wall_ns) filter (where limit_bytes) as survived,
        (select wall_ns from tried as t where t.name = tried.name and wall_ns
         order by number limit 1) as ns
      from tried group by name);

-- Who survives the tightest limit: the fastest first, but one block before what is in pieces.
create temp table alive as
select *, row_number() over (order by whole desc, wall_ns) as rank
from tried where number = 1 and wall_ns and not control;

-- The best to the next, round by round, by the clock on the wall, as it waits for a disk: until the
-- array is there (wall), and the whole process, which also syncs, reads back and verifies (job).
create temp table compared as
with pair(what, a, b, rival) as (
  select what, a.cell, b.cell, b.name
  from alive as a, alive as b, (select 'wall' as what union select 'job')
  where a.rank = 1 and b.rank = 2 and b.whole),
ratios as (
  select what, rival, x.round, iif(what = 'wall', x.build_wall_ns * 1.0 / y.build_wall_ns,
    x.process_wall_ns * 1.0 / y.process_wall_ns) as ratio
  from pair join rounds as x on x.cell = a join rounds as y on y.cell = b and y.round = x.round),
again as (
  select x.round, x.build_wall_ns * 1.0 / y.build_wall_ns as ratio
  from rounds as x join rounds as y on y.cell = x.aa_of and y.round = x.round),
floors as (
  select iif(low(ratio, round), median(abs(ratio - 1), round), null) as wall from again)
select what,
  ratio(median(ratio, round)) || ' x' || within(low(ratio, round), high(ratio, round)) as said,
  ' the time of ' || rival || coalesce(' (' || tie(median(ratio, round), low(ratio, round),
    high(ratio, round), wall) || ')', '') as rival
from ratios, floors group by what;

-- Who does not survive, and below which limit: the next one is enough.
create temp table dead as
select iif(enough, 'below ' || binary(enough), 'at every limit') as below, enough,
  listing(name, 3) as names
from (select name, (select min(limit_bytes) from tried as t where t.name = tried.name and wall_ns)
        as enough
      from tried where number = 1 and not control and worst in ('killed', 'refused') order by cell)
group by enough;

-- Those that are told n are not counted, and who can do it in pieces or as one block counts once,
-- as in the verdict.
create temp view answer as
select 'With ' || limited || ' for ' || bytes(payload_bytes) || ' of data '
  || (select count(distinct title) from alive) || ' of ' || count(distinct title)
  || ' strategies survive'
  || coalesce((select ': ' || listing(name, 9) from (select name from alive order by rank)
               having count(*) > 0), '') || '.'
  || coalesce((select ' ' || name || ' takes ' || said || rival || ' to build; the whole process, '
                 || 'which also syncs, reads back and verifies, '
                 || (select said || rival from compared where what = 'job') || '.'
               from alive, compared where rank = 1 and what = 'wall'), '')
  || coalesce((
    select ' Killed or refused ' || group_concat(below || ': ' || names, '; ') || '.'
    from (select * from dead order by enough nulls last)), '') as answer
from tried where number = 1 and limit_bytes and not control having count(*) > 0;

create temp view series as
select name as label, colour, point, dash, series from line join mark using (strategy)
order by series;

-- The column of addresses stands apart.
create temp table place as
select distinct number, number + iif(address_bytes, 0.2, 0) as place, limited, limit_bytes
from tried;

create temp view parts as
select 'time, with a memory limit of' as name, (1 + max(place)) / 2 as middle from place;

create temp view heads as
select place, 1 as line, replace(limited, 'ulimit -v ', '') as text from place
union all select place, 2, 'ulimit -v' from place where limited like 'ulimit%';

-- From the shortest time to ten times that.
create temp table wall as
select cell, low(build_wall_ns, round) as low, high(build_wall_ns, round) as high
from rounds group by cell;
create temp view cells as
select place, series, shade(wall_ns, least, 10) as share,
  coalesce(worst not in ('done', 'not_run', 'missing'), 0) as ended,
  case when worst = 'done' then duration(wall_ns)
    when worst not in ('not_run', 'missing') then replace(worst, '_', ' ') end as text,
  name || ', ' || place.limited || coalesce(', n = ' || si(count) || ': ' || case worst
    when 'done' then duration(wall_ns) || iif(low is null, ' (too few rounds)',
      ' [' || duration(low) || ', ' || duration(high) || ']')
    when 'refused' then 'refused (ENOMEM)' else coalesce(note, worst) end, ': not measured')
    as hover
from line cross join place left join tried using (name, number) left join wall using (cell),
  (select min(wall_ns) as least from tried)
order by series, place;

create temp view scale as
select shade(value, 1, 10) as share,
  duration(value * (select min(wall_ns) from tried)) || iif(value = 10, ' or more', '') as text
from json_each('[1, 2, 4, 10]');

create temp view about as
select coalesce(memory_limit_mechanism, 'not known') as mechanism, bytes(payload_bytes) as data,
  (select count(*) from place where limit_bytes < payload_bytes) as too_small
from machine, tried limit 1;
