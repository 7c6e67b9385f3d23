-- By which factor should an array grow?
--
-- Nine factors, by copying to a new block and by realloc. Where n falls between two growths decides
-- how much is copied, unused and held at the peak: so each factor is measured at five n of one
-- growth step, evenly spaced in log n, from one more than fits (all was just copied, most is
-- unused) to just full. Steps of all factors end at COUNT or less: a place of the step that lies
-- beyond COUNT is taken one step earlier. At 8M even a factor of 4 keeps the data above 8 MB, below
-- which peaks of resident memory mean little.
--
-- Some say that with a factor below 1.618 freed blocks can be used again for the next one. glibc
-- gives large blocks back to the kernel, where nothing is used again. So 1.5 and 2 are measured
-- once more with all blocks on one heap, up to half of COUNT and 16 MB: there they can.
--
-- It is about the two that have a factor: STRATEGIES is not asked.
--
-- Place: 5
-- Rounds: 15
-- Budget: 5
-- Count: 8M

-- Capacities as in lib/strategy.h, grown_capacity(); `full` is the last before `most`.
with recursive heap(tunables, most) as (
  select null, top from setting
  union all
  select 'glibc.malloc.mmap_threshold=33554432', min(top / 2, cast(16e6 / width as integer))
  from setting),
factor(growth) as (values (1.05), (1.125), (1.25), (1.5), (1.618), (2), (2.5), (3), (4)),
capacity(tunables, most, growth, n) as (
  select tunables, most, growth, 16 from heap, factor
  where tunables is null or growth in (1.5, 2)
  union all
  select tunables, most, growth, max(n + 1, cast(n * growth as integer)) from capacity
  where n < most),
step as (
  select tunables, most, growth, max(n) as full from capacity where n < most group by 1, 2, 3),
place(k) as (values (0), (1), (2), (3), (4)),
wanted as (
  select tunables, most, growth, iif(k = 0, full + 1, full * pow(growth, k / 4.0)) as n
  from step, place),
cells as (
  select distinct tunables, growth, cast(iif(n > most, n / growth, n) as integer) as n from wanted)
select 'preallocated' as strategy, top as count, 'append' as phases, null as parameters,
  null as label, null as tunables from setting
union all
select * from (
  select strategy, n, 'append', json_object('growth', growth),
    printf('%s, factor %.4g', case when tunables is not null then 'copied, one heap'
      when strategy = 'copying_vector' then 'copied' else 'realloc' end, growth), tunables
  from cells, program
  where strategy = 'copying_vector' or strategy = 'doubling_vector' and tunables is null
  order by tunables, growth, strategy, n);
