-- processes that map a file share its memory
--
-- Place: 42
-- Suite: shared_mapping
-- Rule: True: each process more takes less than a tenth of the file more (PSS). Else false.

with used as (
  select c.strategy, c.parameters ->> 'workers' as workers, c.payload_bytes,
    median(pss_bytes * 1.0 / c.payload_bytes, round) as pss,
    median((anon_bytes + file_bytes) * 1.0 / c.payload_bytes, round) as rss
  from cell as c join rounds as k using (cell)
  where coalesce(c.parameters ->> 'kind', 'processes') = 'processes' and c.aa_of is null
  group by c.cell),
most as (select * from used where workers > 1 and strategy in ('mmap_by_all', 'read_by_each',
  'private_by_each') and workers = (select max(workers) from used)),
mapped as (select * from most where strategy = 'mmap_by_all')
select mapped.pss < 1 + 0.1 * (workers - 1) as holds,
  workers || ' processes that map ' || bytes(payload_bytes) || ' need ' || ratio(pss)
    || ' x the file together'
    || coalesce(', and ' || (select ratio(pss) from most where strategy = 'read_by_each')
                || ' x where each reads it', '')
    || coalesce(', ' || (select ratio(pss) from most where strategy = 'private_by_each')
                || ' x where each maps it privately and stores', '') || '.' as evidence,
  'PSS; RSS counts it again in each: ' || ratio(rss) || ' x' as details
from mapped where payload_bytes >= 4e6 and pss is not null; -- else it is stacks and buffers
