-- a growing array takes geometrically growing time
--
-- Place: 3
-- Suite: scaling
-- After: plots/answers/scaling.sql

select not may_be_linear as holds,
  'total time grows as n^' || fixed(power, 2) || ' +- ' || fixed(within, 2) || ' (' || label || ')'
    || case when may_be_linear then '; only the capacity grows geometrically' else '' end as evidence
from scaling where family = 'vector' and settled order by label limit 1;
