-- np.append in a loop is quadratic
--
-- Place: 1
-- Suite: scaling
-- Time: CPU
-- After: plots/answers/scaling.sql
-- Rule: True: the same loop in C copied n (n - 1) / 2 elements at every n (counted); and in the
-- Rule: time of np.append, a n + b n^2, all of the interval of b is above 0 and b n^2 is more than
-- Rule: half of the time at the largest n. Else false.

select copies and b_low > 0 and b * q.n > a as holds,
  'The same loop in C copied ' || iif(copies, '', 'other than ') || 'n (n - 1) / 2 elements at '
  || 'each of ' || sizes || ' sizes. For elements of ' || width_bytes
  || ' bytes the time of np.append fits a n + b n^2 to ' || fixed(100 * off, 0) || ' %'
  || coalesce('; so ' || si(e.n) || ' would take ' || takes
    || ': calculated, not measured', '')
  || '.' as evidence,
  'b = ' || ratio(b) || ' ns' || within(b_low, b_high) || ', n from ' || si(first)
  || ' to ' || si(q.n)
  || coalesce(', GLIBC_TUNABLES=' || tunables, '') as details,
  iif(copies, 'In C n (n - 1) / 2 copies.', 'a n + b n^2 fits.') as short
from quadratic as q left join extrapolated as e using (label)
where family = 'numpy' and copies is not null and b_low is not null
order by strategy <> 'numpy_append' limit 1;
