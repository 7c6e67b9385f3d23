-- With which power of n does the time grow?
-- CPU time of all appends and gather. Marks: sizes fitted by c n^p (p ± 95 %) or a n + b n^2.
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

-- Those that reach the largest n have their names there; the others, which are slower, above. With
-- elements of another size a label is longer than the title, and has its mark.
create temp table line as
with ends as (
  select s.*, coalesce(e.n, s.n) as end_n, coalesce(e.ns, s.ns) as end_ns, takes, q.b, copies,
    by_twin, max(s.n) over () = s.n as reaches,
    (select max(copied) from scaling_point as p where p.label = s.label) as most_copied
  from scaling as s left join extrapolated as e using (label)
  left join quadratic as q using (label)),
least as (select min(ns) as least from scaling_point),
axis as (
  select least / 2 as least, max(end_ns) * 3 as most, max(end_n) as last,
    log10(max(end_ns) * 6 / least) as height
  from ends, least),
placed as (
  select row_number() over by_end as series, ends.*, axis.*, iif(reaches, ends.ns, null) as end,
    spread(iif(reaches, log10(ends.ns), log10(most)), 0.062 * height) over (by_end
      rows between unbounded preceding and unbounded following) as at
  from ends join axis window by_end as (order by reaches desc, end_ns, label))
select *, pow(10, at - max(0, max(at) over () - log10(most) + 0.04 * height)) as place from placed;

create temp view series as
select series, line.label, coalesce(l.colour, t.colour) as colour, coalesce(l.point, t.point)
  as point, coalesce(l.dash, t.dash) as dash, end, place,
  case when copies then 'a n + b n²'
       when settled then fixed(power, 3) || ' ± ' || fixed(within, 3) else '-' end as time,
  case when copied is null then 'not seen' when most_copied = 0 then 'none'
       when copies then 'n (n - 1) / 2' when abs(copied_power) < 0.001 then 'constant'
       when settled is 0 or copied_power is null then '-'
       else fixed(copied_power, 3) end as copied
from line left join colour as t on t.label = line.title
left join colour as l on l.label = line.label order by series;

create temp view about as select last, least, most from line limit 1;

create temp view points as
select series, p.n, p.ns, coalesce(s.ns_low * p.n, p.ns) as low,
  coalesce(s.ns_high * p.n, p.ns) as high, p.fitted, p.label || ', n = ' || si(p.n) || ': '
    || duration(p.ns) || ', ' || ratio(s.ns) || ' ns' || within(s.ns_low, s.ns_high)
    || ' per element' as hover
from line join scaling_point as p using (label) join summary as s on s.cell = p.cell
order by series, p.n;

create temp view extrapolation as
select series, n, ns, end_n, end_ns, pow(10, spread(log10(end_ns), 0.07 * height) over (
    order by series rows between unbounded preceding and unbounded following)) as place,
  si(end_n) || ': ' || substr(takes, 1, instr(takes, ',') - 1) as note
from line where takes is not null order by series;

-- Those that are about linear in a word, the others one by one.
create temp view answer as
with said as (
  select 1 as part, series, label || ': ' || law || '.' as words
  from line where settled and linear is not 1 and copies is null
  union all
  select 2, series, label || ': a n + b n^2, b = ' || ratio(b) || ' ns'
    || iif(by_twin, '', ', counted: n (n - 1) / 2 elements are copied')
    || coalesce('; ' || si(end_n) || ' would take ' || takes, '') || '.'
  from line where copies
  union all
  select 0, 0, 'Linear time, to 0.1 in the power: '
    || iif(count(*) = 1, max(title), count(*) || ' strategies') || ', n^' || fixed(min(power), 3)
    || iif(fixed(min(power), 3) = fixed(max(power), 3), '', ' to n^' || fixed(max(power), 3))
    || ' (n from ' || si(min(first)) || ' to ' || si(max(n)) || ').'
  from line where settled and linear = 1 and copies is null having count(*) > 0
  union all
  select 3, 0, 'No one power of n fits ' || listing(label, 4) || '.' from line
  where power is not null and not settled and copies is null having count(*) > 0)
select group_concat(words, ' ') as answer
from (select words from said order by part, series)
where (select count(*) from line) <= 12 having count(*) > 0;
