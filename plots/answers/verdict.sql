-- verdict.sql - what a run says of its strategies, at the largest n: sentences with their numbers,
-- in the temporary table verdict. Nothing is said that is within the interval: then it is a tie,
-- and how large a difference that excludes.
--
-- Which is fastest: by the clock, for that is what one waits for, where the clock can tell; else by
-- CPU time, which repeats better where other programs run. So the order, and all ratios that do not
-- name the clock, are of CPU time; who is faster by the clock than the first of them, with all of
-- the interval and by more than the clock's own noise, is the fastest instead.
--
-- After figures/common.sql.

-- Best first, those that were not measured last. control: not one to choose from. alike: only what
-- has the same pages, memory and allocator is held against each other, and against the baseline
-- there (is_base).
create temp table ranked as
select row_number() over (order by s.ended <> 'done', s.ns, s.cell) as place, s.*,
  s.family = 'control' as control, coalesce(p.by_block, 0) as by_block,
  json_array(s.pages, s.idle_seconds, s.allocator) as alike,
  p.baseline and s.parameters = '{}' and coalesce(s.limit_bytes, s.address_bytes) is null
    as is_base,
  build_wall_ns * 1.0 / max(appended, 1) as wall
from summary as s join program as p using (strategy)
where s.count = (select max(count) from summary);

-- The sentences are of the baseline's pages, memory and allocator.
create temp table condition as select alike from ranked order by baseline desc, place limit 1;

-- Who has larger pages than the baseline beside it, as its page faults show: by its own doing,
-- where both were told the same.
create temp table larger_pages as
select r.cell, si(r.faults) || ' page faults instead of ' || si(b.faults) as said
from ranked as r join ranked as b using (alike)
where b.is_base and b.ended = 'done' and 10 * r.faults < b.faults and r.file < 0.5
  and r.data_bytes = b.data_bytes;

-- The fastest is chosen on one half of the rounds and judged on the other, where there are halves.
create temp table half as
select * from rounds join half_of using (round);
create index temp.half_cell on half(cell, round);

-- :ours leaves out other people's code, who is told n, and who reads all twice.
create temp table contest as
with chosen as (
  select cell, median(build_ns * 1.0 / max(appended, 1), round) as ns from half
  where chooses is not 0 group by cell)
select r.*, row_number() over (partition by alike order by c.ns is null, c.ns, place) as number,
  count(*) over each as candidates, min(r.ns) over each as fastest, min(peak) over each as least,
  count(peak) over each = count(*) over each as all_peaks,
  min(random_ns) over each as fastest_read
from ranked as r left join chosen as c using (cell)
where not control and ended = 'done' and (:ours is null or strategy in (
  select strategy from program
  where not theirs and not coalesce(knows_count, 0) and not coalesce(reads_twice, 0)))
window each as (partition by alike);

-- How far the A/A control of the kind of the first is apart, in the rounds that chose.
create temp table apart as
with again as (
  select k.kind as noise_kind, x.round, x.build_ns * 1.0 / y.build_ns as cpu,
    x.build_wall_ns * 1.0 / y.build_wall_ns as wall
  from half as x join half as y on y.cell = x.aa_of and y.round = x.round
  join main.kind as k on k.run = x.run and k.cell = x.cell
  where x.chooses is not 0)
select alike, iif(count(cpu) >= 3, median(abs(cpu - 1), round), null) as cpu,
  iif(count(again.wall) >= 3, median(abs(again.wall - 1), round), null) as wall
from contest left join again using (noise_kind) where number = 1 group by alike;

-- The first to the baseline, all others to the first, round by round. The first is the fastest if
-- it is faster than each of the others: as all must agree, none of these comparisons needs a
-- correction (an intersection-union test; Berger 1982), where other rounds chose it. All that are
-- tied with it are told: of so many intervals (all_*), Bonferroni, where there are rounds enough
-- (corrected). Of a series the rounds of one run alone give no interval.
create temp table leads as
with pair(alike, what, a, b, n) as (
  select alike, 'baseline', c.cell, r.cell, max(candidates - 1, 1)
  from contest as c join ranked as r using (alike)
  where c.number = 1 and r.is_base and r.ended = 'done'
  union all
  select alike, c.number, c.cell, d.cell, max(c.candidates - 1, 1)
  from contest as c join contest as d using (alike) where c.number > 1 and d.number = 1),
each as (
  select pair.alike, what, n, x.round, x.build_ns * 1.0 / y.build_ns as ratio
  from pair join half as x on x.cell = a join half as y on y.cell = b and y.round = x.round
  where x.chooses is not 1),
median as (
  select alike, what, n, median(ratio, round) as ratio, low(ratio, round) as low,
    high(ratio, round) as high, low(ratio, round, n) is not null as corrected,
    coalesce(low(ratio, round, n), low(ratio, round)) as all_low,
    coalesce(high(ratio, round, n), high(ratio, round)) as all_high,
    (select runs > 1 from halves) and count(distinct round / 1000) = 1 as alone
  from each group by alike, what),
used as (
  select alike, what, n, corrected, ratio, iif(alone, null, iif(of is null, all_low, low)) as low,
    iif(alone, null, iif(of is null, all_high, high)) as high,
    iif(alone, null, all_low) as all_low, iif(alone, null, all_high) as all_high
  from median, halves)
select u.*, times(ratio, low, high, cpu) as said, tie(ratio, low, high, cpu) as tie,
  tied(ratio, all_low, all_high, cpu) as among_ties
from used as u join apart using (alike);

-- Of those that take longer by the clock than CPU time and noise explain: for what they wait. What
-- the baseline waits for, too, are other programs.
create temp table waits as
with told as (
  select cell, median(append_major_faults + coalesce(gather_major_faults, 0), round) as faults,
    max(written_bytes) as written, max(file_system) as file_system from rounds group by cell)
select r.cell, case
    when r.wall / r.ns < 1.1 * (select min(wall / ns) from ranked where baseline and wall > 0)
      then 'other programs, which had the CPU'
    when written > data_bytes / 2 and t.file_system <> 'tmpfs'
      then 'the disk (' || t.file_system || ')'
    when t.faults > 0 then 'pages that it reads from the disk'
    when (select stolen_percent > 1 or cpu_pressure_percent > 10 from machine)
      then 'other programs, which had the CPU'
    else 'what the records do not tell' end as what
from ranked as r join told as t using (cell), noise
where ended = 'done' and wall > (1.02 + coalesce(floor, 0)) * ns;

-- Who is faster by the clock than the first by CPU time, and how sure that is.
create temp table sooner as
with each as (
  select c.alike, c.cell, x.round, x.build_wall_ns * 1.0 / y.build_wall_ns as ratio,
    c.candidates - 1 as n
  from contest as f join contest as c on c.alike = f.alike
  join half as x on x.cell = c.cell
  join half as y on y.cell = f.cell and y.round = x.round
  where f.number = 1 and c.number > 1 and x.chooses is not 1),
median as (
  select alike, cell, median(ratio, round) as ratio,
    coalesce(low(ratio, round, n), low(ratio, round)) as low,
    coalesce(high(ratio, round, n), high(ratio, round)) as high
  from each group by cell
  having count(distinct round / 1000) > 1 or (select runs = 1 from halves))
select m.*, row_number() over (partition by alike order by ranked.wall) as number
from median as m join ranked using (alike, cell) join apart using (alike)
where m.ratio < 1 and not tied(m.ratio, m.low, m.high, apart.wall);

create temp table choice as select * from contest join condition using (alike);
create temp table lead as select * from leads join condition using (alike);
create temp table clock as select * from sooner join condition using (alike) where number = 1;

-- Of whom the sentences are: who has another allocator or other pages than the baseline is in the
-- table, and not in the verdict.
create temp table scope as
select 'Of the ' || iif(min(core) and not chosen, 'core strategies', count(*) || ' measured')
  || iif((select count(distinct json_array(pages, allocator)) from ranked
          where not control and ended = 'done') > 1,
         ' with the allocator and pages of the baseline', '') || ', ' as those
from choice, run having count(*) > 0;

create temp table verdict as
with base as (
  select label as base_label, ns as base from ranked where baseline and ended = 'done'
  order by ns limit 1),
numpy as (
  select min(iif(by_block, ns, null)) as block_least, max(iif(by_block, ns, null)) as block_most,
    min(iif(by_block, null, ns)) as element_least
  from choice where family = 'numpy'),
said(part, number, line) as (
  select 1, 0, 'Nothing was measured at ' || si(count) || ' ' || type || '.' from ranked
  where place = 1 and not exists (select 1 from choice)
  union all
  select 1, 0, those || 'fastest to build (append and gather, no sync'
    || iif(r.idle_seconds = 0, '; memory that was just used', '') || ') at ' || si(r.count)
    || ' ' || r.type
    || ', n unknown: ' || coalesce((
      select k.label || ', ' || ratio(k.wall) || ' ns per element by the clock, '
        || times(clock.ratio, clock.low, clock.high, null) || ' of ' || c.label
        || ', which is first by CPU time (' || ratio(c.ns) || ' against ' || ratio(k.ns)
        || ' ns) and waits for ' || coalesce((
          select what from waits where cell = c.cell), 'nothing')
        || '. By CPU time ' from clock join choice as k using (cell)), '')
    || c.label || ', ' || ratio(c.ns) || ' ns per element'
    || coalesce((select ' (by the clock ' || ratio(c.wall) || ', it waits for ' || what || ')'
                 from waits where cell = c.cell), '')
    || coalesce((select '; to ' || base_label || ': ' || said
                   || coalesce('; it has larger pages (' || (
                     select l.said from larger_pages as l where l.cell = c.cell) || ')', '')
                 from base, lead where what = 'baseline'), '') || '.'
  from choice as c, ranked as r, scope where c.number = 1 and r.place = 1
  union all
  select 2, 0, 'Next: ' || label || '; to the fastest: ' || said || '.'
  from choice join lead on what = number where number = 2
  union all
  select 2, 1, 'Tied with the fastest: ' || listing(label, 9) || '.'
  from (select label, number from choice join lead on what = number where among_ties
        order by number)
  having max(number) > 2
  union all
  select 2, 2, 'The rule: the fastest is chosen ' || case of
      when 'runs' then 'in the odd runs, and judged in the even ones'
      when 'rounds' then 'in the odd rounds, and judged in the even ones'
      else 'and judged in the same ' || iif(runs > 1, runs || ' runs', 'rounds')
        || ', as there are too few for halves' end
    || '; tied with it is what has 1 in its 95 % interval, ' || iif(n = 1, '',
      iif(enough, 'corrected for ' || n || ' comparisons (Bonferroni), ',
          'not corrected for ' || n || ' comparisons (too few rounds), '))
    || 'or is closer to 1 than an A/A control '
    || iif(cpu is null, '(none of this kind, ' || noise_kind || ', has rounds enough)',
           '(' || short(100 * cpu) || ' %)') || '.'
  from halves, apart join choice using (alike), (
    select max(n) as n, min(corrected) as enough from lead where what <> 'baseline'
    having count(*) > 0)
  where number = 1
  union all
  select 3, 0, those || 'smallest peak memory: ' || listing(label, 9)
    || iif(count(*) < 2, ' needs ', ' need ') || ratio(max(least)) || ' x the data.'
  from scope, (select * from choice where all_peaks and peak <= least * 1.01 order by number)
  having count(*) > 0
  union all
  select 4, -peak, label || ' needs ' || ratio(peak) || ' x the data at its peak'
    || case when gather_ns is not null then ': what it holds, and the one block gathered from it'
            when copied > 0 then ': old and new block together' else '' end || '.'
  from choice where peak >= 1.25
  union all
  select 5, number, label || ': a read at a random position takes ' || ratio(random_ns)
    || ' ns, against ' || ratio(fastest_read) || ' ns for the fastest.'
  from choice where random_ns > 4 * fastest_read
  union all
  select 6, number, label || ': append alone takes ' || ratio(append_ns)
    || ' ns per element; gathering one block adds ' || ratio(gather_ns) || ' ns.'
  from choice where gather_ns is not null
  union all
  select 7, number, label || ': ' || ratio(file) || ' x the data is resident as pages of a file, '
    || 'which the kernel can take back; sync to the disk adds ' || ratio(sync_ns)
    || ' ns per element.'
  from choice where file > 0.5
  union all
  select 8, number, label || ': its file is on tmpfs, so it is memory that cannot be reclaimed, '
    || ratio(peak) || ' x the data with what is allocated ahead.'
  from choice where shmem > 0.5
  union all
  -- Two ratios that should not be mixed up: what Python's loop costs, most of all, and what numpy's
  -- source and memory cost.
  select 9, 0, 'numpy, element by element: ' || ratio(element_least) || ' ns or more; by blocks: '
    || ratio(block_most) || ' ns or less. That factor of ' || ratio(element_least / block_most)
    || ' at the least is between ways that take one element at a time and ways that take 1024: '
    || 'no run takes the interpreter''s loop apart from the rest.'
  from numpy where block_most is not null and element_least is not null
  union all
  select 10, 0, 'numpy by blocks against ' || base_label || ': ' || ratio(block_least / base)
    || ' x to ' || ratio(block_most / base)
    || ' x' || coalesce((
      select ', of which handing over the blocks, and storing none, takes ' || ratio(ns / base)
        || ' x' from ranked where strategy = 'numpy_discard' and ended = 'done'),
      '; what of that is handing over the blocks was not measured') || '.'
  from numpy, base where block_most is not null and element_least is not null
  union all
  select 11, place, label || ', ' || coalesce(note, 'not measured') || '.'
  from ranked where not control and ended <> 'done'
  union all
  select 12, 0, 'This is one run: intervals say how its rounds differ, not what the next run says '
    || '(make bench RUNS=5).'
  from run where runs_done = 1)
select row_number() over (order by part, number) as number, line from said;
