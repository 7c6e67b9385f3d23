-- realloc for each element is quadratic in C
--
-- Place: 9
-- Suite: allocators
-- Time: CPU
-- Rule: Quadratic would be n (n - 1) / 2 copied elements. True: with all allocators, realloc moved
-- Rule: blocks of a tenth of that or more in all (it cannot have copied more than it moved). False:
-- Rule: with none of them. Depends: with some.

-- Of what was too slow, too: as far as it came. Tunables make no other allocator.
with each as (
  select coalesce(s.allocator, 'libc') as name, s.appended as n, ns, moved,
    moved * 2 / (appended - 1) as share,
    iif(ended = 'done', '', ', which reached ' || si(appended)) as reached
  from summary as s join cell as c using (cell)
  where s.strategy = 'realloc_per_element' and appended >= 1e4 and moved is not null
    and c.tunables is null),
known as (
  select min(share) as least, max(share) as most, count(*) as allocators, max(n) as n from each)
select case when least >= 0.1 then 1 when most < 0.1 then 0 end as holds,
  si(known.n) || ' calls moved ' || ratio(few.moved) || ' x the data in all'
  || ' (' || few.name || iif(allocators = 1, ')', ') to ' || ratio(many.moved) || ' x ('
                                                  || many.name || ')')
  || '; quadratic would be ' || si(round((known.n - 1) / 2.0)) || ' x.' as evidence,
  'An element takes ' || ratio(fast.ns) || ' ns'
  || iif(allocators = 1, '', ' (' || fast.name || ') to ' || ratio(slow.ns) || ' ns (' || slow.name
                             || slow.reached || ')') as details
from known, (select * from each order by moved limit 1) as few,
  (select * from each order by moved desc limit 1) as many,
  (select * from each order by ns limit 1) as fast,
  (select * from each order by ns desc limit 1) as slow;
