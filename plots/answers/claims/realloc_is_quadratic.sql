-- realloc for each element is quadratic in C
--
-- Place: 9
-- Suite: scaling
-- Time: CPU
-- After: plots/answers/scaling.sql

select may_be_quadratic as holds,
  'time grows as n^' || fixed(power, 2) || ' +- ' || fixed(within, 2)
  || iif(may_be_quadratic, '', ': ' || coalesce((select libc from machine), 'the libc')
                               || ' grows the block in place or moves its pages') as evidence
from scaling as s join program as p using (strategy)
where s.family = 'exact' and not p.quadratic and settled limit 1;
