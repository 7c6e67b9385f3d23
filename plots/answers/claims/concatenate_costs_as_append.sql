-- np.concatenate in a loop costs as much as np.append
--
-- Place: 21
-- Suite: peers
-- Time: CPU
-- Rule: As much is from 1 / 1.25 to 1.25 x. True: all of the interval of the ratio, round by round,
-- Rule: is there. False: none of it. Depends: a part.

with pair as (
  select a.count, x.round, x.build_ns * 1.0 / y.build_ns as ratio
  from summary as a join summary as b using (count)
  join rounds as x on x.cell = a.cell join rounds as y on y.cell = b.cell and y.round = x.round
  where a.strategy = 'numpy_concatenate' and b.strategy = 'numpy_append'),
told as (
  select count, median(ratio, round) as ratio, low(ratio, round) as low, high(ratio, round) as high
  from pair group by count)
select case when low >= 1 / 1.25 and high <= 1.25 then 1 when low > 1.25 or high < 1 / 1.25 then 0
    end as holds,
  'np.concatenate takes ' || ratio(ratio, low, high) || ' x' || within(low, high)
  || ' the time of np.append, at ' || si(count) || ' elements.' as evidence
from told where low is not null order by count desc limit 1;
