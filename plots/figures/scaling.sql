-- With which power of n does the time grow?
-- CPU time of append and gather, in all. Filled: fitted, c n^p, p ± 95 %. Dashed: extrapolated.
--
-- Read: Where n grows tenfold, the time grows 10^p-fold: p = 1 is linear, amortised O(1) for each
-- Read: append; p = 2 is quadratic. An array that grows geometrically takes linear time; so does
-- Read: realloc for each element, where the allocator moves pages. Small n are not fitted: there
-- Read: the fixed cost of a start weighs. With elements of 64 B the power of copying shows at fewer
-- Read: of them.
-- Needs: three sizes or more of 200 kB of data and more, and 12 lines at most
-- Suite: scaling
-- Place: 6
-- After: plots/answers/scaling.sql

-- A line ends at its largest n, or where it is extrapolated to. With elements of another size a
-- label is longer than the title, and has its colour.
create temp table line as
with ends as (
  select s.*, coalesce(e.n, s.n) as end_n, coalesce(e.ns, s.ns) as end_ns, takes,
    (select ns from scaling_point as p where p.label = s.label order by n) as first_ns,
    (select max(copied) from scaling_point as p where p.label = s.label) as most_copied
  from scaling as s left join extrapolated as e using (label)),
high as (select max(max(end_ns, first_ns)) / min(min(end_ns, first_ns)) as factor from ends)
select row_number() over (order by end_ns) as series, ends.*,
  pow(10, spread(log10(end_ns), 0.056 * log10(factor)) over (order by end_ns
      rows between unbounded preceding and unbounded following)) as place,
  coalesce(t.always, l.always) as colour, fixed(power, 2) || ' ± ' || fixed(within, 2) as law
from ends join high left join colour as t on t.label = ends.title
left join colour as l on l.label = ends.label;

create temp view series as
select series, label, colour, end_n, end_ns, place, iif(power is null, '?', law) as time,
  case when copied is null then 'not seen' when most_copied = 0 then 'none'
       when copied_power is null then '?'
       else fixed(copied_power, 2) || ' ± ' || fixed(copied_within, 2) end as copied
from line order by series;

create temp view points as
select series, p.label, p.n, p.ns, p.fitted
from line join scaling_point as p using (label) order by series, p.n;

create temp view extrapolation as
select n, ns, end_n, end_ns, colour, si(end_n) || ' by ' || label || ' would take ' || takes as note
from line where takes is not null order by series;

-- Those that are about linear in a word, the others one by one.
create temp view answer as
with said as (
  select series, 'n^' || law || ' with ' || label
    || coalesce(' (' || si(end_n) || ' would take ' || takes || ')', '') as words
  from line where settled and power >= 1.5
  union all
  select 0, 'n^' || fixed(min(power), 2)
    || iif(fixed(min(power), 2) = fixed(max(power), 2), '', ' to n^' || fixed(max(power), 2))
    || ' with ' || case when count(*) = (select sum(settled) from line) then 'all'
                        when count(*) = 1 then title else count(*) || ' strategies' end
  from line where settled and power < 1.5 having count(*) > 0)
select 'Time grows as ' || group_concat(words, ', ') || '.' as answer
from (select words from said order by series)
where (select count(*) from line) <= 12 having count(*) > 0;
