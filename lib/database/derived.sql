-- derived.sql - what follows from the tables of schema.sql, for all runs at once.
--
-- Time is CPU time (user + system): it repeats better than wall time on a machine that is shared. A
-- ratio is taken within a round, where all cells ran side by side; then its median over the rounds, and
-- a 95 % interval by the sign test. Build time is append and gather.

-- Records that count: not of the first round, and whole.
create view counted as
select c.aa_of, c.baseline as is_baseline, c.limit_bytes, c.address_bytes,
  append_cpu_ns + coalesce(gather_cpu_ns, 0) as build_ns,
  append_wall_ns + coalesce(gather_wall_ns, 0) as build_wall_ns,
  case when random_reads > 0 then random_cpu_ns * 1.0 / random_reads end as random_ns,
  copied_bytes + coalesce(realloc_copied_bytes, 0) as all_copied_bytes,
  -- On tmpfs a file takes its memory when it is allocated, not when it is touched.
  max(rss_peak_bytes, case when file_system = 'tmpfs' and shmem_bytes > 0
                      then reserved_peak_bytes else 0 end) as peak_bytes,
  max(append_peak_rss_bytes, case when file_system = 'tmpfs' and shmem_bytes > 0
                             then reserved_peak_bytes else 0 end) as append_peak_bytes,
  r.*
from record as r join cell as c using (run, cell)
where r.round > 0 and r.ended = 'done';

-- How a cell ended, once and for all: as in the first round; or failed, where no other round counts.
-- lost: rounds that do not count. note: all of this in words.
create table fate as
with ends as (
  select c.run, c.cell, c.count, f.appended, f.message, f.signal, r.budget_seconds, c.need_bytes,
    m.memory_free_bytes / 2 as allowed_bytes,
    (select count(*) from counted as k where k.run = c.run and k.cell = c.cell) as rounds,
    (select count(*) from record as k
     where k.run = c.run and k.cell = c.cell and k.round > 0 and k.ended <> 'done') as lost,
    (select k.ended from record as k where k.run = c.run and k.cell = c.cell and k.round > 0
     and k.ended <> 'done' order by round limit 1) as lost_by,
    case when c.not_run then 'not_run' when f.ended <> 'done' then f.ended end as screened
  from cell as c join run as r using (run) join machine as m using (run)
  left join record as f on f.run = c.run and f.cell = c.cell and f.round = 0)
select run, cell, rounds, lost,
  -- What ended badly in some rounds has no fate of its own, but did not survive.
  coalesce(screened, case when rounds = 0 then coalesce(lost_by, 'failed') else 'done' end) as ended,
  coalesce(screened, lost_by, 'done') as worst,
  case
    when screened = 'not_run' then
      'not run: needs ' || bytes(need_bytes) || ' of ' || bytes(allowed_bytes)
    when screened = 'too_slow' then
      'too slow: reached ' || si(appended) || ' of ' || si(count) || ' in ' || short(budget_seconds) || ' s'
    when screened is not null then 'failed: '
      || coalesce(message, case when signal then 'killed by signal ' || signal end, 'it says nothing')
    when rounds = 0 then 'failed or over the budget in all counted rounds'
    when lost > 0 then
      'failed or over the budget in ' || lost || ' of ' || (lost + rounds) || ' rounds'
  end as note
from ends;
create unique index fate_cell on fate(run, cell);

-- What the A/A control says: the same program twice in each round, and how far the two are apart in
-- half of the rounds. Of instrumented runs, which are few: at most, in peak memory or in p99.99.
create table noise as
with beyond as (
  select run, round, cell, min(edge) as p9999 from (
    select r.run, r.round, r.cell, e.value as edge, sum(a.value) over (partition by r.run, r.round, r.cell
      order by e.key rows between 1 following and unbounded following) as above, r.appended
    from record as r, json_each(r.latency, '$.below_ns') as e, json_each(r.latency, '$.appends') as a
    where a.key = e.key and r.instrument = 'latency')
  where coalesce(above, 0) <= 1e-4 * appended group by 1, 2, 3),
told as (
  select k.run, k.round, k.cell, k.aa_of, k.instrument,
    case when k.instrument is null then k.build_ns * 1.0
         when k.instrument = 'latency' then p9999
         else (select max(value) from json_each(k.timeline, '$.rss_bytes')) end as x
  from counted as k left join beyond using (run, round, cell)),
apart as (
  select a.run, a.instrument, a.x * 1.0 / b.x as ratio
  from told as a join told as b on b.run = a.run and b.round = a.round and b.cell = a.aa_of
  where b.x > 0)
select run.run,
  case when max(instrument is not null) then max(abs(ratio - 1))
       when low(ratio) is not null then median(abs(ratio - 1)) end as floor
from run left join apart using (run) group by run.run;

-- One row for each cell that is timed: medians over the rounds, an element's share of times, and
-- multiples of the data for memory. A cell that was too slow has the one record in which it was stopped.
create table summary as
with baseline as (
  select run, round, count, type, arrays, turns, build_ns from counted
  where is_baseline and aa_of is null and instrument is null),
all_records as (
  select * from counted
  union all
  select c.aa_of, c.baseline, c.limit_bytes, c.address_bytes, append_cpu_ns + coalesce(gather_cpu_ns, 0),
    append_wall_ns + coalesce(gather_wall_ns, 0),
    case when random_reads > 0 then random_cpu_ns * 1.0 / random_reads end,
    copied_bytes + coalesce(realloc_copied_bytes, 0), rss_peak_bytes, append_peak_rss_bytes, r.*
  from record as r join cell as c using (run, cell) join fate as f using (run, cell)
  where r.round = 0 and f.ended = 'too_slow' and r.ended = 'too_slow'),
medians as (
  select k.run, k.cell, max(k.appended) as appended, max(k.width_bytes) as width,
    max(k.rss_peak_error_bytes) as error, max(k.file_system) as file_system,
    median(k.build_ns * 1.0 / max(k.appended, 1)) as ns,
    low(k.build_ns * 1.0 / max(k.appended, 1)) as ns_low,
    high(k.build_ns * 1.0 / max(k.appended, 1)) as ns_high,
    median(k.append_cpu_ns) as append, median(k.gather_cpu_ns) as gather,
    median(k.sync_wall_ns) as sync, median(k.scan_cpu_ns) as scan, median(k.random_ns) as random_ns,
    median(k.append_wall_ns * 1.0 / nullif(k.append_cpu_ns, 0)) as waits,
    median(k.build_wall_ns) as build_wall_ns,
    median(k.build_ns * 1.0 / nullif(b.build_ns, 0)) as ratio,
    low(k.build_ns * 1.0 / nullif(b.build_ns, 0)) as low,
    high(k.build_ns * 1.0 / nullif(b.build_ns, 0)) as high,
    median(k.peak_bytes) as peak, median(k.append_peak_bytes) as append_peak,
    median(k.file_bytes) as file, median(k.shmem_bytes) as shmem,
    median(k.reserved_peak_bytes) as reserved, median(k.live_peak_bytes) as live,
    median(k.all_copied_bytes) as copied, median(k.moved_bytes + k.copied_bytes) as moved,
    median(k.append_minor_faults + k.append_major_faults + coalesce(k.gather_minor_faults, 0)
           + coalesce(k.gather_major_faults, 0)) as faults,
    median(k.process_wall_ns) as process_wall_ns, median(k.peek_peak_rss_bytes) as peek_peak_bytes,
    median(k.append_wall_ns) as append_wall_ns, median(k.gather_wall_ns) as gather_wall_ns,
    median(k.sync_wall_ns) as sync_wall_ns, median(k.reopen_wall_ns) as reopen_wall_ns,
    median(k.peek_wall_ns) as peek_wall_ns, median(k.scan_wall_ns) as scan_wall_ns,
    median(k.random_wall_ns) as random_wall_ns, median(k.release_wall_ns) as release_wall_ns,
    median(k.verify_wall_ns) as verify_wall_ns, median(k.start_wall_ns) as start_wall_ns
  from all_records as k left join baseline as b
    on b.run = k.run and b.round = k.round and b.count = k.count and b.type = k.type
    and b.arrays = k.arrays and b.turns = k.turns
  where k.instrument is null and k.aa_of is null
  group by k.run, k.cell)
select c.run, c.cell, c.label, c.strategy, c.title, c.family, c.core, c.baseline, c.discards,
  c.count, c.type, c.arrays, c.turns, c.pages, c.limit_bytes, c.address_bytes, c.allocator, c.phases,
  coalesce(c.chained, 0) as chained, c.parameters, c.payload_bytes, c.width_bytes,
  f.ended, f.worst, f.note, f.rounds, m.appended, m.appended * m.width as data_bytes,
  m.ns, m.ns_low, m.ns_high, m.append / max(m.appended, 1) as append_ns,
  m.gather / max(m.appended, 1) as gather_ns, m.sync / max(m.appended, 1) as sync_ns,
  m.scan / max(m.appended, 1) as scan_ns, m.random_ns, m.waits, m.build_wall_ns,
  m.ratio, m.low, m.high, tied(m.ratio, m.low, m.high, n.floor) as tied,
  -- No multiple where the error of a peak may be more than a tenth of the data.
  m.peak / sure.data as peak, m.append_peak / sure.data as append_peak, m.file / sure.data as file,
  m.shmem / sure.data as shmem, m.reserved / plain.data as reserved, m.live / plain.data as live,
  m.copied / plain.data as copied, m.moved / plain.data as moved, m.faults, m.process_wall_ns,
  m.append_wall_ns, m.gather_wall_ns, m.sync_wall_ns, m.reopen_wall_ns, m.peek_wall_ns, m.scan_wall_ns,
  m.random_wall_ns, m.release_wall_ns, m.verify_wall_ns, m.start_wall_ns, m.peek_peak_bytes, m.peak as peak_bytes,
  m.error as peak_error_bytes, m.file_system
from cell as c join fate as f using (run, cell) join noise as n using (run)
left join medians as m using (run, cell)
left join (select run, cell, nullif(appended * width, 0) * 1.0 as data from medians) as plain using (run, cell)
left join (select run, cell, appended * width * 1.0 as data from medians
           where appended * width >= 10 * error and appended > 0) as sure using (run, cell)
where c.aa_of is null and c.instrument is null
order by c.run, c.cell;
create unique index summary_cell on summary(run, cell);

-- What stands under every figure: machine, data, rounds; and whether others had a part in the numbers.
create table caption as
with about as (
  select r.*, m.*, r.run as number, n.floor,
    coalesce((select k.compiler from record as k where k.run = r.run and k.compiler is not null
              order by not coalesce(k.baseline, 0), round, cell limit 1), m.compiler) as built_by,
    (select case when count(distinct type) > 1 then count(distinct type) || ' types' else max(type) end
     from cell where cell.run = r.run) as types,
    (select max(count) from cell where cell.run = r.run) as top,
    coalesce(m.stolen_percent > 1 or m.cpu_pressure_percent > 10, 0) as noisy
  from run as r join machine as m using (run) join noise as n using (run)),
lines as (
  select number as run, noisy,
    name || ': ' || coalesce(cpu, architecture) || ', ' || cpus || ' CPUs, '
      || case when instr(kernel, '-') then substr(kernel, 1, instr(kernel, '-') - 1) else kernel end
      || ', ' || coalesce(libc, 'libc unknown') || ', ' || coalesce(built_by, 'compiler unknown') as machine,
    types || ', n up to ' || si(top) || ', ' || rounds_done || ' rounds'
      || case when state = 'complete' then '' else ' (partial: ' || rounds || ' were planned)' end
      || iif(floor is null, '', ', A/A ' || short(floor * 100) || ' %')
      || case when noisy then ', NOISY machine' else '' end as data
  from about)
select run, machine, data, noisy, machine || ' | ' || data as caption from lines;
