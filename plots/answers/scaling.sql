-- scaling.sql - how the time of each label grows with n, and the bytes it copies. After
-- figures/common.sql.
--
-- Said in two ways. By a power of n: a straight line through (ln n, ln time). That only describes
-- the sizes that were measured: so it is told with its range, not below a decade, and nothing is
-- extrapolated by it. By a mechanism: who copies everything for each append copies n (n - 1) / 2
-- elements, which are counted, and takes a n + b n^2, that is, time / n is a straight line over n.

-- Time and copied bytes in all. Which sizes are fitted: from 200 kB of data on, as glibc's change
-- from the heap to mappings lies below; and from twenty times the time of the smallest on: that is
-- at least the fixed cost of a start, which so is under 5 %. Not where a run failed or was over the
-- budget, which would leave the faster ones.
create temp table scaling_point as
with measured as (
  select *, ns * count as total_ns, copied * data_bytes as total_copied from summary
  where ended = 'done' and appended > 0)
select cell, label, title, strategy, family, type, width_bytes, count as n, total_ns as ns,
  total_copied as copied,
  note is null and data_bytes >= 200e3
    and total_ns >= 20 * first_value(total_ns) over (partition by label order by count) as fitted
from measured;

-- One row for each label, with its largest n that was measured: y = exp(start) n^power, the power
-- +- within with 95 % certainty, from n = first on; at the worst, a time is off that line by the
-- share `off`: a saw-tooth or a bend, which `within` takes for noise. settled: three sizes or more
-- over a decade or more, and a power known to less than 0.1, else it is none. linear: 1 if all of
-- its interval is between 0.9 and 1.1, as caches and page sizes bend it; 0 if none of it is.
create temp table scaling as
with law as (
  select label, slope(ln(n), ln(ns)) as power, slope_error(ln(n), ln(ns)) as within,
    intercept(ln(n), ln(ns)) as start, min(n) as first, max(n) as last,
    case when min(copied) > 0 then slope(ln(n), ln(copied)) end as copied_power
  from scaling_point where fitted group by label having count(*) >= 3),
apart as (
  select label, max(abs(ns / exp(start + power * ln(n)) - 1)) as off
  from law join scaling_point using (label) where fitted group by label)
select p.*, power, within, off, first, copied_power,
  coalesce(within < 0.1 and last >= 9.9 * first, 0) as settled,
  case when abs(power - 1) + within <= 0.1 then 1 when abs(power - 1) - within > 0.1 then 0 end
    as linear,
  'n^' || fixed(power, 3) || ' ± ' || fixed(within, 3) || ' (n from ' || si(first) || ' to '
    || si(last) || ', off by ' || fixed(100 * off, 0) || ' % at most)' as law
from scaling_point as p left join law using (label) left join apart using (label)
where n = (select max(n) from scaling_point as q where q.label = p.label);

-- Those that copy everything for each append: ns = a n + b n^2, fitted in each round, relative
-- errors alike. copies: 1 if at each n they copied n (n - 1) / 2 elements, 0 if not; of Python,
-- where nothing is counted, what the same loop in C did. For ten times the largest n, and no
-- farther: there_ns.
create temp table quadratic as
with point as (
  select p.label, p.n, r.round, r.build_ns * 1.0 / p.n as ns
  from scaling_point as p join program as q using (strategy) join rounds as r using (cell)
  where fitted and q.quadratic),
line as (
  select label, round, intercept(n, ns, 1 / (ns * ns)) as a, slope(n, ns, 1 / (ns * ns)) as b,
    10 * max(n) as there
  from point group by label, round having count(*) >= 3),
told as (
  select label, there, median(a, round) as a, median(b, round) as b, low(b, round) as b_low,
    high(b, round) as b_high, median(there * (a + b * there), round) as there_ns
  from line group by label),
counted as (
  select type, strategy, min(copied = n * (n - 1.0) / 2 * width_bytes) as copies
  from scaling_point group by type, strategy),
off as (
  select label, min(n) as first, max(abs(ns / n / (a + b * n) - 1)) as off
  from told join scaling_point using (label) where fitted group by label)
select s.label, s.strategy, s.family, s.n, off.first, off.off, a, b, b_low, b_high, there, there_ns,
  coalesce(own.copies, twin.copies) as copies, own.copies is null as by_twin,
  (select count(*) from scaling_point as p where p.type = s.type and p.strategy
     = iif(own.copies is null, 'copy_per_element', s.strategy)) as sizes,
  c.width_bytes, c.tunables
from told join off using (label) join scaling as s using (label) join cell as c using (cell)
left join counted as own on own.type = s.type and own.strategy = s.strategy
left join counted as twin on twin.type = s.type and twin.strategy = 'copy_per_element';

-- What they would take there, where the counters agree. One digit: the interval of a line says
-- nothing of whether it goes on.
create temp table extrapolated as
select label, there as n, there_ns as ns, 'about ' || short(round(said + 0, said + 0 < 3))
    || substr(said, instr(said, ' ')) || ', if the line holds' as takes
from (select *, span(there_ns) as said from quadratic) where copies and b_low > 0;
