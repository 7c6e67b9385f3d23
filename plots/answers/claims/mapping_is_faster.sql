-- mapping a file that is in the page cache is faster than reading it
--
-- Place: 31
-- Suite: read_warm
-- After: plots/answers/mapping.sql
-- Rule: Less is a ratio below 1, round by round by the clock, that is no tie. True: the mapping
-- Rule: takes less in order and at random. False: in neither. Depends: in one of the two.

select case s.less + r.less when 2 then 1 when 0 then 0 end as holds,
  'In order it takes ' || s.said || ' the time of read into one buffer, at random ' || r.said
    || ' that of pread.' as evidence,
  bytes(s.bytes) || ' in the page cache, by the clock' as details,
  s.said || ' the time, at random ' || r.said || '.' as short
from mapping as s join mapping as r on s.phases = 'scan' and r.phases = 'random'
where s.low is not null and r.low is not null;
