-- By which factor should an array grow?
-- Dots: the mean over a growth step, as n is unknown. Bars: from the best n to the worst.
--
-- Read: Grey lines are theory: solid for the best and the worst n, dashed for the mean; by
-- Read: copying, each element is copied 1 / ln g times in the mean, by realloc pages move. What
-- Read: is reserved and not used was never touched, and is not resident.
-- Needs: four factors or more, both by copying and by realloc
-- Suite: growth_factor
-- Place: 5
-- After: plots/answers/growth.sql

create temp view series as
select case when copying then 'malloc, copy, free' else 'realloc' end as label, colour, point, dash
from growth join mark using (strategy) group by copying order by copying desc;

-- Of each panel: the mean over the step, the best n and the worst; of times the mean's interval,
-- too.
create temp view points as
with told as (
  select 1 as panel, copying, title, factor, ns as mean, ns_least as least, ns_most as most, ns_low,
    ns_high, ' ns per element' as unit from growth
  union all
  select 2, copying, title, factor, copied_mean, copied_least, copied_most, null, null,
    ' x the data copied' from growth where copying
  union all
  select 3, copying, title, factor, reserved_mean, reserved_least, reserved_most, null, null,
    ' x the data reserved' from growth
  union all
  select 4, copying, title, factor, resident_mean, resident_least, resident_most, null, null,
    ' x the data resident' from growth)
select panel, 2 - copying as series, factor, mean, least, most, coalesce(ns_low, mean) as low,
  coalesce(ns_high, mean) as high, title || ', factor ' || format('%g', factor) || ': '
    || ratio(mean) || unit || iif(panel = 1, within(ns_low, ns_high), '') || ' in the mean, '
    || ratio(least) || ' to ' || ratio(most) || ' by n' as hover
from told where mean is not null order by panel, series, factor;

-- By copying an element costs so much, and so much more for each copy, of which there are 1 / ln g:
-- a line through the means, which are weighted by the squares of relative errors. known: where n is
-- known.
create temp view cost as
select intercept(1 / ln(factor), ns, 1 / (ns * ns)) as plain,
  slope(1 / ln(factor), ns, 1 / (ns * ns)) as copy,
  (select ns from summary where baseline order by ns is null, cell) as known
from growth where copying;

-- By realloc the smallest factor of those that are tied with the fastest and for sure at most a
-- tenth slower, as it reserves least; by copying the fastest, to factor 2.
create temp view answer as
with best as (
  select copying, factor, ns_low, reserved_most, count(*) as factors, min(ns) from growth
  where ns is not null group by copying),
enough as (
  select a as factor, factors, min(reserved_most) as reserved
  from (
    select b.copying, b.factors, p.a, g.reserved_most
    from best as b join growth_pair as p on p.copying = b.copying and p.b = b.factor
      and (p.a = b.factor or p.tied and p.high <= 1.1)
    join growth as g on g.copying = p.copying and g.factor = p.a)
  where not copying),
realloc as (
  select iif(r.told, 'By realloc the slowest factor takes ' || r.ratio
      || ' the time of the fastest: ' || format('take %g, it reserves at most ', e.factor)
      || ratio(e.reserved) || ' x the data.',
      'By realloc there are too few rounds to tell factors apart.') as words
  from enough as e, (
    select ratio(ratio) || ' x' || within(low, high) || coalesce(' (' || tie || ')', '') as ratio,
      low is not null as told
    from growth_range where not copying) as r where e.factors > 3),
copied as (
  select case when ns_low is null then 'By copying, too.'
      else format('By copying factor %g is fastest', factor)
        || coalesce((select ', ' || ratio(ratio) || ' x' || within(low, high)
            || coalesce(' (' || tie || ')', '') || ' the time of 2'
          from growth_pair as p where p.copying and a = factor and b = 2 and a <> b), '')
        || ', and reserves up to ' || ratio(reserved_most) || ' x the data.' end as words
  from best where copying and factors > 3)
select r.words || ' ' || c.words as answer from realloc as r, copied as c;
