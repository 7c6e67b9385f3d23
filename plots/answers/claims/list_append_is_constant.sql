-- list.append is O(1), and np.array at the end is one step
--
-- Place: 24
-- Suite: scaling
-- Time: CPU
-- After: plots/answers/scaling.sql
-- Rule: True: the time of both together grows as a power of n, fitted over a decade or more, all of
-- Rule: whose interval is between 0.9 and 1.1: then an append takes the same time on average,
-- Rule: however long the list is. False: none of the interval is. Depends: a part of it.

with each as (
  select s.*, first_value(s.append_ns) over (order by s.count) as at_first
  from summary as s join scaling_point as p using (cell) where p.strategy = 'numpy_list' and fitted)
select linear as holds,
  'Both together take n^' || fixed(power, 3) || ' ± ' || fixed(within, 3) || '.' as evidence,
  'n from ' || si(first) || ' to ' || si(n) || ', off by ' || fixed(100 * off, 0)
  || ' % at most; list.append alone takes ' || ratio(at_first) || ' ns at first and '
  || ratio(append_ns) || ' ns at the end, np.array ' || ratio(gather_ns) || ' ns for each element'
  as details
from scaling as s join each using (cell)
where settled and gather_ns is not null order by n desc limit 1;
