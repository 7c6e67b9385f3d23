-- facts.sql - what all runs of a database say of each strategy, for the tables that help to choose;
-- in the temporary tables facts and survival. After figures/common.sql and answers/longest.sql, of
-- the run that has single appends, if there is one.

-- Where every strategy builds the same array: of the run that comes last, at its largest n.
create temp table compared as
select * from (
  select s.*, n.floor, m.name as machine, r.path,
    row_number() over (partition by strategy order by r.place desc) as back,
    10 * s.faults < (
      select max(b.faults) from main.summary as b
      where b.run = s.run and b.count = s.count and b.baseline and b.ended = 'done')
      and s.file < 0.5 as larger_pages
  from main.summary as s join main.run as r using (run) join main.noise as n using (run)
  join main.machine as m using (run)
  where r.suite in ('size', 'strategies', 'input')
    and s.count = (select max(count) from main.summary as t where t.run = s.run))
where back = 1;

-- Under a memory limit, until there is one block, or in pieces: wall time of an element, for it
-- waits for disks.
create temp table survival as
select s.strategy, limit_bytes, not (p.contiguous or phases like '%gather%' or phases is null)
    as in_pieces, payload_bytes as data_bytes, worst = 'done' as survived,
  build_wall_ns / appended as wall_ns
from main.summary as s join main.program as p using (run, strategy)
where limit_bytes is not null;

create temp table facts as
with known as (select strategy, max(run) as run from main.program group by strategy),
pause as (select strategy, max(ns) as longest_ns, max(count) as longest_of
  from longest join cell using (cell) group by strategy),
least as (
  select strategy, min(iif(survived and not in_pieces, limit_bytes, null)) as least_limit,
    min(iif(survived and in_pieces, limit_bytes, null)) as pieces_limit,
    max(data_bytes) as limited_data from survival group by strategy)
select strategy, p.title, contiguous, stable, reads_twice, p.family, ns, ns_low, ns_high,
  build_wall_ns * 1.0 / max(appended, 1) as wall, larger_pages, ratio, low, high, tied, tie, peak,
  compared.file,
  count, type, data_bytes, width_bytes, ended, note, floor, machine, longest_ns, longest_of,
  least_limit, pieces_limit, limited_data
from known join main.program as p using (run, strategy) left join compared using (strategy)
left join pause using (strategy) left join least using (strategy)
where not coalesce(p.reads, 0) and not coalesce(p.shares, 0);
