-- selfcheck.sql - what a run of the suite selfcheck, :run, says of this machine: the table line, a
-- row for each check. ok: 1 pass, 0 fail, null: not available here. remedy: what to do after it
-- failed.
-- After lib/database/effects.sql; the table ruler is what rulers.c printed.
--
-- Each limit is in the column expected, beside what was seen.

create temp table line(place integer, what, expected, seen, ok, remedy);

create temp table kind as
select distinct kind, base, ended, note from slowed as s join fate as f
on f.run = s.run and f.cell = base where s.run = :run;

-- ---- A/A, and slowdowns whose size is known ---------------------------------------------------

-- The interval that reaches farthest, of all groups of rounds.
insert into line
select 100 + base, 'A/A, ' || kind, 'the same within 10 %',
  case when ended <> 'done' then note when reach is null then 'too few rounds' else
    ratio || within(low, high) || ', noise floor ' || short(floor * 100) || ' %' end,
  case when ended = 'not_run' then null else coalesce(reach <= 0.1, 0) end,
  'something disturbs this kind of cell: repeat on an idle machine (nothing else running)'
from kind left join (
  select base, ratio(median(ratio)) as ratio, min(low) as low, max(high) as high,
    max(floor) as floor, max(max(high, 1 / low)) - 1 as reach
  from effect where run = :run and effect = 0 group by base) using (base);

-- Of n, 5 % by chance: how many are too many is the 99th percent.
insert into line
select 200, 'A/A, called different', 'at most ' || most || ' of ' || n, sum || ' of ' || n,
  n > 0 and sum <= most, 'what is the same looks different too often: do not trust intervals here'
from (select count(low) as n, coalesce(sum(differs), 0) as sum,
    cast(0.05 * count(low) + 2.33 * sqrt(0.0475 * count(low)) as integer) as most
  from effect where run = :run and effect = 0);

-- Found where it is the largest, and of the size that it has.
insert into line
with each as (
  select base, effect, sum(found) as found, count(*) as groups from effect
  where run = :run and effect > 0 group by base, effect),
size as (
  select base, effect, median(ratio) - 1 as seen, coalesce(
    effect between low(ratio) - 1 - 0.01 and high(ratio) - 1 + 0.01, 0) as is_right
  from slowdown where run = :run and effect > 0 group by base, effect),
told as (
  select base, min(is_right) as is_right, max(effect) as largest,
    max(iif(found = groups, effect, 0)) as found,
    group_concat(short(effect * 100) || ' %: ' || found || ' of ' || groups || ' (seen '
      || short(seen * 100) || ' %)', ', ') as text
  from (select * from each join size using (base, effect) order by base, effect) group by base)
select 300 + base, 'slowdowns, ' || kind, short(largest * 100) || ' % found, sizes right',
  coalesce(text, note), iif(ended = 'not_run', null, coalesce(is_right and found = largest, 0)),
  iif(is_right, 'small differences are not seen here: repeat on an idle machine, or with a larger '
    || 'COUNT', 'what is seen is not what was done: do not trust times here')
from kind left join told using (base);

insert into line
select 399, 'A/A and slowdowns, Python', 'measured', 'no numpy: make deps-peers', null, null
where not exists (select 1 from kind join cell as c on c.run = :run and c.cell = base
                  join program as p using (run, strategy) where p.peer)
union all
select 399, 'A/A and slowdowns, limited', 'measured', 'no cell under a limit', null, null
where not exists (select 1 from kind join cell as c on c.run = :run and c.cell = base
                  where limit_bytes is not null);

-- ---- rulers -------------------------------------------------------------------------------------

-- Of each the worst.
insert into line
with known(number, ruler, what, expected, remedy) as (values
  (1, 'resident memory', 'resident memory, as touched', 'exact', 'figures of memory are off by '
    || 'so much here: trust none below ten times that'),
  (2, 'anonymous memory', 'anonymous memory, as touched', 'exact', 'figures of memory are off by '
    || 'so much here: trust none below ten times that'),
  (3, 'mincore', 'the same pages, by mincore', 'exact', 'memory is not what was touched: swapped?'),
  (4, 'peak memory', 'peak memory, after it is gone', 'within its error', 'peaks are less exact '
    || 'here than records say: trust none below ten times that'),
  (5, 'clock', 'clock, against a second one', 'within 0.1 %', 'times are wrong: what is preloaded '
    || 'into programs (LD_PRELOAD)? Which clock has the kernel (dmesg)?'),
  (6, 'CPU clock', 'CPU time, against getrusage', 'within 0.1 %', 'CPU times are wrong: what is '
    || 'preloaded into programs (LD_PRELOAD)?')),
worst as (
  select *, row_number() over (partition by ruler
    order by abs(seen - expected) - error desc, expected desc) as place from ruler)
select 400 + number, what, k.expected,
  case when w.ruler is null then 'not asked'
    when seen is null then 'the kernel does not tell'
    when unit = 'ns' then duration(seen) || ' of ' || duration(w.expected) || ' ('
      || short(100.0 * seen / w.expected - 100) || ' %)'
    else bytes(seen) || ' of ' || bytes(w.expected) || iif(error, ' +- ' || bytes(error), '')
  end, iif(seen is null, null, abs(seen - w.expected) <= error), remedy
from known as k left join worst as w on w.ruler = k.ruler and w.place = 1;

-- The same in the records: what knows n has touched its data and little else.
insert into line
with off as (
  select r.*, abs(rss_peak_bytes - r.payload_bytes) as off
  from counted as r join cell as c using (run, cell) join program as p using (run, strategy)
  where run = :run and p.knows_count and not coalesce(p.file, 0) and c.limit_bytes is null
    and r.payload_bytes >= 10 * rss_peak_error_bytes)
select 407, 'peak memory, in the records', 'the data, within its error',
  iif(count(*) = 0, 'the data are too small', bytes(rss_peak_bytes) || ' of '
    || bytes(payload_bytes)), off <= rss_peak_error_bytes,
  'peaks are less exact here than records say: trust none below ten times that'
from (select * from off order by off - rss_peak_error_bytes desc limit 1);

-- The parent's clock around the whole process. What is not in it: exec, and the end.
insert into line
select 408, 'clock, against the parent''s', '85 to 100 % of the process',
  'phases take ' || short(100 * max(phases)) || ' %', max(phases) between 0.85 and 1,
  'the clock of programs and that of hyperfine differ: what is preloaded (LD_PRELOAD)?'
from (select (start_wall_ns + append_wall_ns + coalesce(gather_wall_ns, 0)
    + coalesce(sync_wall_ns, 0) + release_wall_ns + coalesce(verify_wall_ns, 0)) * 1.0
    / process_wall_ns as phases
  from counted as r join cell as c using (run, cell)
  where run = :run and c.payload_bytes = (
    select max(payload_bytes) from cell where run = :run and not not_run));

-- ---- rounds and records -------------------------------------------------------------------------

create temp table ordered as
select r.run, round, cell, "time", ended, checksum, count, type,
  row_number() over (partition by round order by line) as place,
  row_number() over (partition by round order by order_of(seed, round, cell)) as place_by_seed,
  lag("time") over (partition by round order by line) as time_before
from record as r join run using (run) where run = :run;

insert into line
select 500, 'rounds', asked || ' rounds of ' || cells || ' cells, all done',
  done || ' of ' || (asked * cells) || iif(state = 'complete', '', ', ' || state),
  state = 'complete' and done = asked * cells,
  'measure again: make selfcheck' || coalesce(' (' || lost || ')', '')
from (select state, rounds as asked, (select text from damage where run = :run
      and text like '%missing%' limit 1) as lost,
    (select count(*) from cell where run = :run and not not_run) as cells,
    (select count(*) from ordered where round > 0 and ended = 'done') as done
  from run where run = :run);

insert into line
select 501, 'order', 'another in each round', count(distinct cells) || ' of ' || count(*)
    || ' rounds', count(distinct cells) = count(*), 'the cells were not shuffled: drift is not '
    || 'shared by all; measure again'
from (select group_concat(cell) as cells
  from (select * from ordered where round > 0 order by round, place) group by round);

insert into line
select 502, 'seed', 'its order is that of the records',
  sum(agrees) || ' of ' || count(*) || ' rounds', min(agrees),
  'the files were changed, or the order is not random: measure again'
from (select min(place = place_by_seed and coalesce("time" >= time_before, 1)) as agrees
  from ordered group by round);

insert into line
select 503, 'records', 'all are believed', (select count(*) from ordered) || ' of '
    || ((select count(*) from ordered) + count(*))
    || coalesce(': ' || min(reason), ''), count(*) = 0, 'the files were changed: measure again'
from left_out where run = :run and line is not null;

insert into line
select 504, 'contents', 'a checksum for each count', count(*) || ' counts, ' || sum(sums)
    || ' checksums', sum(sums) = count(*), 'a memory error, or files were changed: measure again'
from (select count(distinct checksum) as sums from ordered where ended = 'done'
  group by type, count);

insert into line
select 505, 'CPU time in wall time', 'never more',
  sum(append_cpu_ns > append_wall_ns + 20000 + append_wall_ns / 1000) || ' of ' || count(*),
  max(append_cpu_ns > append_wall_ns + 20000 + append_wall_ns / 1000) = 0,
  'the CPU clock is wrong, or files were changed'
from counted where run = :run;

-- ---- the machine --------------------------------------------------------------------------------

insert into line
with m as (select * from machine where run = :run),
waited as (
  select sum(append_wall_ns) * 1.0 / sum(append_cpu_ns) as factor from counted as r
  join cell as c using (run, cell) join program as p using (run, strategy)
  where run = :run and not coalesce(p.file, 0)),
pages as (
  select count(distinct pages_system) as settings, min(pages_system) as setting
  from record where run = :run)
select 600, 'CPU pressure', 'at most 10 % of the time',
  short(cpu_pressure_percent) || ' %', cpu_pressure_percent <= 10,
  'the machine is disturbed: other programs want its CPUs (top); end them, measure again' from m
union all
select 601, 'CPU to itself', 'wall time at most 1.1 x CPU time', ratio(factor) || ' x',
  factor <= 1.1, 'the machine is disturbed: samples wait for a CPU; end other programs, or CPU=N'
from waited
union all
select 602, 'steal', 'at most 1 % of the time', short(stolen_percent) || ' %', stolen_percent <= 1,
  'the host gives CPU time to other machines: measure at another time, or elsewhere' from m
union all
select 603, 'governor', 'performance', coalesce(cpu_governor, 'none, as in most virtual machines'),
  cpu_governor = 'performance', 'cpupower frequency-set -g performance' from m
union all
select 604, 'swap', 'no page in or out', coalesce(seen || ' pages', 'not asked'), seen = 0,
  'memory is short: end other programs, or swapoff -a'
from m left join ruler on ruler = 'swap'
union all
select 605, 'huge pages (THP)', 'one setting in all records',
  coalesce(setting || iif(settings > 1, ' and others', ''), 'not known to this kernel'),
  iif(setting is null, null, settings = 1 and setting = transparent_huge_pages),
  'the setting changed while it was measured: measure again' from m, pages
union all
select 606, 'files', 'on a disk', file_system || coalesce(' on ' || device, ''),
  case when file_system in ('tmpfs', 'ramfs') then 0 when device is not null then 1 end,
  'files are in memory here: say DIRECTORY=DIR on a disk' from m;

-- ---- the answer ---------------------------------------------------------------------------------

-- percent: the largest of all kinds; null: of some kind not even the largest slowdown was found.
create temp table verdict as
with largest as (select max(effect) * 100 as percent from slowed where run = :run),
found as (
  select iif(count(*) = count(effect), max(effect) * 100, null) as percent,
    max(floor) * 100 as floor_percent, min(rounds) as rounds, max(groups) as groups,
    json_group_object(kind, effect * 100) as kinds
  from smallest where run = :run),
tally as (
  select sum(ok is 1) as passed, sum(ok is 0) as failed, sum(ok is null) as unknown from line)
select found.*, iif(found.percent is null, 'more than ' || short(largest.percent),
    short(found.percent)) || ' %' as effect, tally.*
from found, largest, tally;
