-- How large should a chunk be?
--
-- The strategies that have a parameter for it, with chunks from 64 bytes to 16 MiB (but no larger
-- than the data), beside a vector: COUNT elements of TYPE. Small chunks pay for many allocations,
-- and a list of them for every link that a read at random walks: that stops at the budget, and says
-- what a read cost.
--
-- It is about those that have chunks: STRATEGIES is not asked.
--
-- Place: 8
-- Budget: 0.5
-- Count: 10M

with recursive size(bytes) as (select 64 union all select 4 * bytes from size where bytes < 1 << 24)
select strategy, top as count, 'gather,scan,random' as phases,
  case when p.key is not null then json_object(p.key, bytes) end as parameters
from setting, program
left join json_each(parameters) as p on p.key in ('chunk', 'block')
left join size on p.key is not null
where (p.key is not null and bytes <= top * width) or strategy = 'doubling_vector' or baseline
order by program.number, bytes;
