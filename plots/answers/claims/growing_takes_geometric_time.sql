-- a growing array takes geometrically growing time
--
-- Place: 3
-- Suite: scaling
-- Time: CPU
-- After: plots/answers/scaling.sql

select not may_be_linear as holds,
  'total time grows as n^' || fixed(power, 2) || ' +- ' || fixed(within, 2) || ' (' || label || ')'
    || iif(may_be_linear, '; only the capacity grows geometrically', '') as evidence
from scaling where family = 'vector' and settled order by label limit 1;
