-- float32 halves the memory
--
-- Place: 6
-- Suite: element_type
-- Time: CPU
-- Rule: True: with every strategy in C the peak of float32 is below 0.6 x that of float64. Else
-- Rule: false.

-- In C, where all elements come from the same source.
with both as (
  select x.cell as half, y.cell as whole, x.label,
    x.peak * x.data_bytes / (y.peak * y.data_bytes) as peak
  from summary as x join summary as y using (label)
  where x.type = 'float32' and y.type = 'float64' and x.ended = 'done' and y.ended = 'done'
    and x.family not in ('control', 'numpy') and x.peak is not null and y.peak is not null),
timed as (
  select label, max(peak) as peak, median(a.build_ns * 1.0 / b.build_ns, a.round) as time,
    low(a.build_ns * 1.0 / b.build_ns, a.round) as low,
    high(a.build_ns * 1.0 / b.build_ns, a.round) as high
  from both join rounds as a on a.cell = half
  join rounds as b on b.cell = whole and b.round = a.round
  group by half),
few as (select *, min(time) from timed), many as (select *, max(time) from timed)
select max(timed.peak) < 0.6 as holds, 'Its peak is ' || ratio(min(timed.peak))
  || iif(ratio(min(timed.peak)) = ratio(max(timed.peak)), '', ' to ' || ratio(max(timed.peak)))
  || ' x that of float64. Its time is ' || ratio(few.time) || ' x' || within(few.low, few.high)
  || ' (' || few.label || ') to ' || ratio(many.time) || ' x' || within(many.low, many.high) || ' ('
  || many.label || ').' as evidence
from timed, few, many having count(*) > 0;
