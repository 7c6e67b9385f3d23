-- With which power of n does the time grow?
--
-- The core strategies, a vector that grows by a fixed step, np.append and a list of Python's (if
-- they are built), at n from a thousand to COUNT elements of TYPE: two sizes a decade; the list, an
-- object for each element, to 10 million.
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
-- Reference: ROUNDS=3
-- Budget: 15
-- Count: 100M

with recursive k(k) as (select 0 union all select k + 1 from k where k < 79),
growing as (
  select *, quadratic and not type_given as records from program, setting
  where coalesce(chosen, core and (baseline or family <> 'control')
    or strategy in ('fixed_step_vector', 'numpy_append', 'numpy_list'))),
sized as (
  select strategy, number, title, quadratic, records,
    iif(records, 'record64', type) as element_type, iif(quadratic, 10, 2) as each,
    iif(quadratic, 100, 1000) as least, top,
    case when quadratic then min(top, sqrt(2 * 6e9 / iif(records, 64, width)))
      when strategy = 'numpy_list' then min(top, 1e7) else top end as most
  from growing),
size as (
  select sized.*, cast(round(least * pow(10, k * 1.0 / each)) as integer) as n
  from sized, k where k < 8 * each
  union select *, top from sized where most = top)
select strategy, n as count, element_type as type, 'append,gather,sync' as phases,
  iif(records, title || ' (64 B)', null) as label,
  iif(quadratic, 'glibc.malloc.mmap_threshold=16384:glibc.malloc.top_pad=1', null) as tunables
from size where n <= most
order by number, n;
