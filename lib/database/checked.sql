-- checked.sql - the rows of all runs, held against each other: what contradicts the rest goes, and
-- is told in left_out; and so is what should be there and is not. After lines.sql.

-- ---- the run: one with a damaged list of cells or programs says nothing ----------------------

create temp table flaw_of_run(run integer, name text, reason text);
insert into flaw_of_run
select run, 'run.json', 'missing, or damaged' from place where run not in (select run from run)
union all
select run, 'machine.json', 'missing, or damaged' from place
where run not in (select run from machine);
insert into flaw_of_run
select run, 'cells.jsonl', 'lines are missing' from place left join cell using (run)
group by run having count(cell) <> coalesce(max(cell) + 1, -1);
insert into flaw_of_run
select c.run, 'cells.jsonl', case
    when p.strategy is null then 'programs.jsonl has no line for ' || c.strategy
    when c.title <> p.title or c.family <> p.family or c.discards <> coalesce(p.discards, 0)
      or c.core <> p.core or c.baseline > p.baseline
    then 'cell ' || c.cell || ' differs from what programs.jsonl says of its program'
    when c.width_bytes is not width_of(c.type) then 'cell ' || c.cell || ' is of no known type'
    when c.aa_of is not null and a.cell is null
    then 'cell ' || c.cell || ' repeats one that is another'
    when exists (select 1 from json_each(c.parameters) as j
                 where j.key glob '*[^a-z-]*' or j.type not in ('integer', 'real')
                   and not (j.type = 'text' and j.value not glob '*[^a-z]*'))
    then 'cell ' || c.cell || ' has parameters that are no numbers or words'
  end as reason
from cell as c left join program as p using (run, strategy)
left join cell as a on a.run = c.run and a.cell = c.aa_of and a.cell <> c.cell
  and a.strategy = c.strategy and a.type = c.type and a.count = c.count and a.aa_of is null
where reason is not null;
insert into left_out
select run, path || '/' || name, null, min(reason) from flaw_of_run join place using (run)
where path || '/' || name not in (select file from left_out) group by run, name;

create temp table refused as
select run from place where exists (
  select 1 from left_out as l where l.run = place.run and l.file in (
    path || '/run.json', path || '/machine.json', path || '/programs.jsonl',
    path || '/cells.jsonl'));

-- ---- the records ----------------------------------------------------------------------------

-- Does it fit its cell, the machine, and how long its process took on all CPUs?
create temp table flaw_of_record as
select r.run, r.round, r.cell, case
    when c.cell is null or c.not_run or r.strategy is not c.strategy or r.type is not c.type
      or r.count is not c.count or r.instrument is not c.instrument
      or coalesce(r.title, c.title) <> c.title or coalesce(r.family, c.family) <> c.family
      or coalesce(r.baseline, c.baseline) <> c.baseline
      or coalesce(r.width_bytes, c.width_bytes) <> c.width_bytes
      or coalesce(r.arrays, c.arrays) <> c.arrays or coalesce(r.turns, c.turns) <> c.turns
      or coalesce(r.pages, c.pages) <> c.pages
      or coalesce(r.idle_seconds, 0) <> c.idle_seconds
      or r.ended = 'done' and coalesce(r.payload_bytes, c.payload_bytes) <> c.payload_bytes
      -- The program's own, with those of the cell in their place.
      or r.parameters is not null
        and r.parameters is not json_patch(p.parameters, c.parameters) and exists (
        select 1 from json_each(json_patch(json_patch(r.parameters, p.parameters), c.parameters))
        as j where r.parameters ->> j.key is not json_patch(p.parameters, c.parameters) ->> j.key)
    then 'of another cell'
    when r.ended in ('done', 'too_slow')
      and not coalesce(r.verified, c.discards or c.instrument is not null)
    then 'not verified'
    when r.kernel <> m.kernel then 'of another kernel than machine.json'
    when max(coalesce(r.rss_peak_bytes, 0), coalesce(r.append_peak_rss_bytes, 0),
             coalesce(r.gather_peak_rss_bytes, 0)) > m.memory_bytes
    then 'a peak of more than the memory of the machine'
    when r.append_cpu_ns + coalesce(r.gather_cpu_ns, 0) + coalesce(r.sync_cpu_ns, 0)
      + coalesce(r.scan_cpu_ns, 0) + coalesce(r.random_cpu_ns, 0)
      > m.cpus * (r.process_wall_ns + 2e7)
    then 'more CPU time than all CPUs have'
  end as reason
from record as r left join cell as c using (run, cell) left join machine as m using (run)
left join program as p on p.run = c.run and p.strategy = c.strategy
where reason is not null;

-- In all rounds a cell is the same program, built and called alike; else it is of another run.
insert into flaw_of_record
with said as (
  select run, round, cell, json_array(version, "commit", compiler, flags, libc, allocator, tunables,
                                      kernel, command, gather_cpu_ns is null, copied_bytes is null,
                                      realloc_copied_bytes is null) as origin
  from record where ended = 'done'),
alike as (select *, count(*) over (partition by run, cell, origin) as times from said),
common as (
  select *, first_value(origin) over (partition by run, cell order by times desc, round) as most
  from alike)
select run, round, cell, 'of another run' from common where origin <> most;

-- No two processes have the same number and the same times, to the nanosecond. Which of them is the
-- copy nobody knows.
insert into flaw_of_record
select run, round, cell, 'the same as in another round' from (
  select *, count(*) over (
    partition by run, cell, pid, append_wall_ns, append_cpu_ns, process_wall_ns) as copies
  from record where pid is not null and append_wall_ns is not null)
where copies > 1;

create temp table shut_out as
select run, round, cell, min(reason) as reason from flaw_of_record group by 1, 2, 3;
insert into left_out
select run, path || format('/records/%02d.jsonl', round), line, reason
from shut_out join record using (run, round, cell) join place using (run);
delete from record where (run, round, cell) in (select run, round, cell from shut_out);
insert into refused
select run from place where run not in (select run from record union select run from refused);
insert into left_out
select run, path || '/records', null, 'no record that can be believed' from place
where run not in (select run from record);

-- ---- what is missing ------------------------------------------------------------------------

-- Each round should hold what ended well in the first, or in any. Lines that were left out are
-- told already.
create temp table gap as
with recursive number(round) as (values (0) union all select round + 1 from number
                                 where round < (select max(rounds_done) from run)),
whole as (select distinct run, cell from record where ended = 'done' or round > 0),
wanted as (
  select run, 0 as round, cell from cell where not not_run
  union all
  select run, n.round, cell from whole join run using (run), number as n
  where n.round between 1 and rounds_done),
there as (
  select run, round, path || format('/records/%02d.jsonl', round) as file, count(*) as wanted,
    count(r.cell) as held
  from wanted left join record as r using (run, round, cell) join place using (run)
  group by run, round)
select run, round, file, held, wanted - held - (
    select count(*) from left_out as l where l.run = t.run and l.file = t.file) as missing,
  exists (select 1 from read as l where l.run = t.run and l.file = t.file) as is_there
from there as t where held < wanted and run not in (select run from refused);
insert into left_out
select run, file, null, iif(is_there, missing || ' records are missing', 'the round is missing')
from gap where missing > 0;
-- A round counts as done when anything of it is believed.
update run set rounds_done = rounds_done - (
  select count(*) from gap where gap.run = run.run and round > 0 and held = 0);

-- Of what was stopped in the first round nothing counts: the driver keeps none of it, but where it
-- was killed itself.
insert into left_out
select run, path || '/records', null, 'it was stopped before a round that counts ended'
from run where state <> 'complete' and run not in (select run from record where round > 0)
  and run not in (select run from refused);
insert into refused
select run from run
where state <> 'complete' and run not in (select run from record where round > 0);

delete from run where run in (select run from refused);
delete from machine where run not in (select run from run);
delete from program where run not in (select run from run);
delete from cell where run not in (select run from run);
delete from record where run not in (select run from run);

-- ---- in words ---------------------------------------------------------------------------------

-- A run of which something was not believed, or is missing: sentences for people. Of one that is
-- left out as a whole nothing else is here.
create temp view called as
select run, suite || coalesce(', run ' || repetition, '') as suite
from run join temp.place using (run);
create table damage as
with gone as (
  select l.rowid as number, l.run, suite, p.path, substr(file, length(p.path) + 2) as name, line,
    reason from left_out as l join temp.place as p using (run) left join called using (run)),
why as (
  select run, suite, reason, count(*) as lines, row_number() over (
    partition by run order by count(*) desc, reason) as place
  from gone where suite is not null and line is not null group by run, reason),
lost as (
  select run, suite, sum(lines) as lines,
    group_concat(iif(place <= 4, lines || ' x ' || reason, null), '; ')
      || iif(count(*) > 4, '; ...', '') as reasons
  from (select * from why order by run, place) group by run)
select run, path || ' is left out: ' || name || ': ' || coalesce('line ' || line || ': ', '')
  || reason
  as text from (
  select *, row_number() over (partition by run order by name glob 'records*', number) as place
  from gone where suite is null) where place = 1
union all
select run, suite || ': ' || lines || ' of '
    || (lines + (select count(*) from record as r where r.run = lost.run))
    || ' records left out (first: ' || (
      select name || iif(line is null, '', ', line ' || line) from gone as g
      where g.run = lost.run and line is not null order by name, line limit 1)
    || '): ' || reasons from lost
union all
select run, suite || ': ' || iif(count(*) = 1, 'round ', 'rounds ') || listing(round, 9)
  || iif(count(*) = 1, ' is missing', ' are missing')
from temp.gap join called using (run) where missing > 0 and not is_there group by run
union all
select run, suite || ': ' || sum(missing)
  || iif(sum(missing) = 1, ' record is missing in round ', ' records are missing, of round ')
  || listing(round, 9)
from temp.gap join called using (run) where missing > 0 and is_there group by run
union all
select run, suite || ': ' || name || ' is no plain file, and is not read'
from gone where suite is not null and reason = 'it is no plain file';
