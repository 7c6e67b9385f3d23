-- a list, converted once at the end, saves memory
--
-- Place: 5
-- Suite: peers
-- Rule: True: the peak of the list, with the array made of it, is below the 2 x of np.append. Else
-- Rule: false.

select peak < 2 as holds, 'At its peak it needs ' || ratio(peak) || ' x the data (' || type || ')'
  || iif(peak < 2, '', ': a pointer and an object for each element, and the array') || '.'
  as evidence, ratio(peak) || ' x the data (' || type || ').' as short
from summary
where strategy = 'numpy_list' and pages = 'system' and ns is not null and peak is not null
order by appended desc limit 1;
