-- with np.memmap a data set larger than RAM works
--
-- Place: 29
-- Suite: memmap

-- Where the limit holds for pages of files, too: a peak below it says so.
with tried as (
  select *, append_wall_ns + sync_wall_ns + scan_wall_ns as ns from summary
  where phases like '%scan'
    and (limit_bytes is null or limit_bytes < payload_bytes
         and coalesce(peak_bytes, 0) <= limit_bytes)),
tight as (
  select * from tried where strategy = 'numpy_memmap_blocks' and limit_bytes
  order by limit_bytes limit 1),
free as (select * from tried where strategy = 'numpy_memmap_blocks' and limit_bytes is null),
heap as (
  select t.* from tried as t join tight using (limit_bytes) where t.strategy = 'numpy_blocks')
select tight.worst = 'done' as holds, 'under ' || binary(tight.limit_bytes) || ' '
  || bytes(tight.payload_bytes) || iif(tight.worst = 'done',
    ' are written, flushed and read back, in ' || ratio(tight.ns / free.ns)
      || ' x the time with memory to spare', ': ' || tight.worst)
  || coalesce('; ' || heap.label || ': ' || heap.worst, '') as evidence
from tight left join free left join heap;
