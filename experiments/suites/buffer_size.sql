-- How large should a read buffer be?
--
-- The ways that read in order through a buffer, with buffers from 4 KiB to 64 MiB (but no larger
-- than the file), beside the mapped file, which has none. The file has COUNT elements of TYPE, in
-- the page cache. Small buffers pay for calls, large ones for memory that is fresh, and for what
-- no longer fits the CPU's cache. Wall time, with opening and closing.
--
-- Place: 18
-- Rounds: 7
-- Budget: 1
-- Count: 16M
-- Files:

with recursive size(bytes) as (
  select 4096 union all select 4 * bytes from size where bytes < 64 << 20)
select strategy, top as count, 'scan' as phases,
  case when bytes is not null then json_object('buffer', bytes) end as parameters
from setting, way
left join size on way.parameters ->> '$.buffer' is not null
where coalesce(chosen, 1) and (bytes <= top * width or strategy = 'mmap_scan')
order by baseline, way.number, bytes;
