-- Least RAM
--
-- Place: 2
-- Suites: memory_limit
-- After: plots/answers/verdict.sql
--
-- Who still builds the array under the tightest limit; the fastest of these by the clock, for it
-- may wait for a disk. What is one block comes before what stays in pieces: it can do more.

create temp table tried as
select r.*, '`' || p.title || '`' || case when p.contiguous then ''
    when r.phases like '%gather%' then ' (one block)' else ' (in pieces)' end as name,
  r.worst = 'done' as survived,
  p.contiguous or r.phases like '%gather%' as whole
from ranked as r join program as p using (strategy)
where r.limit_bytes = (select min(limit_bytes) from cell) and not r.control
  and not p.theirs;

create temp table alive as
select *, row_number() over (order by whole desc, build_wall_ns) as number, count(*) over () as n
from tried where survived;

-- The first to the next, round by round, by the clock: until the array is there; and the whole
-- process, which also writes to the disk, reads back and verifies. The same rounds say who is
-- first, so the interval is one of many.
create temp table beside as
with pair as (
  select b.title as rival, a.n - 1 as n, x.round,
    x.build_wall_ns * 1.0 / y.build_wall_ns as build,
    x.process_wall_ns * 1.0 / y.process_wall_ns as job
  from alive as a join alive as b on a.number = 1 and b.number = 2 and b.whole
  join rounds as x on x.cell = a.cell join rounds as y on y.cell = b.cell and y.round = x.round),
value(what, rival, n, round, ratio) as (
  select 'build', rival, n, round, build from pair union all select 'job', rival, n, round, job
  from pair),
median as (
  select what, rival, median(ratio, round) as ratio,
    coalesce(low(ratio, round, n), low(ratio, round)) as low,
    coalesce(high(ratio, round, n), high(ratio, round)) as high from value group by what
  having count(distinct round / 1000) > 1 or (select runs = 1 from halves))
select what, '`' || rival || '`' as rival,
  iif(low is null, ratio(ratio), ratio(ratio, low, high)) || ' x' || within(low, high) as said,
  iif(low <= 1 and high >= 1, ', a tie', '') as tied from median;

-- Where else the first ends badly: fewer addresses, many arrays; in any run here.
create temp table fails as
select distinct iif(address_bytes, 'under `ulimit -v` ' || binary(address_bytes),
    'with ' || format('%,d', arrays) || ' arrays') as at, address_bytes is null as number, arrays
from main.summary where strategy = (select strategy from alive where number = 1)
  and worst in ('killed', 'refused') and (address_bytes or arrays > 1);

-- Where the first keeps what has no room in memory.
create temp table in_file as
select max(rounds.file_system) as file_system from rounds join alive using (cell)
where alive.number = 1 and written_bytes > alive.data_bytes / 2 having count(*) > 0;

with lost as (
  select count(distinct title) as number, replace(group_concat(distinct replace(worst, '_', ' ')),
    ',', ', ') as ends
  from tried where title not in (select title from alive)),
at as (
  select bytes(payload_bytes) || ' in ' || binary(limit_bytes) || ' of RAM' as limited,
    '(' || si(count) || ' ' || type || ', by the clock)' as condition
  from tried limit 1)
select '`' || title || '|experiments/grow/' || strategy || '.c`' || iif(whole, '', ' (in pieces)')
  || ' holds ' || limited
  || coalesce((select ', the rest in a file' from in_file), '')
  || coalesce((select ': ' || said || ' the time of ' || rival || ' to build' || tied
               || coalesce((select ' (the whole process: ' || iif(tied = '', said, 'a tie') || ')'
                            from beside where what = 'job'), '')
               from beside where what = 'build'), '')
  || coalesce((select '; ' || number || ' of ' || (number + n) || ' do not (' || ends || ')'
               from lost where number > 0), '')
  || ' ' || condition as text,
  coalesce((select 'The file is on ' || file_system || '. ' from in_file), '')
  || coalesce((select 'The whole process also syncs, reads back and verifies. ' from beside
               where what = 'job'), '')
  || coalesce((select listing(name, 9) || iif(count(*) = 1, ' holds', ' hold') || ' it, too. '
               from (select name from alive where number > 1 order by number)
               having count(*) > 0), '')
  || coalesce((select '`' || title || '` fails ' || listing(at, 9) || '. '
               from (select at from fails order by number, arrays) having count(*) > 0), '')
  || (select upper(substr(sample, 1, 1)) || substr(sample, 2) from main.caption where run = :run)
  || ': `experiments/grow/' || strategy || '.c`' as more
from alive, at where number = 1
union all
select 'None of the ' || number || ' measured holds ' || limited || ' (' || ends || ') '
  || condition, null
from lost, at where not exists (select 1 from alive);
