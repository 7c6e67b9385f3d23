-- the time of np.append in a loop grows geometrically
--
-- Place: 3
-- Suite: scaling
-- Time: CPU
-- After: plots/answers/scaling.sql
-- Rule: Geometrically is exponentially: a straight line through ln time against n. True: the times
-- Rule: are nearer to it than to a power of n (ln time against ln n), root mean square, over a
-- Rule: decade of n or more. Else false.

with point as (
  select p.*, ln(p.ns) as y from scaling_point as p join program using (strategy) where quadratic),
line as (
  select label, strategy, min(n) as first, max(n) as last, intercept(n, y) as e, slope(n, y) as es,
    intercept(ln(n), y) as p, slope(ln(n), y) as ps
  from point group by label having count(*) >= 4 and max(n) >= 9.9 * min(n)),
apart as (
  select label, line.strategy, first, last, exp(sqrt(avg(pow(y - e - es * n, 2)))) as exponential,
    exp(sqrt(avg(pow(y - p - ps * ln(n), 2)))) as power
  from line join point using (label) group by label)
select exponential < power as holds,
  'An exponential misses the times by a factor of ' || ratio(exponential)
  || ', a power of n by ' || ratio(power) || '.' as evidence,
  'Root mean square, n from ' || si(first) || ' to ' || si(last)
  || iif(strategy = 'numpy_append', '', ', the same loop in C')
  || coalesce((select '. An array whose capacity grows geometrically (' || label || ') takes '
                 || law from scaling where strategy = 'copying_vector' and settled), '')
  as details
from apart where strategy in ('numpy_append', 'copy_per_element')
order by strategy <> 'numpy_append' limit 1;
