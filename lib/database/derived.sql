-- derived.sql - what follows from the tables of schema.sql, for all runs at once.
--
-- Time is CPU time (user + system): it repeats better than wall time on a machine that is shared. A
-- ratio is taken within a round, where all cells ran side by side; then its median over the rounds,
-- and a 95 % interval: of one run by the sign test, of a series from what differs between runs (see
-- median, low and high in functions.h). Build time is append and gather.

create index record_of on record(run, cell, round);

-- Records with what they add up to. On tmpfs a file takes its memory when it is allocated (ahead),
-- not when it is touched.
create view observed as
select c.aa_of, c.baseline as is_baseline, c.limit_bytes, c.address_bytes,
  -- What a cell may be held against: the program of the baseline, on the same pages, memory and
  -- allocator.
  json_array(c.pages, c.idle_seconds, c.allocator) as alike,
  c.parameters = '{}' and coalesce(c.limit_bytes, c.address_bytes) is null and (
    select p.baseline from program as p where p.run = c.run and p.strategy = c.strategy)
    as is_base,
  -- Of a way to read, wall time: opening, closing, and each element once, in order or at random.
  coalesce(append_cpu_ns + coalesce(gather_cpu_ns, 0), reopen_wall_ns + release_wall_ns
    + coalesce(scan_wall_ns, random_wall_ns * 1.0 / nullif(random_reads, 0) * appended))
    as build_ns,
  append_wall_ns + coalesce(gather_wall_ns, 0) as build_wall_ns,
  case when random_reads > 0 then random_cpu_ns * 1.0 / random_reads end as random_ns,
  copied_bytes + coalesce(realloc_copied_bytes, 0) as all_copied_bytes,
  max(rss_peak_bytes, ahead) as peak_bytes,
  max(append_peak_rss_bytes, ahead) as append_peak_bytes, r.*
from cell as c join (
  select *, iif(ended = 'done' and file_system = 'tmpfs' and shmem_bytes > 0,
                reserved_peak_bytes, 0) as ahead from record) as r using (run, cell);

-- How a cell ended in the first round, where it did not end well: of a series in that of most runs.
-- record_round is that of the one that came farthest.
create table screen as
with first as (
  select *, ended <> 'done' as bad, count(*) filter (where ended <> 'done') over each as times,
    count(*) over each as runs, count(*) over (partition by run, cell, ended) as alike
  from record where round % 1000 = 0 window each as (partition by run, cell)),
worst as (
  select *, row_number() over (
    partition by run, cell order by alike desc, appended desc, round) as place
  from first where bad)
select run, cell, round as record_round, ended, times, runs, 2 * times > runs as most
from worst where place = 1;
create unique index screen_cell on screen(run, cell);

-- Records that count: not of a first round, and whole; of what ended badly in most runs none.
create view counted as
select * from observed where round % 1000 > 0 and ended = 'done'
  and (run, cell) not in (select run, cell from screen where most);

-- How a cell ended, once and for all: as in the first round (of most runs); or failed, where no
-- other round counts; or missing, where there is no other. lost: rounds that do not count. note:
-- all of this in words.
create table fate as
with ends as (
  select c.run, c.cell, c.count, f.appended, f.message, f.signal, r.budget_seconds, c.need_bytes,
    m.memory_free_bytes / 2 as allowed_bytes,
    (select count(*) from counted as k where k.run = c.run and k.cell = c.cell) as rounds,
    (select count(*) from record as k where k.run = c.run and k.cell = c.cell
     and k.round % 1000 > 0 and k.ended <> 'done') as lost,
    (select k.ended from record as k where k.run = c.run and k.cell = c.cell
     and k.round % 1000 > 0 and k.ended <> 'done' order by round limit 1) as lost_by,
    (select k.message || ', in round ' || (k.round % 1000)
       || iif(r.runs > 1, ' of run ' || (k.round / 1000 + 1), '')
     from record as k where k.run = c.run and k.cell = c.cell and k.round % 1000 > 0
     and k.ended = 'timed_out') as stopped,
    case when c.not_run then 'not_run' when s.most then s.ended end as screened,
    s.ended as once, -- in a first round at least
    iif(r.runs_done = 1, 'in one run', 'in ' || s.times || ' of ' || s.runs || ' runs') as in_runs
  from cell as c join run as r using (run) join machine as m using (run)
  left join screen as s using (run, cell)
  left join record as f on f.run = c.run and f.cell = c.cell and f.round = s.record_round)
select run, cell, rounds, lost,
  -- What ended badly in some rounds has no fate of its own, but did not survive.
  coalesce(screened, iif(rounds > 0, 'done', coalesce(lost_by, once, 'missing'))) as ended,
  coalesce(screened, once, lost_by, iif(rounds > 0, 'done', 'missing')) as worst,
  case
    when screened = 'not_run' then
      'not run: needs ' || bytes(need_bytes) || ' of ' || bytes(allowed_bytes)
    when screened = 'too_slow' then
      'too slow: reached ' || si(appended) || ' of ' || si(count)
      || ' in ' || short(budget_seconds) || ' s, ' || in_runs
    when screened = 'timed_out' then message || ', ' || in_runs
    when stopped is not null then stopped
    when screened is not null then
      'failed: ' || coalesce(message, 'killed by signal ' || nullif(signal, 0), 'it says nothing')
      || ', ' || in_runs
    when once is not null then replace(once, '_', ' ') || ' ' || in_runs
    when rounds + lost = 0 then 'its records are missing or damaged'
    when rounds = 0 then 'failed or over the budget in all counted rounds'
    when lost > 0 then
      'failed or over the budget in ' || lost || ' of ' || (lost + rounds) || ' rounds'
  end as note
from ends;
create unique index fate_cell on fate(run, cell);

-- Cells are noisy in different ways: under a limit, with a file, small (below 1 MB: start and exit
-- weigh, caches hold it), large.
create view kind as
select run, cell, case
    when coalesce(limit_bytes, address_bytes) is not null then 'limited'
    when coalesce(p.file, 0) or coalesce(p.reads, 0) or coalesce(p.copies, 0)
      or coalesce(p.shares, 0) then 'file'
    when payload_bytes < 1e6 then 'small' else 'large' end as kind
from cell left join program as p using (run, strategy);

-- What the A/A controls say, one of each kind: the same program twice in each round, and how far
-- the two are apart in half of the rounds, in build time, by the clock, and in peak memory. Of
-- instrumented runs floor is of peak memory or of p99.99; where they are few, at most.
create table control as
with beyond as (
  select run, round, cell, min(edge) as p9999 from (
    select r.run, r.round, r.cell, r.appended, e.value as edge,
      sum(a.value) over (partition by r.run, r.round, r.cell order by e.key
                         rows between 1 following and unbounded following) as above
    from record as r, json_each(latency, '$.below_ns') as e, json_each(latency, '$.appends') as a
    where a.key = e.key and r.instrument = 'latency')
  where coalesce(above, 0) <= 1e-4 * appended group by 1, 2, 3),
told as (
  select k.run, k.round, k.cell, k.aa_of, k.instrument, k.build_wall_ns * 1.0 as wall,
    k.peak_bytes * 1.0 as peak,
    case when k.instrument is null then k.build_ns * 1.0
         when k.instrument = 'latency' then p9999
         else (select max(value) from json_each(k.timeline, '$.rss_bytes')) end as x
  from counted as k left join beyond using (run, round, cell)),
apart as (
  select a.run, a.cell, a.round, a.instrument, a.x * 1.0 / b.x as ratio,
    a.wall / nullif(b.wall, 0) as wall, a.peak / nullif(b.peak, 0) as peak
  from told as a join told as b on b.run = a.run and b.round = a.round and b.cell = a.aa_of
  where b.x > 0)
select run, kind, min(cell) as cell,
  case when count(ratio) >= 6 then median(abs(ratio - 1), round)
       when max(instrument is not null) then max(abs(ratio - 1)) end as floor,
  iif(count(wall) >= 6, median(abs(wall - 1), round), null) as wall,
  iif(count(peak) >= 6, median(abs(peak - 1), round), null) as peak
from apart join kind using (run, cell) group by run, kind;

-- Of each run the first control, which is of what the suite is about.
create table noise as
select run.run, c.floor, c.wall as wall_floor, c.peak as peak_floor, c.kind as floor_kind
from run left join control as c on c.run = run.run
  and c.cell = (select min(cell) from control where run = run.run);

-- One row for each cell that is timed: medians over the rounds, an element's share of times, and
-- multiples of the data for memory. Of one that was too slow, the record in which it was stopped;
-- of a series that in which it came farthest.
create table summary as
with all_records as (
  select * from counted
  union all
  select o.* from observed as o join fate as f using (run, cell)
  join screen as s on s.run = o.run and s.cell = o.cell and s.record_round = o.round
  where f.ended = 'too_slow'),
compared as (
  select k.*, k.build_ns * 1.0 / max(k.appended, 1) as ns,
    k.build_ns * 1.0 / nullif(b.build_ns, 0) as ratio, k.cell = b.cell as itself
  from all_records as k left join counted as b
    on b.is_base and b.alike = k.alike and b.aa_of is null and b.instrument is null
    and b.run = k.run and b.round = k.round and b.count = k.count and b.type = k.type
    and b.arrays = k.arrays and b.turns = k.turns
    -- Who reads is compared with who reads so, too: in order, or at random.
    and (k.append_wall_ns is not null or (k.scan_wall_ns is null) = (b.scan_wall_ns is null))
  where k.instrument is null and k.aa_of is null),
-- That many ratios stand in one table: an interval that is one of so many is wider, where there are
-- rounds enough for it (corrected). Of a series, what counts in one run alone has no interval: its
-- rounds say nothing of what differs between runs.
beside as (
  select run, count, count(distinct cell) as ratios from compared
  where ratio is not null and not is_baseline group by run, count),
medians as (
  select run, cell, max(appended) as appended, max(appended) * max(width_bytes) as data_bytes,
    max(rss_peak_error_bytes) as peak_error_bytes, max(file_system) as file_system,
    median(ns, round) as ns, low(ns, round) as ns_low, high(ns, round) as ns_high,
    median(append_cpu_ns, round) as append, median(gather_cpu_ns, round) as gather,
    median(sync_wall_ns, round) as sync, median(scan_cpu_ns, round) as scan,
    median(random_ns, round) as random_ns,
    median(append_wall_ns * 1.0 / nullif(append_cpu_ns, 0), round) as waits,
    median(build_wall_ns, round) as build_wall_ns,
    median(ratio, round) as ratio, low(ratio, round) as low, high(ratio, round) as high,
    max(itself) as itself, low(ratio, round, ratios) is not null as corrected,
    runs_done > 1 and count(distinct round / 1000) = 1 as alone,
    coalesce(low(ratio, round, ratios), low(ratio, round)) as low_of_all,
    coalesce(high(ratio, round, ratios), high(ratio, round)) as high_of_all,
    median(peak_bytes, round) as peak_bytes, median(append_peak_bytes, round) as append_peak,
    median(file_bytes, round) as file, median(shmem_bytes, round) as shmem,
    median(reserved_peak_bytes, round) as reserved, median(live_peak_bytes, round) as live,
    median(all_copied_bytes, round) as copied, median(moved_bytes + copied_bytes, round) as moved,
    median(append_minor_faults + append_major_faults + coalesce(gather_minor_faults, 0)
           + coalesce(gather_major_faults, 0), round) as faults,
    median(process_wall_ns, round) as process_wall_ns,
    median(peek_peak_rss_bytes, round) as peek_peak_bytes,
    median(append_wall_ns, round) as append_wall_ns,
    median(gather_wall_ns, round) as gather_wall_ns, median(sync_wall_ns, round) as sync_wall_ns,
    median(reopen_wall_ns, round) as reopen_wall_ns, median(peek_wall_ns, round) as peek_wall_ns,
    median(scan_wall_ns, round) as scan_wall_ns, median(random_wall_ns, round) as random_wall_ns,
    median(release_wall_ns, round) as release_wall_ns,
    median(verify_wall_ns, round) as verify_wall_ns, median(start_wall_ns, round) as start_wall_ns
  from compared left join beside using (run, count)
  join (select run, runs_done from run) using (run) group by run, cell),
-- An interval, or none.
bounded as (
  select *, iif(alone, null, low_of_all) as least, iif(alone, null, high_of_all) as most
  from medians),
-- No multiple (sure) where the error of a peak may be more than a tenth of the data.
sized as (
  select *, max(appended, 1) as each, nullif(data_bytes, 0) * 1.0 as data,
    iif(data_bytes >= 10 * peak_error_bytes and appended > 0, data_bytes * 1.0, null) as sure
  from bounded)
select run, cell, label, strategy, title, family, core, baseline, discards,
  count, type, arrays, turns, pages, idle_seconds, limit_bytes, address_bytes, allocator, phases,
  coalesce(chained, 0) as chained, parameters, payload_bytes, width_bytes,
  ended, worst, note, rounds, appended, data_bytes, ns, iif(alone, null, ns_low) as ns_low,
  iif(alone, null, ns_high) as ns_high, append / each as append_ns,
  gather / each as gather_ns, sync / each as sync_ns, scan / each as scan_ns,
  random_ns, waits, build_wall_ns, ratio, iif(alone, null, low) as low,
  iif(alone, null, high) as high, least as low_of_all, most as high_of_all, corrected,
  tied(ratio, least, most, floor) as tied,
  iif(itself, null, tie(ratio, least, most, floor)) as tie, kind as noise_kind,
  peak_bytes / sure as peak, append_peak / sure as append_peak, file / sure as file,
  shmem / sure as shmem, reserved / data as reserved, live / data as live,
  copied / data as copied, moved / data as moved, faults, process_wall_ns,
  append_wall_ns, gather_wall_ns, sync_wall_ns, reopen_wall_ns, peek_wall_ns, scan_wall_ns,
  random_wall_ns, release_wall_ns, verify_wall_ns, start_wall_ns, peek_peak_bytes, peak_bytes,
  peak_error_bytes, file_system
from cell join fate using (run, cell) join kind using (run, cell)
left join (select run, kind, floor from control) using (run, kind)
left join sized using (run, cell)
where aa_of is null and instrument is null
order by run, cell;
create unique index summary_cell on summary(run, cell);

-- What stands under every figure: machine, data, runs and rounds (sample); and whether other
-- programs disturbed it.
create table caption as
with about as (
  select r.*, m.*, r.run as number, n.floor,
    coalesce((select k.compiler from record as k where k.run = r.run and k.compiler is not null
              order by not coalesce(k.baseline, 0), round, cell limit 1), m.compiler) as built_by,
    (select iif(count(distinct type) > 1, count(distinct type) || ' types', max(type))
     from cell where cell.run = r.run) as types,
    (select max(count) from cell where cell.run = r.run) as top,
    (select max(k.rounds_done) from repetition as k where k.run = r.run) as rounds_most,
    rounds_done < rounds or state <> 'complete' or runs_done < runs as partial,
    coalesce(m.stolen_percent > 1 or m.cpu_pressure_percent > 10, 0) as noisy
  from run as r join machine as m using (run) join noise as n using (run)),
lines as (
  select number as run, noisy, partial,
    name || ': ' || coalesce(cpu, architecture) || ', ' || cpus || ' CPUs, '
      || substr(kernel, 1, instr(kernel || '-', '-') - 1)
      || ', ' || coalesce(libc, 'libc unknown') || ', ' || coalesce(built_by, 'compiler unknown')
      as machine,
    types || ', n up to ' || si(top) as elements,
    iif(runs_done = 1, 'one run', runs_done || ' runs') || ' of '
      || iif(rounds_most > rounds_done, rounds_done || ' to ', '') || rounds_most
      || iif(rounds_most = 1, ' round', ' rounds')
      || iif(partial, ' (partial: ' || iif(runs > 1, runs || ' runs of ', '') || rounds
             || ' were planned)', '') as sample,
    iif(floor is null, '', ', the same program twice: ' || short(floor * 100) || ' % apart')
      || iif(noisy, ', NOISY machine', '') as noise
  from about)
select run, machine, elements || ', ' || sample || noise as data, noisy, partial, sample,
  machine || ' | ' || elements || ', ' || sample || noise as caption from lines;
