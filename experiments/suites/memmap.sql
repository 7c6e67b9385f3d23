-- What does np.memmap do with a file, and when?
--
-- np.memmap 'w+' filled by slices, flushed, dropped from the page cache, opened again: COUNT
-- elements of TYPE (256 MB), with memory to spare and under LIMITS, a real limit that is smaller
-- (see experiments/driver/limit). Beside it the same in C, and what keeps all in memory. Opened
-- again, all is read, or ten elements. Then 'w+' and 'r+' of a file that is there already, and
-- np.memmap without a dtype (bytes).
--
-- It is about np.memmap: STRATEGIES is not asked. LIMITS below 48 MiB kill the interpreter itself.
--
-- Place: 19
-- Rounds: 3
-- Budget: 20
-- Count: 64M
-- Limits: 64MiB
-- Files:

with ceiling(place, limit_bytes, name) as (
  select 0, bytes, ', ' || binary(bytes) from wanted_limit union all values (1, null, '')),
reading(phases, name) as (
  values ('append,gather,sync,reopen,scan', ''), ('append,sync,reopen,peek', ', ten read')),
known(strategy, type, name) as (
  values ('numpy_memmap_blocks', null, 'np.memmap'), ('preallocated_file', null, 'the same in C'),
    ('numpy_blocks', null, 'blocks in memory'),
    ('numpy_memmap_existing', null, 'np.memmap, old file'),
    ('numpy_memmap_default', 'byte', 'np.memmap, no dtype'))
select strategy, top as count, known.type, limit_bytes, phases,
  known.name || ceiling.name || reading.name as label
from program join known using (strategy), setting, ceiling, reading
where (phases like '%scan' or strategy = 'numpy_memmap_blocks' and place = 1)
  and (place = 1 or strategy not in ('numpy_memmap_existing', 'numpy_memmap_default'))
-- The last is the one that is run twice, for the noise.
order by place, limit_bytes, strategy = 'numpy_memmap_blocks', program.number, phases desc;
