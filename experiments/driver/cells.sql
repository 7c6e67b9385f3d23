-- cells.sql - what a suite asks for (the table wanted: the columns it has) as whole cells: all
-- columns of the table cell in lib/database/schema.sql, and more cells, the A/A controls, unless
-- the suite has its own.
--
-- Needed memory: twice the data (old and new block together, or chunks and the block gathered from
-- them; of a way to share a file once, and once for each worker) and what objects of their own
-- take; under a limit no more than that. A cell that needs more than half of what is free is not
-- run.

create table planned as
with every as (
  select * from program union all select * from way union all select * from copier
  union all select * from sharing),
namesake as (select title from every group by title having count(*) > 1),
known as (
  select w.rowid as place, w.*, p.title, p.family, p.core, p.discards, p.element_bytes, p.types,
    coalesce(w.type, s.type) as of_type, w.parameters as own_parameters,
    -- On other pages than the others, on idle memory, by another allocator, under a limit, or with
    -- parameters, it is not what they are compared with.
    p.baseline and w.pages = 'system' and w.idle_seconds = 0 and w.parameters is null
      and coalesce(w.preload, w.tunables, w.build) is null
      and coalesce(w.limit_bytes, w.address_bytes) is null as is_baseline,
    p.title || iif(p.title in (select title from namesake), ' (' || p.strategy || ')', '') as name
  from wanted as w join every as p using (strategy), setting as s),
sized as (
  select k.*, e.width as width_bytes, k.count * e.width as payload_bytes,
    iif(discards, 0, min(coalesce(limit_bytes, 1e18), k.count * (element_bytes
      + max(2, 1 + coalesce(own_parameters ->> '$.workers', 0)) * e.width)))
      as need_bytes
  from known as k join element_type as e on e.name = of_type
  where types is null or of_type in (select value from json_each(types)))
select row_number() over (order by place) - 1 as cell,
  coalesce(label, name) || iif(again, ', again', '') as label, strategy,
  title, family, core, is_baseline as baseline, discards, cast(count as integer) as count,
  of_type as type, width_bytes, cast(payload_bytes as integer) as payload_bytes, arrays, turns,
  pages, idle_seconds, limit_bytes, address_bytes, allocator, preload, tunables, build, phases,
  coalesce(own_parameters, '{}') as parameters, chained, cold, instrument,
  iif(shared, '/dev/fd/6', input) as input, text,
  input_column, header, separator,
  iif(again, row_number() over (order by place) - 2, null) as aa_of,
  cast(need_bytes as integer) as need_bytes,
  need_bytes > (select memory_free_bytes / 2 from machine) as not_run
from sized;

-- Of each kind of cell (as lib/database/derived.sql has it) one, once more: the baseline, else any,
-- at the largest count, under the loosest limit; of several the last. Of instrumented ones one in
-- all. The first is the one that the suite is about.
insert into planned
with sorted as (
  select *, case
      when instrument is not null then instrument
      when coalesce(limit_bytes, address_bytes) is not null then 'limited'
      when strategy in (select strategy from program where file union select strategy from way
        union select strategy from copier union select strategy from sharing) then 'file'
      when payload_bytes < 1e6 then 'small' else 'large' end as kind
  from planned where not not_run and not exists (select 1 from planned where aa_of is not null)),
best as (
  select *, row_number() over (partition by kind order by baseline desc, count desc,
    coalesce(limit_bytes, 0) desc, cell desc) as place from sorted)
select (select max(cell) from planned) + row_number() over (order by baseline desc, count desc,
    limit_bytes is null desc, cell desc),
  label || ', again', strategy, title, family, core, baseline, discards, count, type, width_bytes,
  payload_bytes, arrays, turns, pages, idle_seconds, limit_bytes, address_bytes, allocator, preload,
  tunables, build, phases, parameters, chained, cold, instrument, input, text, input_column, header,
  separator, cell, need_bytes, 0
from best where place = 1;
