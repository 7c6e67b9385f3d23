-- a memory-mapped file saves RAM
--
-- Place: 7
-- Suite: memory_limit
-- Rule: Depends: under some limit the file survives where one malloc of the right size does not.
-- Rule: False: under the tightest limit that the file survives, one malloc does, too.

with survived as (
  select * from summary where strategy = 'mmap_file' and worst = 'done' and limit_bytes
  order by limit_bytes limit 1),
free as (
  select peak from summary where strategy = 'mmap_file' and ended = 'done' and limit_bytes is null
    and address_bytes is null limit 1),
heap as (
  select s.ended from summary as s join survived as f using (limit_bytes)
  where s.strategy = 'preallocated' limit 1)
select case when heap.ended = 'done' then 0 end as holds,
  'In ' || short(limit_bytes / 1048576.0) || ' MiB of memory it holds ' || bytes(payload_bytes)
    || iif(heap.ended = 'done', ', as one malloc does', ', where one malloc fails')
    || coalesce((select '; with memory to spare ' || ratio(peak) || ' x the data is in RAM'
                 from free where peak > 0), '') || '.'
    as evidence,
  bytes(payload_bytes) || ' in ' || short(limit_bytes / 1048576.0) || ' MiB'
    || coalesce((select '; given room, ' || ratio(peak) || ' x the data'
                 from free where peak > 0), '') || '.' as short
from survived, heap;
