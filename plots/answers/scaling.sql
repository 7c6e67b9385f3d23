-- scaling.sql - with which power of n the time of each label grows, and the bytes it copies: a
-- straight line through (ln n, ln y). After figures/common.sql.

-- Time and copied bytes in all. Which sizes are fitted: from 200 kB of data on, as glibc's change
-- from the heap to mappings lies below; and from twenty times the time of the smallest on: that is
-- at least the fixed cost of a start, which so is under 5 %. Not where a run failed or was over the
-- budget, which would leave the faster ones.
create temp table scaling_point as
with measured as (
  select *, ns * count as total_ns, copied * data_bytes as total_copied from summary
  where ended = 'done' and appended > 0)
select label, title, strategy, family, type, count as n, total_ns as ns, total_copied as copied,
  note is null and data_bytes >= 200e3
    and total_ns >= 20 * first_value(total_ns) over (partition by label order by count) as fitted
from measured;

-- One row for each label, with its largest n that was measured: y = exp(start) n^power, the power
-- +- within with 95 % certainty. How far the points lie from the line says so: their noise, and any
-- bend. settled: the power is so certain that it says something. may_be_*: its interval holds 1 or
-- 2, or it is off by no more than a tenth, as caches and page sizes bend it. middle: the mean of ln
-- n of what was fitted.
create temp table scaling as
with law as (
  select label, slope(ln(n), ln(ns)) as power, slope_error(ln(n), ln(ns)) as within,
    intercept(ln(n), ln(ns)) as start, avg(ln(n)) as middle,
    case when min(copied) > 0 then slope(ln(n), ln(copied)) end as copied_power,
    case when min(copied) > 0 then slope_error(ln(n), ln(copied)) end as copied_within
  from scaling_point where fitted group by label having count(*) >= 3)
select p.*, power, within, start, middle, copied_power, copied_within,
  coalesce(within < 0.3, 0) as settled,
  within < 0.3 and abs(power - 1) <= max(within, 0.1) as may_be_linear,
  within < 0.3 and abs(power - 2) <= max(within, 0.1) as may_be_quadratic
from scaling_point as p left join law using (label)
where n = (select max(n) from scaling_point as q where q.label = p.label);

-- What the largest n of the suite would take, where it was too slow to be measured: ns, and in
-- words how uncertain that is, far away, where the error of the power weighs most.
create temp table extrapolated as
with far as (
  select *, exp(start + power * ln(top)) as there, exp(within * (ln(top) - middle)) as factor
  from scaling, (select max(count) as top from cell) where settled and n < top),
told as (select *, span(there / factor) as low, span(there * factor) as high from far)
select label, top as n, there as ns,
  case when substr(low, instr(low, ' ')) = substr(high, instr(high, ' '))
       then substr(low, 1, instr(low, ' ') - 1) else low end || ' to ' || high as takes
from told;
