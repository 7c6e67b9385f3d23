-- By which factor should an array grow?
--
-- Nine factors, by copying to a new block and by realloc. Where n falls between two growths decides
-- how much is copied, unused and held at the peak: so each factor is measured at five n of one
-- growth step, evenly spaced in log n, from one more than fits (all was just copied, most is
-- unused) to just full. Steps of all factors end at COUNT or less: a place of the step that lies
-- beyond COUNT is taken one step earlier. At 8M even a factor of 4 keeps the data above 8 MB, below
-- which peaks of resident memory mean little.
--
-- It is about the two that have a factor: STRATEGIES is not asked.
--
-- Place: 5
-- Rounds: 15
-- Budget: 5
-- Count: 8M

-- Capacities as in lib/strategy.h, grown_capacity(); `full` is the last before COUNT.
with recursive factor(growth) as (
  values (1.05), (1.125), (1.25), (1.5), (1.618), (2), (2.5), (3), (4)),
capacity(growth, n) as (
  select growth, 16 from factor
  union all
  select growth, max(n + 1, cast(n * growth as integer)) from capacity, setting where n < top),
step as (select growth, max(n) as full from capacity, setting where n < top group by growth),
place(k) as (values (0), (1), (2), (3), (4)),
wanted as (
  select growth, iif(k = 0, full + 1, full * pow(growth, k / 4.0)) as n from step, place),
cells as (
  select distinct growth, cast(iif(n > top, n / growth, n) as integer) as n
  from wanted, setting)
select 'preallocated' as strategy, top as count, 'append' as phases, null as parameters,
  null as label from setting
union all
select * from (
  select strategy, n, 'append', json_object('growth', growth),
    printf('%s, factor %.4g', iif(strategy = 'copying_vector', 'copied', 'realloc'), growth)
  from cells, program where strategy in ('copying_vector', 'doubling_vector')
  order by growth, strategy, n);
