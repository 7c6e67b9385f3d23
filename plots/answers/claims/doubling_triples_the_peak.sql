-- doubling triples the peak
--
-- Place: 11
-- Suite: growth_factor
-- After: plots/answers/growth.sql

select case when reserved_least >= 2.8 then 1 when reserved_most < 2.8 then 0 end as holds,
  'copying, old and new block are ' || ratio(reserved_least) || ' to ' || ratio(reserved_most)
    || ' x the data of address space'
    || case when resident_least is null then ''
            else ', ' || ratio(resident_least) || ' to ' || ratio(resident_most) || ' x of RAM' end as evidence
from growth where copying and factor = 2;
