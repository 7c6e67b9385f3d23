-- np.append in a loop is quadratic
--
-- Place: 1
-- Suite: scaling
-- After: plots/answers/scaling.sql

select may_be_quadratic as holds, 'time grows as n^' || fixed(power, 2) || ' +- ' || fixed(within, 2)
  || '; 1e8 elements would take ' || case when low_unit = high_unit then low_number else low end || ' to '
  || high || ' (' || label || ')' as evidence
from (
  select *, substr(low, 1, instr(low, ' ') - 1) as low_number, substr(low, instr(low, ' ')) as low_unit,
    substr(high, instr(high, ' ')) as high_unit
  from (
    select *, span(there / factor) as low, span(there * factor) as high
    from (
      select s.*, exp(start + power * ln(1e8)) as there, exp(within * (ln(1e8) - middle)) as factor
      from scaling as s join program as p using (strategy)
      where s.family = 'numpy' and p.quadratic and settled limit 1)));
