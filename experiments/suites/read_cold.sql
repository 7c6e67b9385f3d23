-- Read a file, or map it, when it is not in memory?
--
-- As read_warm, but the file's pages are dropped from the page cache before it is opened: each byte
-- comes from the disk, once. (The disk of a virtual machine may be in its host's memory: the answer
-- says so.) Reads at random stop after a second. On a file system that is memory, as tmpfs, nothing
-- can be cold: exit status 4; say DIRECTORY=DIR. Of a mapping, too, its first ten elements alone.
-- Python's ways at every second size.
--
-- Place: 17
-- Rounds: 6
-- Budget: 30
-- Count: 16M
-- Full: COUNT=1G
-- Files: COUNT=32M

with recursive size(n, eighths) as (
  select top, 0 from setting
  union all select n / 8, eighths + 1 from size, setting where n / 8 * width >= 8000),
kind(phases) as (values ('scan'), ('random'), ('peek'))
select strategy, n as count, phases, n = top as shared, 1 as cold,
  case when phases = 'random' and parameters ->> '$.advice' is not null
    then json_object('advice', 'random') end as parameters
from way, setting, size, kind
where coalesce(chosen, not peer or eighths % 2 = 0) and not (in_order_only and phases = 'random')
  and (phases <> 'peek' or eighths = 0 and strategy in ('mmap_scan', 'numpy_memmap_read'))
order by baseline, way.number, phases, n;
