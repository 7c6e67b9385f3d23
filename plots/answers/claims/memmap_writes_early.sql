-- a store into a memory-mapped file may wait for the disk
--
-- Place: 27
-- Suite: memmap
-- After: plots/answers/memmap.sql
-- Rule: True: a file larger than the limit of memory is written to its end under it: what memory
-- Rule: does not hold must be on the disk before flush. Else false. Not measured: under less than
-- Rule: 48 MiB, which Python itself needs.

select case when refused is not null then 'not measured' else t.worst = 'done' end as holds,
  coalesce(refused, 'With ' || binary(t.limit_bytes) || ' of memory ' || iif(t.worst = 'done',
    'at least ' || bytes(t.payload_bytes - t.limit_bytes) || ' of ' || bytes(t.payload_bytes)
    || ' go to the disk before flush, which then takes ' || duration(t.sync_wall_ns)
    || coalesce(' instead of ' || duration(f.sync_wall_ns), ''), 'it is ' || t.worst) || '.')
    as evidence, iif(refused is null and t.worst = 'done', 'The file less the limit', null)
    as details
from tight as t left join free as f;
