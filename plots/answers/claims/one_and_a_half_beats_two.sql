-- a growth factor of 1.5 beats 2
--
-- Place: 12
-- Suite: growth_factor
-- Time: CPU
-- After: plots/answers/growth.sql

select case when c.tied then null else c.ratio <= 1 end as holds,
  'copying, 1.5 takes ' || ratio(c.ratio) || ' x' || within(c.low, c.high) || ' the time of 2'
    || case when r.ratio is null then '' when r.tied then ', by realloc they are tied'
            else ', by realloc ' || ratio(r.ratio) || ' x' || within(r.low, r.high) end
    || '; it leaves ' || fixed(x.unused_mean * 100, 0) || ' % unused instead of '
    || fixed(y.unused_mean * 100, 0) || ' %' as evidence
from growth_pair as c
left join growth_pair as r on not r.copying and r.a = c.a and r.b = c.b
join growth as x on x.copying and x.factor = c.a join growth as y on y.copying and y.factor = c.b
where c.copying and c.a = 1.5 and c.b = 2 and c.low is not null;
