-- How do time and memory grow with the number of elements?
--
-- Decades of n up to COUNT. Strategies that copy everything for each append get half-decades, so
-- that their curve is seen before they are too slow. No n is a power of two: there doubling would
-- waste nothing.
--
-- Place: 1
-- Count: 10M
-- Brief:
-- Compares: strategies

with size(n, fine) as (
  values (1e3, 0), (1e4, 0), (1e5, 0), (1e6, 0), (1e7, 0), (1e8, 0), (1e9, 0), (1e10, 0),
    (3162, 1), (31623, 1), (316228, 1)
  union select top, 0 from setting)
select strategy, n as count
from program, setting, size
where coalesce(chosen, core) and n <= top and (quadratic or not fine)
order by program.number, n;
