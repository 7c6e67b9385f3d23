-- What does an index into chunks cost?
--
-- A million reads at random positions of arrays that fit a cache, and of arrays that fit none:
-- COUNT elements of TYPE, a quarter of them, a quarter of that ... down to 12 KB. Once so that
-- reads overlap, and once so that each waits for the one before. Everything that keeps its elements
-- in chunks or blocks, beside a vector and a mapped file. A list has to be walked: it stops at the
-- budget.
--
-- Place: 9
-- Rounds: 7
-- Reference: ROUNDS=3
-- Budget: 1
-- Count: 60M

-- The vector last: the last of the largest is the one that is run twice, for the noise floor.
with recursive size(n) as (
  select top from setting
  union all select n / 4 from size, setting where n / 4 * width >= 12000)
select strategy, n as count, 'sync,scan,random' as phases, chained
from program, size, (select 0 as chained union all select 1)
where (strategy = 'doubling_vector'
    or coalesce(chosen, strategy = 'mmap_file' or family in ('chunks', 'sqrt')))
  and not discards and not baseline
order by contiguous and not file, program.number, n desc, chained;
