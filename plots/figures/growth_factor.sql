-- By which factor should an array grow?
-- Points: the mean over a growth step, as n is unknown. Bars: best n to worst. Lines: theory.
--
-- Read: Copying, a small factor saves address space and pays for it in copies: each element is
-- Read: copied 1 / ln g times. With realloc the pages move, no byte is copied, and any factor takes
-- Read: the same time. Capacity that was never touched is reserved, not resident: half of a block
-- Read: may be unused and cost no RAM.
-- Needs: four factors or more, both by copying and by realloc
-- Suite: growth_factor
-- Place: 5
-- After: plots/answers/growth.sql

create temp view series as
select case when copying then 'malloc, copy, free' else 'realloc' end as label, colour
from growth left join colour on label = title group by copying order by copying desc;

create temp view points as select 2 - copying as series, * from growth;

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
