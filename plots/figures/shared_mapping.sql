-- Is a mapped file shared, and does it stay consistent?
-- Processes, or threads, that use one file together: memory, time; below, what goes wrong.
--
-- Read: 1, 2 and 4 are processes; a torn read sees half of a write. Without a lock two that add
-- Read: at the same time lose additions: on several CPUs at any moment, on one CPU only when one
-- Read: is interrupted in the middle.
-- Needs: one of the ways to share, by one process and by more
-- Suite: shared_mapping
-- Place: 1

create temp table team as
select c.cell, c.label, c.strategy, c.title, c.count, c.payload_bytes,
  coalesce(c.parameters ->> 'workers', 2) as workers,
  coalesce(c.parameters ->> 'kind', 'processes') as kind, c.parameters ->> 'cpus' as cpus,
  c.parameters ->> 'lock' as lock, max(worker_cpus) as worker_cpus,
  median(rss, round) as rss, low(rss, round) as rss_low, high(rss, round) as rss_high,
  median(pss, round) as pss, low(pss, round) as pss_low, high(pss, round) as pss_high,
  median(k.build_ns, round) as wall, low(k.build_ns, round) as wall_low,
  high(k.build_ns, round) as wall_high,
  median(cpu, round) as cpu, low(cpu, round) as cpu_low, high(cpu, round) as cpu_high,
  median(scan_wall_ns * 1.0 / c.count / coalesce(c.parameters ->> 'workers', 2), round) as each_ns,
  min(lost_updates * 1.0 / c.count) as lost_least, max(lost_updates * 1.0 / c.count) as lost_most,
  sum(lost_updates) as lost, sum(torn_reads) as torn, count(*) * c.count as done,
  sum(stores_unseen_by_read + stores_unseen_by_mapping + writes_unseen_by_mapping
    + coalesce(stores_unseen_by_direct + direct_writes_unseen, 0)) as unseen,
  min(dirty_bytes) as dirty, max(dirty_synced_bytes) as synced
from cell as c join (
  select *, (anon_bytes + file_bytes + coalesce(shmem_bytes, 0)) * 1.0 / payload_bytes as rss,
    pss_bytes * 1.0 / payload_bytes as pss, reopen_cpu_ns + scan_cpu_ns + release_cpu_ns as cpu
  from rounds) as k using (cell)
where c.aa_of is null group by c.cell;

-- Those that read all of the file, in groups: one place for each number of workers.
create temp table line as
select value as strategy, title, row_number() over (order by key) as series
from json_each('["mmap_by_all", "read_by_each", "private_by_each"]')
join team on strategy = value and workers = 1 group by key;

create temp view series as
select title as label, colour, point, dash, (series - 1) * 5.2 + iif(series = 3, 0.7, 1.6) as x
from line join mark using (strategy) order by series;

-- In panel 1 memory, in panel 2 time, ms: in front what counts, behind it what adds up to too much.
create temp view bars as
with placed as (
  select t.*, series, (series - 1) * 5.2
      + case when kind = 'threads' then 3.5 when workers = 4 then 2 else workers - 1 end as x,
    iif(kind = 'threads', workers || ' threads', workers) as name,
    title || ', ' || workers || iif(workers = 1, ' process', ' ' || kind) || ', n = ' || si(count)
      || ': ' as who
  from line join team as t using (strategy, title))
select 1 as panel, series, x, name, pss as front, coalesce(pss_low, pss) as front_low,
  coalesce(pss_high, pss) as front_high, rss as back, coalesce(rss_low, rss) as back_low,
  coalesce(rss_high, rss) as back_high,
  who || ratio(pss) || ' x the file' || within(pss_low, pss_high) || '; RSS ' || ratio(rss) || ' x'
    || within(rss_low, rss_high) as hover
from placed
union all
select 2, series, x, name, wall / 1e6, coalesce(wall_low, wall) / 1e6,
  coalesce(wall_high, wall) / 1e6, cpu / 1e6, coalesce(cpu_low, cpu) / 1e6,
  coalesce(cpu_high, cpu) / 1e6,
  who || duration(wall) || iif(wall_low > 0, ' [' || duration(wall_low) || ', '
    || duration(wall_high) || ']', '') || '; CPU ' || duration(cpu)
  || iif(cpu_low > 0, ' [' || duration(cpu_low) || ', ' || duration(cpu_high) || ']', '')
from placed order by 1, x;

-- The table, a text each: row 0 is the head.
create temp table row as
select key + 1 as row, value ->> 0 as lock, value ->> 1 as name
from json_each('[["none", "no lock"], ["atomic", "atomic addition"], ["seqlock", "seqlock"],
  ["mutex", "mutex, robust"], ["fcntl", "fcntl lock"]]');

create temp view names as
select 0 as row, 'with' as text
union all select row, name from row where lock in (select lock from team) order by row;

create temp view texts as
with told as (
  select row, t.*, coalesce(lost, torn) as bad,
    done * iif(strategy = 'shared_counter', workers, workers - 1) as tried
  from row join team as t using (lock) where strategy in ('shared_counter', 'shared_record'))
select 0 as row, value as place, case when value in (3, 6) then 'each takes'
    when value in (1, 4, 7) or cpus = 1 then 'one CPU' else cpus || ' CPUs' end as text
from json_each('[1, 2, 3, 4, 5, 6, 7, 8]'), (select max(worker_cpus) as cpus from team)
union all
select row, case when torn is not null then 7 when workers = 4 then 4 else 1 end + (cpus = 'each'),
  iif(bad = 0, 'none', iif(100.0 * bad / tried < 0.1, '< 0.1', fixed(100.0 * bad / tried, 1))
    || ' %') from told
union all
select row, iif(workers = 4, 6, 3), duration(each_ns) from told
where lost is not null and cpus = 'each'
order by 1, 2;

-- In the same round: time to that of the same number of processes that read.
create temp table against as
with pair as (
  select a.strategy, a.title, a.workers, a.cell as x, b.cell as y, b.title as other
  from team as a join team as b using (workers, kind)
  where b.strategy = 'read_by_each' and a.strategy in ('mmap_by_all', 'private_by_each')
    and a.kind = 'processes'
    and a.workers = (select max(workers) from team where strategy = 'mmap_by_all'))
select pair.strategy, pair.title, workers, other,
  median(k.build_ns * 1.0 / j.build_ns, k.round) as ratio,
  low(k.build_ns * 1.0 / j.build_ns, k.round) as low,
  high(k.build_ns * 1.0 / j.build_ns, k.round) as high
from pair join rounds as k on k.cell = x join rounds as j on j.cell = y and j.round = k.round
group by x;

create temp view answer as
with most as (select max(workers) as workers from team where strategy = 'mmap_by_all'),
of as (select t.* from team as t join most using (workers) where kind = 'processes'),
mapped as (select * from of where strategy = 'mmap_by_all'),
own as (select * from of where strategy = 'read_by_each'),
counter as (
  select *, fixed(50.0 * lost / done, 1) || ' % (' || fixed(50 * lost_least, 1) || ' to '
    || fixed(50 * lost_most, 1) || ' % in a round)' as share
  from team where strategy = 'shared_counter' and workers = 2),
said(part, text) as (
  select 1, m.workers || ' processes that map ' || bytes(m.payload_bytes) || ' together need '
    || ratio(m.pss, m.pss_low, m.pss_high) || ' x' || within(m.pss_low, m.pss_high)
    || ' the file of memory and take ' || ratio(a.ratio) || ' x' || within(a.low, a.high)
    || ' the time of ' || a.other || coalesce(' (' || tie(a.ratio, a.low, a.high, floor) || ')', '')
    || ', which needs ' || ratio(o.pss) || ' x' || within(o.pss_low, o.pss_high) || '.'
  from mapped as m, own as o, against as a, noise where a.strategy = 'mmap_by_all'
  union all
  select 2, 'Without a lock 2 processes lose ' || max(iif(lock = 'none' and cpus = 'each', share,
      null)) || ' of their additions on '
    || iif(max(iif(lock = 'none' and cpus = 'each', worker_cpus, null)) > 1, 'a CPU each',
           'the one CPU here') || ' and '
    || max(iif(lock = 'none' and cpus = 'one', share, null)) || ' on one; with a lock '
    || iif(max(iif(lock <> 'none', lost, 0)) = 0, 'none', 'some, too') || '.'
  from counter having count(*) > 0
  union all
  select 3, iif(sum(unseen) = 0, 'Each of ' || si(sum(done)) || ' stores and writes was',
      si(sum(unseen)) || ' of ' || si(sum(done)) || ' stores and writes were not')
    || ' seen by the other side at once'
    || iif(max(dirty) is null, '', '; on the disk they are later, after msync') || '.'
  from team where strategy = 'mmap_and_file' having count(*) > 0)
select group_concat(text, ' ') as answer from (select text from said order by part)
having (select count(distinct workers) from team join line using (strategy)) > 1 and count(*) > 0;
