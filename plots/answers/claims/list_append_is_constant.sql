-- list.append is O(1), and np.array at the end is one step
--
-- Place: 24
-- Suite: scaling
-- Time: CPU
-- After: plots/answers/scaling.sql

select may_be_linear as holds,
  'both together grow as n^' || fixed(power, 2) || ' +- ' || fixed(within, 2) || '; np.array is '
  || fixed(100 * gather_ns / s.ns, 0) || ' % of it, at ' || si(count) as evidence
from scaling join summary as s using (label, strategy)
where strategy = 'numpy_list' and settled and gather_ns is not null
order by count desc limit 1;
