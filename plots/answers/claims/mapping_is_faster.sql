-- mapping a file is faster than reading it
--
-- Place: 31
-- Suite: read_warm
-- After: plots/answers/mapping.sql

-- One of the two: it depends.
select case s.less + r.less when 2 then 1 when 0 then 0 end as holds,
  'in order ' || s.said || ' the time of read into one buffer, at ' || bytes(s.bytes)
    || '; at random ' || r.said || ' that of pread' as evidence
from mapping as s join mapping as r on s.phases = 'scan' and r.phases = 'random'
where s.low is not null and r.low is not null;
