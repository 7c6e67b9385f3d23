-- np.memmap works with data larger than RAM
--
-- Place: 29
-- Suite: memmap
-- After: plots/answers/memmap.sql
-- Rule: True: under a limit of memory that is smaller than the file all is written, flushed, read
-- Rule: back and verified. Else false. Not measured: under less than 48 MiB, which Python itself
-- Rule: needs.

with timed as (
  select t.*, t.append_wall_ns + t.sync_wall_ns + t.scan_wall_ns as whole_ns,
    f.append_wall_ns + f.sync_wall_ns + f.scan_wall_ns as free_ns
  from tight as t left join free as f)
select case when refused is not null then 'not measured' else t.worst = 'done' end as holds,
  coalesce(refused, 'With ' || binary(t.limit_bytes) || ' of memory ' || bytes(t.payload_bytes)
    || iif(t.worst = 'done', ' are written, flushed and read back'
           || coalesce(', in ' || ratio(whole_ns / free_ns)
                       || ' x the time with memory to spare', ''),
           ': ' || t.worst) || '.'
    || coalesce(' Blocks in memory: ' || heap.worst || '.', '')) as evidence
from timed as t left join summary as heap
  on heap.strategy = 'numpy_blocks' and heap.limit_bytes = t.limit_bytes;
