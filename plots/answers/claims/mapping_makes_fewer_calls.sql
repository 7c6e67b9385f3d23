-- a mapped file needs fewer system calls
--
-- Place: 34
-- Suite: read_warm
-- After: plots/answers/mapping.sql
-- Rule: Counted. True: fewer calls in order and at random. False: in neither. Depends: in one of
-- Rule: the two.

-- In order and at random; who reads all of it by one call shows that calls are not the reason.
select case (s.calls < s.read_calls) + (r.calls < r.read_calls) when 2 then 1 when 0 then 0 end
    as holds,
  'In order ' || bytes(s.bytes) || ' take ' || si(round(s.calls))
    || ' calls, by read into a buffer ' || si(round(s.read_calls))
    || '; at random an element takes ' || short(round(r.calls, 2))
    || ', by pread ' || short(round(r.read_calls, 2)) || '.' as evidence, (
      select 'read into memory as large as the file takes ' || si(round(median(calls, round)))
      from taken where strategy = 'read_whole' and phases = 'scan' and bytes = s.bytes
      having count(*) > 0) as details
from mapping as s join mapping as r on s.phases = 'scan' and r.phases = 'random';
