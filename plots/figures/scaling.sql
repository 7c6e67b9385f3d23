-- With which power of n does the time grow?
-- CPU time of append and gather, in all. Filled: fitted by c n^p, p ± 95 %, or by a n + b n^2.
--
-- Read: Where n grows tenfold, the time grows 10^p-fold: p = 1 is linear, amortised O(1) for each
-- Read: append. An array that grows geometrically takes linear time; so does realloc for each
-- Read: element, where the allocator moves pages. Small n are not fitted: there the fixed cost of a
-- Read: start weighs. No power is given for less than a decade of n, or where it is not known to
-- Read: 0.1 (-). Who copies everything for each append copies n (n - 1) / 2 elements, which are
-- Read: counted, and so takes a n + b n^2: that is drawn on (dashed), for one decade.
-- Needs: three sizes or more of 200 kB of data and more, and 12 lines at most
-- Suite: scaling
-- Place: 6
-- After: plots/answers/scaling.sql

-- A line ends at its largest n, or where it is extrapolated to. With elements of another size a
-- label is longer than the title, and has its colour.
create temp table line as
with ends as (
  select s.*, coalesce(e.n, s.n) as end_n, coalesce(e.ns, s.ns) as end_ns, takes, q.b, copies,
    by_twin,
    (select ns from scaling_point as p where p.label = s.label order by n) as first_ns,
    (select max(copied) from scaling_point as p where p.label = s.label) as most_copied
  from scaling as s left join extrapolated as e using (label)
  left join quadratic as q using (label)),
high as (select max(max(end_ns, first_ns)) / min(min(end_ns, first_ns)) as factor from ends)
select row_number() over (order by end_ns) as series, ends.*,
  pow(10, spread(log10(end_ns), 0.056 * log10(factor)) over (order by end_ns
      rows between unbounded preceding and unbounded following)) as place,
  coalesce(t.colour, l.colour) as colour
from ends join high left join colour as t on t.label = ends.title
left join colour as l on l.label = ends.label;

create temp view series as
select series, label, colour, end_n, end_ns, place,
  case when copies then 'a n + b n²'
       when settled then fixed(power, 3) || ' ± ' || fixed(within, 3) else '-' end as time,
  case when copied is null then 'not seen' when most_copied = 0 then 'none'
       when copies then 'n (n - 1) / 2' when settled is 0 or copied_power is null then '-'
       else fixed(copied_power, 3) end as copied
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
  select 1 as part, series, 'as ' || law || ' with ' || label as words
  from line where settled and linear is not 1 and copies is null
  union all
  select 2, series, 'as a n + b n^2 with ' || label || ', b = ' || ratio(b) || ' ns'
    || iif(by_twin, '', ', counted: n (n - 1) / 2 elements are copied')
    || coalesce(' (' || si(end_n) || ' would take ' || takes || ')', '')
  from line where copies
  union all
  select 0, 0, 'as n^' || fixed(min(power), 3)
    || iif(fixed(min(power), 3) = fixed(max(power), 3), '', ' to n^' || fixed(max(power), 3))
    || ' with ' || iif(count(*) = 1, max(title), count(*) || ' strategies')
    || ' (linear: to 0.1; n from ' || si(min(first)) || ' to ' || si(max(n)) || ')'
  from line where settled and linear = 1 and copies is null having count(*) > 0
  union all
  select 3, 0, 'as no one power of n with ' || listing(label, 4) from line
  where power is not null and not settled and copies is null having count(*) > 0)
select 'Time grows ' || group_concat(words, ', ') || '.' as answer
from (select words from said order by part, series)
where (select count(*) from line) <= 12 having count(*) > 0;
