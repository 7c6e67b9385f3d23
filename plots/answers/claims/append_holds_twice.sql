-- np.append holds everything twice while it copies
--
-- Place: 2
-- Suite: size
-- Rule: True: what the same loop in C has allocated at one moment (counted) is 1.9 x its data or
-- Rule: more. Else false.

select live > 1.9 as holds,
  'For a moment of every append ' || ratio(live) || ' x the data is allocated (the same loop in C, '
    || 'counted).' as evidence from summary where strategy = 'copy_per_element' and ns is not null
order by appended desc, cell desc limit 1;
