-- What do arrays cost that are far larger than memory, and small ones?
--
-- What `make advise` needs of this machine. COUNT elements (600M: 2.4 GB of int32) in those that
-- can go on in a file, under LIMITS and without one: what a disk does with a quarter of a gigabyte
-- says little of what it does with two; so a twelfth of them, too, under a quarter of the limits.
-- And 1,000 to 100 million elements in all strategies: the largest is more than caches hold.
-- Reading back is left out.
--
-- Apart: it is for make advise, and takes half an hour: arrays of 2.4 GB go to the disk
-- Place: 15
-- Rounds: 3
-- Budget: 60
-- Count: 600M
-- Limits: 128MiB 1GiB
-- Compares: strategies

with size(n) as (values (1e3), (1e4), (1e5), (1e6), (1e7), (1e8)),
large(n, share) as (select top, 1.0 from setting union all select top / 12, 0.25 from setting),
ceiling(limit_bytes) as (select bytes from wanted_limit union all values (null))
select * from (
  select strategy, n as count, null as limit_bytes, 'append,gather' as phases, null as label
  from program, setting, size
  where n < top and coalesce(chosen, 1)
    and not (quadratic or discards or peer or reads_twice)
  order by program.number, n)
union all
select strategy, n, cast(limit_bytes * share as integer), 'append,sync',
  title || iif(limit_bytes is null, '', ' / ' || binary(cast(limit_bytes * share as integer)))
from program, setting, large, ceiling
where coalesce(chosen, file or strategy = 'spill_vector')
  and not (quadratic or discards or peer or knows_count);
