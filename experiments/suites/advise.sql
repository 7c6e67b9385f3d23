-- What do arrays cost that are far larger than memory, and small ones?
--
-- What `make advise` needs beyond the other suites. COUNT elements (600M: 2.4 GB of int32) in the
-- strategies that can go on in a file, under LIMITS and without one: what a disk does with a
-- quarter of a gigabyte says little of what it does with two. And 1,000 to 10 million elements in
-- those strategies that the suite size leaves out. Reading back is left out.
--
-- Place: 15
-- Rounds: 3
-- Budget: 60
-- Count: 600M
-- Limits: 128MiB 1GiB
-- Compares: strategies

with size(n) as (values (1e3), (1e4), (1e5), (1e6), (1e7)),
ceiling(limit_bytes, name) as (
  select bytes, ' / ' || binary(bytes) from wanted_limit union all values (null, ''))
select * from (
  select strategy, n as count, null as limit_bytes, 'append,gather' as phases, null as label
  from program, setting, size
  where n < top and coalesce(chosen, baseline or not core)
    and not (quadratic or discards or peer or reads_twice)
  order by program.number, n)
union all
select strategy, top, limit_bytes, 'append,sync', title || name
from program, setting, ceiling
where coalesce(chosen, file or strategy = 'spill_vector')
  and not (quadratic or discards or peer or knows_count);
