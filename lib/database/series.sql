-- series.sql - the runs of one suite in a series become one, as far as they were measured alike: by
-- the same programs, on the same machine, in the same cells. What differs from most of them is
-- left out, and told. After checked.sql, which has looked at each run by itself; `place` says what
-- is a repetition of what.

-- ---- which of them are alike -----------------------------------------------------------------

-- What must not differ. Free memory may: it decides what is not run.
create temp table member as
select run, path, place.series, suite, coalesce(repetition, 1) as repetition, json_object(
    'machine', json_array(name, cpu, cpus), 'kernel', kernel, 'libc', libc, 'compiler', compiler,
    'flags', compiler_command, 'huge pages', transparent_huge_pages, 'file system', file_system,
    'sources', sources, 'cells', (
      select json_group_array(json_array(cell, label, strategy, title, count, type, arrays, turns,
        pages, limit_bytes, address_bytes, allocator, preload, tunables, build, phases, parameters,
        chained, cold, instrument, input, text, input_column, header, separator, aa_of))
      from (select * from cell where cell.run = run.run order by cell))) as origin
from (select run, path as now, suite, sources from run) as run
join machine using (run) join temp.place using (run);

create temp table model as
select series, suite, first, origin from (
  select series, suite, origin, min(repetition) as first, row_number() over (
    partition by series, suite order by count(*) desc, min(repetition)) as place
  from member where series is not null group by series, suite, origin)
where place = 1;

-- A copy of a run is no other run: no two processes have the same number and the same times.
create temp table copied as
select run, min(first) as first from (
  select m.run, m.repetition, min(m.repetition) over (partition by m.series, m.suite, pid,
    append_wall_ns, append_cpu_ns, process_wall_ns) as first
  from member as m join record as r using (run)
  where m.series is not null and pid is not null and append_wall_ns is not null)
where first < repetition group by run;

create temp table unlike as
select m.run, m.path, 'other ' || (
    select listing(j.key, 9) from json_each(m.origin) as j
    where j.value is not json_extract(o.origin, '$."' || j.key || '"'))
  || ' than run ' || first as reason
from member as m join model as o using (series, suite) where m.origin <> o.origin
union all
select run, path, 'it is a copy of run ' || first from copied join temp.place using (run);

insert into left_out select run, path, null, min(reason) from unlike group by run;
insert into damage
select run, path || ' is left out: ' || min(reason) from unlike group by run;
delete from member where run in (select run from unlike);

-- ---- one run of them -------------------------------------------------------------------------

-- The first of those that are there gives the run its number.
create temp table whole as
select *, coalesce(min(run) over (partition by series, suite), run) as becomes from (
  select run, repetition, series, suite from member where series is not null)
union all
select run, repetition, null, suite, run from member where series is null;

insert into repetition
select becomes, repetition, r.path, seed, link_order, sources, (
    select "commit" from record as k where k.run = r.run group by 1 order by count(*) desc limit 1),
  started, took_seconds, state, rounds, rounds_done, stolen_percent, cpu_pressure_percent
from whole as w join run as r using (run) join machine using (run);

update record set run = becomes, round = 1000 * (repetition - 1) + round
from whole as w where w.run = record.run and (repetition > 1 or becomes <> w.run);
update damage set run = becomes from whole as w where w.run = damage.run;
update left_out set run = becomes from whole as w where w.run = left_out.run;
update cell set not_run = least from (
  select w.becomes, cell, min(not_run) as least
  from whole as w join cell using (run) where series is not null group by 1, 2) as all_of
where cell.run = becomes and cell.cell = all_of.cell;

update run set (rounds, rounds_done) = (
    select rounds, rounds_done from repetition as k where k.run = run.run
    order by rounds_done limit 1),
  state = (select iif(min(state) = 'complete' and max(state) = 'complete', 'complete', 'partial')
           from repetition as k where k.run = run.run),
  runs_done = (select count(*) from repetition as k where k.run = run.run),
  -- The last one knows best how many there were to be.
  runs = max((select count(*) from repetition as k where k.run = run.run), (
    select l.runs from whole as w join run as l using (run) where w.becomes = run.run
    order by repetition desc limit 1)),
  path = (select series from whole as w where w.run = run.run)
where run in (select becomes from whole where series is not null);
update run set runs = 1, runs_done = 1 where run in (select run from whole where series is null);
update machine set
  stolen_percent = (select avg(stolen_percent) from repetition as k where k.run = machine.run),
  cpu_pressure_percent = (
    select avg(cpu_pressure_percent) from repetition as k where k.run = machine.run);

create temp table merged as select becomes as run from whole;
delete from run where run not in (select run from merged);
delete from machine where run not in (select run from merged);
delete from program where run not in (select run from merged);
delete from cell where run not in (select run from merged);
delete from record where run not in (select run from merged);
