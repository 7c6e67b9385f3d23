-- Read a file, or map it?
--
-- Every way to read a file that is in the page cache: of COUNT elements of TYPE, an eighth of them,
-- an eighth of that ... down to 8 KB. Once in order; and once at random, in a process of its own,
-- so that no page is mapped there from the scan. Opening and closing are part of the time: that is
-- where some ways do their work. Wall time; each process makes the file itself. Python's ways, in
-- which numpy adds up, at every second size.
--
-- Place: 16
-- Rounds: 7
-- Budget: 0.5
-- Count: 64M

with recursive size(n, eighths) as (
  select top, 0 from setting
  union all select n / 8, eighths + 1 from size, setting where n / 8 * width >= 8000),
kind(phases) as (values ('scan'), ('random'))
select strategy, n as count, phases
from way, setting, size, kind
where coalesce(chosen, not peer or eighths % 2 = 0) and not (in_order_only and phases = 'random')
order by baseline, way.number, phases, n;
