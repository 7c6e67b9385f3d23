-- By which factor should an array grow?
-- Dots: the mean over a growth step, as n is unknown. Bars: from the best n to the worst.
--
-- Read: Grey lines are theory: solid for the best and the worst n, dashed for the mean. By copying,
-- Read: a small factor saves address space and pays for it in time: each element is copied 1 / ln g
-- Read: times. By realloc pages move and no byte is copied: any factor takes about the same time.
-- Read: Of what is reserved a share of 1 - 1 / g is unused at worst; it was never touched, and is
-- Read: not resident.
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

create temp view answer as
with best as (
  select copying, factor, ns, ns_low, reserved_most, count(*) as factors, min(ns) from growth
  where ns is not null group by copying),
compared as (
  select best.*, '(' || ratio(ns) || ' ns per element)' as takes,
    count(a) as tied, listing(format('%g', a), 9) as ties
  from best left join growth_pair as p on p.copying = best.copying and b = factor and a <> factor
    and coalesce(tied, 1)
  group by best.copying),
said as (
  select copying, case
    when ns_low is null then 'too few rounds to tell them apart ' || takes
    when tied = factors - 1 then 'all factors are tied, or below the noise ' || takes
    else format('factor %g ', factor) || case when tied = 0 then 'is fastest ' || takes
        else takes || ' is tied with, or below the noise: ' || ties || ';' end
      || iif(tied = 0, ' and', ' it') || ' reserves up to ' || ratio(reserved_most) || ' x the data'
    end as words
  from compared where factors > 3)
select 'By copying ' || c.words || '. By realloc ' || r.words || '.' as answer
from said as c, said as r where c.copying and not r.copying;
