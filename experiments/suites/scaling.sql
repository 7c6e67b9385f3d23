-- With which power of n does the time grow?
--
-- The core strategies, a vector that grows by a fixed step, and np.append (if it is built), at n
-- from a thousand to COUNT elements of TYPE: two sizes a decade.
--
-- Those that copy everything for each append get ten sizes a decade, from a hundred, as long as all
-- copies together are at most 6 GB; what is larger is extrapolated. Their elements are records of
-- 64 bytes (unless TYPE says otherwise), and glibc is told to map each block of 16 KiB or more (and
-- to keep no room on top of the heap, where they would fit in). Left alone it takes blocks up to
-- 128 KiB from the heap, used again and again, and maps larger ones: the power shows only far above
-- that. And it adapts that limit to what was freed before, by chance: one and the same np.append
-- then takes one of two times, far apart.
--
-- Place: 6
-- Rounds: 6
-- Budget: 15
-- Count: 100M

with recursive k(k) as (select 0 union all select k + 1 from k where k < 79),
growing as (
  select p.*, top, quadratic and not type_given as records,
    case when quadratic and not type_given then 64 else width end as element_width,
    case when quadratic and not type_given then 'record64' else type end as element_type
  from program as p, setting
  where coalesce(chosen, core and (baseline or family <> 'control') or strategy = 'fixed_step_vector'
    or family = 'numpy' and quadratic)),
sized as (
  select *, case when quadratic then 10 else 2 end as each, case when quadratic then 100 else 1000 end as least,
    case when quadratic then min(top, sqrt(2 * 6e9 / element_width)) else top end as most
  from growing),
size as (
  select s.*, cast(round(least * pow(10, k * 1.0 / each)) as integer) as n from sized as s, k where k < 8 * each
  union select s.*, top from sized as s where most = top)
select strategy, n as count, element_type as type, 'append,gather,sync' as phases,
  case when records then title || ' (64 B)' end as label,
  case when quadratic then 'glibc.malloc.mmap_threshold=16384:glibc.malloc.top_pad=1' end as tunables
from size where n <= most
order by number, n;
