-- With which power of n does the time grow?
-- CPU time of all appends and gather. Power 1: ten times the elements take ten times the time.
--
-- Read: An array that grows geometrically takes linear time; so does realloc for each element,
-- Read: where the allocator moves pages. Who copies everything for each append takes quadratic
-- Read: time, drawn on for ten times the n (dashed, calculated); what has no mark is not fitted.
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
  case when copies then 'quadratic'
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

-- No power is given for less than a decade of n, or where it is not known to 0.1.
create temp view numbers as
select line.label as way, si(coalesce(q.first, line.first)) || ' to ' || si(line.n) as n,
  case when line.copies then 'a n + b n^2, a = ' || duration(q.a) || ', b = ' || duration(q.b)
       when settled then 'n^' || fixed(power, 3) || ' ± ' || fixed(within, 3) else '-' end as time,
  coalesce(fixed(100 * coalesce(q.off, line.off), 0) || ' %', '-') as 'off by at most',
  case when line.copies and line.by_twin then 'n (n - 1) / 2, as the same loop in C'
       when line.copies then 'n (n - 1) / 2, counted' else '-' end as 'elements copied',
  coalesce(si(end_n) || ' would take ' || takes, '-') as calculated
from line left join quadratic as q using (label) where power is not null or line.copies
order by series;

-- In words. Elements of another size than the others' are said.
create temp view answer as
with said as (
  select 0 as part, iif(count(*) = 1, max(title) || ' takes', count(*) || ' strategies take')
    || ' linear time: ten times the elements, about ten times the time (power '
    || fixed(min(power), 2)
    || iif(fixed(min(power), 2) = fixed(max(power), 2), '', ' to ' || fixed(max(power), 2))
    || ').' as words
  from line where settled and linear = 1 and copies is null having count(*) > 0
  union all
  select 1, listing(label, 4) || iif(count(*) = 1, ' takes', ' take') || ' quadratic time, for '
    || iif(count(*) = 1, 'it copies', 'they copy') || ' everything at each append.'
  from line where copies having count(*) > 0
  union all
  select 2, group_concat(words, ' ') from (
    select listing(label || ' (power ' || fixed(power, 2) || ' ± ' || fixed(within, 2) || ')', 4)
      || iif(count(*) = 1, ' is', ' are') || ' neither.' as words
    from line where settled and linear is not 1 and copies is null having count(*) > 0
    union all
    select 'No one power fits ' || listing(label, 4) || '.' from line
    where power is not null and not settled and copies is null having count(*) > 0)
  having count(*) > 0)
select group_concat(words, ' ') as answer
from (select words from said order by part)
where (select count(*) from line) <= 12 having count(*) > 0;
