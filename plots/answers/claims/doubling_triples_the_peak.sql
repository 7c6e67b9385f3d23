-- doubling triples the peak
--
-- Place: 11
-- Suite: growth_factor
-- After: plots/answers/growth.sql
-- Rule: True: at every place of a growth step old and new block together are 2.8 x the data or
-- Rule: more. False: at none. Depends: at some.

select case when reserved_least >= 2.8 then 1 when reserved_most < 2.8 then 0 end as holds,
  'By copying, old and new block take ' || ratio(reserved_least) || ' to ' || ratio(reserved_most)
    || ' x the data of address space'
    || iif(resident_least is null, '', ', but ' || ratio(resident_least) || ' to '
                                       || ratio(resident_most) || ' x of RAM') || '.' as evidence
from growth where copying and factor = 2;
