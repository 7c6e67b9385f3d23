-- np.concatenate in a loop costs as much as np.append
--
-- Place: 21
-- Suite: peers
-- Time: CPU

-- As much: within a quarter.
with pair as (
  select a.count, x.round, x.build_ns * 1.0 / y.build_ns as ratio
  from summary as a join summary as b using (count)
  join rounds as x on x.cell = a.cell join rounds as y on y.cell = b.cell and y.round = x.round
  where a.strategy = 'numpy_concatenate' and b.strategy = 'numpy_append')
select median(ratio, round) between 1 / 1.25 and 1.25 as holds, 'np.concatenate takes '
  || ratio(median(ratio, round)) || ' x' || within(low(ratio, round), high(ratio, round))
  || ' the time of np.append, at ' || si(count) || ' (as much: within a quarter)' as evidence
from pair group by count order by count desc limit 1;
