-- np.append in a loop is quadratic
--
-- Place: 1
-- Suite: scaling
-- Time: CPU
-- After: plots/answers/scaling.sql

with law as (
  select s.*, exp(start + power * ln(1e8)) as there, exp(within * (ln(1e8) - middle)) as factor
  from scaling as s join program as p using (strategy)
  where s.family = 'numpy' and p.quadratic and settled limit 1),
told as (select *, span(there / factor) as low, span(there * factor) as high from law)
select may_be_quadratic as holds,
  'time grows as n^' || fixed(power, 2) || ' +- ' || fixed(within, 2)
  || '; 1e8 elements would take '
  || iif(substr(low, instr(low, ' ')) = substr(high, instr(high, ' ')), -- the same unit
         substr(low, 1, instr(low, ' ') - 1), low)
  || ' to ' || high || ' (' || label || ')' as evidence
from told;
