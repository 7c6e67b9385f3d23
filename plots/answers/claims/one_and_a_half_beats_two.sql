-- a growth factor of 1.5 beats 2
--
-- Place: 12
-- Suite: growth_factor
-- Time: CPU
-- After: plots/answers/growth.sql
-- Rule: By copying, four things are compared: time (a tie counts for none), unused room, most
-- Rule: address space, mean RAM (a difference below 1 % counts for none). True: 1.5 is better in
-- Rule: one and worse in none. False: worse in one, better in none, or equal in all. Else it
-- Rule: depends.

with compared as (
  select c.*, x.unused_mean as unused, y.unused_mean as unused_of, x.reserved_most as reserved,
    y.reserved_most as reserved_of, x.resident_mean as resident, y.resident_mean as resident_of
  from growth_pair as c
  join growth as x on x.copying and x.factor = c.a join growth as y on y.copying and y.factor = c.b
  where c.copying and c.a = 1.5 and c.b = 2 and c.low is not null),
judged as (
  select not tied and ratio < 1 or unused < 0.99 * unused_of or reserved < 0.99 * reserved_of
      or coalesce(resident < 0.99 * resident_of, 0) as better,
    not tied and ratio > 1 or unused > 1.01 * unused_of or reserved > 1.01 * reserved_of
      or coalesce(resident > 1.01 * resident_of, 0) as worse from compared)
select case when better and worse then null else better end as holds,
  'By copying, 1.5 takes ' || ratio(c.ratio, c.low, c.high) || ' x'
    || within(c.low, c.high) || ' the time of 2'
    || coalesce(' (' || c.tie || ')', '')
    || coalesce(' and ' || ratio(resident) || ' x the data of RAM instead of '
                || ratio(resident_of) || ' x', '')
    || '. It leaves ' || fixed(unused * 100, 0) || ' % of the block unused instead of '
    || fixed(unused_of * 100, 0) || ' %, and reserves at most ' || ratio(reserved)
    || ' x instead of ' || ratio(reserved_of) || ' x.' as evidence,
  iif(r.ratio is null, '', 'By realloc ' || ratio(r.ratio, r.low, r.high) || ' x'
        || within(r.low, r.high)
        || coalesce(' (' || r.tie || ')', '') || ' the time of 2. ')
    || 'RAM and what is unused are means over a growth step'
    || coalesce((select '; on one heap, where freed blocks can be used again, RAM is '
                   || ratio(x.resident_mean) || ' x instead of ' || ratio(y.resident_mean) || ' x'
                 from growth_heap as x join growth_heap as y on x.factor = 1.5 and y.factor = 2
                 where x.resident_mean is not null),
                '; whether freed blocks are used again was not tested') as details
from compared as c, judged
left join growth_pair as r on not r.copying and r.a = c.a and r.b = c.b;
