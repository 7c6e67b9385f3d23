-- a store into a memory-mapped file may wait for the disk
--
-- Place: 27
-- Suite: memmap

-- What memory does not hold must be on the disk before anybody says flush. The limit holds for
-- pages of files, too, where a peak stays below it.
with tried as (
  select * from summary where strategy = 'numpy_memmap_blocks' and phases like '%scan'),
tight as (
  select * from tried where limit_bytes < payload_bytes and coalesce(peak_bytes, 0) <= limit_bytes
  order by limit_bytes limit 1),
free as (select * from tried where limit_bytes is null)
select t.worst = 'done' as holds, 'under ' || binary(t.limit_bytes) || iif(t.worst = 'done',
    ' at least ' || bytes(t.payload_bytes - t.limit_bytes) || ' of ' || bytes(t.payload_bytes)
    || ' go to the disk before flush, which then takes ' || duration(t.sync_wall_ns)
    || ' instead of ' || duration(f.sync_wall_ns), ' it is ' || t.worst) as evidence
from tight as t left join free as f;
