-- doubling wastes half
--
-- Place: 10
-- Suite: growth_factor
-- After: plots/answers/growth.sql
-- Rule: True: at every place of a growth step 45 % of the block or more are unused. False: at none.
-- Rule: Depends: at some.

select case when unused_least >= 0.45 then 1 when unused_most < 0.45 then 0 end as holds,
  fixed(unused_least * 100, 0) || ' to ' || fixed(unused_most * 100, 0)
    || ' % of the block is unused, ' || fixed(unused_mean * 100, 0) || ' % on average.'
    || iif(resident_most, ' What was never touched takes no RAM: that is at most '
                          || ratio(resident_most) || ' x the data.', '') as evidence
from growth where not copying and factor = 2;
