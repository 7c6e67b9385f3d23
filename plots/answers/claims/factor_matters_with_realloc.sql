-- the growth factor matters with realloc too
--
-- Place: 13
-- Suite: growth_factor
-- Time: CPU
-- After: plots/answers/growth.sql
-- Rule: It matters to the time where the slowest factor takes a tenth longer than the fastest, or
-- Rule: more, and that is no tie. With another allocator (suite allocators): where realloc takes
-- Rule: 0.8 x the time of copying or more, for then it seems to copy. True: it matters with all
-- Rule: that were measured. False: with none. Else it depends on the allocator.

with own as (
  select g.*, not tied and ratio >= 1.1 as matters from growth_range as g
  where not copying and low is not null),
other as ( -- of the same machine
  select c.allocator, x.round, x.build_ns * 1.0 / y.build_ns as ratio
  from main.run as o join main.machine as m using (run) join main.cell as c using (run)
  join main.cell as d on d.run = o.run and d.allocator is c.allocator and d.count = c.count
  join counted as x on x.run = o.run and x.cell = c.cell
  join counted as y on y.run = o.run and y.cell = d.cell and y.round = x.round
  where o.suite = 'allocators' and m.name = (select name from machine)
    and c.strategy = 'doubling_vector' and d.strategy = 'copying_vector'
    and c.aa_of is null and d.aa_of is null and c.tunables is null and d.tunables is null),
each as (select allocator, median(ratio, round) as ratio from other group by allocator),
copies as (
  select count(*) as allocators, sum(ratio >= 0.8) as matters,
    listing(allocator, 9) filter (where ratio >= 0.8) as names,
    min(ratio) filter (where ratio >= 0.8) as least, max(ratio) as most from each)
select case when own.matters and coalesce(copies.matters, 0) = allocators then 1
            when not own.matters and coalesce(copies.matters, 0) = 0 then 0 end as holds,
  'By realloc with ' || coalesce((select libc from machine), 'this libc')
    || ' the slowest factor takes ' || ratio(own.ratio, low, high) || ' x' || within(low, high)
    || ' the time of the fastest' || coalesce(' (' || tie || ')', '')
    || coalesce((select ', by copying ' || ratio(ratio) || ' x' || within(low, high)
                 from growth_range where copying and low is not null), '') || '.'
    || case when allocators = 0 then ' Other allocators were not measured.'
            when copies.matters = 0 then ' With none of ' || allocators || ' allocators does '
              || 'realloc take as long as copying.'
            else ' With ' || names || ' realloc takes ' || ratio(least) || ' to ' || ratio(most)
              || ' x the time of copying.' end as evidence,
  'Slowest ' || short(slowest) || ', fastest ' || short(fastest) || ', both chosen ' || chosen_in
    as details
from own, copies;
