-- the growth factor matters with realloc too
--
-- Place: 13
-- Suite: growth_factor
-- Time: CPU
-- After: plots/answers/growth.sql

-- A tenth is what one may call to matter.
select not tied and ratio >= 1.1 as holds,
  'slowest (' || short(slowest) || ') to fastest (' || short(fastest) || '): '
    || ratio(ratio) || ' x' || within(low, high) || iif(tied, ', a tie', '') as evidence
from growth_range where not copying and low is not null;
