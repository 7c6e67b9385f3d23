-- What if a file is larger than memory?
--
-- Every way to read a file of COUNT elements of TYPE (256M: 1 GB of int32) under LIMITS, a real
-- limit (see experiments/driver/limit); make bench-full: 4 GB under 256 MiB. Once in order, and
-- for a second at random, in a process each. The file is made once. Each process reads all of it
-- first, to know what is in it: so the limit is full when measuring begins, with the end of the
-- file, and each page that comes takes the place of another. A page that comes back is a refault.
-- Wall time, with opening and closing. Python's ways are left out under less than 48 MiB: that is
-- what the interpreter itself needs.
--
-- A file on tmpfs is memory itself: exit status 4; say DIRECTORY=DIR.
--
-- Place: 30
-- Rounds: 6
-- Budget: 60
-- Count: 256M
-- Limits: 64MiB
-- Full: COUNT=1G LIMITS=256MiB ROUNDS=2
-- Files:

with kind(phases) as (values ('scan'), ('random'))
select strategy, top as count, bytes as limit_bytes, phases, 1 as shared,
  title || ' / ' || iif(phases = 'scan', 'in order', 'at random') as label,
  case when phases = 'random' and parameters ->> '$.advice' is not null
    then json_object('advice', 'random') end as parameters
from way, setting, wanted_limit, kind
where coalesce(chosen, 1) and not (in_order_only and phases = 'random')
  and not (coalesce(peer, 0) and bytes < 48 << 20)
order by bytes, baseline, way.number, phases;
