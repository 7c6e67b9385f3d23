-- float32 halves the memory
--
-- Place: 6
-- Suite: element_type
-- Time: CPU

with both as (
  select x.cell as half, y.cell as whole, x.peak * x.data_bytes / (y.peak * y.data_bytes) as peak
  from summary as x join summary as y using (label)
  where x.type = 'float32' and y.type = 'float64' and x.ended = 'done' and y.ended = 'done'
    and x.family <> 'control' and x.peak is not null and y.peak is not null),
timed as (
  select max(peak) as peak, median(a.build_ns * 1.0 / b.build_ns, a.round) as time
  from both join rounds as a on a.cell = half
  join rounds as b on b.cell = whole and b.round = a.round
  group by half)
select max(peak) < 0.6 as holds, ratio(min(peak)) || ' to ' || ratio(max(peak))
  || ' x the peak of float64, and ' || ratio(min(time)) || ' to ' || ratio(max(time))
  || ' x its time' as evidence
from timed having count(*) > 0;
