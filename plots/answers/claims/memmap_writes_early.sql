-- to write into a memmap may be I/O
--
-- Place: 27
-- Suite: memmap

-- That append waits a fifth of its time.
with waiting as (
  select max(iif(limit_bytes is null, 1 - 1 / waits, null)) as free,
    max(iif(limit_bytes, 1 - 1 / waits, null)) as tight, min(limit_bytes) as limit_bytes
  from summary where strategy = 'numpy_memmap_blocks' and ended = 'done' and phases like '%scan'
    and file_system <> 'tmpfs')
select max(free, tight) >= 0.2 as holds,
  'a store waits for the disk ' || fixed(100 * tight, 0) || ' % of its time under '
  || binary(limit_bytes) || ', ' || fixed(100 * free, 0) || ' % with memory to spare' as evidence
from waiting where free is not null and tight is not null;
