-- Read a file, or map it?
--
-- Every way to read a file that is in the page cache: of COUNT elements of TYPE (64M: 256 MB of
-- int32; make bench-full: 4 GB), an eighth of them, an eighth of that ... down to 8 KB. Once in
-- order; and once at random, in a process of its own, so that no page is mapped there from the
-- scan. Opening and closing are part of the time: that is where some ways do their work. And the
-- first elements alone, of an eighth. Wall time. The largest file is made once, the others by
-- each process. On tmpfs: DIRECTORY=/dev/shm. Python's ways, in which numpy adds up, at every
-- second size.
--
-- Place: 16
-- Rounds: 6
-- Budget: 10
-- Count: 64M
-- Full: COUNT=1G
-- Brief: COUNT=4M STRATEGIES=mmap_scan,read_whole,pread_random
-- Files: COUNT=128M

with recursive size(n, eighths) as (
  select top, 0 from setting
  union all select n / 8, eighths + 1 from size, setting where n / 8 * width >= 8000),
kind(phases) as (values ('scan'), ('random'), ('peek'))
select strategy, n as count, phases, n = top as shared,
  case when phases = 'random' and parameters ->> '$.advice' is not null
    then json_object('advice', 'random') end as parameters
from way, setting, size, kind
where coalesce(chosen, not peer or eighths % 2 = 0) and not (in_order_only and phases = 'random')
  and (phases <> 'peek' or n = top / 8 and not peer)
order by baseline, way.number, phases, n;
