-- a mapped file has the lower latency
--
-- Place: 35
-- Suite: read_warm
-- After: plots/answers/mapping.sql
-- Rule: Less is a ratio below 1, round by round by the clock, that is no tie. True: the mapping
-- Rule: takes less to the first element and for one at random. False: in neither. Depends: in one
-- Rule: of the two.

select case p.less + r.less when 2 then 1 when 0 then 0 end as holds,
  'The first element takes ' || p.said || ' the time of read into a buffer, one at random '
    || r.said || ' that of pread.' as evidence,
  duration(p.wall_ns) || ' and ' || duration(r.wall_ns) || ', in the page cache' as details
from mapping as p join mapping as r on p.phases = 'peek' and r.phases = 'random'
where p.low is not null and r.low is not null;
